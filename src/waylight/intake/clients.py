"""Reads a coach's list of clients, as other tools export it: columns are guessed, and can be named by hand instead."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TypeAlias
from zoneinfo import available_timezones

from waylight.intake.exported.days import DAY_FIRST, MONTH_FIRST, NoDay, when
from waylight.intake.exported.guessing import guess_columns
from waylight.intake.exported.headings import FIELDS, RowsOf, plain
from waylight.intake.exported.sheet import Sheet, read_sheet
from waylight.intake.rows import Place, Problem
from waylight.language import gettext, number

MOST_ROWS = 2000  # engagements that one list begins; a coach's working life has fewer
LONGEST_NAME, LONGEST_GOALS = 200, 5000
MOST_HOURS = 1000
ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")

GUESSES = FIELDS[RowsOf.CLIENTS]
"""What can be read of a client, and under which headings other tools write it."""

PRONOUNS = {
    **dict.fromkeys("she her f female frau weiblich elle femme ella mujer sie w".split(), "she"),
    **dict.fromkeys("he him m male herr mannlich il homme el hombre er".split(), "he"),
    **dict.fromkeys("they them divers iel elle/il".split(), "they"),
}
ClientTable: TypeAlias = Sheet


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client as the list has her. ``begins`` is None where the list does not say; ``minutes`` are hours bought."""

    place: Place
    name: str
    address: str
    organisation: str
    pronouns: str
    zone: str
    begins: date | None
    ends: date | None
    goals: str
    minutes: int


class _Unreadable(ValueError):
    """Why a row cannot be read, as a sentence."""


def read_table(data: bytes, name: str) -> ClientTable:
    """Split a list into rows. Never fails: what cannot be read is a problem."""
    found = read_sheet(io.BytesIO(data), name)
    if len(found.rows) <= MOST_ROWS:
        return found
    line = found.rows[MOST_ROWS][0]
    said = gettext("A list of more than {most} clients; bring it in parts.")
    more = Problem(Place(name, line), said.format(most=number(MOST_ROWS)))
    return replace(found, rows=found.rows[:MOST_ROWS], problems=(*found.problems, more))


def guess(columns: tuple[str, ...]) -> dict[str, str]:
    """Which column holds what, by its heading; what no heading speaks of is left out."""
    found = guess_columns(Sheet("", columns, ()), RowsOf.CLIENTS)
    return {field: heading for heading, field in found.columns.items()}


def clients(table: ClientTable, named: Mapping[str, str], *, first_day: bool) -> Iterator[ClientRow | Problem]:
    """Read each row by the columns named; the same client again in the list is a problem, and so is what cannot be."""
    known: dict[str, int] = {}
    yield from table.problems
    for line, cells in table.rows:
        place = Place(table.name, line)
        try:
            row = _row(place, {field: cells.get(column, "") for field, column in named.items()}, first_day=first_day)
        except _Unreadable as reason:
            yield Problem(place, str(reason))
            continue
        same = row.address.casefold() or row.name.casefold()
        if same in known:
            yield Problem(place, gettext("The same client as in line {line}.").format(line=known[same]))
            continue
        known[same] = line
        yield row


def _row(place: Place, said: Mapping[str, str], *, first_day: bool) -> ClientRow:
    begins, ends = (_day(said.get(field, ""), first_day=first_day) for field in ("begins", "ends"))
    if begins and ends and ends < begins:
        raise _Unreadable(gettext("The last day is before the first."))
    return ClientRow(
        place,
        _name(said),
        _address(said.get("address", "")),
        said.get("organisation", "")[:LONGEST_NAME],
        PRONOUNS.get(re.split(r"[\s/,]", plain(said.get("pronouns", "")))[0], "they"),
        _zone(said.get("zone", "")),
        begins,
        ends,
        said.get("goals", "")[:LONGEST_GOALS],
        _minutes(said.get("hours", "")),
    )


def _name(said: Mapping[str, str]) -> str:
    parts = [said.get("first_name", ""), said.get("last_name", "")]
    name = " ".join((said.get("name", "") or " ".join(filter(None, parts))).split())
    if not name:
        raise _Unreadable(gettext("There is no name in this line."))
    if len(name) > LONGEST_NAME:
        raise _Unreadable(gettext("The name is longer than {most} letters.").format(most=LONGEST_NAME))
    return name


def _address(text: str) -> str:
    if text and not (found := ADDRESS.search(text)):
        raise _Unreadable(gettext("“{text}” is no e-mail address.").format(text=text[:40]))
    return found[0] if text and found else ""


def _zone(text: str) -> str:
    if text and text not in _zones():
        raise _Unreadable(gettext("“{text}” is no time zone; write it as Europe/Lisbon.").format(text=text[:40]))
    return text


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _day(text: str, *, first_day: bool) -> date | None:
    try:
        return when(text, DAY_FIRST if first_day else MONTH_FIRST).day if text else None
    except NoDay as reason:
        raise _Unreadable(str(reason)) from None


def _minutes(text: str) -> int:
    if not text:
        return 0
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise _Unreadable(gettext("“{text}” is no number of hours.").format(text=text[:20])) from None
    if not hours.is_finite() or not 0 <= hours <= MOST_HOURS:
        said = gettext("“{text}” hours: between 0 and {most} can be bought at once.")
        raise _Unreadable(said.format(text=text[:20], most=number(MOST_HOURS)))
    return round(hours * 60)
