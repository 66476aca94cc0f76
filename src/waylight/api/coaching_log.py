"""A coach's log of coaching hours, and what she notes in it by hand. Nobody else reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.coach import coach_of
from waylight.api.finding import one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.coaching_log import (
    ChangedPastCoaching,
    CoachingLog,
    CredentialLacks,
    LoggedCoaching,
    NewPastCoaching,
    PastCoaching,
)
from waylight.lenses.hours.credentials import AS_READ
from waylight.pages.brief.commitments import today
from waylight.pages.coaching_log.log import log_of
from waylight.record import coaching_log as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.pages.coaching_log.log import Logged

router = Router()
LOG, LIST, IT = "/coaching-log", "/past-coaching", "/past-coaching/{int:past}"
REMOVED, GONE = "/removed-past-coaching", "/removed-past-coaching/{int:removed_past}"
SAID = tuple(NewPastCoaching.model_fields)


@operation(router, "GET", LOG, like="coaching-log", answers=CoachingLog)
def get_coaching_log(request: HttpRequest) -> CoachingLog:
    """The coach's log: lines of meetings held and of hours noted by hand, their sums, and what credentials ask for."""
    log = log_of(coach_of(request), today())
    return CoachingLog(
        lines=[_line(one) for one in (*log.listed, *log.left_off)],
        clients=log.totals.clients,
        paid_minutes=log.totals.paid,
        pro_bono_minutes=log.totals.pro_bono,
        recent_minutes=log.totals.recent,
        since=log.since,
        lacking=[
            CredentialLacks(
                name=one.credential.name,
                minutes=one.minutes,
                paid_minutes=one.paid,
                recent_minutes=one.recent,
                clients=one.clients,
            )
            for one in log.lacking
        ],
        as_read=AS_READ,
        erased_minutes=log.erased,
        handed_over_minutes=log.handed_over,
    )


def _line(one: Logged) -> LoggedCoaching:
    return LoggedCoaching(
        engagement=one.engagement.pk if one.engagement else None,
        past=one.past.pk if one.past else None,
        number=one.line.number,
        paid_minutes=one.line.paid,
        pro_bono_minutes=one.line.pro_bono,
        **{name: getattr(one, name) for name in ("name", "contact", "begins", "ends", "left_off")},
    )


def _past(request: HttpRequest, *, removed: bool = False) -> QuerySet[record.PastCoaching]:
    mine = record.PastCoaching.objects.visible_to(coach_of(request).user)
    return mine.filter(removed_at__isnull=not removed).select_related("coach")


def _shown(one: record.PastCoaching) -> PastCoaching:
    return PastCoaching(id=one.pk, **{name: getattr(one, name) for name in SAID})


@operation(router, "GET", LIST, like="coaching-log", answers=Page[PastCoaching])
def list_past_coaching(request: HttpRequest, asked: Query[Asked]) -> Page[PastCoaching]:
    """The hours of coaching that the coach noted by hand."""
    return page(_past(request), asked, _shown)


@operation(router, "GET", IT, like="past-coaching", answers=PastCoaching)
def get_past_coaching(request: HttpRequest, past: int) -> PastCoaching:
    """One relationship noted by hand."""
    return _shown(one_of(_past(request), past))


@operation(router, "POST", LIST, like="coaching-log", answers=PastCoaching, status=201)
def note_past_coaching(request: HttpRequest, given: NewPastCoaching) -> PastCoaching:
    """Note hours of coaching from before or elsewhere."""
    with refusing():
        return _shown(record.note_past(coach_of(request), **given.model_dump()))


@operation(router, "PATCH", IT, like="past-coaching", answers=PastCoaching)
def change_past_coaching(request: HttpRequest, past: int, given: ChangedPastCoaching) -> PastCoaching:
    """Write noted hours again."""
    one = one_of(_past(request), past)
    said = {name: getattr(one, name) for name in SAID} | given.model_dump(exclude_none=True)
    if "ends" in given.model_fields_set:
        said["ends"] = given.ends
    with refusing():
        record.revise_past(one, **said, seen=one.mark)
    return get_past_coaching(request, past)


@operation(router, "DELETE", IT, like="past-coaching-counts", answers=None, status=204)
def remove_past_coaching(request: HttpRequest, past: int) -> None:
    """Count noted hours no more; they can be put back."""
    record.remove_past(one_of(_past(request), past))


@operation(router, "GET", REMOVED, like="coaching-log", answers=Page[PastCoaching])
def list_removed_past_coaching(request: HttpRequest, asked: Query[Asked]) -> Page[PastCoaching]:
    """The noted hours that were removed and can be put back."""
    return page(_past(request, removed=True), asked, _shown)


@operation(router, "POST", f"{GONE}/back", like="past-coaching-counts", answers=PastCoaching)
def put_past_coaching_back(request: HttpRequest, removed_past: int) -> PastCoaching:
    """Count removed hours again."""
    record.put_past_back(one_of(_past(request, removed=True), removed_past))
    return get_past_coaching(request, removed_past)


@operation(router, "DELETE", GONE, like="forget-past-coaching", answers=None, status=204)
def forget_past_coaching(request: HttpRequest, removed_past: int) -> None:
    """Remove for good noted hours that were removed before."""
    record.forget_past(one_of(_past(request, removed=True), removed_past))
