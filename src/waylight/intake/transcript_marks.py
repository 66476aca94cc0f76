"""What the layouts of transcripts have in common: times on a clock, and names in front of what was said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

LONGEST_NAME = 60
MOST_WORDS = 5
"""Of a name in front of a colon. What is longer is a sentence with a colon in it."""

CLOCK = r"(?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{1,2}(?:[.,][0-9]{1,9})?"
"""Pattern of ``1:02``, ``0:01:02``, ``00:01:02.345`` and ``00:01:02,345``, without groups."""

_CLOCK_PARTS = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,3}):([0-9]{1,2})(?:[.,]([0-9]{1,9}))?")
_BULLET = re.compile(r"[-–—•*]\s{1,9}")
_EMPHASIS = re.compile(r"(?:[-–—•*]\s{1,9})?(\*\*|__)([^*_]{1,80}?)(:?)\1(:?)(?=\s|\Z)")
_LEADING = re.compile(r"([^:：]{1,80}?)\s{0,9}(?::(?=\s|\Z)|：)\s*")
_NOT_IN_NAMES = re.compile(r"[?!;<>\"“”„«»{}=\\]|//|www\.|\A(?:https?|mailto|ftp)\Z", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # “Ann Lee (she/her)”, “Ben [guest]”
_PARTICLES = frozenset(
    "al and ap bin da das de del della den der di do dos du e el et ibn la le of och ten ter und van von y zu".split()
)
_SHORTEST_NUMBER = 5  # digits of a telephone number, the name of somebody who dialled in


def seconds_of(clock: str) -> float | None:
    """Return what a clock reading is in seconds, or None if it is none.

    >>> seconds_of("00:01:02.5"), seconds_of("75:10"), seconds_of("1:75:10")
    (62.5, 4510.0, None)
    """
    found = _CLOCK_PARTS.fullmatch(clock)
    if not found:
        return None
    hours, minutes, seconds, fraction = found.groups("")
    if int(seconds) > 59 or (hours and int(minutes) > 59):
        return None
    unit: int = 10 ** len(fraction)
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return (whole * unit + int(fraction or 0)) / unit


def leading_name(line: str) -> tuple[str, str] | None:
    """Return the name before a line's first colon and the text after it, or None if that cannot be a name.

    >>> leading_name("Ann Lee: Good morning: all well?"), leading_name("We met at 12:30"), leading_name("https://a.org")
    (('Ann Lee', 'Good morning: all well?'), None, None)
    """
    found = _LEADING.match(line)
    if not found:
        return None
    name = (
        " ".join(_BULLET.sub("", found[1], count=1).split()) if _BULLET.match(found[1]) else " ".join(found[1].split())
    )
    return (name, line[found.end() :]) if could_be_name(name) else None


def without_emphasis(line: str) -> str:
    """Return a line whose beginning Markdown prints in bold as plain text.

    >>> without_emphasis("**Ann Lee:** Good morning"), without_emphasis("**Ann Lee** 0:12")
    ('Ann Lee: Good morning', 'Ann Lee 0:12')
    """
    found = _EMPHASIS.match(line) if "**" in line or "__" in line else None
    return f"{found[2]}{found[3] or found[4]}{line[found.end() :]}" if found else line


def could_be_name(name: str) -> bool:
    """Whether words may name a speaker: few and short, no address, no time, no sentence."""
    if len(name) > LONGEST_NAME or not 1 <= len(name.split()) <= MOST_WORDS or _NOT_IN_NAMES.search(name):
        return False
    return any(map(str.isalpha, name)) or sum(map(str.isdigit, name)) >= _SHORTEST_NUMBER


def is_written_as_name(name: str) -> bool:
    """Whether no word of it begins with a small letter, particles such as “van” and words in brackets aside.

    >>> [is_written_as_name(name) for name in ("Ludwig van Dyke (guest)", "李雷", "The question is")]
    [True, True, False]
    """
    words = [word for word in _ASIDE.sub(" ", name).split() if word not in _PARTICLES]
    return bool(words) and not any(word.lstrip("'’(-")[:1].islower() for word in words)


def mostly_names(lines: Iterable[str]) -> bool:
    """Whether at least half of these lines are names that repeat.

    >>> mostly_names(["Ann Lee", "Bob", "Ann Lee"]), mostly_names(["Good morning to you all.", "Bob", "Bob"])
    (True, True)
    """
    counted = Counter(lines)
    named = sum(times for line, times in counted.items() if times > 1 and is_name_alone(line))
    return 2 * named >= counted.total() > 0


def is_name_alone(line: str) -> bool:
    """Whether a line may be a speaker's name and nothing else."""
    return ":" not in line and could_be_name(line) and is_written_as_name(line)


class Speakers:
    """Tells a speaker's name from other words before a colon, by the names that repeat in a file's first lines.

    A name that does not repeat must be written as one: “And then she said: go” names nobody, “ann: go” does where
    “ann:” stands on other lines too. With ``labels`` false, no words before a colon name anybody.
    """

    def __init__(self, opening: Iterable[str], *, labels: bool = True) -> None:
        names = Counter(found[0] for line in opening if (found := leading_name(line)))
        self.repeated = {name: lines for name, lines in names.items() if lines > 1}
        self._labels = labels

    def split(self, line: str) -> tuple[str, str] | None:
        """Return who speaks in a line and what, or None when it names no speaker."""
        found = leading_name(line) if self._labels else None
        return found if found and self.accepts(found[0]) else None

    def accepts(self, name: str) -> bool:
        """Whether these words, which could be a name, are taken for one here."""
        return name in self.repeated or is_written_as_name(name)
