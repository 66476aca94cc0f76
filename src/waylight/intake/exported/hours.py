"""Hours of coaching as other tools' logs list them: a line for each client or group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waylight.intake.exported import cells
from waylight.intake.exported.column_map import ColumnMap
from waylight.intake.exported.headings import plain
from waylight.intake.exported.reading import Left, Line, lines_of, name_of, one, why_not
from waylight.intake.exported.sheet import Sheet
from waylight.intake.rows import Place, Problem
from waylight.language import gettext
from waylight.language import number as written

MOST_HOURS = 10_000
LARGEST_GROUP = 500
_TEAM = re.compile(r"\bteam|\bequipe|\bequipo")
_GROUP = re.compile(r"\bgrou?p|\bgrupp|\bgrupo|\bgrupal")


@dataclass(frozen=True, slots=True)
class HourRow:
    """One relationship as a log holds it. ``form`` is "one", "group" or "team"."""

    place: Place
    name: str
    contact: str
    form: str
    number: int
    begins: date
    ends: date | None
    paid_minutes: int
    pro_bono_minutes: int
    may_name: bool


def hours_of(sheet: Sheet, named: ColumnMap) -> Iterator[HourRow | Problem]:
    """The lines of a table of hours; one that cannot be read is a problem, and the others are read."""
    if wrong := why_not(sheet, named):
        yield Problem(Place(sheet.name, 1), wrong)
        return
    for line in lines_of(sheet, named, "UTC"):
        yield one(line, _row)


def _row(line: Line) -> HourRow:
    name = name_of(line)
    if not name:
        raise Left(gettext("There is no name in this line."))
    begins, ends = line.must("begins").day, line.day("ends")
    if ends and ends < begins:
        raise Left(gettext("The last day is before the first."))
    paid, free = (cells.hours(line[field], MOST_HOURS) if line[field] else 0 for field in ("paid", "pro_bono"))
    if not paid + free:
        raise Left(gettext("There are no hours in this line, paid or pro bono."))
    if paid + free > MOST_HOURS * 60:
        raise Left(gettext("There are more than {most} hours in this line.").format(most=written(MOST_HOURS)))
    form, number = _form(line)
    may_name = cells.yes(line["may_name"])
    return HourRow(line.place, name[:200], line["contact"][:320], form, number, begins, ends, paid, free, may_name)


def _form(line: Line) -> tuple[str, int]:
    """One client, a group or a team, and of how many: two at least, where the log does not say."""
    said = plain(line["form"])
    form = "team" if _TEAM.search(said) else "group" if _GROUP.search(said) else "one"
    if not line["number"]:
        return form, 1 if form == "one" else 2
    if not line["number"].isdecimal() or not 1 <= int(line["number"]) <= LARGEST_GROUP:
        raise Left(gettext("“{text}” is no number of people in a group.").format(text=line["number"][:20]))
    number = int(line["number"])
    return ("group" if form == "one" and number > 1 else form), 1 if form == "one" and number == 1 else max(number, 2)
