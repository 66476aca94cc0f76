"""A coach's own journal, which nobody else reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.learning import LearningNote
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.learning import ChangedLearningNote, NewLearningNote


class LearningNotes(Calling):
    """A coach's own journal, which nobody else reads."""

    def list_learning_notes(self, *, limit: int = 50, cursor: str = "", kind: str = "") -> Page[LearningNote]:
        """The notes and questions of the coach's own journal."""
        return self._get("learning-notes", Page[LearningNote], limit=limit, cursor=cursor, kind=kind)

    def get_learning_note(self, learning: int) -> LearningNote:
        """One note or question."""
        return self._get(f"learning-notes/{learning}", LearningNote)

    def write_learning_note(self, given: NewLearningNote, *, key: str | None = None) -> LearningNote:
        """Write a note or a question, about a meeting, a turn or a figure if it is about one."""
        return self._post("learning-notes", LearningNote, given, key)

    def change_learning_note(
        self, learning: int, given: ChangedLearningNote, *, seen: Shape | None = None
    ) -> LearningNote:
        """Write a note again, or say that a question was taken to supervision, or was not after all."""
        return self._patch(f"learning-notes/{learning}", LearningNote, given, seen)

    def remove_learning_note(self, learning: int, *, seen: Shape | None = None) -> None:
        """Remove a note; it can be put back."""
        self._delete(f"learning-notes/{learning}", seen)

    def list_removed_learning_notes(self, *, limit: int = 50, cursor: str = "") -> Page[LearningNote]:
        """The notes that were removed and can be put back."""
        return self._get("removed-learning-notes", Page[LearningNote], limit=limit, cursor=cursor)

    def put_learning_note_back(self, removed_learning: int, *, key: str | None = None) -> LearningNote:
        """Put a note back."""
        return self._post(f"removed-learning-notes/{removed_learning}/back", LearningNote, None, key)

    def forget_learning_note(self, removed_learning: int, *, seen: Shape | None = None) -> None:
        """Remove for good a note that was removed before."""
        self._delete(f"removed-learning-notes/{removed_learning}", seen)
