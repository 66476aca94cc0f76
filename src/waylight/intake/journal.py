"""Reads a journal: plain text or Markdown whose entries begin with a dated heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from waylight.intake.journal_dates import dated
from waylight.intake.recognise import HEAD
from waylight.intake.rows import Choices, EntryRow, Heard, Place, Problem, Promise
from waylight.intake.tables import LONGEST_LINE, joined, text_lines
from waylight.language import gettext, gettext_noop
from waylight.language import number as written

AMBIGUOUS = re.compile(r"^(?:#{1,6}\s+\d{1,4}[./]\d{1,2}[./]\d{1,4}\b|\d{1,4}[./]\d{1,2}[./]\d{1,4}:?$)")
CONFIDENCE = re.compile(r"^confidence:\s*(-?\d+(?:[.,]\d+)?)(?:\s*(?:/|of)\s*10)?\s*(?:[–—:,-]\s*)?(.*)$", re.I)
HEARD = re.compile(r"^heard from\s+([^:]{1,120}):\s*(.+)$", re.I)
CHANGED = re.compile(r"->|→")
PROMISE = re.compile(r"^(?a:(i will|kept|changed|dropped)):\s*(.+)$", re.I)
QUESTION = re.compile(r"^question:\s*(.+)$", re.I)
PRIVATE = re.compile(r"^\(?private(?::\s*yes)?\)?\.?$", re.I)
STATES = {"i will": "open", "kept": "kept", "changed": "changed", "dropped": "dropped"}
WANTED = gettext_noop(
    "No entry was found: an entry begins with a dated heading such as “## 2026-06-11” or “## 11 June 2026”."
)
ABOVE = gettext_noop("What stands above the first dated heading belongs to no day and was left out.")
LONGEST_ENTRY = 200_000  # characters
LONGEST_MARKED = 10_000  # characters of a line that can be a confidence, a promise or a view heard


@dataclass(slots=True)
class _Entry:
    place: Place
    on: date
    text: list[str] = field(default_factory=list)
    private: bool = False
    confidence: float | None = None
    confidence_words: str = ""
    heard: list[Heard] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    size: int = 0

    def row(self) -> EntryRow:
        """The entry as a row; empty lines at either end of its text are left out."""
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(self.text)).strip()
        return EntryRow(
            self.place,
            self.on,
            text,
            self.private,
            self.confidence,
            self.confidence_words,
            tuple(self.heard),
            tuple(self.promises),
            tuple(self.questions),
        )


def read_journal(
    stream: BinaryIO,
    *,
    name: str,
    choices: Choices = Choices(),  # noqa: B008
) -> Iterator[EntryRow | Problem]:
    """Read a journal's entries in the order they stand.

    A line such as ``Confidence: 6 – words`` is taken out of the text; see ``docs/file-formats.md`` for all of them. A
    heading whose date cannot be read is a Problem, and so is what stands under it.
    """
    del choices
    head = stream.read(HEAD)
    lines = text_lines(joined(head, stream), head)
    entry: _Entry | None = None
    marked = found = False
    above: list[int] = []  # lines before the first entry, a title left aside
    for number, line in enumerate(iter(lambda: lines.readline(LONGEST_LINE), ""), start=1):
        place, plain = Place(name, number), line.strip()
        begun = _heading(plain, place, marked=marked)
        if begun is None:
            if entry is not None:
                yield from _take(plain, entry, place)
            elif plain and not found and not plain.startswith("#"):
                above.append(number)
            continue
        if entry is not None:
            yield entry.row()
        elif len(above) > 1 and not found:
            yield Problem(Place(name, above[0]), gettext(ABOVE))
        found, marked = True, marked or plain.startswith("#")
        entry = begun if isinstance(begun, _Entry) else None
        if isinstance(begun, Problem):
            yield begun
    if entry is not None:
        yield entry.row()
    if not found:
        yield Problem(Place(name), gettext(WANTED))


def _heading(line: str, place: Place, *, marked: bool) -> _Entry | Problem | None:
    """A new entry, a heading that cannot be dated, or None for a line that is no heading.

    Once a heading was marked with #, a sentence that begins with a day is a sentence.
    """
    if AMBIGUOUS.match(line):
        said = gettext(
            "“{text}” can be read as two dates; write the year first, as in 2026-02-03. Its entry was left out."
        )
        return Problem(place, said.format(text=line.lstrip("# ")[:40]))
    found = dated(line)
    if found is None or (marked and not found.marked and not found.alone):
        return None
    if found.on is None:
        said = gettext("“{text}” is no day of the calendar. Its entry was left out.")
        return Problem(place, said.format(text=line.lstrip("# ")[:40]))
    return _Entry(place, found.on, [found.rest] if found.rest else [])


def _take(line: str, entry: _Entry, place: Place) -> Iterator[Problem]:
    """Put one line into the entry, under what it says it is."""
    before, entry.size = entry.size, entry.size + len(line) + 1
    if entry.size > LONGEST_ENTRY:
        if before <= LONGEST_ENTRY:
            said = gettext("This entry is longer than {most} characters; its rest was left out.")
            yield Problem(place, said.format(most=written(LONGEST_ENTRY)))
        return
    plain = re.sub(r"^(?:[-*]\s+)?\**([^*]*?:)\**", r"\1", line) if ":" in line else line
    if len(plain) > LONGEST_MARKED or not _marked(plain, entry):
        rating = CONFIDENCE.match(plain[:LONGEST_MARKED])
        if rating is None:
            entry.text.append(line)
        elif 0 <= (value := float(rating[1].replace(",", "."))) <= 10:
            entry.confidence, entry.confidence_words = value, rating[2].strip()
        else:
            said = gettext("Confidence is a number from 0 to 10, not {text}; the entry was kept without it.")
            yield Problem(place, said.format(text=rating[1][:20]))


def _marked(plain: str, entry: _Entry) -> bool:
    """Whether a line is a view heard, a promise, a question or a mark of privacy, and then put there."""
    if heard := HEARD.match(plain):
        text, *changed = CHANGED.split(heard[2], maxsplit=1)
        entry.heard.append(Heard(heard[1].strip(), text.strip(), "".join(changed).strip()))
    elif promise := PROMISE.match(plain):
        entry.promises.append(Promise(promise[2].strip(), STATES[promise[1].lower()]))
    elif question := QUESTION.match(plain):
        entry.questions.append(question[1].strip())
    elif PRIVATE.match(plain):
        entry.private = True
    else:
        return False
    return True
