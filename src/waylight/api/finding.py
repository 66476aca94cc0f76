"""Finding what a call is about, as far as the token's owner may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from waylight.api.problem import Problem, not_found
from waylight.record.engagement import Engagement
from waylight.record.people import Practice

if TYPE_CHECKING:
    from django.db import models
    from django.http import HttpRequest

M = TypeVar("M", bound="models.Model")
NOT_ALL = "A token that is limited to some engagements does not reach what belongs to none, or is about all of them."


def engagement_of(request: HttpRequest, number: int) -> Engagement:
    """The engagement. Raises Problem 404 if its reader does not take part in it."""
    mine = Engagement.objects.visible_to(request.user).select_related("client", "coach__user", "practice", "sponsor")
    return one_of(mine, number)


def practices_of(request: HttpRequest) -> models.QuerySet[Practice]:
    """The practices that one looks after. Raises Problem 403 for a token that is limited to some engagements."""
    insist_on_all(request)
    return Practice.objects.visible_to(request.user)


def practice_of(request: HttpRequest, number: int) -> Practice:
    """The practice. Raises Problem 404 if its reader does not look after it."""
    return one_of(practices_of(request), number)


def one_of(rows: models.QuerySet[M], number: int) -> M:
    """The row of that number among those that may be seen. Raises Problem 404."""
    found = rows.filter(pk=number).first()
    if found is None:
        raise not_found()
    return found


def insist_on_all(request: HttpRequest, why: str = NOT_ALL) -> None:
    """Raise Problem 403, which says ``why``, for a token that is limited to some engagements."""
    if request.token.engagements is not None:  # type: ignore[attr-defined]
        raise Problem(403, why)
