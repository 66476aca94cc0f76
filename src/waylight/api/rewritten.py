"""Entries that are written again: hours bought, and corrections of them. The number of one goes on naming it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from waylight.api.finding import engagement_of
from waylight.api.problem import GONE, Problem, as_it_stands, not_found, refusing
from waylight.record.rewritten import Rewritten, put_back, remove, take_change_back, that_counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from waylight.api.shapes.hours import RemovedOrNot

R = TypeVar("R", bound=Rewritten)


def entries(request: HttpRequest, engagement: int, model: type[R], *, removed: bool) -> QuerySet[R]:
    """The entries of an engagement that count; to its coach, if asked for, those that were removed too."""
    mine = _every(request, engagement, model).filter(replaced_by=None)
    return mine if removed and _coaches(request, engagement) else mine.filter(removed_at=None)


def entry(request: HttpRequest, engagement: int, model: type[R], number: int) -> R:
    """One entry, or what stands in its place; one that was removed, to the coach alone. Raises Problem 404."""
    one = that_counts(_every(request, engagement, model), number)
    if one is None or (one.removed_at and not _coaches(request, engagement)):
        raise not_found()
    return one


def _every(request: HttpRequest, engagement: int, model: type[R]) -> QuerySet[R]:
    rows: Any = model._default_manager
    found: QuerySet[R] = rows.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return found.select_related("engagement")


def _coaches(request: HttpRequest, engagement: int) -> bool:
    return engagement_of(request, engagement).coach.user_id == request.user.pk


def change(one: R, given: RemovedOrNot, write: Callable[..., R]) -> None:
    """Put an entry back, write it again and remove it, as far as each is asked for."""
    asked = given.model_dump(exclude_none=True, exclude={"removed"})
    if given.removed is False:
        put_back(one)
        one.removed_at = None
    if asked:
        if one.removed_at:
            raise Problem(409, GONE)
        said = {name: getattr(one, name) for name in one.FIELDS}
        with refusing():
            one = write(one, **{**said, **asked}, seen=one.mark)
    if given.removed:
        remove(one)


def change_back(one: R) -> R:
    """Let an entry say what it said before its last change. Raises Problem if there is none to take back."""
    with as_it_stands():
        return take_change_back(one)
