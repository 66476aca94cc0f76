"""The log of a coach's continuing education: hours of learning by kind, which nobody else reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.coach import coach_of
from waylight.api.finding import one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import as_it_stands, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.learning import ChangedLearningHours, LearningHours, NewLearningHours
from waylight.record import learning as record
from waylight.record.rewritten import put_back, remove, take_change_back

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = "/learning-hours", "/learning-hours/{int:study}"
REMOVED, GONE = "/removed-learning-hours", "/removed-learning-hours/{int:removed_study}"


def _studies(request: HttpRequest, *, removed: bool = False) -> QuerySet[record.Study]:
    """Her entries as they read now; what one said before stands behind it."""
    mine = record.Study.objects.visible_to(coach_of(request).user)
    return mine.filter(replaced_by=None, removed_at__isnull=not removed).select_related("coach")


def _shown(one: record.Study) -> LearningHours:
    return LearningHours(id=one.pk, **{name: getattr(one, name) for name in record.Study.FIELDS})


@operation(router, "GET", LIST, like="hours", answers=Page[LearningHours])
def list_learning_hours(request: HttpRequest, asked: Query[Asked]) -> Page[LearningHours]:
    """The hours of learning that the coach noted."""
    return page(_studies(request), asked, _shown)


@operation(router, "GET", IT, like="edit-hours", answers=LearningHours)
def get_learning_hours(request: HttpRequest, study: int) -> LearningHours:
    """One entry of the log."""
    return _shown(one_of(_studies(request), study))


@operation(router, "POST", LIST, like="hours", answers=LearningHours, status=201)
def note_learning_hours(request: HttpRequest, given: NewLearningHours) -> LearningHours:
    """Note time spent on learning."""
    with refusing():
        return _shown(record.study(coach_of(request), **given.model_dump()))


@operation(router, "PATCH", IT, like="edit-hours", answers=LearningHours)
def change_learning_hours(request: HttpRequest, study: int, given: ChangedLearningHours) -> LearningHours:
    """Write an entry again. Another stands in its place from then on, by a number of its own: the one answered."""
    one = one_of(_studies(request), study)
    said = {name: getattr(one, name) for name in record.Study.FIELDS} | given.model_dump(exclude_none=True)
    with refusing():
        return _shown(record.restudy(one, **said, seen=one.mark))


@operation(router, "POST", f"{IT}/before", like="edit-hours", answers=LearningHours)
def take_learning_hours_change_back(request: HttpRequest, study: int) -> LearningHours:
    """Let an entry say what it said before its last change, by the number that it had then."""
    one = one_of(_studies(request), study)
    with as_it_stands():
        return _shown(take_change_back(one))


@operation(router, "DELETE", IT, like="remove-hours", answers=None, status=204)
def remove_learning_hours(request: HttpRequest, study: int) -> None:
    """Count an entry no more; it can be put back."""
    remove(one_of(_studies(request), study))


@operation(router, "GET", REMOVED, like="hours", answers=Page[LearningHours])
def list_removed_learning_hours(request: HttpRequest, asked: Query[Asked]) -> Page[LearningHours]:
    """The entries that were removed and can be put back."""
    return page(_studies(request, removed=True), asked, _shown)


@operation(router, "POST", f"{GONE}/back", like="remove-hours", answers=LearningHours)
def put_learning_hours_back(request: HttpRequest, removed_study: int) -> LearningHours:
    """Count an entry again."""
    put_back(one_of(_studies(request, removed=True), removed_study))
    return get_learning_hours(request, removed_study)


@operation(router, "DELETE", GONE, like="forget-hours", answers=None, status=204)
def forget_learning_hours(request: HttpRequest, removed_study: int) -> None:
    """Remove for good an entry that was removed before, with what it said before."""
    record.forget_study(one_of(_studies(request, removed=True), removed_study))
