"""Hours used that were corrected by hand, with a reason: the coach writes them, the client reads them."""

from __future__ import annotations

from functools import partial
from typing import cast

from django.http import HttpRequest
from ninja import Query, Router

from waylight.access.models import User
from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of
from waylight.api.operations import operation
from waylight.api.paging import RemovedToo, page
from waylight.api.problem import refusing
from waylight.api.rewritten import change, change_back, entries, entry
from waylight.api.shapes.base import Page
from waylight.api.shapes.hours import ChangedHourCorrection, HourCorrection, NewHourCorrection
from waylight.record import package as record
from waylight.record.package import HoursCorrected
from waylight.record.rewritten import remove

router = Router()
LIST, IT = f"{ONE}/hour-corrections", f"{ONE}/hour-corrections/{{int:corrected}}"


def _shown(one: HoursCorrected) -> HourCorrection:
    return HourCorrection(
        id=one.pk,
        on=one.on,
        minutes=one.minutes,
        why=one.why,
        by=str(one.by or ""),
        changed=one.replaces_id is not None,
        removed=one.removed_at is not None,
    )


@operation(router, "GET", LIST, like="packages", answers=Page[HourCorrection])
def list_hour_corrections(request: HttpRequest, engagement: int, asked: Query[RemovedToo]) -> Page[HourCorrection]:
    """What was corrected of the hours used."""
    mine = entries(request, engagement, HoursCorrected, removed=asked.removed)
    return page(mine.select_related("engagement", "by"), asked, _shown)


@operation(router, "GET", IT, like="packages", answers=HourCorrection)
def get_hour_correction(request: HttpRequest, engagement: int, corrected: int) -> HourCorrection:
    """One correction. If it was written again, it has another number, and is found by the one before too."""
    return _shown(entry(request, engagement, HoursCorrected, corrected))


@operation(router, "POST", LIST, like="correct-hours", answers=HourCorrection, status=201)
def correct_hours(request: HttpRequest, engagement: int, given: NewHourCorrection) -> HourCorrection:
    """Correct the hours used: time that no meeting shows, or time of a meeting that is not to count."""
    with refusing():
        by = cast("User", request.user)
        return _shown(record.correct_hours(engagement_of(request, engagement), **given.model_dump(), by=by))


@operation(router, "PATCH", IT, like="edit-correction", answers=HourCorrection)
def change_hour_correction(
    request: HttpRequest, engagement: int, corrected: int, given: ChangedHourCorrection
) -> HourCorrection:
    """Write a correction again, remove it, or put it back. What it said before can be taken up again."""
    one = entry(request, engagement, HoursCorrected, corrected)
    change(one, given, partial(record.recorrect, by=cast("User", request.user)))
    return get_hour_correction(request, engagement, corrected)


@operation(router, "POST", f"{IT}/before", like="edit-correction", answers=HourCorrection)
def take_hour_correction_change_back(request: HttpRequest, engagement: int, corrected: int) -> HourCorrection:
    """Let a correction say what it said before its last change."""
    return _shown(change_back(entry(request, engagement, HoursCorrected, corrected)))


@operation(router, "DELETE", IT, like="correction-counts", answers=None, status=204)
def remove_hour_correction(request: HttpRequest, engagement: int, corrected: int) -> None:
    """Count a correction no more; it can be put back."""
    remove(entry(request, engagement, HoursCorrected, corrected))
