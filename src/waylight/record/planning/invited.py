"""Which invitations are to be sent, and what was answered: a row for each mail, so that it goes out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from waylight.record.claiming import Mailed
from waylight.record.meeting import Meeting
from waylight.record.scope import Scoped

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.record.planning.series import Series


class To(models.TextChoices):
    """To whom a mail goes. The address is looked up when it is sent."""

    COACH = "coach"
    CLIENT = "client"


class Invite(Mailed):
    """A mail with what was planned, as it stood at a ``sequence``. What a later one says takes its place."""

    series = models.ForeignKey("record.Series", models.CASCADE, related_name="invites_sent")
    to = models.CharField(max_length=6, choices=To)
    sequence = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "to", "sequence"], name="invite_once_as_it_stood")]
        indexes = [models.Index(fields=["claimed_at"], condition=Q(sent_at=None), name="invite_to_be_sent")]

    @property
    def named(self) -> str:
        """What was planned, to whom, and as it stood when."""
        return f"{self.series.seal} {self.to} {self.sequence}"


class Reply(models.Model):
    """What the client's calendar answered: to all of a series (``place`` 0), or to one of its meetings."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("an invitation", "accepted")
        DECLINED = "declined", pgettext_lazy("an invitation", "declined")
        TENTATIVE = "tentative", pgettext_lazy("an invitation", "perhaps")

    series = models.ForeignKey("record.Series", models.CASCADE, related_name="replies")
    place = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=9, choices=Answer)
    sequence = models.PositiveIntegerField()  # of the invitation that was answered
    said_at = models.DateTimeField()

    objects: ClassVar[Scoped[Reply]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(fields=["series", "place"], name="reply_one_at_a_time"),
        ]


def note_invites(series: Series, *, now: datetime) -> None:
    """Note that what was planned is to be mailed as it stands; nothing that lies wholly in the past is."""
    if series.invites and Meeting.objects.filter(series=series.pk, at__gt=now).exists():
        Invite.objects.bulk_create(
            (Invite(series_id=series.pk, to=to, sequence=series.sequence) for to in To), ignore_conflicts=True
        )


def reply_to(meeting: Meeting) -> Reply | None:
    """The latest answer that is about a meeting; None if nobody answered."""
    if meeting.series_id is None:
        return None
    mine = Reply.objects.filter(Q(place=meeting.place) | Q(place=0), series=meeting.series_id)
    return mine.order_by("-said_at").first()
