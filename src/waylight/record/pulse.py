"""The pulse: a few questions asked of stakeholders about what the client works on, and what they answered.

The functions that change it are in ``record/asking``. Who answered is known to no page: invitations, letters and
answers have no query that is narrowed to a reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from waylight.record.claiming import Mailed
from waylight.record.people import Stakeholder
from waylight.record.scope import OfEngagement, Scoped, WithSeal
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from datetime import datetime

MOST_BEHAVIOURS = 3  # more takes longer than two minutes
OPEN, TALKED = 0, MOST_BEHAVIOURS + 1  # questions beside the behaviours, which are numbered by their place from 1

LOCALES = {"en": "en-gb"}  # days as they are written here: 13 May 2026


def locale_of(language: str) -> str:
    """A language as Django names it."""
    return LOCALES.get(language, language)


class Behaviour(WithSeal, OfEngagement):
    """Something that the client works on, in her words. It stays the same one from round to round."""

    text = SealedText()
    listening = models.BooleanField(default=False)  # what is answered on it stands on the path, in the stage listening
    since = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Scoped[Behaviour]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True) | Q(retired_on__gte=F("since")), name="behaviour_retired_after"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="behaviour_has_words"),
        ]

    def __str__(self) -> str:
        return f"behaviour {self.pk}"


class Pulse(OfEngagement):
    """One round: planned until it is opened, then answered between two days of the client's zone, both included."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("a round of the pulse", "planned")
        TO_COME = "to come", pgettext_lazy("a round of the pulse", "to come")  # not for readers
        OPEN = "open", pgettext_lazy("a round of the pulse", "open")
        OVER = "over", pgettext_lazy("a round of the pulse", "over")

    class Language(models.TextChoices):  # each calls itself so, whoever reads it
        EN = "en", "English"  # not for readers
        DE = "de", "Deutsch"  # not for readers
        FR = "fr", "Français"
        ES = "es", "Español"

    behaviours = models.ManyToManyField(Behaviour, through="Asked", related_name="pulses")  # not for readers
    question = SealedText(blank=True, row=("id",))  # the open one
    thanks = SealedText(blank=True, row=("id",))  # what she will do, once she has seen the results
    language = models.CharField(
        max_length=2, choices=Language, default=Language.EN
    )  # to those who have none of their own
    opens = models.DateField()
    closes = models.DateField()
    every_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    site = models.CharField(max_length=200, blank=True)  # where it was opened, for links in mails: http://host/
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # closed before its day
    after = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="next")

    objects: ClassVar[Scoped[Pulse]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-opens", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="pulse_closes_after_it_opens"),
            models.UniqueConstraint(
                fields=["engagement"], condition=Q(opened_at=None), name="pulse_one_planned_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"pulse {self.pk}"

    @property
    def locale(self) -> str:
        """The language of the mails as Django names it."""
        return locale_of(self.language)

    def state(self, now: datetime) -> State:
        """What it is at a time (aware)."""
        if self.opened_at is None:
            return Pulse.State.PLANNED
        today = self.engagement.local_day(now)
        if self.closed_at is not None or today > self.closes:
            return Pulse.State.OVER
        return Pulse.State.OPEN if today >= self.opens else Pulse.State.TO_COME


class Asked(models.Model):
    """A behaviour that a round asks about, in its place from 1."""

    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="asked")
    behaviour = models.ForeignKey(Behaviour, models.CASCADE, related_name="asked")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["pulse", "place"], name="asked_one_in_a_place"),
            models.UniqueConstraint(fields=["pulse", "behaviour"], name="asked_once"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MOST_BEHAVIOURS), name="asked_in_a_place_there_is"
            ),
        ]


class Invitation(models.Model):
    """A stakeholder is asked to answer a pulse. Not readable through any scoped query: who answered stays unknown.

    Level and side are those at the opening: if they were read later, a change would show one person's answers.
    """

    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="invitations")
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="invitations")
    level = models.CharField(max_length=60, blank=True)
    side = models.CharField(max_length=60, blank=True)
    answered = models.BooleanField(default=False)  # until then what is kept is a draft
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pulse", "stakeholder"], name="invitation_once")]

    @property
    def language(self) -> str:
        """In which she is written to: hers, or the round's."""
        return self.stakeholder.language or self.pulse.language


class Answer(models.Model):
    """An answer to one question of a pulse.

    A behaviour is answered from -3 to +3, or with no value by who cannot say; ``TALKED`` with 0 (no), 1 (a little) or
    2 (yes); ``OPEN`` in words.
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="answers")
    question = models.PositiveSmallIntegerField()
    value = models.SmallIntegerField(null=True, blank=True)
    text = SealedText(blank=True, of="invitation__pulse__engagement", row=("invitation_id", "question"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "question"], name="answer_once_per_question"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=-3, value__lte=3), name="answer_minus_3_to_3"
            ),
        ]


class Letter(Mailed):
    """A mail to somebody who is asked. One of each kind."""

    class Kind(models.TextChoices):
        INVITATION = "invitation"
        REMINDER = "reminder"
        THANKS = "thanks"

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invitation", "kind"], name="letter_once_of_a_kind")]
        indexes = [
            models.Index(fields=["claimed_at"], condition=Q(sent_at=None), name="letter_to_be_sent"),
        ]

    @property
    def named(self) -> str:
        """The round's opening, the invitation in it, and the kind."""
        return f"{self.invitation.pulse.opened_at} {self.invitation_id} {self.kind}"
