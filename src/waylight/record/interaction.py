"""Interactions: who turned to whom, when, and how. Of mail and calendar nothing else is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from waylight.access import predicates
from waylight.record.consent import Consent, agreed_to
from waylight.record.people import Alias
from waylight.record.scope import FromFile, OfEngagement, Scoped
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from waylight.access.predicates import Asking


class Interaction(FromFile, OfEngagement):
    """One person turned to one other: a message has one row for each recipient, a meeting one for each invited.

    ``key`` names the row within the engagement, so that the same message brought twice is one row. ``answer`` is the
    calendar's word (accepted, declined, tentative, needs-action, or cancelled). ``recipients`` counts all recipients.
    """

    class Kind(models.TextChoices):
        MAIL = "mail", pgettext_lazy("kind of contact", "Mail")
        MEETING = "meeting", pgettext_lazy("kind of contact", "Meeting")
        MESSAGE = "message", pgettext_lazy("kind of contact", "Message")
        CALL = "call", pgettext_lazy("kind of contact", "Call")

    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()  # a meeting's start
    sender = models.ForeignKey(Alias, models.PROTECT, related_name="sent")
    recipient = models.ForeignKey(Alias, models.PROTECT, related_name="received")
    thread = models.CharField(max_length=64, blank=True)
    reply = models.BooleanField(default=False)
    recipients = models.PositiveIntegerField(default=1)
    answer = models.CharField(max_length=12, blank=True)
    title = SealedText(blank=True, row=("key",))  # only where the user asked to keep subjects
    key = models.CharField(max_length=64)

    objects: ClassVar[Scoped[Interaction]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "key"], name="interaction_once_per_key"),
            models.CheckConstraint(condition=~Q(sender=F("recipient")), name="interaction_between_two"),
            models.CheckConstraint(condition=Q(recipients__gte=1), name="interaction_has_a_recipient"),
            models.CheckConstraint(
                condition=Q(kind__in=["mail", "meeting", "message", "call"]), name="interaction_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["engagement", "at"]),
            models.Index(fields=["engagement", "thread", "at"]),
            models.Index(fields=["source"]),
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement, as long as the client agrees to what rows of this kind come from."""
        in_use = Q()
        for use in sorted(set(USE_OF_KIND.values())):
            kinds = [kind for kind, needs in USE_OF_KIND.items() if needs == use]
            in_use |= Q(kind__in=kinds) & agreed_to(use)
        return predicates.takes_part(user, "engagement") & in_use


# A message or a call stands in a table of contacts beside mail; the words of the agreement name them with it.
USE_OF_KIND: dict[str, Consent.Use] = {
    Interaction.Kind.MAIL: Consent.Use.MAIL,
    Interaction.Kind.MESSAGE: Consent.Use.MAIL,
    Interaction.Kind.CALL: Consent.Use.MAIL,
    Interaction.Kind.MEETING: Consent.Use.CALENDAR,
}
