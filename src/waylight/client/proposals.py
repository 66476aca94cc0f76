"""Sentences of a transcript that are proposed as commitments and questions: kept as one, or set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.proposals import KeptProposal, Proposals
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.proposals import AnsweredProposal


class OfProposals(Calling):
    """Sentences of a transcript that are proposed as commitments and questions: kept as one, or set aside."""

    def get_proposals(self, engagement: int, meeting: int) -> Proposals:
        """What a coaching meeting's transcript proposes: what the client chose to do, and questions she left open."""
        return self._get(f"engagements/{engagement}/meetings/{meeting}/proposals", Proposals)

    def answer_proposal(self, engagement: int, given: AnsweredProposal, *, key: str | None = None) -> KeptProposal:
        """Keep a sentence of a transcript as commitment or question, of the meeting's day; or set it aside."""
        return self._post(f"engagements/{engagement}/proposals", KeptProposal, given, key)
