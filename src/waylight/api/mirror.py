"""The coach's mirror of a meeting: for her alone, about her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Router

from waylight.api.engagements import ONE
from waylight.api.figures import figure_of
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.mirror import ChangedMirror, ChangedTurn, Mirror, MirroredTurn, WhoSpoke
from waylight.lenses.figure import Figure
from waylight.pages.mirror.heard import Heard, hear, labels_now
from waylight.pages.mirror.labels import BY_SAID, OF_ROLE
from waylight.record import mirror as record
from waylight.record.meeting import Meeting, Utterance
from waylight.record.people import Alias

if TYPE_CHECKING:
    from collections.abc import Iterator

router = Router()
IT = f"{ONE}/meetings/{{int:meeting}}/mirror"


def _heard(request: HttpRequest, engagement: int, meeting: int) -> Heard:
    """The meeting, read. Raises Problem 404 for any but a coaching meeting."""
    found = engagement_of(request, engagement)
    mine = Meeting.objects.visible_to(request.user).filter(engagement=found, kind=Meeting.Kind.COACHING)
    one = one_of(mine.select_related("engagement__coach__user", "engagement__client"), meeting)
    return hear(one, request.user)  # type: ignore[arg-type]


@operation(router, "GET", IT, like="mirror", answers=Mirror)
def get_mirror(request: HttpRequest, engagement: int, meeting: int) -> Mirror:
    """What each turn of a coaching meeting is taken to be, and the figures of the meeting.

    There are no turns while the client does not agree to transcripts, or where none was brought.
    """
    heard = _heard(request, engagement, meeting)
    known = {name: getattr(heard.figures, name) for name in Mirror.model_fields if hasattr(heard.figures, name)}
    figures = {name: figure_of(one) for name, one in known.items() if isinstance(one, Figure)}
    is_shown = record.ShownMirror.objects.filter(meeting=heard.meeting).exists()
    return Mirror(meeting=heard.meeting.pk, shown=is_shown, turns=list(_turns(heard)), **figures)


def _turns(heard: Heard) -> Iterator[MirroredTurn]:
    readings = heard.readings or (None,) * len(heard.turns)
    for said, turn, reading in zip(heard.utterances, heard.turns, readings, strict=True):
        yield MirroredTurn(
            utterance=said.pk,
            turn=said.turn,
            role=turn.role.value,
            label=reading.label if reading else "",
            subtype=reading.subtype if reading else "",
            probability=reading.probability if reading else None,
            own=said.pk in heard.own,
        )


@operation(router, "PATCH", f"{IT}/{{int:utterance}}", like="mirror-turn", answers=Mirror)
def change_label(request: HttpRequest, engagement: int, meeting: int, utterance: int, given: ChangedTurn) -> Mirror:
    """Say what a turn is, or take back what was said of it. It stands beside what the model says."""
    heard = _heard(request, engagement, meeting)
    said = one_of(Utterance.objects.visible_to(request.user).filter(meeting=heard.meeting), utterance)
    role = next(turn.role for turn in heard.turns if turn.id == said.pk)
    coach = heard.meeting.engagement.coach
    if given.said is None:
        record.take_back(said, coach)
    elif BY_SAID[given.said] not in OF_ROLE[role]:
        raise Problem(422, f"That is not something to say of a turn of the {role.value}’s.")
    else:
        record.correct(said, coach, given.said)
    return get_mirror(request, engagement, meeting)


@operation(router, "PATCH", IT, like="mirror-rest", answers=Mirror)
def change_mirror(request: HttpRequest, engagement: int, meeting: int, given: ChangedMirror) -> Mirror:
    """Say who spoke, agree to the labels she said nothing of, or show the client this mirror; or the reverse."""
    heard = _heard(request, engagement, meeting)
    one, coach = heard.meeting, heard.meeting.engagement.coach
    if "who" in given.model_fields_set:
        _say_who_spoke(one, given.who)
        heard = _heard(request, engagement, meeting)
    if given.rest is not None:
        if given.rest:
            record.agree_to_rest(one, coach, labels_now(heard))
        else:
            record.disagree_with_rest(one, coach)
    if given.shown is not None:
        if given.shown:
            record.show_mirror(one, coach)
        else:
            record.take_mirror_back(one)
    return get_mirror(request, engagement, meeting)


def _say_who_spoke(meeting: Meeting, who: WhoSpoke | None) -> None:
    if who is None:
        record.forget_who_spoke(meeting)
        return
    speaking = Alias.objects.filter(engagement=meeting.engagement_id, utterances__meeting=meeting).order_by("pk")
    coach, client = (speaking.filter(person=person).first() for person in (who.coach, who.client))
    if coach is None or client is None:
        raise Problem(422, "Coach and client are two who speak in this transcript.")
    with refusing():
        record.tell_who_spoke(meeting, coach=coach, client=client)
