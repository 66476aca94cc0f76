"""Whether a version may be published for a use; what was published, until when, and to whom copies were sent."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext, ngettext

from waylight.access import predicates
from waylight.record.audit import Verb, note_that
from waylight.record.consent import Consent, agreed, agreed_to
from waylight.record.scope import Scoped, WithSeal
from waylight.record.sealing import SealedText
from waylight.record.story.asking import TO_ENGAGEMENT, Quoted, StoryRequest
from waylight.record.story.text import StoryVersion
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.telling import tell

if TYPE_CHECKING:
    from datetime import date, datetime

    from waylight.access.models import User
    from waylight.access.predicates import Asking

SLUG_BYTES = 9  # 72 bits: nobody finds an unlisted story by trying


class NotAgreed(Exception):
    """The client has not agreed to this version for this use; the message says what is missing."""


class Publication(models.Model):
    """One version published for one use, from ``since`` until it is withdrawn. ``slug`` is its address on the web.

    The next version of the same text and use takes its place and its address.
    """

    request = models.ForeignKey(StoryRequest, models.CASCADE, related_name="publications")
    version = models.ForeignKey(StoryVersion, models.CASCADE, related_name="publications")
    use = models.CharField(max_length=12, choices=StoryRequest.Use)
    slug = models.SlugField(max_length=20)
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Scoped[Publication]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=Q(withdrawn_at=None), name="published_once_at_an_address"
            ),
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client; the world reads it by ``published_at``."""
        return predicates.takes_part(user, TO_ENGAGEMENT)


class CopySent(WithSeal):
    """A copy that left: to whom, in words, and when; and when they were told that it is withdrawn."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="copies")
    to = SealedText(of=f"publication__{TO_ENGAGEMENT}")
    on = models.DateField()
    called_back_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Scoped[CopySent]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        verbose_name_plural = "copies sent"  # not for readers

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement."""
        return predicates.takes_part(user, f"publication__{TO_ENGAGEMENT}")


def agreement_to(version: StoryVersion, use: str) -> StoryRequest:
    """The client's agreement that this version is published for this use. Raises NotAgreed where anything is missing.

    This is the only place where it is said. A version agreed to for one use is not for another; a changed text is
    another version; each quote has to be agreed to; and she agrees that stories are told at all.
    """
    stands = StoryRequest.objects.filter(version=version, use=use, withdrawn_at=None, agreed_at__isnull=False)
    asked = stands.select_related(TO_ENGAGEMENT).first()
    name = StoryRequest.Use(use).label if use in StoryRequest.Use.values else use
    if asked is None:
        raise NotAgreed(gettext("The client has not agreed that this version is used {use}.").format(use=name))
    if missing := Quoted.objects.filter(request=asked, agreed_at=None).count():
        words = ngettext(
            "The client has not agreed to one passage that quotes her.",
            "The client has not agreed to {count} passages that quote her.",
            missing,
        )
        raise NotAgreed(words.format(count=missing))
    if not agreed(asked.engagement, Consent.Use.STORY):
        raise NotAgreed(gettext("The client does not agree any more that a story without her name is told."))
    return asked


def may_be_published(version: StoryVersion, use: str) -> bool:
    """Whether a version may be published for a use now."""
    try:
        agreement_to(version, use)
    except NotAgreed:
        return False
    return True


@transaction.atomic
def publish(version: StoryVersion, use: str, *, by: User, at: datetime) -> Publication:
    """Publish a version for a use; published already, the same again. Raises NotAgreed.

    An earlier version published for the same use makes way, and hands its address on.
    """
    asked = agreement_to(version, use)
    same_text = Q(version__story=version.story_id, version__length=version.length, use=use)
    there = Publication.objects.select_for_update().filter(same_text, withdrawn_at=None).first()
    if there and there.version_id == version.pk:
        return there
    if there:
        take_down(Q(pk=there.pk), by=by, at=at)
    slug = there.slug if there else secrets.token_urlsafe(SLUG_BYTES)
    made = Publication.objects.create(request=asked, version=version, use=use, slug=slug, since=at, by=by)
    tell(asked.engagement, Event.STORY_PUBLISHED, made.pk)
    note_that(by, Verb.PUBLISHED, f"story-version {version.pk} for {use}", asked.engagement)
    return made


@transaction.atomic
def withdraw(publication: Publication, *, by: User, at: datetime) -> None:
    """Take a publication back; the client's agreement stays as it is. Twice changes nothing."""
    if take_down(Q(pk=publication.pk), by=by, at=at):
        what = f"story-publication {publication.pk}"
        note_that(by, Verb.TOOK_DOWN, what, publication.version.story.engagement)


@transaction.atomic
def take_down(which: Q, *, by: User, at: datetime) -> int:
    """End those publications that still stand; returns how many. Whoever calls it notes why."""
    standing = list(Publication.objects.filter(which, withdrawn_at=None).select_related(TO_ENGAGEMENT))
    ended = Publication.objects.filter(pk__in=[one.pk for one in standing], withdrawn_at=None)
    gone = ended.update(withdrawn_at=at, withdrawn_by=by)
    for one in standing:
        tell(one.version.story.engagement, Event.STORY_WITHDRAWN, one.pk)
    return gone


def standing() -> models.QuerySet[Publication]:
    """What is published now: not taken back, agreed to with each quote, of clients who agree to stories at all."""
    unquoted = Quoted.objects.filter(agreed_at=None)
    return (
        Publication.objects.filter(agreed_to(Consent.Use.STORY, TO_ENGAGEMENT), withdrawn_at=None)
        .filter(request__withdrawn_at=None, request__agreed_at__isnull=False)
        .exclude(request__in=unquoted.values("request"))
        .select_related(TO_ENGAGEMENT)
    )


def published_at(slug: str) -> Publication | None:
    """What the world reads at an address; None where nothing is, or is any more."""
    return standing().filter(slug=slug, use=StoryRequest.Use.WEB).first()


@transaction.atomic
def copy_sent(publication: Publication, *, to: str, on: date, by: User) -> CopySent:
    """Note that a copy was sent. Raises ValueError without a word on to whom, and NotAgreed if it stands no more."""
    if not to.strip():
        raise ValueError(gettext("Say to whom it was sent."))
    if not standing().filter(pk=publication.pk).exists():
        raise NotAgreed(gettext("This is published no more, so no copy may leave."))
    made = CopySent.objects.create(publication=publication, to=to.strip()[:300], on=on)
    note_that(by, Verb.COPY_SENT, f"story-publication {publication.pk}", publication.version.story.engagement)
    return made


def called_back(copy: CopySent, on: date | None) -> None:
    """Note on which day who has a copy was told that it is withdrawn; None takes that back."""
    CopySent.objects.filter(pk=copy.pk).update(called_back_on=on)


def all_taken_down(engagement: int, *, by: User, at: datetime) -> None:
    """End every publication and agreement of an engagement: the client lets no story be told any more."""
    mine = Q(**{f"{TO_ENGAGEMENT}": engagement})
    take_down(mine, by=by, at=at)
    asked = StoryRequest.objects.filter(mine)
    asked.filter(agreed_at__isnull=False, withdrawn_at=None).update(withdrawn_at=at)
    asked.filter(agreed_at=None, declined_at=None, lapsed_at=None).update(lapsed_at=at)
