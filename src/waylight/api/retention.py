"""For how long a practice keeps what, and what would go today. Who lets it go reads that first, on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Router

from waylight.access.tokens import Scope
from waylight.api.finding import practice_of
from waylight.api.operations import operation
from waylight.api.practices import ONE
from waylight.api.problem import refusing
from waylight.api.shapes.retention import ChangedRetention, Due, Retention
from waylight.pages.brief.commitments import today
from waylight.record.privacy import retention as record
from waylight.record.privacy.letting_go import what_will_go

if TYPE_CHECKING:
    from waylight.record.privacy.letting_go import Going

router = Router()
IT = f"{ONE}/retention"


def _due(one: Going) -> Due:
    same = {name: getattr(one, name) for name in ("kind", "before", "rows", "staged")}
    return Due(engagement=one.engagement.pk, **same)


@operation(router, "GET", IT, like="retention", answers=Retention)
def get_retention(request: HttpRequest, practice: int) -> Retention:
    """For how many months a practice keeps each kind, and what would go today; whose it is is not said."""
    one = practice_of(request, practice)
    months = dict.fromkeys(record.Kind.values) | record.periods(one)
    return Retention(**months, due=[_due(going) for going in what_will_go(one, today().date())])


@operation(router, "PATCH", IT, like="retention", answers=Retention, scope=Scope.PRACTICE)
def change_retention(request: HttpRequest, practice: int, given: ChangedRetention) -> Retention:
    """Say for how many months kinds are kept. Nothing goes with this; the answer says what would."""
    with refusing():
        record.keep(practice_of(request, practice), given.model_dump(exclude_unset=True))
    return get_retention(request, practice)
