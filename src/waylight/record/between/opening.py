"""What a link in a mail to the client opens: her page, once; and what stops the mails, whenever."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from waylight.access import links
from waylight.access.links import LinkClosed, LinkUnknown
from waylight.access.rates import Rate, spend
from waylight.record.audit import Verb, note_that
from waylight.record.between.letters import PURPOSE, STOP, TodayLetter, send_at_once
from waylight.record.between.wish import Wish, stop

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from waylight.access.models import User

# Who finds an old mail cannot fill her mailbox.
FRESH = Rate("fresh today link", 3, timedelta(hours=1))  # not for readers


class LinkUsed(LinkClosed):
    """It opened her page before, which it does once."""


def letter_by_token(token: str) -> TodayLetter:
    """The mail whose link this is. Raises LinkClosed with the reason, in words to who holds it."""
    letter = _letters().filter(pk=links.read(token, PURPOSE).subject).first()
    if letter is None or account_of(letter) is None:
        raise LinkUnknown(gettext("What this link opened is no longer there."))
    if letter.opened_at is not None:
        used = gettext("This link was used already. Each opens your page once, so that nobody else comes in by it.")
        raise LinkUsed(used)
    return letter


def account_of(letter: TodayLetter) -> User | None:
    """The account that a mail's link signs in: the client's, as long as it is in use."""
    user = letter.wish.engagement.client.user
    return user if user is not None and user.is_active else None


@transaction.atomic
def use(letter: TodayLetter, *, now: datetime) -> User:
    """Use a mail's link up; returns whom it signs in. Raises LinkUsed if somebody was quicker."""
    user = account_of(letter)
    if user is None or not TodayLetter.objects.filter(pk=letter.pk, opened_at=None).update(opened_at=now):
        used = gettext("This link was used just now. Each opens your page once, so that nobody else comes in by it.")
        raise LinkUsed(used)
    return user


def can_be_fresh(token: str) -> TodayLetter | None:
    """The mail of a link that opens nothing any more, if a fresh one can be sent for it; None for any other token."""
    made = links.made(token, PURPOSE)
    letter = _letters().filter(pk=made.subject).first() if made else None
    if letter is None or letter.wish.stopped_at is not None or account_of(letter) is None:
        return None
    return letter


def send_fresh(letter: TodayLetter, *, now: datetime) -> None:
    """Send a fresh link to the client's own address. Raises NotSent, and TooOften."""
    spend(FRESH, letter.wish_id)
    send_at_once(letter.wish, now)


def wish_by_token(token: str) -> Wish:
    """The wish that a link in a mail stops. Raises LinkClosed."""
    wish = Wish.objects.filter(pk=links.read(token, STOP).subject).select_related("engagement").first()
    if wish is None:
        raise LinkUnknown(gettext("What this link stopped is no longer there."))
    return wish


@transaction.atomic
def stop_by_link(wish: Wish, *, now: datetime) -> None:
    """Stop the mails for whoever holds one of them; done twice, it is done once."""
    if stop(wish, now=now):
        note_that(None, Verb.SENT, "stop-today-letters", wish.engagement)


def _letters() -> QuerySet[TodayLetter]:
    return TodayLetter.objects.select_related("wish__engagement__client__user")
