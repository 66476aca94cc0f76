"""Notes on a meeting that their author removed: listed, put back, or gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.finding import engagement_of, one_of
from waylight.api.meetings import IT as MEETING
from waylight.api.meetings import find as find_meeting
from waylight.api.notes import get_note
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.removed import removed
from waylight.api.shapes.base import Page
from waylight.api.shapes.meetings import Note
from waylight.api.shapes.removed import Removed
from waylight.record import meeting as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{MEETING}/removed-notes", f"{MEETING}/removed-notes/{{int:removed_note}}"


def _notes(request: HttpRequest, engagement: int, meeting: int) -> QuerySet[record.Note]:
    return record.removed_notes(find_meeting(request, engagement, meeting), request.user)


@operation(router, "GET", LIST, like="meeting", answers=Page[Removed])
def list_removed_notes(request: HttpRequest, engagement: int, meeting: int, asked: Query[Asked]) -> Page[Removed]:
    """The notes on a meeting that one wrote and removed oneself."""
    local_day = engagement_of(request, engagement).local_day
    mine = _notes(request, engagement, meeting)
    return page(mine, asked, lambda one: removed(one.pk, local_day(one.written_at), one.text, one.removed_at))


@operation(router, "POST", f"{IT}/back", like="remove-note", answers=Note)
def put_note_back(request: HttpRequest, engagement: int, meeting: int, removed_note: int) -> Note:
    """Put a note of one's own back."""
    record.put_note_back(one_of(_notes(request, engagement, meeting), removed_note))
    return get_note(request, engagement, meeting, removed_note)


@operation(router, "DELETE", IT, like="remove-note", answers=None, status=204)
def forget_note(request: HttpRequest, engagement: int, meeting: int, removed_note: int) -> None:
    """Remove for good a note of one's own that was removed before."""
    record.forget_note(one_of(_notes(request, engagement, meeting), removed_note))
