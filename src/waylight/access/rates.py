"""How often one person or address may do a thing. The counters stand in the store, where adding one is atomic.

Django's caches on files and in tables read a counter and write it back, so that two at once count as one, and a cache
in memory counts for one process alone. An update in the store counts right on SQLite and PostgreSQL, for every process,
and needs nothing to be started.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from django.http import HttpRequest


class Spent(models.Model):
    """How many times somebody did something in one stretch of time. Who it was is a keyed hash, not a name."""

    key = models.CharField(max_length=64, primary_key=True)
    times = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "spent"


@dataclass(frozen=True, slots=True)
class Rate:
    """``what`` may be done ``times`` times in each stretch of ``per``."""

    what: str
    times: int
    per: timedelta


LINKS = Rate("link", 30, timedelta(minutes=1))  # more than a person opens, and too few to try links out


class TooOften(SuspiciousOperation):
    """Somebody did something more often than they may; ``wait_s`` is how many seconds are left to wait."""

    def __init__(self, wait_s: int) -> None:
        minutes = math.ceil(wait_s / 60)
        said = ngettext(
            "This was done more often than it can be, and nothing was changed. Try again in a minute.",
            "This was done more often than it can be, and nothing was changed. Try again in {minutes} minutes.",
            minutes,
        )
        super().__init__(said.format(minutes=minutes))
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Left:
    """How often something may still be done in this stretch of time, of how many times, and when the next begins."""

    of: int
    times: int
    resets_s: int


def spend(rate: Rate, who: object) -> Left:
    """Count one more time that ``who`` (an account's number, an address) does it. Raises TooOften beyond the rate."""
    now = timezone.now()
    length = rate.per.total_seconds()
    stretch = int(now.timestamp() // length)
    until = datetime.fromtimestamp((stretch + 1) * length, now.tzinfo)
    key = salted_hmac("waylight.access.rates", f"{rate.what} {who} {stretch}", algorithm="sha256").hexdigest()
    with transaction.atomic():
        mine = Spent.objects.filter(key=key)
        if not mine.update(times=models.F("times") + 1):
            Spent.objects.filter(until__lt=now).delete()
            Spent.objects.get_or_create(key=key, defaults={"until": until})
            mine.update(times=models.F("times") + 1)
        times = mine.values_list("times", flat=True).get()
    resets_s = max(1, math.ceil((until - now).total_seconds()))
    if times > rate.times:
        raise TooOften(resets_s)
    return Left(rate.times, rate.times - times, resets_s)


def address_of(request: HttpRequest) -> str:
    """The address a request came from; behind proxies (``WAYLIGHT_PROXIES`` of them) the one the first of them saw."""
    proxies: int = settings.TRUSTED_PROXIES
    seen = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
