"""The coach's mirror of a meeting: for her alone, about her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Router

from waylight.api.engagements import ONE
from waylight.api.figures import figure_of
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.problem import Problem
from waylight.api.shapes.mirror import ChangedTurn, Mirror, MirroredTurn
from waylight.lenses.figure import Figure
from waylight.pages.mirror.heard import Heard, hear
from waylight.pages.mirror.labels import BY_SAID, OF_ROLE
from waylight.record import mirror as record
from waylight.record.meeting import Meeting, Utterance

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
    return Mirror(meeting=heard.meeting.pk, turns=list(_turns(heard)), **figures)


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
