"""What the client agreed to, when, and in which words. The ledger is added to: withdrawing keeps the row."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy

from waylight.language import day_and_year
from waylight.record.audit import Verb, note_that
from waylight.record.kept import rows_changed
from waylight.record.scope import OfEngagement, Scoped, WithSeal
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.models import User
    from waylight.record.engagement import Engagement

WITHDRAWN = "withdrawn"  # in the audit log, after the use


class OnlyTheClient(Exception):
    """Somebody else tried to agree or to withdraw for the client; the message says what they may do."""


class Consent(WithSeal, OfEngagement):
    """An agreement to one use, from a day on, until it is withdrawn. ``words`` are those agreed to, in full."""

    class Use(models.TextChoices):
        RECORDING = "recording", pgettext_lazy("a use agreed to", "transcripts")
        MAIL = "mail", pgettext_lazy("a use agreed to", "mail headers")
        CALENDAR = "calendar", pgettext_lazy("a use agreed to", "calendars")
        PULSE = "pulse", pgettext_lazy("a use agreed to", "the pulse")
        SPONSOR_REPORT = (
            "sponsor report",  # not for readers
            pgettext_lazy("a use agreed to", "reports to the sponsor"),
        )
        STORY = "story", pgettext_lazy("a use agreed to", "a story without your name")
        HOURS_LOG = (
            "hours log",  # not for readers
            pgettext_lazy("a use agreed to", "your name in your coach’s log of hours"),
        )

    class How(models.TextChoices):
        HERE = "here", pgettext_lazy("how it was agreed", "here")
        WORD = "word", pgettext_lazy("how it was agreed", "by word of mouth")
        PAPER = "paper", pgettext_lazy("how it was agreed", "on paper")

    use = models.CharField(max_length=20, choices=Use)
    words = SealedText()
    given_at = models.DateTimeField()
    how = models.CharField(max_length=5, choices=How, default=How.HERE)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Scoped[Consent]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
            models.CheckConstraint(condition=Q(how__in=["here", "word", "paper"]), name="consent_how_known"),
            models.CheckConstraint(condition=~Q(words=""), name="consent_has_words"),
            models.UniqueConstraint(
                fields=["engagement", "use"], condition=Q(withdrawn_at=None), name="consent_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_use_display()}, {day_and_year(self.given_at)}"


def give(
    engagement: Engagement, use: str, words: str, *, by: User, at: datetime, how: str = Consent.How.HERE
) -> Consent:
    """Agree to a use, in these words. Agreeing to what is agreed already changes nothing.

    The client agrees ``here``; the coach may only record what the client said or signed. Raises OnlyTheClient, and
    ValueError for a use that there is not, or for no words.
    """
    if use not in Consent.Use.values or not words.strip():
        raise ValueError("An agreement is to one of the uses, in words that say what it means.")  # not for readers
    if how == Consent.How.HERE and engagement.client.user_id != by.pk:
        raise OnlyTheClient(gettext("Only the client agrees here. You can record what was agreed by word or on paper."))
    if how != Consent.How.HERE and engagement.coach.user_id != by.pk:
        raise OnlyTheClient(gettext("Only the coach records what the client agreed to by word or on paper."))
    standing = Consent.objects.filter(engagement=engagement, use=use, withdrawn_at=None)
    if already := standing.first():
        return already
    try:
        with transaction.atomic():
            given = Consent.objects.create(
                engagement=engagement, use=use, words=words.strip(), given_at=at, how=how, recorded_by=by
            )
            rows_changed(engagement)
            note_that(by, Verb.AGREED if how == Consent.How.HERE else Verb.RECORDED, use, engagement)
            return given
    except IntegrityError:  # the same agreement was given at the same moment
        return standing.get()


@transaction.atomic
def withdraw(consent: Consent, *, by: User, at: datetime) -> None:
    """Withdraw an agreement: its use stops with this. Withdrawing twice changes nothing. Raises OnlyTheClient.

    For a client who has no account the coach may record it, so that no agreement is one that can't be taken back.
    """
    if not may_withdraw(consent.engagement, by):
        raise OnlyTheClient(gettext("Only the client withdraws what she or he agreed to."))
    standing = Consent.objects.filter(pk=consent.pk, withdrawn_at=None)
    until = max(at, consent.given_at)  # whatever the clock says, it ends after it began
    if standing.update(withdrawn_at=until):
        rows_changed(consent.engagement)
        if consent.use == Consent.Use.STORY:
            _no_story_any_more(consent.engagement, by=by, at=until)
        herself = by.pk == consent.engagement.client.user_id
        verb, what = (Verb.WITHDREW, consent.use) if herself else (Verb.RECORDED, f"{consent.use} {WITHDRAWN}")
        note_that(by, verb, what, consent.engagement)


def _no_story_any_more(engagement: Engagement, *, by: User, at: datetime) -> None:
    from waylight.record.story.publishing import all_taken_down  # stories stand on consent, not consent on them

    all_taken_down(engagement.pk, by=by, at=at)


def may_withdraw(engagement: Engagement, user: User) -> bool:
    """Whether somebody may withdraw: the client, or, where she has no account, the coach who is told of it."""
    return user.pk == (engagement.client.user_id or engagement.coach.user_id)


def agreed(engagement: Engagement, use: str) -> bool:
    """Whether the client agrees to a use now."""
    return Consent.objects.filter(engagement=engagement, use=use, withdrawn_at=None).exists()


def agreed_to(use: str, to_engagement: str = "engagement") -> Q:
    """The rows of engagements whose client agrees to a use now, as a condition on their query."""
    return Q(**{f"{to_engagement}__in": _agreeing_to(use)})


@cache
def _agreeing_to(use: str) -> models.QuerySet[Any, Any]:
    """The question which engagements' clients agree to a use. It is put into other queries, and not asked by itself."""
    return Consent.objects.filter(use=use, withdrawn_at=None).values("engagement")


def ledger(engagement: Engagement) -> list[Consent]:
    """All agreements of the client, in order: their uses and times, without their words and who recorded them."""
    return list(Consent.objects.filter(engagement=engagement).only("engagement", "use", "given_at", "withdrawn_at"))


def latest(engagement: Engagement) -> dict[str, Consent]:
    """The newest agreement to each use, standing or withdrawn; a use never agreed to is not in it."""
    mine = Consent.objects.filter(engagement=engagement).select_related("recorded_by")
    return {one.use: one for one in mine}
