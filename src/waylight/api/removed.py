"""Entries of the journal and notes on the path that the client removed: listed, put back, or gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.landmarks import get_landmark
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.reflections import get_reflection
from waylight.api.shapes.base import Page
from waylight.api.shapes.path import Landmark
from waylight.api.shapes.removed import Removed
from waylight.api.shapes.said import Reflection
from waylight.record import entries_removed, landmark
from waylight.record.put_back_until import KEPT

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from waylight.record.insight import Reflection as Entry

router = Router()
ENTRIES, ENTRY = f"{ONE}/removed-reflections", f"{ONE}/removed-reflections/{{int:removed_reflection}}"
LANDMARKS, LANDMARK = f"{ONE}/removed-landmarks", f"{ONE}/removed-landmarks/{{int:removed_landmark}}"


def removed(number: int, on: date, words: str, removed_at: datetime | None) -> Removed:
    """A line of such a list."""
    if removed_at is None:
        raise AssertionError("What is listed here was removed.")
    return Removed(id=number, on=on, words=words, removed_at=removed_at, gone_at=removed_at + KEPT)


def _entries(request: HttpRequest, engagement: int) -> QuerySet[Entry]:
    return entries_removed.removed_entries(engagement_of(request, engagement), request.user)


@operation(router, "GET", ENTRIES, like="edit-reflection", answers=Page[Removed])
def list_removed_reflections(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Removed]:
    """The entries that the client removed from her journal; to her alone."""
    mine = _entries(request, engagement)
    return page(mine, asked, lambda one: removed(one.pk, one.on, one.text, one.removed_at))


@operation(router, "POST", f"{ENTRY}/back", like="remove-reflection", answers=Reflection)
def put_reflection_back(request: HttpRequest, engagement: int, removed_reflection: int) -> Reflection:
    """Put an entry back, with what stands in it; what it said of commitments it says again."""
    entries_removed.put_back(one_of(_entries(request, engagement), removed_reflection))
    return get_reflection(request, engagement, removed_reflection)


@operation(router, "DELETE", ENTRY, like="remove-reflection", answers=None, status=204)
def forget_reflection(request: HttpRequest, engagement: int, removed_reflection: int) -> None:
    """Remove for good an entry that was removed before, with what stands in it."""
    entries_removed.forget(one_of(_entries(request, engagement), removed_reflection))


def _landmarks(request: HttpRequest, engagement: int) -> QuerySet[landmark.Landmark]:
    return landmark.removed_landmarks(engagement_of(request, engagement), request.user)


@operation(router, "GET", LANDMARKS, like="edit-landmark", answers=Page[Removed])
def list_removed_landmarks(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Removed]:
    """The notes at a date that the client removed from her path; to her alone."""
    mine = _landmarks(request, engagement)
    return page(mine, asked, lambda one: removed(one.pk, one.on, one.text, one.removed_at))


@operation(router, "POST", f"{LANDMARK}/back", like="take-up-landmark", answers=Landmark)
def put_landmark_back(request: HttpRequest, engagement: int, removed_landmark: int) -> Landmark:
    """Put a note at a date back."""
    landmark.put_back(one_of(_landmarks(request, engagement), removed_landmark))
    return get_landmark(request, engagement, removed_landmark)


@operation(router, "DELETE", LANDMARK, like="take-up-landmark", answers=None, status=204)
def forget_landmark(request: HttpRequest, engagement: int, removed_landmark: int) -> None:
    """Remove for good a note at a date that was removed before."""
    landmark.forget(one_of(_landmarks(request, engagement), removed_landmark))
