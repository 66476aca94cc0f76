"""A list of clients on its way in: its columns as they are known or guessed, what it holds, and bringing that in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from waylight.intake.clients import ClientRow, clients, guess
from waylight.intake.exported.column_map import ColumnMap
from waylight.intake.exported.days import MONTH_FIRST
from waylight.intake.exported.guessing import in_order
from waylight.intake.exported.headings import RowsOf
from waylight.intake.exported.sheet import no_workbook, too_large
from waylight.intake.rows import Problem
from waylight.record.clients_brought import bring_clients, there_already
from waylight.record.remembered_map import RememberedMap, remember, remembered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from waylight.intake.clients import ClientTable
    from waylight.intake.exported.days import Order
    from waylight.record.clients_brought import ClientsBrought
    from waylight.record.engagement import Engagement
    from waylight.record.people import Member

NO_LINE = gettext_noop("There is no line with columns and one with a client in it. Is it the right file?")
FOR = RememberedMap.For.PRACTICE


class CannotBeRead(ValueError):
    """Why a list does not come in as it is, as a sentence; ``problems`` are those of its lines."""

    def __init__(self, why: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(why)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a list holds: who is new, who is here already, and what cannot be read."""

    new: list[ClientRow]
    here: list[tuple[ClientRow, Engagement]]
    problems: list[Problem]

    @property
    def rows(self) -> list[ClientRow]:
        """All that could be read."""
        return [*self.new, *(row for row, _ in self.here)]


def no_list(table: ClientTable) -> list[str]:
    """Why a file is no list of clients, in sentences; none if it is one."""
    if table.columns and table.rows:
        return []
    broken = [one.reason for one in table.problems if one.reason in (no_workbook(), too_large())]
    return broken or [gettext(NO_LINE)]


def columns_of(coach: Member, table: ClientTable) -> ColumnMap:
    """The columns as the coach named them for such a list before, or as they are guessed.

    Its order is "" if days can be read in two ways and she never said which.
    """
    before = remembered(coach, FOR, table.columns)
    if before is None or before.rows is not RowsOf.CLIENTS:
        before = ColumnMap(RowsOf.CLIENTS, {heading: field for field, heading in guess(table.columns).items()})
    return in_order(table, before)


def by_field(named: ColumnMap) -> dict[str, str]:
    """The column of each field."""
    return {field: heading for heading, field in named.columns.items()}


def previewed(coach: Member, table: ClientTable, named: Mapping[str, str], order: Order) -> Previewed:
    """Read a list by the column of each field; where the order of its days is open, the day stands first."""
    read = list(clients(table, named, first_day=order != MONTH_FIRST))
    rows = [one for one in read if isinstance(one, ClientRow)]
    known = there_already(coach, rows)
    return Previewed(
        [one for one in rows if one.place.line not in known],
        [(one, known[one.place.line]) for one in rows if one.place.line in known],
        [one for one in read if isinstance(one, Problem)],
    )


def bring_list(
    coach: Member,
    table: ClientTable,
    named: Mapping[str, str],
    order: Order,
    *,
    begins: date,
    leave_out: bool,
) -> ClientsBrought | None:
    """Begin engagements with who is new in a list, and remember its columns; None if everybody is here already.

    Raises CannotBeRead if no line can be read, or some cannot and are not to be left out.
    """
    found = previewed(coach, table, named, order)
    if found.problems and not leave_out:
        said = gettext("Some lines cannot be read. Mend them in the list, or choose to leave them out.")
        raise CannotBeRead(said, found.problems)
    if not found.rows:
        said = gettext("Not one line can be read like this, so nothing would come in.")
        raise CannotBeRead(said, found.problems)
    columns = {heading: field for field, heading in named.items()}
    remember(coach, FOR, table.columns, ColumnMap(RowsOf.CLIENTS, columns, order))
    return bring_clients(coach, found.rows, begins=begins)
