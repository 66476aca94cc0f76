"""Reads a coach's list of clients, as other tools export it: columns are guessed, and can be named by hand instead."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from zoneinfo import available_timezones

from waylight.intake.rows import Place, Problem
from waylight.intake.tables import Table

MOST_ROWS = 2000  # engagements that one list begins; a coach's working life has fewer
LONGEST_NAME, LONGEST_GOALS = 200, 5000
MOST_HOURS = 1000
ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
NUMBERS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")

# What can be read of a client, and under which headings other tools write it.
GUESSES: dict[str, tuple[str, ...]] = {
    "name": ("name", "client name", "client", "full name", "display name", "contact name", "coachee"),
    "first_name": ("first name", "given name", "firstname", "client first name"),
    "last_name": ("last name", "family name", "surname", "lastname", "client last name"),
    "address": ("email", "e-mail", "email address", "e-mail address", "mail", "client email", "primary email"),
    "organisation": ("organisation", "organization", "company", "company name", "employer"),
    "pronouns": ("pronouns", "pronoun"),
    "zone": ("time zone", "timezone", "zone", "tz"),
    "begins": ("first day", "start date", "start", "begins", "client since", "created", "date added", "signup date"),
    "ends": ("last day", "end date", "end", "ends", "contract end"),
    "goals": ("goals", "goal", "objectives", "coaching goals", "focus"),
    "hours": ("hours", "hours bought", "package hours", "contracted hours", "sessions purchased hours"),
}
PRONOUNS = {"she": "she", "her": "she", "f": "she", "he": "he", "him": "he", "m": "he", "they": "they", "them": "they"}


@dataclass(frozen=True, slots=True)
class ClientTable:
    """A list as it stands: its columns, its rows by line, and what could not be split into cells."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    problems: tuple[Problem, ...]


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
    table = Table(io.BytesIO(data), name)
    rows, problems = list[tuple[int, Mapping[str, str]]](), list[Problem]()
    for one in table.rows():
        if isinstance(one, Problem):
            problems.append(one)
        elif len(rows) == MOST_ROWS:
            problems.append(
                Problem(Place(name, one[0]), f"A list of more than {MOST_ROWS:,} clients; bring it in parts.")
            )
            break
        else:
            rows.append(one)
    columns = tuple(dict.fromkeys(one for one in table.columns if one))
    return ClientTable(name, columns, tuple(rows), tuple(problems))


def guess(columns: tuple[str, ...]) -> dict[str, str]:
    """Which column holds what, by its heading; what no heading speaks of is left out."""
    plain = {re.sub(r"[\s_]+", " ", one).strip(): one for one in reversed(columns)}
    found = {field: next((plain[one] for one in names if one in plain), "") for field, names in GUESSES.items()}
    if found["name"] and found["first_name"] and found["last_name"]:
        found["name"] = ""  # a “name” beside both parts is often that of a company
    return {field: column for field, column in found.items() if column}


def day_first(table: ClientTable, named: Mapping[str, str]) -> bool:
    """Whether days are written with the day before the month, as far as the list shows; if it does not, they are."""
    for _, cells in table.rows:
        for field in ("begins", "ends"):
            found = NUMBERS.match(cells.get(named.get(field, ""), ""))
            if found and len(found[1]) <= 2 and int(found[2]) > 12:
                return False
    return True


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
            yield Problem(place, f"The same client as in line {known[same]}.")
            continue
        known[same] = line
        yield row


def _row(place: Place, said: Mapping[str, str], *, first_day: bool) -> ClientRow:
    begins, ends = (_day(said.get(field, ""), first_day=first_day) for field in ("begins", "ends"))
    if begins and ends and ends < begins:
        raise _Unreadable("The last day is before the first.")
    return ClientRow(
        place,
        _name(said),
        _address(said.get("address", "")),
        said.get("organisation", "")[:LONGEST_NAME],
        PRONOUNS.get(re.split(r"[\s/,]", said.get("pronouns", "").casefold())[0], "they"),
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
        raise _Unreadable("There is no name in this line.")
    if len(name) > LONGEST_NAME:
        raise _Unreadable(f"The name is longer than {LONGEST_NAME} letters.")
    return name


def _address(text: str) -> str:
    if text and not (found := ADDRESS.search(text)):
        raise _Unreadable(f"“{text[:40]}” is no e-mail address.")
    return found[0] if text and found else ""


def _zone(text: str) -> str:
    if text and text not in _zones():
        raise _Unreadable(f"“{text[:40]}” is no time zone; write it as Europe/Lisbon.")
    return text


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _day(text: str, *, first_day: bool) -> date | None:
    if not text:
        return None
    if not (found := NUMBERS.match(text)):
        raise _Unreadable(f"“{text[:20]}” is no day; write it as 2026-03-01.")
    one, two, three = int(found[1]), int(found[2]), int(found[3])
    year, month, day = (
        (one, two, three) if len(found[1]) == 4 else (three, two, one) if first_day else (three, one, two)
    )
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise _Unreadable(f"“{text[:20]}” is no day that there is; is the day or the month first?") from None


def _minutes(text: str) -> int:
    if not text:
        return 0
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise _Unreadable(f"“{text[:20]}” is no number of hours.") from None
    if not hours.is_finite() or not 0 <= hours <= MOST_HOURS:
        raise _Unreadable(f"“{text[:20]}” hours: between 0 and {MOST_HOURS:,} can be bought at once.")
    return round(hours * 60)
