"""Stories told without naming the client, and what the coach learns for her own work."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from waylight.access import predicates
from waylight.record.people import Member
from waylight.record.scope import OfEngagement, Scoped

if TYPE_CHECKING:
    from datetime import date

    from waylight.access.predicates import Asking


class Story(OfEngagement):
    """A draft of the client's path, and what replaces every name in it."""

    draft = models.TextField(blank=True)
    replacements = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Scoped[Story]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "stories"


class LearningNote(models.Model):
    """The coach's own journal: nobody else reads it."""

    coach = models.ForeignKey(Member, models.CASCADE, related_name="learning_notes")
    on = models.DateField()
    text = models.TextField()

    objects: ClassVar[Scoped[LearningNote]] = Scoped.as_manager()  # type: ignore[assignment]

    @classmethod
    def seen_by(cls, user: Asking) -> models.Q:
        """Only the coach who wrote it."""
        return models.Q(coach__user=user.pk) if user.is_authenticated else predicates.NOTHING


def learn(coach: Member, *, on: date, text: str) -> LearningNote:
    """Write in the coach's own journal. Raises ValueError for an empty note."""
    return LearningNote.objects.create(coach=coach, on=on, text=_words(text))


def relearn(note: LearningNote, *, on: date, text: str) -> None:
    """Write a note of the coach's own journal again. Raises ValueError for an empty one."""
    note.on, note.text = on, _words(text)
    note.save(update_fields=["on", "text"])


def unlearn(note: LearningNote) -> None:
    """Remove a note of the coach's own journal."""
    note.delete()


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError("The note is empty.")
    return text.strip()
