"""Turns out of plain text, in the layouts that Zoom, Otter, Teams and people write.

    Ann Lee: text                 a name before a colon, if names repeat
    Ann Lee  0:12                 a name and a time on a line of their own, the text below
    [Ann Lee] 10:15:32            the same by Zoom, with times of day
    [00:01:02] Ann Lee: text      a time, with or without brackets, then a name before a colon
    Ann Lee (0:12): text          the same the other way round
    0:12 - Ann Lee                a time and a name that repeats on a line of their own, the text below
    0:12                          a time alone: that of the turn that begins below

Lines after these go on with the turn. Text with neither repeating names nor times with names is read line by line,
with nobody named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from waylight.intake.rows import Place, Problem
from waylight.intake.transcript_lines import Line
from waylight.intake.transcript_marks import (
    CLOCK,
    Speakers,
    could_be_name,
    is_name_alone,
    is_written_as_name,
    leading_name,
    mostly_names,
    seconds_of,
    without_emphasis,
)
from waylight.intake.transcript_turns import Said
from waylight.language import gettext

TIME_OF_DAY_S = 6 * 3600
"""A file whose first time is later than this has times of day: recordings begin at nought."""

_HALF = r"(?:\s?[AaPp]\.?[Mm]\b\.?)"
_STAMP = rf"(?:\[\s?({CLOCK}{_HALF}?)\s?\]|\(\s?({CLOCK}{_HALF}?)\s?\)|({CLOCK}{_HALF}?))"
_STAMP_FIRST = re.compile(rf"{_STAMP}(?=\s|\Z)\s*(?:[-–—]\s)?\s*")
_NAME_FIRST = re.compile(rf"(\S.{{0,70}}?)(?:[,–—-]?\s{{1,9}}|(?=[\[(])){_STAMP}\s{{0,9}}(?::\s*|\Z)")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")  # “March 12, 2026, 2:30 PM” is a date
_ADDED = re.compile(r"Transcribed by https://otter\.ai|([^:]{1,80}) (?:started|stopped) transcription\Z")
_HEADING_LINES, _HEADING_LENGTH = 8, 100
"""Title, date, length and who took part stand above a transcript; what is longer than this may be speech."""
_HEADING_WORDS = frozenset(
    "attendees date duration keywords location meeting participants present subject time title topic".split()
)


class Opening(NamedTuple):
    """The line that begins a turn. ``clock`` is "" where it gives no time, ``speaker`` where it gives no name."""

    clock: str
    speaker: str
    text: str


def stamp_first(line: str) -> tuple[str, str] | None:
    """Return the time that leads a line and what follows, which may be nothing; None if no time leads.

    >>> stamp_first("[00:01:02] Ann: text")
    ('00:01:02', 'Ann: text')
    """
    found = _STAMP_FIRST.match(line)
    return (found[1] or found[2] or found[3], line[found.end() :]) if found else None


def name_first(line: str) -> Opening | None:
    """Read ``Ann Lee  0:12`` and ``Ann Lee (0:12): text``; None if the line is neither."""
    found = _NAME_FIRST.match(line)
    if not found:
        return None
    name = " ".join(found[1].strip("[]").split())
    if not could_be_name(name) or _YEAR.search(name):
        return None
    return Opening(found[2] or found[3] or found[4], name, line[found.end() :])


def _stamped(line: str) -> Opening | None:
    """A line with a time, whoever it names."""
    stamp = stamp_first(line)
    if stamp is None:
        return name_first(line)
    speaker, text = leading_name(stamp[1]) or ("", stamp[1])
    return Opening(stamp[0], speaker, text)


def _named_alone(opening: Iterable[Opening]) -> bool:
    """Whether a name and nothing else follows most times, as in ``0:12 - Ann Lee``."""
    return mostly_names(found.text for found in opening if not found.speaker and found.text)


class Layout:
    """How a file is laid out, by its first lines: which lines begin a turn, and whether times are times of day."""

    def __init__(self, opening: Sequence[str]) -> None:
        opening = [without_emphasis(line) for line in opening]
        stamped = [found for line in opening if (found := _stamped(line))]
        self._named_alone = _named_alone(stamped)
        if self._named_alone:
            stamped = [Opening(one.clock, one.speaker or one.text, "") for one in stamped]
        often = Counter(found.speaker for found in stamped)
        self._stamped = {name for name in often if name and (often[name] > 1 or is_written_as_name(name))}
        self._speakers = Speakers(opening)
        by_stamp = sum(often[name] for name in self._stamped)
        by_name = sum(self._speakers.repeated.values())
        self._only_stamped = by_stamp > 0 and by_stamp >= by_name
        self.names_speakers = self._only_stamped or by_name > 0
        times = (at for found in stamped if (at := seconds_of(found.clock)) is not None)
        self.of_day = next(times, 0) >= TIME_OF_DAY_S

    def open(self, line: str) -> Opening | None:
        """Return what a line that begins a turn says, or None for a line that goes on with one."""
        clock, rest = stamp_first(line) or ("", line)
        named = leading_name(rest)
        if named and (self._accepts(named[0]) if clock else self._accepts_bare(named[0])):
            return Opening(clock, *named)
        if clock and self._named_alone and is_name_alone(rest):
            return Opening(clock, rest, "")
        if not self.names_speakers or (clock and (not rest or line[0] in "[(")):
            return Opening(clock, "", rest)
        found = name_first(line)
        return found if found and self._accepts_before_time(found.speaker) else None

    def is_speech(self, line: str) -> bool:
        """Whether a line is not one that Otter or Teams added: who transcribed, who pressed the button."""
        added = _ADDED.match(line)
        return not added or (bool(added[1]) and added[1] not in self._stamped)

    def _accepts(self, name: str) -> bool:
        return name in self._stamped or self._speakers.accepts(name)

    def _accepts_bare(self, name: str) -> bool:
        """Whether a name before a colon, without a time, begins a turn."""
        return name in self._stamped or (self.names_speakers and not self._only_stamped and self._accepts(name))

    def _accepts_before_time(self, name: str) -> bool:
        return name in self._stamped or (self._only_stamped and is_written_as_name(name))


class TextReader:
    """Reads the turns of one text, line by line."""

    def __init__(self, layout: Layout, *, file: str) -> None:
        self._layout = layout
        self._file = file
        self._speaker: str | None = None  # None above the first turn
        self._clock = ""  # of a line that had nothing but a time
        self._heading = 0  # lines before the first speaker
        self._told_of_heading = self._told_of_day = False

    def read(self, lines: Iterable[Line | Problem]) -> Iterator[Said | Problem]:
        """Yield what each line says, and the problems met on the way."""
        for line in lines:
            if isinstance(line, Problem):
                yield line
            elif (text := line.text.strip()) and self._layout.is_speech(without_emphasis(text)):
                yield from self._read_line(line.number, text)

    def _read_line(self, number: int, text: str) -> Iterator[Said | Problem]:
        opening = self._layout.open(without_emphasis(text))
        if self._speaker is None and (opening is None or opening.speaker.lower() in _HEADING_WORDS):
            yield from self._above(number, text)
        elif opening is None:
            yield Said(number, None, None, self._speaker or "", text)
        elif opening.clock and not opening.speaker and not opening.text:
            self._clock = opening.clock
        else:
            self._speaker = opening.speaker
            clock, self._clock = opening.clock or self._clock, ""
            yield from self._said_at(number, clock)
            yield Said(number, self._start(clock), None, opening.speaker, opening.text)

    def _start(self, clock: str) -> float | None:
        return None if self._layout.of_day else seconds_of(clock)  # None also for a time with am or pm

    def _said_at(self, number: int, clock: str) -> Iterator[Problem]:
        """Say once that times of day are no times of a recording."""
        if clock and not self._told_of_day and (self._layout.of_day or clock[-1] in ".mM"):
            self._told_of_day = True
            said = gettext(
                "“{clock}” is a time of day; when the recording began is not known, so turns are read without times."
            )
            yield Problem(Place(self._file, number), said.format(clock=clock))

    def _above(self, number: int, text: str) -> Iterator[Problem]:
        """A few short lines above the first speaker are a heading; more than that should not go without a word."""
        self._heading += 1
        if not self._told_of_heading and (self._heading > _HEADING_LINES or len(text) > _HEADING_LENGTH):
            self._told_of_heading = True
            yield Problem(Place(self._file, number), gettext("The lines up to the first speaker's name are left out."))
