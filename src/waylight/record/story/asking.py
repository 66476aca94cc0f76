"""Asking the client whether exactly this text may be used for exactly this; what she says, strikes and withdraws."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from waylight.access import predicates
from waylight.record.audit import Verb, note_that
from waylight.record.consent import Consent, OnlyTheClient, agreed, may_withdraw
from waylight.record.insight import Insight
from waylight.record.scope import Scoped, WithSeal
from waylight.record.sealing import SealedJSON, SealedText
from waylight.record.story.text import StoryVersion, write

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from waylight.access.models import User
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

TO_ENGAGEMENT = "version__story__engagement"


class CannotAsk(ValueError):
    """The client cannot be asked now; the message says why and what to do."""


class StoryRequest(WithSeal):
    """Asks the client whether one version may be used in one way; ``place`` says where, ``leaks`` what she was shown.

    It stands from ``agreed_at`` until it is withdrawn. A later version has no part in it: it is asked for by itself.
    """

    class Use(models.TextChoices):
        WEB = "web", gettext_lazy("on the web")
        SUPERVISION = "supervision", gettext_lazy("as a file for supervision")
        TALK = "talk", gettext_lazy("in a talk")
        PRINT = "print", gettext_lazy("in print")

    version = models.ForeignKey(StoryVersion, models.CASCADE, related_name="requests")
    use = models.CharField(max_length=12, choices=Use)
    place = SealedText(of=TO_ENGAGEMENT, blank=True)
    leaks: SealedJSON = SealedJSON(of=TO_ENGAGEMENT, default=list)
    remark = SealedText(of=TO_ENGAGEMENT, blank=True)  # what the client said when she declined
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)  # taken back or asked anew before she answered

    objects: ClassVar[Scoped[StoryRequest]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(use__in=["web", "supervision", "talk", "print"]), name="story_use_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(agreed_at__isnull=False, withdrawn_at__gte=F("agreed_at")),
                name="story_withdrawn_after_agreed",
            ),
            models.UniqueConstraint(
                fields=["version", "use"],
                condition=Q(declined_at=None, withdrawn_at=None, lapsed_at=None),
                name="story_asked_once_at_a_time",
            ),
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement."""
        return predicates.takes_part(user, TO_ENGAGEMENT)

    @property
    def engagement(self) -> Engagement:
        """The engagement it is about."""
        return self.version.story.engagement

    @property
    def waits(self) -> bool:
        """Whether she has not answered, and still can."""
        return not (self.agreed_at or self.declined_at or self.lapsed_at)

    @property
    def stands(self) -> bool:
        """Whether she agrees to the text for this use. Her quotes are agreed to one by one besides."""
        return self.agreed_at is not None and self.withdrawn_at is None


