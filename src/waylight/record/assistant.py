"""That an assistant may read an engagement: let by its coach, ended by either, and by the client for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from waylight.record.engagement import Engagement
from waylight.record.scope import OfEngagement, Scoped

if TYPE_CHECKING:
    from waylight.access.models import User


class NotLet(Exception):
    """The assistant reads nothing; the message says why, in English, to the program that asked."""


class Assistant(OfEngagement):
    """From when to when an assistant might read, and who said so. A row that has no end stands."""

    since = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Scoped[Assistant]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["engagement"], condition=Q(until=None), name="assistant_let_once"),
        ]


def is_let(engagement: Engagement) -> bool:
    """Whether an assistant may read now."""
    return Assistant.objects.filter(engagement=engagement, until=None).exists()


def client_ended_it(engagement: Engagement) -> bool:
    """Whether it was the client who ended it last: then only she lets it again."""
    last = Assistant.objects.filter(engagement=engagement).exclude(until=None).order_by("until", "pk").last()
    return last is not None and last.ended_by_id is not None and last.ended_by_id == engagement.client.user_id


@transaction.atomic
def let_read(engagement: Engagement, *, by: User) -> None:
    """Let an assistant read an engagement; done twice, it is done once.

    Raises ValueError where it is not this person's to let: the client lets only what she ended herself.
    """
    now = Engagement.objects.select_for_update(of=("self",)).select_related("client", "coach").get(pk=engagement.pk)
    if is_let(now):
        return
    ended = client_ended_it(now)
    if by.pk == now.coach.user_id and ended:
        why = gettext("{name} turned this off. Only the client turns it on again.")
        raise ValueError(why.format(name=now.client.name))
    if by.pk != now.coach.user_id and not (ended and by.pk == now.client.user_id):
        raise ValueError(gettext("The coach turns this on."))
    Assistant.objects.create(engagement=now, by=by)


def let_no_more(engagement: Engagement, *, by: User | None) -> bool:
    """End it at once; whether it was on."""
    standing = Assistant.objects.filter(engagement=engagement, until=None)
    return bool(standing.update(until=timezone.now(), ended_by=by))


def insist_let(number: int) -> Engagement:
    """The engagement, if an assistant may read it now. Raises NotLet with a sentence."""
    found = Engagement.objects.select_related("client", "coach__user", "practice", "sponsor").filter(pk=number).first()
    if found is None:
        raise NotLet("There is no such engagement any more.")  # not for readers
    if not is_let(found):
        why = "Its coach has not turned it on."  # not for readers
        if client_ended_it(found):
            why = f"{found.client.name} turned it off."  # not for readers
        raise NotLet(f"An assistant may not read this engagement. {why}")  # not for readers
    if not found.coach.user.is_active:
        raise NotLet("The coach's account is closed.")  # not for readers
    return found
