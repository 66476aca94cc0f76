"""A webhook: an address that is told of events, set up by a coach for her engagements or by who looks after a practice.

It reaches no further than its owner does: events of engagements that she coaches, of things that she may see. One for
a whole practice hears of dates alone, as its admin does on her pages. Its address and secret are sealed with her key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, gettext_noop, pgettext_lazy

from waylight.access import predicates
from waylight.language import number
from waylight.record.calendars.outside import NotReached, checked, is_private_by_word, is_public
from waylight.record.keys import own_key
from waylight.record.people import Member
from waylight.record.scope import Scoped, WithSeal
from waylight.record.sealing import SealedText
from waylight.record.unseen import as_it_is, mark_of
from waylight.record.webhooks.events import OF_PRACTICE, Event, Unfitting, known
from waylight.record.webhooks.signing import new_secret

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from waylight.access.predicates import Asking

MOST = 20  # of one person in a practice
LONGEST_ADDRESS = 2000
LONGEST_NAME = 60
THERE = gettext_noop("Events are sent to this address already. Change the webhook that there is.")
BOTH_FOR = timedelta(days=1)  # a secret that was renewed signs beside the new one for as long


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose for a webhook. ``engagements`` None is all that are hers, now or later."""

    name: str
    address: str
    events: Collection[str]
    engagements: Collection[int] | None = None


