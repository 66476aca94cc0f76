"""The reminders themselves: a row for each person and time of a meeting first, so that each goes out once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from waylight.access.language import in_language_of
from waylight.access.mail import compose
from waylight.record.claiming import Mailed, Sending, free
from waylight.record.meeting import Meeting
from waylight.record.planning.ics import local
from waylight.record.planning.reminding import AHEAD, Reminding, token_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.mail import EmailMultiAlternatives

CLAIM = timedelta(minutes=10)  # more than a mail server is waited for
LONGEST = timedelta(hours=max(AHEAD)) + timedelta(days=1)  # quiet hours may bring one forward
KEPT = timedelta(days=30)
AT_ONCE = 500


class Reminder(Mailed):
    """A mail to somebody about a meeting at a time; of a meeting that was moved there is another."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reminders")
    to = models.ForeignKey(Reminding, models.CASCADE, related_name="reminders")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "to", "at"], name="reminder_once")]
        indexes = [models.Index(fields=["claimed_at"], condition=Q(sent_at=None), name="reminder_to_be_sent")]

    @property
    def named(self) -> str:
        """The meeting, its time, and who is reminded."""
        return f"{self.meeting.seal} {self.to_id} {self.at.isoformat()}"


def write_reminders(now: datetime) -> None:
    """Note which reminders are due. Those noted before are not noted again, and those of long ago go."""
    Reminder.objects.filter(at__lt=now - KEPT).delete()
    found = list(_due(now))
    there = set(Reminder.objects.filter(at__gt=now).values_list("meeting", "to", "at"))
    new = (Reminder(meeting_id=one[0], to_id=one[1], at=one[2]) for one in found if one not in there)
    Reminder.objects.bulk_create(new, ignore_conflicts=True, batch_size=AT_ONCE)


def _due(now: datetime) -> Iterator[tuple[int, int, datetime]]:
    """Of each meeting ahead and each of the two who wants to be reminded: the meeting, who, and its time."""
    people = {one.user_id: one for one in Reminding.objects.filter(on=True, user__is_active=True)}
    if not people:
        return
    ahead = Meeting.objects.filter(_held(now)).values_list(
        "pk", "at", "engagement__coach__user", "engagement__client__user"
    )
    for meeting, at, *both in ahead.iterator(chunk_size=AT_ONCE):
        for one in (people[user] for user in dict.fromkeys(both) if user in people):
            if one.due_at(at) <= now and not one.is_quiet(now):
                yield meeting, one.pk, at


def _held(now: datetime) -> Q:
    return Q(kind=Meeting.Kind.COACHING, cancelled=False, time_known=True, at__gt=now, at__lte=now + LONGEST)


def waiting(now: datetime) -> models.QuerySet[Reminder]:
    """Reminders that are to be sent, and that nobody is about to send. Once a meeting began, nobody is reminded."""
    return Reminder.objects.filter(free(now, CLAIM), at__gt=now)


def send_reminders(now: datetime) -> int:
    """Send what waits; returns how many mails the server took. One that it refused is tried again later."""
    return SENDING.send(waiting(now).order_by("at", "pk"), now)


def _wanted(one: Reminder, now: datetime) -> bool:
    meeting, who = one.meeting, one.to
    both = {meeting.engagement.coach.user_id, meeting.engagement.client.user_id}
    held = not meeting.cancelled and meeting.at == one.at
    return held and who.on and who.user.is_active and who.user_id in both and not who.is_quiet(now)


def _mail(one: Reminder, now: datetime) -> EmailMultiAlternatives | None:
    """The mail. It says when, and “coaching”; with whom, its link says to who signs in."""
    if not _wanted(one, now):
        return None
    who, site = one.to, one.to.site.rstrip("/")
    stop = site + reverse("stop-reminders", args=[token_of(who)])
    link = site + reverse("meeting", args=[one.meeting.engagement_id, one.meeting_id])
    words = {"at": local(one.at, who.zone), "zone": who.zone, "minutes": one.meeting.minutes, "link": link}
    with in_language_of(who.user):
        mail = compose("reminder", who.user.email, {**words, "stop": stop})
    mail.extra_headers = {
        "List-Unsubscribe": f"<{stop}>",  # RFC 2369
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        "Auto-Submitted": "auto-generated",
    }
    return mail


SENDING = Sending(Reminder, _mail, ("meeting__engagement__coach", "meeting__engagement__client", "to__user"), CLAIM)
