"""Meetings: the coach's with the client, and the client's own; what was said, and what was noted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from waylight.access import predicates
from waylight.language import day_and_year
from waylight.record.consent import Consent, agreed_to
from waylight.record.people import Alias
from waylight.record.scope import FromFile, OfEngagement, Removable, Scoped, WithSeal
from waylight.record.sealing import SealedText
from waylight.record.unseen import Shown, as_it_is, mark_of
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.access.models import User
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


class Meeting(WithSeal, FromFile, OfEngagement):
    """A meeting at a time and in a zone. ``key`` names it in the calendar it came from, so that it comes in once."""

    class Kind(models.TextChoices):
        COACHING = "coaching", gettext_lazy("coaching meeting")
        STAKEHOLDER = "stakeholder", gettext_lazy("the client's own meeting")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.COACHING)
    at = models.DateTimeField()
    minutes = models.PositiveIntegerField(default=60)
    zone = models.CharField(max_length=60, default="UTC")
    time_known = models.BooleanField(default=True)  # False when only the day is known, from a transcript's date
    cancelled = models.BooleanField(default=False)
    moved = models.BooleanField(default=False)  # on another day than it was planned for
    called_off_at = models.DateTimeField(null=True, blank=True)  # the same for those called off together
    series = models.ForeignKey("record.Series", models.SET_NULL, null=True, blank=True, related_name="meetings")
    place = models.PositiveSmallIntegerField(null=True, blank=True)  # in the series, from 1
    agreement = SealedText(blank=True)  # what she wants from it
    shared = SealedText(blank=True)  # notes that both write
    taken_along = SealedText(blank=True)  # what she takes with her, in her words
    key = models.CharField(max_length=64, null=True, blank=True)

    objects: ClassVar[Scoped[Meeting]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "key"], name="meeting_once_per_calendar_key"),
            models.UniqueConstraint(fields=["series", "place"], name="meeting_one_in_a_place"),
            models.CheckConstraint(condition=Q(minutes__lte=24 * 60), name="meeting_at_most_a_day"),
            models.CheckConstraint(condition=Q(kind__in=["coaching", "stakeholder"]), name="meeting_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {day_and_year(self.local)}"

    @property
    def local(self) -> datetime:
        """The start in the meeting's own zone."""
        return self.at.astimezone(ZoneInfo(self.zone))

    @property
    def until(self) -> datetime:
        """The end, UTC."""
        return self.at + timedelta(minutes=self.minutes)

    @property
    def time(self) -> Shown:
        """Its time, as a form to move it shows it."""
        return Shown(mark_of(self.at, self.minutes, self.cancelled))

    @property
    def has_words(self) -> bool:
        """Whether somebody wrote something on the meeting itself."""
        return bool(self.agreement or self.shared or self.taken_along)


class Utterance(FromFile):
    """One turn of a transcript. ``speaker`` is None where the file did not say who spoke."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="utterances")
    turn = models.PositiveIntegerField()
    start_s = models.FloatField(null=True, blank=True)
    end_s = models.FloatField(null=True, blank=True)
    speaker = models.ForeignKey(Alias, models.PROTECT, null=True, blank=True, related_name="utterances")
    text = SealedText(of="meeting__engagement", row=("meeting_id", "turn"))

    objects: ClassVar[Scoped[Utterance]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["meeting", "turn"]
        constraints = [models.UniqueConstraint(fields=["meeting", "turn"], name="utterance_one_per_turn")]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement, as long as the client agrees to transcripts."""
        in_use = agreed_to(Consent.Use.RECORDING, "meeting__engagement")
        return predicates.takes_part(user, "meeting__engagement") & in_use


class Note(Removable, WithSeal, FromFile):
    """What coach or client noted on a meeting: shared between them, or private to who wrote it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    private = models.BooleanField(default=True)
    text = SealedText(of="meeting__engagement", row=("seal", "meeting_id"))
    written_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Scoped[Note]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["written_at"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_has_text")]

    @property
    def mark(self) -> str:
        """What it says now, as forms carry it."""
        return mark_of(self.text, self.private, self.removed_at is None)

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Both if shared, else who wrote it; nobody once it is removed."""
        return predicates.shared_or_own_note(user) & Q(removed_at=None)


