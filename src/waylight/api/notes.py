"""Notes on a meeting: read as far as one may, written again and removed by who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.finding import one_of
from waylight.api.meetings import IT as MEETING
from waylight.api.meetings import find as find_meeting
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.meetings import ChangedNote, NewNote, Note
from waylight.record import meeting as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{MEETING}/notes", f"{MEETING}/notes/{{int:note}}"


def _notes(request: HttpRequest, engagement: int, meeting: int) -> QuerySet[record.Note]:
    one = find_meeting(request, engagement, meeting)
    return record.Note.objects.visible_to(request.user).filter(meeting=one).select_related("meeting")


def _shown(one: record.Note, request: HttpRequest) -> Note:
    mine = one.author_id == request.user.pk
    return Note(id=one.pk, text=one.text, private=one.private, mine=mine, written_at=one.written_at)


@operation(router, "GET", LIST, like="meeting", answers=Page[Note])
def list_notes(request: HttpRequest, engagement: int, meeting: int, asked: Query[Asked]) -> Page[Note]:
    """The shared notes on a meeting, and one's own."""
    return page(_notes(request, engagement, meeting), asked, lambda one: _shown(one, request))


@operation(router, "GET", IT, like="meeting", answers=Note)
def get_note(request: HttpRequest, engagement: int, meeting: int, note: int) -> Note:
    """One note."""
    return _shown(one_of(_notes(request, engagement, meeting), note), request)


@operation(router, "POST", LIST, like="note", answers=Note, status=201)
def write_note(request: HttpRequest, engagement: int, meeting: int, given: NewNote) -> Note:
    """Write a note: private unless it is said to be shared."""
    one = find_meeting(request, engagement, meeting)
    with refusing():
        written = record.note(one, author=request.user, text=given.text, private=given.private)  # type: ignore[arg-type]
    return _shown(written, request)


@operation(router, "PATCH", IT, like="edit-note", answers=Note)
def change_note(request: HttpRequest, engagement: int, meeting: int, note: int, given: ChangedNote) -> Note:
    """Write a note of one's own again."""
    written = one_of(_notes(request, engagement, meeting).filter(author=request.user.pk), note)
    text = written.text if given.text is None else given.text
    private = written.private if given.private is None else given.private
    with refusing():
        record.rewrite_note(written, text=text, private=private, seen=written.mark)
    return get_note(request, engagement, meeting, note)


@operation(router, "DELETE", IT, like="remove-note", answers=None, status=204)
def remove_note(request: HttpRequest, engagement: int, meeting: int, note: int) -> None:
    """Remove a note of one's own."""
    record.remove_note(one_of(_notes(request, engagement, meeting).filter(author=request.user.pk), note))
