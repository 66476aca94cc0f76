"""Hours of coaching from another tool's log: looked at, noted in the coach's own, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.access.tokens import Scope
from waylight.api.coach import coach_of
from waylight.api.finding import one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem
from waylight.api.sent_lists import (
    LIST_FILE,
    Bringing,
    named_columns,
    not_brought,
    sent_columns,
    sent_list,
    unread,
)
from waylight.api.shapes.base import Page
from waylight.api.shapes.lists import HourList, HourListPreview, ListedHours, UndoneHourList
from waylight.intake.exported.headings import RowsOf
from waylight.intake.exported.reading import why_not
from waylight.pages.clients.looking import CannotBeRead
from waylight.pages.tables.forms import TableForm
from waylight.pages.tables.hours_read import FOR, KINDS, hours_in, note_hours
from waylight.pages.tables.reading import opened, previewed
from waylight.record.clients_brought import ClientsBrought
from waylight.record.hours_brought import noted_already, take_hours_back

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.intake.exported.column_map import ColumnMap
    from waylight.intake.exported.hours import HourRow
    from waylight.intake.exported.sheet import Sheet
    from waylight.record.people import Member

router = Router()
LIST, IT = "/hour-lists", "/hour-lists/{int:listed}"
ALL_HERE = "All of it is in the log already. Nothing was changed."
SAID = ("name", "contact", "form", "number", "begins", "ends", "paid_minutes", "pro_bono_minutes", "may_name")


def _lists(request: HttpRequest) -> QuerySet[ClientsBrought]:
    mine = ClientsBrought.objects.visible_to(coach_of(request).user).filter(hours__isnull=False)
    return mine.distinct().prefetch_related("hours__coach")


def _shown(one: ClientsBrought) -> HourList:
    counts = sorted(past.pk for past in one.hours.all() if past.removed_at is None)
    return HourList(id=one.pk, at=one.at, undone_at=one.undone_at, past=counts)


@operation(router, "GET", LIST, like="bring-hours", answers=Page[HourList], scope=Scope.IMPORT)
def list_hour_lists(request: HttpRequest, asked: Query[Asked]) -> Page[HourList]:
    """The tables of hours that the coach brought."""
    return page(_lists(request), asked, _shown)


@operation(router, "GET", IT, like="bring-hours", answers=HourList, scope=Scope.IMPORT)
def get_hour_list(request: HttpRequest, listed: int) -> HourList:
    """One table of hours that was brought."""
    return _shown(one_of(_lists(request), listed))


@operation(
    router,
    "POST",
    f"{LIST}/preview",
    like="bring-hours",
    answers=HourListPreview,
    scope=Scope.IMPORT,
    takes_files=True,
    more=LIST_FILE,
)
def preview_hour_list(request: HttpRequest) -> HourListPreview:
    """Say what is understood of a table of hours: its columns, its lines, what cannot be read. It keeps nothing."""
    coach, sheet, named = _sent(request)
    found = previewed(sheet, named, "UTC")
    rows = hours_in(found)
    known = noted_already(coach, rows)
    return HourListPreview(
        columns=named_columns(named),
        why_not=why_not(sheet, named),
        lines=[_listed(row, known=row.place.line in known) for row in rows],
        problems=unread(found.problems),
    )


def _sent(request: HttpRequest) -> tuple[Member, Sheet, ColumnMap]:
    """Whose table came, the table, and what its columns hold. Raises Problem for what is none."""
    coach = coach_of(request)
    name, data = sent_list(request, TableForm)
    guessed, _ = opened(name, data, None, KINDS, coach, FOR)
    if not guessed.sheet.rows:
        raise Problem(422, " ".join(one.reason for one in guessed.sheet.problems))
    return coach, guessed.sheet, sent_columns(request, guessed.sheet, RowsOf.HOURS) or guessed.named


def _listed(row: HourRow, *, known: bool) -> ListedHours:
    return ListedHours(line=row.place.line, known=known, **{name: getattr(row, name) for name in SAID})


@operation(
    router,
    "POST",
    LIST,
    like="bring-hours",
    answers=HourList,
    status=201,
    scope=Scope.IMPORT,
    takes_files=True,
    more=LIST_FILE,
)
def bring_hour_list(request: HttpRequest, bringing: Query[Bringing]) -> HourList:
    """Note the hours of a table that the coach's log does not have: each relationship once."""
    coach, sheet, named = _sent(request)
    try:
        made = note_hours(coach, sheet, named, leave_out=bringing.leave_out)
    except CannotBeRead as reason:
        raise not_brought(reason) from None
    if made is None:
        raise Problem(409, ALL_HERE)
    return _shown(made[0])


@operation(router, "POST", f"{IT}/undo", like="undo-hours", answers=UndoneHourList, scope=Scope.IMPORT)
def undo_hour_list(request: HttpRequest, listed: int) -> UndoneHourList:
    """Remove the hours of a table from the log; each can still be put back there."""
    return UndoneHourList(removed=take_hours_back(one_of(_lists(request), listed)))
