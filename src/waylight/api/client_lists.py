"""Lists of clients: looked at, brought in as engagements of the coach, and taken back while nothing was added."""

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
from waylight.api.shapes.base import Day, Page
from waylight.api.shapes.lists import ClientList, ClientListPreview, ListedClient, UndoneClientList
from waylight.intake.clients import read_table
from waylight.intake.exported.headings import RowsOf
from waylight.intake.exported.reading import why_not
from waylight.pages.brief.commitments import today
from waylight.pages.clients.forms import ListForm
from waylight.pages.clients.looking import CannotBeRead, bring_list, by_field, columns_of, no_list, previewed
from waylight.record import clients_brought as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.intake.clients import ClientRow, ClientTable
    from waylight.intake.exported.column_map import ColumnMap
    from waylight.record.people import Member

router = Router()
LIST, IT = "/client-lists", "/client-lists/{int:brought}"
ALL_HERE = "Everybody in the list is here already. Nothing was changed."
ONE_COLUMN = "Each field of a client is held by one column; two are named for one."
SAID = ("name", "address", "organisation", "pronouns", "zone", "begins", "ends", "goals", "minutes")


class BringingClients(Bringing):
    """The first day of who has none in the list, today unless it is said; and what becomes of unreadable lines."""

    begins: Day | None = None


def _lists(request: HttpRequest) -> QuerySet[record.ClientsBrought]:
    mine = record.ClientsBrought.objects.visible_to(coach_of(request).user).filter(hours__isnull=True)
    return mine.prefetch_related("clients")


def _shown(one: record.ClientsBrought) -> ClientList:
    begun = sorted(client.engagement_id for client in one.clients.all())
    return ClientList(id=one.pk, at=one.at, undone_at=one.undone_at, engagements=begun)


@operation(router, "GET", LIST, like="bring-clients", answers=Page[ClientList], scope=Scope.IMPORT)
def list_client_lists(request: HttpRequest, asked: Query[Asked]) -> Page[ClientList]:
    """The lists of clients that the coach brought."""
    return page(_lists(request), asked, _shown)


@operation(router, "GET", IT, like="bring-clients", answers=ClientList, scope=Scope.IMPORT)
def get_client_list(request: HttpRequest, brought: int) -> ClientList:
    """One list that was brought."""
    return _shown(one_of(_lists(request), brought))


@operation(
    router,
    "POST",
    f"{LIST}/preview",
    like="bring-clients",
    answers=ClientListPreview,
    scope=Scope.IMPORT,
    takes_files=True,
    more=LIST_FILE,
)
def preview_client_list(request: HttpRequest) -> ClientListPreview:
    """Say what is understood of a list: its columns, who is new, who is here, what cannot be read. It keeps nothing."""
    coach, table, named = _sent(request)
    found = previewed(coach, table, by_field(named), named.order)
    new = [_listed(row, None) for row in found.new]
    return ClientListPreview(
        columns=named_columns(named),
        why_not=why_not(table, named),
        clients=sorted(new + [_listed(row, one.pk) for row, one in found.here], key=lambda row: row.line or 0),
        problems=unread(found.problems),
    )


def _sent(request: HttpRequest) -> tuple[Member, ClientTable, ColumnMap]:
    """Whose list came, the list, and what its columns hold. Raises Problem for what is none."""
    coach = coach_of(request)
    name, data = sent_list(request, ListForm)
    table = read_table(data, name)
    if wrong := no_list(table):
        raise Problem(422, " ".join(wrong))
    named = sent_columns(request, table, RowsOf.CLIENTS) or columns_of(coach, table)
    if len(by_field(named)) < len(named.columns):
        raise Problem(422, ONE_COLUMN)
    return coach, table, named


def _listed(row: ClientRow, engagement: int | None) -> ListedClient:
    said = {name: getattr(row, name) for name in SAID}
    return ListedClient(line=row.place.line, engagement=engagement, **said)


@operation(
    router,
    "POST",
    LIST,
    like="bring-clients",
    answers=ClientList,
    status=201,
    scope=Scope.IMPORT,
    takes_files=True,
    more=LIST_FILE,
)
def bring_client_list(request: HttpRequest, bringing: Query[BringingClients]) -> ClientList:
    """Begin an engagement with each client of a list who has none with this coach yet: all of them, or none."""
    coach, table, named = _sent(request)
    if wrong := why_not(table, named):
        raise Problem(422, wrong)
    begins, columns = bringing.begins or today().date(), by_field(named)
    try:
        made = bring_list(coach, table, columns, named.order, begins=begins, leave_out=bringing.leave_out)
    except CannotBeRead as reason:
        raise not_brought(reason) from None
    if made is None:
        raise Problem(409, ALL_HERE)
    return _shown(made)


@operation(router, "POST", f"{IT}/undo", like="undo-clients", answers=UndoneClientList, scope=Scope.IMPORT)
def undo_client_list(request: HttpRequest, brought: int) -> UndoneClientList:
    """Remove the engagements that a list began and to which nothing was added since; the others stay."""
    done = record.undo(one_of(_lists(request), brought))
    return UndoneClientList(removed=done.removed, stays=list(done.stays))
