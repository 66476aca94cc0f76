"""The client's journal: she writes, and shares what she wants; her coach reads what is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import refusing
from waylight.api.shapes.base import Day, Page
from waylight.api.shapes.said import ChangedReflection, NewReflection, Reflection
from waylight.record import entries_removed
from waylight.record import insight as record

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

M = TypeVar("M", bound="Model")
router = Router()
LIST, IT = f"{ONE}/reflections", f"{ONE}/reflections/{{int:reflection}}"


class OnDays(Asked):
    """Which of what carries a day: from one day on, until before another."""

    since: Day | None = None
    until: Day | None = None


def on_days(rows: QuerySet[M], asked: OnDays) -> QuerySet[M]:
    """Those rows whose day lies there."""
    if asked.since:
        rows = rows.filter(on__gte=asked.since)
    return rows.filter(on__lt=asked.until) if asked.until else rows


def reflections(request: HttpRequest, engagement: int) -> QuerySet[record.Reflection]:
    """The entries that may be read."""
    mine = record.Reflection.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement")


def _shown(one: record.Reflection) -> Reflection:
    return Reflection(id=one.pk, on=one.on, text=one.text, private=one.private)


@operation(router, "GET", LIST, like="journal", answers=Page[Reflection])
def list_reflections(request: HttpRequest, engagement: int, asked: Query[OnDays]) -> Page[Reflection]:
    """The entries of the client's journal, as far as one may read them."""
    return page(on_days(reflections(request, engagement), asked), asked, _shown)


@operation(router, "GET", IT, like="journal", answers=Reflection)
def get_reflection(request: HttpRequest, engagement: int, reflection: int) -> Reflection:
    """One entry."""
    return _shown(one_of(reflections(request, engagement), reflection))


@operation(router, "POST", LIST, like="journal", answers=Reflection, status=201)
def write_reflection(request: HttpRequest, engagement: int, given: NewReflection) -> Reflection:
    """Write an entry, as the client: private unless it is said to be shared."""
    with refusing():
        return _shown(record.reflect(engagement_of(request, engagement), **given.model_dump()))


@operation(router, "PATCH", IT, like="edit-reflection", answers=Reflection)
def change_reflection(request: HttpRequest, engagement: int, reflection: int, given: ChangedReflection) -> Reflection:
    """Write an entry again, share it, or take it back."""
    entry = one_of(reflections(request, engagement), reflection)
    said = {"on": entry.on, "text": entry.text, "private": entry.private, **given.model_dump(exclude_none=True)}
    with refusing():
        record.rewrite(entry, **said, seen=entry.mark)
    return get_reflection(request, engagement, reflection)


@operation(router, "DELETE", IT, like="remove-reflection", answers=None, status=204)
def remove_reflection(request: HttpRequest, engagement: int, reflection: int) -> None:
    """Remove an entry and what stands in it; commitments that it settled are open again."""
    entries_removed.remove(one_of(reflections(request, engagement), reflection))
