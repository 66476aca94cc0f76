"""The log of a coach's continuing education: hours of learning by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.learning import LearningHours
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.learning import ChangedLearningHours, NewLearningHours


class HoursOfLearning(Calling):
    """The log of a coach's continuing education: hours of learning by kind."""

    def list_learning_hours(self, *, limit: int = 50, cursor: str = "") -> Page[LearningHours]:
        """The hours of learning that the coach noted."""
        return self._get("learning-hours", Page[LearningHours], limit=limit, cursor=cursor)

    def get_learning_hours(self, study: int) -> LearningHours:
        """One entry of the log."""
        return self._get(f"learning-hours/{study}", LearningHours)

    def note_learning_hours(self, given: NewLearningHours, *, key: str | None = None) -> LearningHours:
        """Note time spent on learning."""
        return self._post("learning-hours", LearningHours, given, key)

    def change_learning_hours(
        self, study: int, given: ChangedLearningHours, *, seen: Shape | None = None
    ) -> LearningHours:
        """Write an entry again. Another stands in its place from then on, by a number of its own: the one answered."""
        return self._patch(f"learning-hours/{study}", LearningHours, given, seen)

    def take_learning_hours_change_back(self, study: int, *, key: str | None = None) -> LearningHours:
        """Let an entry say what it said before its last change, by the number that it had then."""
        return self._post(f"learning-hours/{study}/before", LearningHours, None, key)

    def remove_learning_hours(self, study: int, *, seen: Shape | None = None) -> None:
        """Count an entry no more; it can be put back."""
        self._delete(f"learning-hours/{study}", seen)

    def list_removed_learning_hours(self, *, limit: int = 50, cursor: str = "") -> Page[LearningHours]:
        """The entries that were removed and can be put back."""
        return self._get("removed-learning-hours", Page[LearningHours], limit=limit, cursor=cursor)

    def put_learning_hours_back(self, removed_study: int, *, key: str | None = None) -> LearningHours:
        """Count an entry again."""
        return self._post(f"removed-learning-hours/{removed_study}/back", LearningHours, None, key)

    def forget_learning_hours(self, removed_study: int, *, seen: Shape | None = None) -> None:
        """Remove for good an entry that was removed before, with what it said before."""
        self._delete(f"removed-learning-hours/{removed_study}", seen)
