"""Where the client's calendar is read by itself: her own choice, which she alone makes, sees and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of
from waylight.api.operations import operation
from waylight.api.problem import Problem, not_found, refusing
from waylight.api.shapes.calendars import CalendarReading, NewCalendarReading
from waylight.pages.brief.commitments import today
from waylight.record.bringing.agreement import NotAgreed
from waylight.record.calendars import subscription as record
from waylight.record.calendars.outside import NotReached
from waylight.record.calendars.reading import hand_over
from waylight.record.consent import Consent, agreed

if TYPE_CHECKING:
    from waylight.access.models import User

router = Router()
IT = f"{ONE}/calendar-reading"


def _mine(request: HttpRequest, engagement: int) -> record.Subscription | None:
    mine = record.Subscription.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement").first()


@operation(router, "GET", IT, like="calendar-reading", answers=CalendarReading)
def get_calendar_reading(request: HttpRequest, engagement: int) -> CalendarReading:
    """Where the client's calendar is read, and what came of it last; to her alone. Its password is not said."""
    mine = _mine(request, engagement)
    return CalendarReading(
        agreed=agreed(engagement_of(request, engagement), Consent.Use.CALENDAR),
        way=mine.way if mine else None,  # type: ignore[arg-type]
        address=mine.address if mine else "",
        user=mine.user if mine else "",
        read_at=mine.read_at if mine else None,
        next_at=mine.next_at if mine else None,
        failures=mine.failures if mine else 0,
        trouble=mine.trouble if mine else "",
    )


@operation(router, "POST", IT, like="calendar-reading", answers=CalendarReading)
def read_calendar(request: HttpRequest, engagement: int, given: NewCalendarReading) -> CalendarReading:
    """Have a calendar read now and every day, as the client, in the place of one before; no titles."""
    found = engagement_of(request, engagement)
    try:
        with refusing():
            record.subscribe(found, by=cast("User", request.user), **given.model_dump())
    except NotAgreed as reason:
        raise Problem(409, str(reason)) from None
    except NotReached as reason:
        raise Problem(422, str(reason)) from None
    hand_over(today())
    return get_calendar_reading(request, engagement)


@operation(router, "POST", f"{IT}/now", like="read-calendar-now", answers=CalendarReading)
def read_calendar_now(request: HttpRequest, engagement: int) -> CalendarReading:
    """Have it read now, whenever it would have been."""
    mine = _mine(request, engagement)
    if mine is None:
        raise not_found()
    record.read_soon(mine)
    hand_over(today())
    return get_calendar_reading(request, engagement)


@operation(router, "DELETE", IT, like="end-calendar-reading", answers=None, status=204)
def end_calendar_reading(request: HttpRequest, engagement: int) -> None:
    """Read it no more, and forget where it is. What came in stays, and can be undone among the imports."""
    if mine := _mine(request, engagement):
        record.unsubscribe(mine)
