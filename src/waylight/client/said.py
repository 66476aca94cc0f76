"""What the client heard, chose, asks and rates: insights, commitments, questions, confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.said import Commitment, Confidence, Insight, Question
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from datetime import date

    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.said import ChangedInsight, ChangedQuestion, NewCommitment, NewInsight, SettledCommitment


class Said(Calling):
    """What the client heard, chose, asks and rates: insights, commitments, questions, confidence."""

    def list_insights(
        self,
        engagement: int,
        *,
        limit: int = 50,
        cursor: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> Page[Insight]:
        """What the client learned, as far as one may read it."""
        return self._get(
            f"engagements/{engagement}/insights", Page[Insight], limit=limit, cursor=cursor, since=since, until=until
        )

    def get_insight(self, engagement: int, insight: int) -> Insight:
        """One insight."""
        return self._get(f"engagements/{engagement}/insights/{insight}", Insight)

    def note_insight(self, engagement: int, reflection: int, given: NewInsight, *, key: str | None = None) -> Insight:
        """Note in an entry what was heard, from whom, and what it changed, as the client."""
        return self._post(f"engagements/{engagement}/reflections/{reflection}/insights", Insight, given, key)

    def change_insight(
        self, engagement: int, insight: int, given: ChangedInsight, *, seen: Shape | None = None
    ) -> Insight:
        """Write an insight again, as the client."""
        return self._patch(f"engagements/{engagement}/insights/{insight}", Insight, given, seen)

    def list_commitments(
        self,
        engagement: int,
        *,
        limit: int = 50,
        cursor: str = "",
        since: date | None = None,
        until: date | None = None,
        state: str = "",
    ) -> Page[Commitment]:
        """What the client chose to do, as far as one may read it."""
        return self._get(
            f"engagements/{engagement}/commitments",
            Page[Commitment],
            limit=limit,
            cursor=cursor,
            since=since,
            until=until,
            state=state,
        )

    def get_commitment(self, engagement: int, commitment: int) -> Commitment:
        """One commitment."""
        return self._get(f"engagements/{engagement}/commitments/{commitment}", Commitment)

    def commit(self, engagement: int, given: NewCommitment, *, key: str | None = None) -> Commitment:
        """Note what the client chose to do, in a meeting or elsewhere, by a day if she named one."""
        return self._post(f"engagements/{engagement}/commitments", Commitment, given, key)

    def settle_commitment(
        self, engagement: int, commitment: int, given: SettledCommitment, *, seen: Shape | None = None
    ) -> Commitment:
        """Say what became of a commitment, or open it again."""
        return self._patch(f"engagements/{engagement}/commitments/{commitment}", Commitment, given, seen)

    def list_questions(
        self,
        engagement: int,
        *,
        limit: int = 50,
        cursor: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> Page[Question]:
        """The questions that the client carries or laid down, as far as one may read them."""
        return self._get(
            f"engagements/{engagement}/questions", Page[Question], limit=limit, cursor=cursor, since=since, until=until
        )

    def get_question(self, engagement: int, question: int) -> Question:
        """One question."""
        return self._get(f"engagements/{engagement}/questions/{question}", Question)

    def change_question(
        self, engagement: int, question: int, given: ChangedQuestion, *, seen: Shape | None = None
    ) -> Question:
        """Lay a question down today, or take it up again."""
        return self._patch(f"engagements/{engagement}/questions/{question}", Question, given, seen)

    def list_confidence(
        self,
        engagement: int,
        *,
        limit: int = 50,
        cursor: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> Page[Confidence]:
        """The client's own ratings, as far as one may read them."""
        return self._get(
            f"engagements/{engagement}/confidence",
            Page[Confidence],
            limit=limit,
            cursor=cursor,
            since=since,
            until=until,
        )

    def get_confidence(self, engagement: int, confidence: int) -> Confidence:
        """One rating."""
        return self._get(f"engagements/{engagement}/confidence/{confidence}", Confidence)
