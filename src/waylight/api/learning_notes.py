"""A coach's own journal, which nobody else reads: notes, and questions that she takes to supervision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.coach import coach_of
from waylight.api.finding import one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, not_found, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.learning import ChangedLearningNote, LearningNote, NewLearningNote
from waylight.pages.brief.commitments import today
from waylight.pages.learning.about import FIGURES, asked_for
from waylight.record import learning as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.pages.learning.about import Tie

router = Router()
LIST, IT = "/learning-notes", "/learning-notes/{int:learning}"
REMOVED, GONE = "/removed-learning-notes", "/removed-learning-notes/{int:removed_learning}"
AROUND = ("coach", "meeting__engagement", "utterance")
NO_QUESTION = "Only a question is taken to supervision, and this is a note."
ONE_THING = "A note is about one thing: a turn, or a meeting, or a figure of a meeting."


class NotesAsked(Asked):
    """Whether all are listed, or notes or questions alone."""

    kind: Literal["", "note", "question"] = ""


def _notes(request: HttpRequest) -> QuerySet[record.LearningNote]:
    return record.LearningNote.objects.visible_to(coach_of(request).user).select_related(*AROUND)


def _removed(request: HttpRequest) -> QuerySet[record.LearningNote]:
    return record.removed_notes(coach_of(request).user).select_related(*AROUND)


def _shown(one: record.LearningNote) -> LearningNote:
    meeting = one.about
    return LearningNote(
        id=one.pk,
        on=one.on,
        text=one.text,
        kind=one.kind,  # type: ignore[arg-type]
        taken_on=one.taken_on,
        engagement=meeting.engagement_id if meeting else None,
        meeting=meeting.pk if meeting else None,
        utterance=one.utterance_id if meeting else None,
        figure=one.figure if meeting else "",
    )


@operation(router, "GET", LIST, like="learning", answers=Page[LearningNote])
def list_learning_notes(request: HttpRequest, asked: Query[NotesAsked]) -> Page[LearningNote]:
    """The notes and questions of the coach's own journal."""
    mine = _notes(request)
    return page(mine.filter(kind=asked.kind) if asked.kind else mine, asked, _shown)


@operation(router, "GET", IT, like="learning-note", answers=LearningNote)
def get_learning_note(request: HttpRequest, learning: int) -> LearningNote:
    """One note or question."""
    return _shown(one_of(_notes(request), learning))


@operation(router, "POST", LIST, like="learning", answers=LearningNote, status=201)
def write_learning_note(request: HttpRequest, given: NewLearningNote) -> LearningNote:
    """Write a note or a question, about a meeting, a turn or a figure if it is about one."""
    coach, tie = coach_of(request), _tie(request, given)
    with refusing():
        return _shown(record.learn(coach, on=given.on or today().date(), text=given.text, kind=given.kind, **tie))


def _tie(request: HttpRequest, given: NewLearningNote) -> Tie:
    """What it is about, as the page finds it. Raises Problem for what there is not, or is more than one thing."""
    if given.utterance and (given.meeting or given.figure):
        raise Problem(422, ONE_THING)
    turn, meeting = str(given.utterance or ""), str(given.meeting or "")
    tie = asked_for({"turn": turn, "meeting": meeting, "figure": given.figure}, request.user)
    if tie["meeting"] is None and (given.utterance or given.meeting):
        raise not_found()
    if tie["figure"] != given.figure:
        raise Problem(422, f"Say of which meeting, and one of its figures: {', '.join(FIGURES)}.")
    return tie


@operation(router, "PATCH", IT, like="learning-note", answers=LearningNote)
def change_learning_note(request: HttpRequest, learning: int, given: ChangedLearningNote) -> LearningNote:
    """Write a note again, or say that a question was taken to supervision, or was not after all."""
    one = one_of(_notes(request), learning)
    with refusing():
        record.relearn(one, on=given.on or one.on, text=given.text or one.text, kind=given.kind)
    if given.taken and one.kind != record.LearningNote.Kind.QUESTION:
        raise Problem(409, NO_QUESTION)
    if given.taken is not None and given.taken != (one.taken_on is not None):
        record.take_to_supervision(one, today().date())
    return get_learning_note(request, learning)


@operation(router, "DELETE", IT, like="remove-learning-note", answers=None, status=204)
def remove_learning_note(request: HttpRequest, learning: int) -> None:
    """Remove a note; it can be put back."""
    record.unlearn(one_of(_notes(request), learning))


@operation(router, "GET", REMOVED, like="learning", answers=Page[LearningNote])
def list_removed_learning_notes(request: HttpRequest, asked: Query[Asked]) -> Page[LearningNote]:
    """The notes that were removed and can be put back."""
    return page(_removed(request), asked, _shown)


@operation(router, "POST", f"{GONE}/back", like="remove-learning-note", answers=LearningNote)
def put_learning_note_back(request: HttpRequest, removed_learning: int) -> LearningNote:
    """Put a note back."""
    record.put_note_back(one_of(_removed(request), removed_learning))
    return get_learning_note(request, removed_learning)


@operation(router, "DELETE", GONE, like="remove-learning-note", answers=None, status=204)
def forget_learning_note(request: HttpRequest, removed_learning: int) -> None:
    """Remove for good a note that was removed before."""
    record.forget_note(one_of(_removed(request), removed_learning))