class Quoted(WithSeal):
    """Words of the client's that a version quotes: she agrees to each by itself, or does not."""

    request = models.ForeignKey(StoryRequest, models.CASCADE, related_name="quotes")
    words = SealedText(of=f"request__{TO_ENGAGEMENT}")
    insight = models.ForeignKey(Insight, models.SET_NULL, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Scoped[Quoted]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "quoted"

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement."""
        return predicates.takes_part(user, f"request__{TO_ENGAGEMENT}")


class Quote(NamedTuple):
    """Words quoted in a version, and the insight they are from, None where the record knows none."""

    words: str
    insight: int | None = None


@transaction.atomic
def ask(
    version: StoryVersion,
    use: str,
    *,
    by: User,
    at: datetime,
    place: str = "",
    leaks: Sequence[dict[str, object]] = (),
    quotes: Sequence[Quote] = (),
) -> StoryRequest:
    """Ask the client for one version and one use; asked already, the same request. Earlier open ones of the text lapse.

    Raises CannotAsk without her agreement that stories are told at all, for an empty text, and where she has no
    account to read it with.
    """
    engagement = version.story.engagement
    _refuse(version, use)
    open_ones = StoryRequest.objects.filter(use=use, declined_at=None, withdrawn_at=None, lapsed_at=None)
    if same := open_ones.filter(version=version).select_related(TO_ENGAGEMENT).first():
        return same
    of_text = Q(version__story=version.story_id, version__length=version.length)
    open_ones.filter(of_text, agreed_at=None).update(lapsed_at=at)
    StoryVersion.objects.filter(pk=version.pk, shown_at=None).update(shown_at=at)
    asked = StoryRequest.objects.create(
        version=version, use=use, place=place.strip()[:200], leaks=list(leaks), asked_by=by, asked_at=at
    )
    for one in quotes:
        Quoted.objects.create(request=asked, words=one.words, insight_id=one.insight)
    note_that(by, Verb.ASKED_TO_AGREE, noted(asked), engagement)
    return asked


def _refuse(version: StoryVersion, use: str) -> None:
    engagement = version.story.engagement
    if use not in StoryRequest.Use.values:
        labels = ", ".join(map(str, StoryRequest.Use.labels))
        raise CannotAsk(f"A story is used {labels}.")  # not for readers
    if not version.text:
        raise CannotAsk(gettext("There is no text to show her."))
    if engagement.client.user_id is None:
        raise CannotAsk(gettext("The client has no account to read it with. Send an invitation first."))
    if not agreed(engagement, Consent.Use.STORY):
        raise CannotAsk(
            gettext("The client does not agree that a story is told at all, without names. See the consent page.")
        )


def opened(asked: StoryRequest, *, by: User, at: datetime) -> None:
    """Note when the client first opened it. Opening by anybody else says nothing."""
    if by.pk == asked.engagement.client.user_id:
        StoryRequest.objects.filter(pk=asked.pk, opened_at=None).update(opened_at=at)


@transaction.atomic
def agree(asked: StoryRequest, *, quotes: Collection[int], by: User, at: datetime) -> None:
    """Agree to this text for this use, and to those of its quotes whose numbers are given.

    Raises OnlyTheClient, and ValueError if it was answered or taken back meanwhile.
    """
    if by.pk != asked.engagement.client.user_id:
        raise OnlyTheClient(gettext("Only the client agrees to her story."))
    still = StoryRequest.objects.filter(pk=asked.pk, declined_at=None, lapsed_at=None, withdrawn_at=None)
    if not still.update(agreed_at=at):
        raise ValueError(gettext("This was answered or taken back meanwhile. Look at what it says now."))
    Quoted.objects.filter(request=asked).update(agreed_at=None)
    Quoted.objects.filter(request=asked, pk__in=quotes).update(agreed_at=at)
    note_that(by, Verb.AGREED, noted(asked), asked.engagement)


@transaction.atomic
def decline(asked: StoryRequest, *, by: User, at: datetime, remark: str = "") -> None:
    """Say no, with a word on why if she likes. Raises OnlyTheClient, and ValueError if it was answered meanwhile."""
    if by.pk != asked.engagement.client.user_id:
        raise OnlyTheClient(gettext("Only the client answers for herself."))
    now = StoryRequest.objects.select_for_update().select_related(TO_ENGAGEMENT).get(pk=asked.pk)
    if not now.waits:
        raise ValueError(gettext("This was answered or taken back meanwhile. Look at what it says now."))
    now.declined_at, now.remark = at, remark.strip()
    now.save(update_fields=["declined_at", "remark"])
    note_that(by, Verb.DECLINED, noted(asked), asked.engagement)


@transaction.atomic
def propose(asked: StoryRequest, text: str, *, by: User, at: datetime, seen: str | None = None) -> StoryVersion | None:
    """Strike or change: the client's own text becomes a new version that both see; None if it says the same.

    What waited for her answer to the old text lapses. Raises OnlyTheClient, and what ``write`` raises.
    """
    if by.pk != asked.engagement.client.user_id:
        raise OnlyTheClient(gettext("Only the client proposes a text in this way."))
    made = write(asked.version.story, asked.version.length, text, by=by, how=StoryVersion.How.PROPOSED, seen=seen)
    if made:
        of_text = Q(version__story=made.story_id, version__length=made.length)
        StoryRequest.objects.filter(of_text, agreed_at=None, declined_at=None, lapsed_at=None).update(lapsed_at=at)
        note_that(by, Verb.STRUCK, f"story-version {made.pk}", asked.engagement)
    return made


@transaction.atomic
def withdraw_agreement(asked: StoryRequest, *, by: User, at: datetime) -> None:
    """Withdraw an agreement: what was published on it goes with this. Twice changes nothing. Raises OnlyTheClient."""
    from waylight.record.story.publishing import take_down

    if not may_withdraw(asked.engagement, by):
        raise OnlyTheClient(gettext("Only the client withdraws what she agreed to."))
    now = StoryRequest.objects.select_for_update().get(pk=asked.pk)
    if not now.stands or now.agreed_at is None:
        return
    now.withdrawn_at = max(at, now.agreed_at)  # whatever the clock says, it ends after it began
    now.save(update_fields=["withdrawn_at"])
    take_down(Q(request=asked), by=by, at=at)
    note_that(by, Verb.WITHDREW, noted(asked), asked.engagement)


@transaction.atomic
def withdraw_quote(quote: Quoted, *, by: User, at: datetime) -> None:
    """Withdraw the agreement to one quote: what quotes it goes. Raises OnlyTheClient."""
    from waylight.record.story.publishing import take_down

    if not may_withdraw(quote.request.engagement, by):
        raise OnlyTheClient(gettext("Only the client withdraws what she agreed to."))
    if Quoted.objects.filter(pk=quote.pk, agreed_at__isnull=False).update(agreed_at=None):
        take_down(Q(request=quote.request_id), by=by, at=at)
        note_that(by, Verb.WITHDREW, f"story-quote {quote.pk}", quote.request.engagement)


def take_back_asking(asked: StoryRequest, *, at: datetime) -> None:
    """Ask no more, before she answered."""
    StoryRequest.objects.filter(pk=asked.pk, agreed_at=None, declined_at=None, lapsed_at=None).update(lapsed_at=at)


def noted(asked: StoryRequest) -> str:
    """A request as the audit log names it: its version's number in the store, and the use."""
    return f"story-version {asked.version_id} for {asked.use}"
