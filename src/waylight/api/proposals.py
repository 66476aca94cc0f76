"""Sentences of a transcript that are proposed as commitments and questions: kept as one, or set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.meetings import IT as MEETING
from waylight.api.meetings import find as find_meeting
from waylight.api.operations import operation
from waylight.api.problem import not_found, refusing
from waylight.api.shapes.proposals import AnsweredProposal, KeptProposal, Proposals, ProposedSentence
from waylight.pages.brief.commitments import proposed_in
from waylight.record import proposed as record
from waylight.record.insight import Commitment
from waylight.record.meeting import Meeting, Utterance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.pages.brief.commitments import ProposedLine

router = Router()


@operation(router, "GET", f"{MEETING}/proposals", like="brief", answers=Proposals)
def get_proposals(request: HttpRequest, engagement: int, meeting: int) -> Proposals:
    """What a coaching meeting's transcript proposes: what the client chose to do, and questions she left open."""
    one = find_meeting(request, engagement, meeting)
    if one.kind != Meeting.Kind.COACHING:
        raise not_found()
    commitments, questions = proposed_in(one, request.user)
    return Proposals(commitments=_shown(commitments), questions=_shown(questions))


def _shown(lines: Iterable[ProposedLine]) -> list[ProposedSentence]:
    return [ProposedSentence(utterance=it.utterance, turn=it.turn, start_s=it.start_s, text=it.text) for it in lines]


@operation(router, "POST", f"{ONE}/proposals", like="proposal", answers=KeptProposal)
def answer_proposal(request: HttpRequest, engagement: int, given: AnsweredProposal) -> KeptProposal:
    """Keep a sentence of a transcript as commitment or question, of the meeting's day; or set it aside."""
    mine = Utterance.objects.visible_to(request.user).filter(meeting__engagement=engagement_of(request, engagement))
    one = one_of(mine.select_related("meeting__engagement"), given.utterance)
    with refusing():
        kept = record.answer_proposal(one, given.text, kept_as=given.kept_as)
    if kept is None:
        return KeptProposal()
    return KeptProposal(commitment=kept.pk) if isinstance(kept, Commitment) else KeptProposal(question=kept.pk)