class Webhook(WithSeal):
    """Where events are sent, which, of which engagements (their numbers; None is all), and whether they are now."""

    class State(models.TextChoices):
        ON = "on", pgettext_lazy("a webhook", "on")
        PAUSED = "paused", pgettext_lazy("a webhook", "paused")  # by its owner
        FAILED = "failed", gettext_lazy("stopped, because nothing arrived for days")
        REFUSED = "refused", gettext_lazy("stopped, because the address answered that it wants no more")

    member = models.ForeignKey(Member, models.CASCADE, related_name="webhooks")
    name = models.CharField(max_length=LONGEST_NAME)
    address = SealedText(of="member")
    events = models.JSONField(default=list)
    engagements = models.JSONField(null=True, default=None)
    secret = SealedText(of="member")
    old_secret = SealedText(of="member", blank=True)
    old_until = models.DateTimeField(null=True, blank=True)
    site = models.CharField(max_length=200)  # for addresses in the API: https://host/
    state = models.CharField(max_length=8, choices=State, default=State.ON)
    made_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(default=timezone.now)  # until when it was told of what comes by itself
    told_at = models.DateTimeField(null=True, blank=True)  # when its owner was written that it stopped
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Scoped[Webhook]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="webhook_has_a_name"),
            models.CheckConstraint(
                condition=Q(state__in=["on", "paused", "failed", "refused"]), name="webhook_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Whose it is."""
        return Q(member__user=user.pk) if user.is_authenticated else predicates.NOTHING

    @property
    def mark(self) -> str:
        """What was chosen, as forms carry it."""
        return mark_of(self.name, self.address, self.events, self.engagements)

    @property
    def of_practice(self) -> bool:
        """Whether it is of a whole practice, for who looks after it."""
        return self.member.role == Member.Role.ADMIN

    @property
    def is_on(self) -> bool:
        """Whether events are sent."""
        return self.state == self.State.ON and self.removed_at is None

    def secrets(self, now: datetime) -> list[str]:
        """The secrets that are good now, the newest first."""
        still = bool(self.old_secret) and self.old_until is not None and now < self.old_until
        return [self.secret, self.old_secret] if still else [self.secret]


def set_up(member: Member, chosen: Chosen, *, site: str) -> tuple[Webhook, str]:
    """Set a webhook up; returns it with its secret, which is shown this once.

    Raises Unfitting for no name, an address that cannot be sent to, no event, no engagement, or too many webhooks.
    """
    given = _fitting(member, chosen)
    there = list(_of(member))
    if len(there) >= MOST:
        why = gettext("There are {count} webhooks already. Remove one that is not used any more.")
        raise Unfitting(why.format(count=MOST))
    if any(one.address == given.address for one in there):
        raise Unfitting(gettext(THERE), about="address")
    own_key(member)
    secret = new_secret()
    made = Webhook(member=member, secret=secret, site=site)
    _choose(made, given)
    made.save()
    return made, secret


@transaction.atomic
def revise(webhook: Webhook, chosen: Chosen, *, seen: str | None = None) -> None:
    """Choose anew; what waits goes to the new address.

    Raises Unfitting as ``set_up`` does, and ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    given = _fitting(webhook.member, chosen)
    now = as_it_is(webhook, seen)
    if any(one.address == given.address for one in _of(webhook.member).exclude(pk=now.pk)):
        raise Unfitting(gettext(THERE), about="address")
    _choose(now, given)
    now.save(update_fields=["name", "address", "events", "engagements"])


def _of(member: Member) -> models.QuerySet[Webhook]:
    return Webhook.objects.filter(member=member, removed_at=None).select_related("member")


def _choose(webhook: Webhook, chosen: Chosen) -> None:
    webhook.name, webhook.address, webhook.events = chosen.name, chosen.address, list(chosen.events)
    webhook.engagements = None if chosen.engagements is None else sorted(chosen.engagements)


@transaction.atomic
def renew_secret(webhook: Webhook, *, now: datetime) -> str:
    """Make a new secret, which is returned; for a day what is sent is signed by the one before as well."""
    found = Webhook.objects.select_for_update(of=("self",)).select_related("member").get(pk=webhook.pk)
    found.old_secret, found.old_until = found.secret, now + BOTH_FOR
    found.secret = new_secret()
    found.save(update_fields=["secret", "old_secret", "old_until"])
    return found.secret


def pause(webhook: Webhook) -> None:
    """Send nothing more for now; events wait, as long as they are kept."""
    Webhook.objects.filter(pk=webhook.pk, state=Webhook.State.ON).update(state=Webhook.State.PAUSED)


def remove(webhook: Webhook) -> None:
    """Send nothing any more; ``put_back`` takes that back as long as events are kept."""
    Webhook.objects.filter(pk=webhook.pk, removed_at=None).update(removed_at=timezone.now())


def put_back(webhook: Webhook) -> None:
    """Take a removal back."""
    Webhook.objects.filter(pk=webhook.pk).update(removed_at=None)


def _fitting(member: Member, chosen: Chosen) -> Chosen:
    """What was chosen, put in order. Raises Unfitting with a sentence for what cannot be."""
    name = chosen.name.strip()
    if not name or len(name) > LONGEST_NAME:
        why = gettext("Give it a name of at most {number} letters, so that you know later what it is for.")
        raise Unfitting(why.format(number=LONGEST_NAME), about="name")
    if chosen.engagements is not None and not chosen.engagements:
        raise Unfitting(gettext("Choose at least one engagement, or all of them."), about="engagements")
    events = known(chosen.events)
    if member.role == Member.Role.ADMIN and not set(events) <= OF_PRACTICE:
        why = gettext("Who looks after a practice is told of dates alone: of meetings and of engagements.")
        raise Unfitting(why, about="events")
    if member.role == Member.Role.ADMIN and chosen.engagements is not None:
        raise Unfitting(gettext("A webhook for a practice is for all of its engagements."), about="engagements")
    return Chosen(name, sendable(chosen.address), events, chosen.engagements)


def sendable(address: str) -> str:
    """An address that can be sent to. Raises Unfitting with a sentence: https, and none that is private.

    What its name leads to is looked at each time that something is sent; here only what stands in it.
    """
    if len(address) > LONGEST_ADDRESS:
        why = gettext("The address is longer than {number} letters.").format(number=number(LONGEST_ADDRESS))
        raise Unfitting(why, about="address")
    try:
        found = checked(address)
    except NotReached as reason:
        raise Unfitting(str(reason), about="address") from None
    host = str(found.hostname)
    by_word = is_private_by_word(host)
    if found.scheme != "https" and not by_word:
        why = gettext("Events are sent over https alone; the address has to begin with https://.")
        raise Unfitting(why, about="address")
    if not by_word and _is_private(host):
        why = gettext("{host} is not on the public internet, and nothing is sent there.")
        raise Unfitting(why.format(host=host), about="address")
    return found.geturl()


def _is_private(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return host.lower().rstrip(".").endswith("localhost")
    return not is_public(host)


def events_for(member: Member) -> list[Event]:
    """The kinds of event that a member may choose."""
    return [one for one in Event if member.role == Member.Role.COACH or one in OF_PRACTICE]