@transaction.atomic
def plan(
    engagement: Engagement, *, at: datetime, minutes: int = 60, kind: str = Meeting.Kind.COACHING, zone: str = ""
) -> Meeting:
    """Plan a meeting at an aware time. Raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("A meeting's time needs a zone.")  # not for readers
    made = Meeting.objects.create(
        engagement=engagement, at=at, minutes=minutes, kind=kind, zone=zone or engagement.zone
    )
    tell_of_meeting(made, Event.MEETING_PLANNED)
    return made


@transaction.atomic
def call_off(meeting: Meeting) -> None:
    """Mark a meeting as cancelled; what hangs on it stays."""
    if Meeting.objects.filter(pk=meeting.pk, cancelled=False).update(cancelled=True, called_off_at=timezone.now()):
        tell_of_meeting(meeting, Event.MEETING_CALLED_OFF)


@transaction.atomic
def hold_after_all(meeting: Meeting) -> None:
    """Take a cancellation back."""
    if Meeting.objects.filter(pk=meeting.pk, cancelled=True).update(cancelled=False, called_off_at=None):
        tell_of_meeting(meeting, Event.MEETING_ON_AGAIN)


def tell_of_meeting(meeting: Meeting, event: Event) -> None:
    """Tell programs of what was done with a meeting."""
    tell(meeting.engagement, event, meeting.pk, coaching=meeting.kind == Meeting.Kind.COACHING)


def note(meeting: Meeting, *, author: User, text: str, private: bool = True) -> Note:
    """Write a note on a meeting. Raises ValueError for an empty one."""
    if not text.strip():
        raise ValueError(gettext("The note is empty."))
    return Note.objects.create(meeting=meeting, author=author, text=text.strip(), private=private)


@transaction.atomic
def rewrite_note(written: Note, *, text: str, private: bool, seen: str | None = None) -> None:
    """Change a note's words, and who reads it; only its author is ever offered this.

    Raises ValueError for an empty one, and ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    if not text.strip():
        raise ValueError(gettext("The note is empty; remove it instead."))
    now = as_it_is(written, seen)
    now.text, now.private = text.strip(), private
    now.save(update_fields=["text", "private"])


def remove_note(written: Note) -> None:
    """Remove a note; only its author is ever offered this. ``put_note_back`` takes that back."""
    Note.objects.filter(pk=written.pk, removed_at=None).update(removed_at=timezone.now())


def put_note_back(written: Note) -> None:
    """Put back a note that was removed; only its author is ever offered this."""
    Note.objects.filter(pk=written.pk).update(removed_at=None)


def forget_note(written: Note) -> None:
    """Remove for good a note that was removed before; no other goes."""
    Note.objects.filter(pk=written.pk, removed_at__isnull=False).delete()


def removed_notes(meeting: Meeting, user: Asking) -> models.QuerySet[Note]:
    """The notes on a meeting that the asking person wrote and removed, the latest removed first."""
    mine = Note.objects.filter(predicates.shared_or_own_note(user), meeting=meeting, author=user.pk)
    return mine.filter(removed_at__isnull=False).select_related("meeting").order_by("-removed_at", "-pk")


def coaching_meetings(engagement: Engagement) -> list[Meeting]:
    """The engagement's coaching meetings that were not cancelled, in order; the first is meeting 1."""
    return coaching_meetings_of([engagement])[engagement.pk]


def coaching_times(engagement: Engagement) -> list[datetime]:
    """When these meetings are, in order."""
    held = Meeting.objects.filter(engagement=engagement, kind=Meeting.Kind.COACHING, cancelled=False)
    return list(held.order_by("at", "pk").values_list("at", flat=True))


def coaching_meetings_of(engagements: Iterable[Engagement]) -> dict[int, list[Meeting]]:
    """The same for some engagements, by their numbers."""
    found: dict[int, list[Meeting]] = {one.pk: [] for one in engagements}
    held = Meeting.objects.filter(engagement__in=found, kind=Meeting.Kind.COACHING, cancelled=False)
    for one in held.order_by("at", "pk"):
        found[one.engagement_id].append(one)
    return found
