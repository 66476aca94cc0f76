"""Hours of another tool's log as a table was read, and noting those that the coach's own log does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.intake.exported.headings import RowsOf
from waylight.intake.exported.hours import HourRow
from waylight.intake.exported.reading import why_not
from waylight.pages.clients.looking import CannotBeRead
from waylight.pages.tables.reading import previewed
from waylight.record.hours_brought import bring_hours
from waylight.record.remembered_map import RememberedMap, remember

if TYPE_CHECKING:
    from waylight.intake.exported.column_map import ColumnMap
    from waylight.intake.exported.sheet import Sheet
    from waylight.pages.tables.reading import Previewed
    from waylight.record.clients_brought import ClientsBrought
    from waylight.record.people import Member

KINDS = [RowsOf.HOURS]
FOR = RememberedMap.For.PRACTICE


def hours_in(found: Previewed) -> list[HourRow]:
    """The lines that could be read."""
    return [row for row in found.rows if isinstance(row, HourRow)]


def note_hours(coach: Member, sheet: Sheet, named: ColumnMap, *, leave_out: bool) -> tuple[ClientsBrought, int] | None:
    """Note the hours that the log does not have, and remember the columns; None if it has all of them.

    Raises CannotBeRead if the columns do not fit, no line can be read, or some cannot and are not to be left out.
    """
    found = previewed(sheet, named, "UTC")
    wrong = why_not(sheet, named)
    if not wrong and found.problems and not leave_out:
        wrong = gettext("Some lines cannot be read. Mend them in the table, or choose to leave them out.")
    if not wrong and not found.rows:
        wrong = gettext("Not one line can be read like this, so nothing would come in.")
    if wrong:
        raise CannotBeRead(wrong, found.problems)
    remember(coach, FOR, sheet.columns, named)
    return bring_hours(coach, hours_in(found))
