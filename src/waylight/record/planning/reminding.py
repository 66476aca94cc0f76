"""Who is reminded of coaching by mail, how long before, and when not: each account's own choice, and off at first."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from waylight.access.links import LinkUnknown
from waylight.record.planning.clock import taken, wall_of

if TYPE_CHECKING:
    from waylight.access.models import User

AHEAD = {
    2: gettext_lazy("2 hours"),
    24: gettext_lazy("a day"),
    48: gettext_lazy("two days"),
    168: gettext_lazy("a week"),
}  # hours: words
JUST_BEFORE = timedelta(minutes=15)  # a worker looks every five minutes
SALT = "waylight.reminders"


class Reminding(models.Model):
    """That somebody is reminded: ``hours`` before, by the clock of ``zone``, and never in the quiet hours."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminding")
    on = models.BooleanField(default=True)
    hours = models.PositiveSmallIntegerField(choices=AHEAD, default=24)
    zone = models.CharField(max_length=60, default="UTC")
    quiet_from = models.TimeField(default=time(21))
    quiet_until = models.TimeField(default=time(7))
    site = models.CharField(max_length=200)  # for links in mails: https://host/
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hours__in=list(AHEAD)), name="reminding_hours_known")]

    def is_quiet(self, at: datetime) -> bool:
        """Whether a moment is in the quiet hours; where they begin as they end there are none."""
        clock, begin, end = wall_of(at, self.zone).time(), self.quiet_from, self.quiet_until
        return begin <= clock < end if begin <= end else clock >= begin or clock < end

    def due_at(self, meeting_at: datetime) -> datetime:
        """When a mail about a meeting is due: the hours before it; if that is quiet, after it, else just before it."""
        wanted = meeting_at - timedelta(hours=self.hours)
        if not self.is_quiet(wanted):
            return wanted
        local = wall_of(wanted, self.zone)
        later = _next(local, self.quiet_until)
        after = taken(later, self.zone).at
        if after < meeting_at - 2 * JUST_BEFORE:
            return after
        return taken(_last(local, self.quiet_from), self.zone).at - JUST_BEFORE


def _next(local: datetime, clock: time) -> datetime:
    found = datetime.combine(local.date(), clock)
    return found if found > local else found + timedelta(days=1)


def _last(local: datetime, clock: time) -> datetime:
    found = datetime.combine(local.date(), clock)
    return found if found <= local else found - timedelta(days=1)


def remind(
    user: User,
    *,
    hours: int = 24,
    zone: str = "UTC",
    quiet_from: time = time(21),
    quiet_until: time = time(7),
    site: str,
) -> Reminding:
    """Remind somebody from now on. Raises ValueError for a time before that there is not, or a zone nobody knows."""
    if hours not in AHEAD:
        raise ValueError(gettext("Choose one of the times before."))
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ValueError(gettext("There is no time zone {zone}.").format(zone=zone[:60])) from None
    given = {"hours": hours, "zone": zone, "quiet_from": quiet_from, "quiet_until": quiet_until}
    return Reminding.objects.update_or_create(user=user, defaults={**given, "site": site, "on": True})[0]


def remind_no_more(reminding: Reminding) -> None:
    """Remind somebody no more; what was chosen stays, for the case that it is taken back."""
    Reminding.objects.filter(pk=reminding.pk).update(on=False)


def remind_again(reminding: Reminding) -> None:
    """Take that back."""
    Reminding.objects.filter(pk=reminding.pk).update(on=True)


def token_of(reminding: Reminding) -> str:
    """What the link in each mail carries: it ends reminders, or takes that back, and opens nothing else."""
    return Signer(salt=SALT).sign(str(reminding.pk))


def by_token(token: str) -> Reminding:
    """Whose reminders a link is about. Raises LinkUnknown."""
    try:
        number = int(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        raise LinkUnknown(
            gettext("This link is not one that opens anything here. Perhaps it was cut off in the mail.")
        ) from None
    found = Reminding.objects.select_related("user").filter(pk=number).first()
    if found is None:
        raise LinkUnknown(gettext("What this link opened is no longer there."))
    return found
