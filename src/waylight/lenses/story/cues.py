"""What speaks for a word being a name: its form, how common it is, the lists it is in, and the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from waylight.lenses.story.lists import first_names, how_common, last_names, place_words

NEIGHBOURS = (-2, -1, 1, 2)


@dataclass(frozen=True, slots=True)
class Look:
    """One word looked at alone: its lower case, its case (``A`` all capitals, ``C`` a capital first, ``c`` none)."""

    lower: str
    case: str
    common: int
    shape: str


@lru_cache(maxsize=100_000)
def look(word: str) -> Look:
    """Look at one word alone."""
    lower = word.lower().strip("#@")
    case = "A" if len(word) > 1 and word.isupper() else "C" if word[:1].isupper() else "c"
    return Look(lower, case, how_common(lower), _shape(word))


@lru_cache(maxsize=100_000)
def own_cues(word: str) -> tuple[str, ...]:
    """Return the cues that a word carries in itself, wherever it stands."""
    one = look(word)
    listed = [f"common{one.common}", f"shape{one.shape}", *_lists(one)]
    parts = [f"end{one.lower[-n:]}" for n in (2, 3, 4)] + [f"begin{one.lower[:n]}" for n in (2, 3)]
    more = [f"long{min(len(one.lower), 8)}", f"word{one.lower}"]
    more += ["digit"] * bool(re.search(r"\d", word)) + ["hyphen"] * ("-" in word)
    return (*listed, *(one.case + cue for cue in listed), *parts, *more)


@lru_cache(maxsize=200_000)
def beside_cues(word: str, away: int) -> tuple[str, ...]:
    """Return the cues that a word gives to the one ``away`` words before or after it; no word is an edge."""
    if not word:
        return (f"{away}edge",)
    one = look(word)
    lists = [f"{away}{cue}{one.case}" for cue in ("first", "last") if one.lower in _names(cue)]
    return (f"{away}word{one.lower}", f"{away}{one.case}common{one.common}", f"{away}shape{one.shape}", *lists)


def pair_cue(word: str, other: str, away: int) -> str:
    """Return the cue of two neighbours together: both their cases, and how common both are."""
    one, two = look(word), look(other)
    return f"{away}&{one.case}{one.common}{two.case}{two.common}"


def line_cues(word: str, *, opens: bool, capitals: float, shouted: float) -> tuple[str, ...]:
    """Return the cues of where a word stands, and of how its line is written.

    ``capitals`` and ``shouted`` are the shares (in [0, 1]) of words of the line with a capital and in capitals:
    where nobody writes capitals, a small letter says nothing, and where everything shouts, a capital does not.
    """
    one = look(word)
    small = (f"small{one.common}",) if capitals == 0 else ()
    place = (f"opens{int(opens)}{one.case}", f"opens{int(opens)}{one.case}{one.common}")
    return (*place, f"capitals{int(capitals * 4)}{one.case}", f"shouted{int(shouted * 4)}{one.case}", *small)


def _lists(one: Look) -> list[str]:
    found = []
    for name in ("first", "last"):
        rank = _names(name).get(one.lower)
        if rank is not None:
            found += [f"{name}{rank}", f"{name}&{one.common}"]
    return found + ["place", f"place&{one.common}"] * (one.lower in place_words())


def _names(which: str) -> dict[str, int]:
    return first_names() if which == "first" else last_names()


def _shape(word: str) -> str:
    short = re.sub(r"[^\W\d_]+", lambda run: _letters(run.group()), re.sub(r"\d+", "9", word))
    return short[:8]


def _letters(run: str) -> str:
    return re.sub(r"x+", "x", "".join("X" if letter.isupper() else "x" for letter in run)).replace("XXX", "XX")[:3]
