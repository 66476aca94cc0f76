"""The mails to the client, each a row first, so that it goes out once however often it is looked for.

A mail holds no word of hers and no name: a link that signs her in once and opens her page, and one that
stops the mails.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from waylight.access import links
from waylight.access.language import in_language_of
from waylight.access.mail import compose
from waylight.record.between.wish import LATE, Wish
from waylight.record.claiming import Mailed, Sending, free

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.mail import EmailMultiAlternatives

    from waylight.access.models import User

PURPOSE = "today"
STOP = "today-stop"
LASTS = timedelta(days=2)
CLAIM = timedelta(minutes=4)  # a worker looks every five minutes, and a mail for the morning is of no use later
STOPS_FOR = timedelta(days=400)  # a mail that lies about for a year still stops them


class TodayLetter(Mailed):
    """One mail. ``on`` is the day it is for, None for one that she asked for on the spot."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="letters")
    on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)  # its link was used, which it can be once

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wish", "on"], name="today_letter_once_a_day")]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def named(self) -> str:
        """Whose it is, the day it is for, and when it was made."""
        return f"{self.wish.since} {self.wish_id} {self.on} {self.made_at}"


def wanted(now: datetime) -> list[Wish]:
    """Wishes that stand, of clients who can sign in; they end with the engagement, if they were not made after it."""
    standing = Wish.objects.filter(stopped_at=None, engagement__client__user__is_active=True)
    every = standing.select_related("engagement__client__user")
    return [one for one in every if not _ended_with(one, now)]


def _ended_with(wish: Wish, now: datetime) -> bool:
    ends, day_of = wish.engagement.ends, wish.engagement.local_day
    return ends is not None and day_of(wish.since) <= ends < day_of(now)


def write_letters(now: datetime) -> None:
    """Note which mails are due. Those noted before are not noted again."""
    due = [TodayLetter(wish=wish, on=day) for wish in wanted(now) if (day := wish.due_now(now))]
    TodayLetter.objects.bulk_create(due, ignore_conflicts=True)


def waiting(now: datetime) -> models.QuerySet[TodayLetter]:
    """Mails that are to be sent, that nobody is about to send, and that are not too late to be of use."""
    fresh = Q(made_at__gte=now - LATE)
    return TodayLetter.objects.filter(free(now, CLAIM), fresh, wish__in=[one.pk for one in wanted(now)])


def send_letters(now: datetime) -> int:
    """Send what waits; returns how many mails the server took. One that it refused is tried again later."""
    return SENDING.send(waiting(now).order_by("pk"), now)


def send_at_once(wish: Wish, now: datetime) -> None:
    """Send the client a mail on the spot, because she asks for a fresh link. Raises NotSent."""
    letter = TodayLetter.objects.create(wish=wish, made_at=now, claimed_at=now)
    SENDING.hand_over(letter, _composed(letter), now)


def _mail(letter: TodayLetter, now: datetime) -> EmailMultiAlternatives | None:
    del now
    return None if letter.wish.stopped_at is not None else _composed(letter)


def _composed(letter: TodayLetter) -> EmailMultiAlternatives:
    wish, site = letter.wish, letter.wish.site.rstrip("/")
    user = cast("User", wish.engagement.client.user)  # ``wanted`` and ``opening`` leave out who has no account
    _, token = links.make(PURPOSE, letter.pk, lasts=LASTS)
    _, stop_token = links.make(STOP, wish.pk, lasts=STOPS_FOR)
    stop = site + reverse("stop-today-letters", args=[stop_token])
    with in_language_of(user):
        mail = compose("today", user.email, {"link": site + reverse("open-today", args=[token]), "stop": stop})
    # RFC 8058: a mail program stops the mails with one press of its own.
    mail.extra_headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return mail


SENDING = Sending(TodayLetter, _mail, ("wish__engagement__client__user",), CLAIM)


def hand_over(now: datetime) -> None:
    """Note what is due, and hand the mails that wait to the worker; nothing is handed over if none wait."""
    write_letters(now)
    if waiting(now).exists():
        send_what_is_due.enqueue()


@task()
def send_what_is_due() -> None:
    """The worker's part: whatever is due when it gets to it."""
    send_letters(timezone.now())
