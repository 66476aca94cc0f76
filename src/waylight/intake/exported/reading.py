"""Reads a table by a map of its columns: each line becomes a row of the kind that the map says, or a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import BinaryIO, TypeVar
from zoneinfo import ZoneInfo

from waylight.intake.exported import cells
from waylight.intake.exported.called import either_of, words_for
from waylight.intake.exported.column_map import ColumnMap, lacking, twice
from waylight.intake.exported.days import NoDay, When, clock, order_of, when
from waylight.intake.exported.guessing import guess_columns
from waylight.intake.exported.headings import FIELDS, RowsOf
from waylight.intake.exported.sheet import Sheet, read_sheet
from waylight.intake.rows import (
    Choices,
    CommitmentRow,
    ContactRow,
    EntryRow,
    InsightRow,
    InteractionRow,
    MeetingRow,
    Place,
    Problem,
    Row,
)
from waylight.language import gettext, gettext_noop, pgettext

R = TypeVar("R")
USUAL_MINUTES = 60  # of a meeting whose length is not said
LONGEST_TEXT, LONGEST_NAME = 100_000, 320
OF_NO_ENGAGEMENT = gettext_noop("{rows} belong to no engagement; there is a page of its own to bring them.")
EITHER = gettext_noop(
    "Days such as {day} can be read in two ways; say in the map whether the day or the month is first."
)


class Left(ValueError):
    """Why a line cannot be read, as a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, by the fields that its columns hold."""

    place: Place
    said: dict[str, str]
    order: ColumnMap
    zone: str

    def __getitem__(self, field: str) -> str:
        return self.said.get(field, "")

    def words(self, field: str) -> str:
        """A field that the row cannot do without. Raises Left."""
        if not self[field]:
            raise Left(gettext("There is nothing under “{heading}”.").format(heading=self.headed(field)))
        return self[field]

    def headed(self, field: str) -> str:
        """How a field's column is headed."""
        return next(iter(self.order.headings(field)), field)

    def when(self, field: str) -> When | None:
        """A day, with a time if there is one; None for an empty cell."""
        return when(self[field], self.order.order) if self[field] else None

    def day(self, field: str) -> date | None:
        """A day, or None for an empty cell."""
        found = self.when(field)
        return found.day if found else None

    def must(self, field: str) -> When:
        """A day that the row cannot do without."""
        self.words(field)
        return when(self[field], self.order.order)

    def instant(self, at: When, beside: time | None = None) -> datetime:
        """A day and time in UTC; without a time, the day's beginning where the writer is."""
        local = datetime.combine(at.day, at.clock or beside or time())
        return (local if local.tzinfo else local.replace(tzinfo=ZoneInfo(self.zone))).astimezone(UTC)


def read_exported(
    stream: BinaryIO,
    *,
    name: str,
    choices: Choices = Choices(),  # noqa: B008
    rows: RowsOf | None = None,
) -> Iterator[Row | Problem]:
    """Read a table by ``choices.named``, or by columns guessed for ``rows``. Never fails: problems say why."""
    sheet = read_sheet(stream, name)
    yield from sheet.problems
    if sheet.rows:
        yield from rows_of(sheet, choices.named or guess_columns(sheet, rows or RowsOf.STAKEHOLDERS), choices.zone)


read_meetings = partial(read_exported, rows=RowsOf.MEETINGS)
read_commitments = partial(read_exported, rows=RowsOf.COMMITMENTS)
read_insights = partial(read_exported, rows=RowsOf.INSIGHTS)


def rows_of(sheet: Sheet, named: ColumnMap, zone: str) -> Iterator[Row | Problem]:
    """The lines of a table as rows. A line that cannot be read is a problem; the others are read."""
    if named.rows not in READERS:
        yield Problem(Place(sheet.name), gettext(OF_NO_ENGAGEMENT).format(rows=_of_none(named.rows)))
        return
    if wrong := why_not(sheet, named):
        yield Problem(Place(sheet.name, 1), wrong)
        return
    for line in lines_of(sheet, named, zone):
        yield one(line, READERS[named.rows])


def _of_none(rows: RowsOf) -> str:
    of_clients = rows is RowsOf.CLIENTS
    return pgettext("rows of a table", "Clients") if of_clients else pgettext("rows of a table", "Hours")


def why_not(sheet: Sheet, named: ColumnMap) -> str:
    """Why a map does not fit a table, as a sentence; "" if it does."""
    if gone := [heading for heading in named.columns if heading not in sheet.columns]:
        said = gettext("There is no column “{heading}” in this table, though the map names it.")
        return said.format(heading=gone[0][:60])
    if more := twice(named):
        said = gettext("Two columns hold {what}; one of them has to be left out.")
        return said.format(what=words_for(more[0]))
    if missing := lacking(named):
        return gettext("No column holds {what}; say which one does.").format(what=either_of(missing[0]))
    texts = [text for heading in named.days for text in sheet.column(heading)]
    if not named.order and order_of(texts) is None:
        return gettext(EITHER).format(day=next(text for text in texts if order_of([text]) is None)[:20])
    return ""


