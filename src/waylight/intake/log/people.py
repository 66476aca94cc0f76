"""Reads a table of the people in a log: their level, side and organisation, and whether they matter to the client."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.intake.log.columns import plainly
from waylight.intake.log.rows import YES, opened
from waylight.intake.rows import Place, Problem
from waylight.intake.tables import Table, column

if TYPE_CHECKING:
    from pathlib import Path

PERSON = {"person", "id", "name", "address", "email", "personid", "person id"}
MATTERS = {"matters", "stakeholder", "named"}
WANTED = "A table of people needs a column person, and level, side, organisation or matters beside it."


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as a log names them; what is not said is ""."""

    place: Place
    person: str
    level: str
    side: str
    organisation: str
    matters: bool


def read_people(path: Path) -> Iterator[PersonRow | Problem]:
    """Read a text table with a header line. Raises OSError for a file that cannot be opened.

    Where no column says who matters, everybody in the table does: it is the client's own list.
    """
    with opened(path) as stream:
        table = Table(stream, path.name)
        titles = [plainly(title) for title in table.columns]
        person, matters = column(titles, PERSON), column(titles, MATTERS)
        if person is None or len(set(titles) & {"level", "side", "organisation", *MATTERS}) == 0:
            yield Problem(Place(path.name, 1), WANTED)
            return
        seen: set[str] = set()
        for item in table.rows():
            if isinstance(item, Problem):
                yield item
                continue
            line, cells = item
            who = cells.get(person, "")
            place = Place(path.name, line)
            if not who or who in seen:
                yield Problem(place, f"“{who}” stands in the table twice." if who else "The person is missing.")
                continue
            seen.add(who)
            level, side, organisation = (cells.get(name, "").lower() for name in ("level", "side", "organisation"))
            matter = matters is None or cells.get(matters, "").lower() in YES
            yield PersonRow(place, who, level, side, organisation, matter)
