"""What a coach learns for her own work: her journal, questions for supervision, and hours of learning. Hers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from waylight.access import predicates
from waylight.record.keys import own_key
from waylight.record.meeting import Meeting, Utterance
from waylight.record.people import Member
from waylight.record.rewritten import Rewritten, write_instead
from waylight.record.scope import Removable, Scoped, WithSeal
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from datetime import date

    from waylight.access.predicates import Asking

MOST_MINUTES = 24 * 60  # a day's worth; longer courses are several days


class LearningNote(Removable, WithSeal):
    """The coach's own journal: nobody else reads it.

    A note can be about a meeting, about one turn of it, or about a ``figure`` of it; if that goes, the note stays.
    A question for supervision has been taken there ``taken_on`` a day, or not yet.
    """

    class Kind(models.TextChoices):
        NOTE = "note", gettext_lazy("a note")
        QUESTION = "question", gettext_lazy("a question for supervision")

    coach = models.ForeignKey(Member, models.CASCADE, related_name="learning_notes")
    on = models.DateField()
    text = SealedText(of="coach")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NOTE)
    taken_on = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    utterance = models.ForeignKey(Utterance, models.SET_NULL, null=True, blank=True, related_name="+")
    figure = models.CharField(max_length=40, blank=True)

    objects: ClassVar[Scoped[LearningNote]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=["note", "question"]), name="learning_kind_known")]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Only the coach who wrote it, until she removes it."""
        return Q(coach__user=user.pk, removed_at=None) if user.is_authenticated else predicates.NOTHING

    @property
    def about(self) -> Meeting | None:
        """The meeting it is about, while the coach still has the engagement."""
        there = self.meeting
        return there if there and there.engagement.coach_id == self.coach_id else None


class Study(Rewritten, WithSeal):
    """Time that a coach spent on learning: what, with whom, how long. The log of her continuing education."""

    FIELDS = ("on", "minutes", "kind", "topic", "given_by")

    class Kind(models.TextChoices):
        SUPERVISION = "supervision", pgettext_lazy("hours of learning", "supervision")
        MENTORING = "mentoring", pgettext_lazy("hours of learning", "mentor coaching")
        TRAINING = "training", pgettext_lazy("hours of learning", "training")
        PEERS = "peers", pgettext_lazy("hours of learning", "exchange with peers")
        READING = "reading", pgettext_lazy("hours of learning", "reading")

    coach = models.ForeignKey(Member, models.CASCADE, related_name="studies")
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    topic = SealedText(of="coach")
    given_by = SealedText(of="coach", blank=True)

    objects: ClassVar[Scoped[Study]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=24 * 60), name="study_at_most_a_day"),
            models.CheckConstraint(
                condition=Q(kind__in=["supervision", "mentoring", "training", "peers", "reading"]),
                name="study_kind_known",
            ),
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Only the coach whose it is."""
        return Q(coach__user=user.pk) if user.is_authenticated else predicates.NOTHING


def learn(
    coach: Member,
    *,
    on: date,
    text: str,
    kind: str = LearningNote.Kind.NOTE,
    meeting: Meeting | None = None,
    utterance: Utterance | None = None,
    figure: str = "",
) -> LearningNote:
    """Write in the coach's own journal, sealed with a key of hers. Raises ValueError for an empty note."""
    words = _words(text)
    own_key(coach)
    about = utterance.meeting if utterance else meeting
    return LearningNote.objects.create(
        coach=coach, on=on, text=words, kind=kind, meeting=about, utterance=utterance, figure=figure
    )


def relearn(note: LearningNote, *, on: date, text: str, kind: str | None = None) -> None:
    """Write a note of the coach's own journal again. Raises ValueError for an empty one."""
    note.on, note.text, note.kind = on, _words(text), kind or note.kind
    note.save(update_fields=["on", "text", "kind"])


def unlearn(note: LearningNote) -> None:
    """Remove a note of the coach's own journal; ``put_note_back`` takes that back."""
    LearningNote.objects.filter(pk=note.pk, removed_at=None).update(removed_at=timezone.now())


def take_to_supervision(note: LearningNote, on: date | None = None) -> None:
    """Say that a question was taken to supervision; said of one that was, it has not been after all."""
    note.taken_on = None if note.taken_on else on or timezone.now().date()
    note.save(update_fields=["taken_on"])


def study(coach: Member, *, on: date, minutes: int, kind: str, topic: str, given_by: str = "") -> Study:
    """Note time spent on learning. Raises ValueError without a topic, or for no time or more than a day."""
    _check_study(minutes, topic)
    own_key(coach)
    return Study.objects.create(
        coach=coach, on=on, minutes=minutes, kind=kind, topic=topic.strip(), given_by=given_by.strip()
    )


def restudy(
    one: Study, *, on: date, minutes: int, kind: str, topic: str, given_by: str = "", seen: str | None = None
) -> Study:
    """Write an entry of the log again; returns the one that counts now.

    Raises ValueError as ``study``, and ChangedMeanwhile.
    """
    _check_study(minutes, topic)
    given = {"on": on, "minutes": minutes, "kind": kind, "topic": topic.strip(), "given_by": given_by.strip()}
    return write_instead(one, given, seen=seen, coach=one.coach)


def forget_study(one: Study) -> None:
    """Remove an entry of the log for good, with what it said before; only one that was removed goes."""
    gone: Any = Study.objects.filter(pk=one.pk, removed_at__isnull=False, replaced_by=None).first()
    while gone is not None:
        before = gone.replaces
        gone.delete()
        gone = before


def _check_study(minutes: int, topic: str) -> None:
    if not topic.strip():
        raise ValueError(gettext("Say what it was about."))
    if not 1 <= minutes <= MOST_MINUTES:
        raise ValueError(gettext("An entry is of one day: from a minute to 24 hours."))


def put_note_back(note: LearningNote) -> None:
    """Put back a note that was removed."""
    LearningNote.objects.filter(pk=note.pk).update(removed_at=None)


def forget_note(note: LearningNote) -> None:
    """Remove for good a note that was removed before; no other goes."""
    LearningNote.objects.filter(pk=note.pk, removed_at__isnull=False).delete()


def removed_notes(user: Asking) -> models.QuerySet[LearningNote]:
    """The notes that a coach removed from her journal, the latest removed first."""
    removed = LearningNote.objects.filter(coach__user=user.pk, removed_at__isnull=False)
    return removed.select_related("coach").order_by("-removed_at")


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError(gettext("The note is empty."))
    return text.strip()