def lines_of(sheet: Sheet, named: ColumnMap, zone: str) -> Iterator[Line]:
    """The lines of a table by the fields of a map; what several columns say of one field stands together."""
    held = {field: named.headings(field) for field in FIELDS[named.rows]}
    for number, said in sheet.rows:
        found = {
            field: "\n\n".join(filter(None, (said.get(heading, "") for heading in headings)))
            for field, headings in held.items()
            if headings
        }
        if any(found.values()):
            yield Line(Place(sheet.name, number), found, named, zone)


def one(line: Line, reader: Callable[[Line], R]) -> R | Problem:
    """A line as a row, or why it is none."""
    try:
        return reader(line)
    except (Left, NoDay, cells.NotRead) as reason:
        return Problem(line.place, str(reason))
    except (ValueError, OverflowError):  # a time at the end of the calendar, in a zone that puts it beyond
        return Problem(line.place, gettext("There is a time in this line that no calendar has."))


def name_of(line: Line) -> str:
    """The whole name in a line, or its parts; "" for none."""
    parts = filter(None, (line["first_name"], line["last_name"]))
    return " ".join((line["name"] or " ".join(parts)).split())[:LONGEST_NAME]


def _stakeholder(line: Line) -> ContactRow:
    words = re.split(r"[\s;,<>]+", line["address"].lower())
    addresses = tuple(dict.fromkeys(word for word in words if "@" in word[1:-1]))
    if line["address"] and not addresses:
        raise Left(gettext("“{text}” is no e-mail address.").format(text=line["address"][:40]))
    name = name_of(line) or (addresses[0] if addresses else "")
    if not name:
        raise Left(gettext("This line has neither a name nor an address."))
    level, side = line["level"].lower()[:60], line["side"].lower()[:60]
    return ContactRow(line.place, name, addresses, line["organisation"][:200], level, side)


def _meeting(line: Line) -> MeetingRow:
    at = line.must("at")
    beside = clock(line["clock"]) if line["clock"] and at.clock is None else None
    begins = line.instant(at, beside)
    known = bool(at.clock or beside)
    shared, notes = line["shared"][:LONGEST_TEXT], line["notes"][:LONGEST_TEXT]
    return MeetingRow(
        line.place, begins, known, _length(line, at, begins), cells.called_off(line["state"]), notes, shared
    )


def _length(line: Line, at: When, begins: datetime) -> int:
    """How long a meeting was, as its length, its hours or its end say."""
    if line["minutes"]:
        return cells.minutes(line["minutes"])
    if line["hours"]:
        return cells.hours(line["hours"])
    if not line["until"]:
        return USUAL_MINUTES
    try:
        end = When(at.day, clock(line["until"]))
    except NoDay:
        end = line.must("until")
    if end.clock is None:
        return USUAL_MINUTES
    length = line.instant(end) - begins
    if not timedelta() <= length <= timedelta(days=1):
        raise Left(gettext("The meeting ends before it begins, or more than a day after."))
    return round(length.total_seconds() / 60)


def _entry(line: Line) -> EntryRow:
    on = line.must("on").day
    text = "\n\n".join(filter(None, (line["title"], line["text"])))[:LONGEST_TEXT]
    if not text and not line["confidence"]:
        raise Left(gettext("There are no words in this line."))
    rating = cells.confidence(line["confidence"]) if line["confidence"] else None
    questions = (line["question"],) if line["question"] else ()
    return EntryRow(line.place, on, text, cells.yes(line["private"]), rating, "", (), (), questions)


def _commitment(line: Line) -> CommitmentRow:
    due, settled = line.day("due"), line.day("settled_on")
    on = line.day("on") or due or settled
    text = line.words("text")[:LONGEST_TEXT]
    if on is None:
        said = gettext("There is no day in this line: neither when it was chosen, nor when it is due or done.")
        raise Left(said)
    state = cells.state(line["state"], settled=settled is not None)
    return CommitmentRow(line.place, on, text, due, state, None if state == "open" else settled or due or on)


def _insight(line: Line) -> InsightRow:
    text = line.words("text")[:LONGEST_TEXT]
    changed = line["changed"][:LONGEST_TEXT]
    return InsightRow(line.place, line.must("on").day, text, line["heard_from"][:LONGEST_NAME], changed)


def _interaction(line: Line) -> InteractionRow:
    sender, recipient = (line.words(field)[:LONGEST_NAME] for field in ("sender", "recipient"))
    if sender == recipient:
        raise Left(gettext("Sender and recipient are the same; that is no interaction."))
    kind = line["kind"].lower()[:40] or "message"
    return InteractionRow(line.place, line.instant(line.must("at")), sender, recipient, kind, line["thread"][:400])


READERS: dict[RowsOf, Callable[[Line], Row]] = {
    RowsOf.STAKEHOLDERS: _stakeholder,
    RowsOf.MEETINGS: _meeting,
    RowsOf.JOURNAL: _entry,
    RowsOf.COMMITMENTS: _commitment,
    RowsOf.INSIGHTS: _insight,
    RowsOf.INTERACTIONS: _interaction,
}
