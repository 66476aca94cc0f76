"""The coach's questions to the client for the time between meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.between import CoachQuestion
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.between import ChangedCoachQuestion, NewCoachQuestion


class Between(Calling):
    """The coach's questions to the client for the time between meetings."""

    def list_coach_questions(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[CoachQuestion]:
        """What the coach asks and asked the client between meetings."""
        return self._get(f"engagements/{engagement}/coach-questions", Page[CoachQuestion], limit=limit, cursor=cursor)

    def get_coach_question(self, engagement: int, coach_question: int) -> CoachQuestion:
        """One question of the coach's."""
        return self._get(f"engagements/{engagement}/coach-questions/{coach_question}", CoachQuestion)

    def ask_between(self, engagement: int, given: NewCoachQuestion, *, key: str | None = None) -> CoachQuestion:
        """Ask the client something, as her coach; it stands on her page until it is withdrawn or another is asked."""
        return self._post(f"engagements/{engagement}/coach-questions", CoachQuestion, given, key)

    def change_coach_question(
        self, engagement: int, coach_question: int, given: ChangedCoachQuestion, *, seen: Shape | None = None
    ) -> CoachQuestion:
        """Ask it no longer, or again."""
        return self._patch(f"engagements/{engagement}/coach-questions/{coach_question}", CoachQuestion, given, seen)
