"""Links by which somebody without an account sees what is held on her in one engagement.

A link is made by coach or client and may have been seen by who made it, so it opens nothing that is for the stakeholder
alone: not what she answered to a pulse, and nothing of another coach's engagement.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access import links
from waylight.access.links import Link, LinkClosed
from waylight.language import day_and_year
from waylight.record.audit import Verb, note_that
from waylight.record.people import Alias, Person
from waylight.record.scope import OfEngagement, Scoped

if TYPE_CHECKING:
    from waylight.access.models import User
    from waylight.record.engagement import Engagement

PURPOSE = "privacy"
LASTS = timedelta(days=30)  # the month in which who asks is to be answered


class ErasedSince(LinkClosed):
    """Who the link was for has been erased."""


class PrivacyLink(OfEngagement):
    """A link for one person. It points at a name in the files, so that it follows who that name is said to be."""

    alias = models.ForeignKey(Alias, models.CASCADE, related_name="privacy_links")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    sent_to = models.EmailField(blank=True)  # "" if it was shown to who made it
    link = models.OneToOneField(Link, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Scoped[PrivacyLink]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"privacy link {self.pk}"  # not for readers

    @property
    def person(self) -> Person:
        """Whom it is for."""
        return self.alias.person

    @property
    def state(self) -> str:
        """*open*, *taken back* or *expired*, as a key."""
        if self.link is None or self.link.revoked_at is not None:
            return "taken back"  # not for readers
        return "open" if self.link.is_open else "expired"


@transaction.atomic
def make_link(engagement: Engagement, person: Person, *, by: User, sent_to: str = "") -> tuple[PrivacyLink, str]:
    """Make a link for a person of the engagement; returns its token, which is kept nowhere. Raises ValueError.

    ``sent_to`` is the address it will be mailed to, "" for one that is shown. Who has an account needs no link.
    """
    alias = Alias.objects.filter(engagement=engagement, person=person).order_by("pk").first()
    if person.user_id is not None or person.pk == engagement.client_id:
        signs_in = gettext("{name} signs in, or can be invited to; what is held stands under Privacy there.")
        raise ValueError(signs_in.format(name=person.name))
    if alias is None or person.erasures.exists():
        raise ValueError(gettext("Nothing with this person's name is held here."))
    made = PrivacyLink.objects.create(engagement=engagement, alias=alias, by=by, sent_to=sent_to)
    made.link, token = links.make(PURPOSE, made.pk, lasts=LASTS)
    made.save(update_fields=["link"])
    note_that(by, Verb.MADE_LINK, _named(made), engagement)
    return made, token


@transaction.atomic
def take_link_back(made: PrivacyLink, *, by: User) -> None:
    """Close a link; one that is closed stays so."""
    if links.revoke(PURPOSE, made.pk):
        note_that(by, Verb.CLOSED_LINK, _named(made), made.engagement)


def take_links_back(person: Person) -> None:
    """Close every link of somebody who is erased, and forget where they were sent."""
    hers = PrivacyLink.objects.filter(alias__person=person)
    for made in hers:
        links.revoke(PURPOSE, made.pk)
    hers.update(sent_to="")


def link_by_token(token: str) -> PrivacyLink:
    """The link that a token opens. Raises LinkClosed with the reason, in words to who holds it."""
    wanted = PrivacyLink.objects.select_related("alias__person", "engagement__coach__user", "by", "link")
    try:
        made = wanted.filter(link=links.read(token, PURPOSE)).first()
    except links.LinkRevoked:
        _say_if_erased(token)
        raise
    if made is None:
        raise links.LinkUnknown(gettext("What this link opened is no longer there."))
    return made


def _say_if_erased(token: str) -> None:
    """Raise ErasedSince for a link that was closed because its person was erased."""
    made = PrivacyLink.objects.filter(link=links.closed(token, PURPOSE)).select_related("alias__person").first()
    if made and (erased := made.person.erasures.order_by("at").first()):
        gone = gettext("What was held on you was erased on {day}; your name is not held any more.")
        raise ErasedSince(gone.format(day=day_and_year(erased.at)))


def _named(made: PrivacyLink) -> str:
    return f"privacy link {made.pk} person {made.alias.person_id}"  # not for readers
