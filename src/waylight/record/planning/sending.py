"""Sends the invitations that were noted: a request, a later one in its place, or a cancellation.

The client is invited (REQUEST, so that her calendar program can answer to the coach); the coach gets the same to put
into a calendar (PUBLISH, which asks for no answer). Each goes out once (``claiming``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.access.language import in_language_of
from waylight.access.mail import compose
from waylight.record.claiming import MAY_HAVE_GONE, Sending, free
from waylight.record.meeting import Meeting
from waylight.record.people import Alias
from waylight.record.planning.ics import mail_of
from waylight.record.planning.invited import Invite, To
from waylight.record.planning.series import Series

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.mail import EmailMultiAlternatives
    from django.db import models

    from waylight.access.models import User
    from waylight.record.engagement import Engagement

SHOWN = 6  # times in the words of a mail; its calendar holds all


def address_of(engagement: Engagement, to: str) -> str:
    """The address that coach or client is written to; "" if none is known."""
    if to == To.COACH:
        return engagement.coach.user.email
    if engagement.client.user:
        return engagement.client.user.email
    hers = Alias.objects.filter(engagement=engagement, person=engagement.client, value__contains="@").order_by("pk")
    return hers.values_list("value", flat=True).first() or ""


def waiting(now: datetime) -> models.QuerySet[Invite]:
    """Invitations that are to be sent, and that nobody is about to send."""
    return Invite.objects.filter(free(now))


def send_invites(now: datetime) -> int:
    """Send what waits; returns how many mails the server took. One that it refused is tried again later."""
    return SENDING.send(waiting(now).order_by("pk"), now)


def _mail(one: Invite, now: datetime) -> EmailMultiAlternatives | None:
    """The mail; None if it would say nothing: a later one takes its place, or nothing was sent that is called off."""
    series, to = one.series, address_of(one.series.engagement, one.to)
    meetings = list(Meeting.objects.filter(series=series).order_by("at"))
    off = all(meeting.cancelled for meeting in meetings)
    before = Invite.objects.filter(MAY_HAVE_GONE, series=series, to=one.to, sequence__lt=one.sequence).exists()
    if not to or one.sequence < series.sequence or not series.invites or (off and not before):
        return None
    method = "PUBLISH" if one.to == To.COACH else "CANCEL" if off else "REQUEST"
    coach = series.engagement.coach.user.email
    return _composed(series, meetings, to, method, "off" if off else "moved" if before else "new", coach, now)


def _composed(
    series: Series, meetings: list[Meeting], to: str, method: str, what: str, coach: str, now: datetime
) -> EmailMultiAlternatives:
    ahead = [one for one in meetings if one.at > now and (what == "off" or not one.cancelled)]
    words = {"what": what, "times": ahead[:SHOWN], "more": len(ahead[SHOWN:]), "zone": series.zone, "coach": coach}
    with in_language_of(_reader(series.engagement, method)):
        mail = compose("meeting", to, words)
    text = mail_of(series, meetings, method=method, organiser=coach, invited=to).decode()
    mail.attach_alternative(text, f"text/calendar; method={method}")  # not for readers
    mail.reply_to = [coach]
    return mail


def _reader(engagement: Engagement, method: str) -> User:
    """Whose language a mail is in: who gets it; of a client without an account, the coach, who knows her."""
    coach = engagement.coach.user
    return coach if method == "PUBLISH" else engagement.client.user or coach


SENDING = Sending(Invite, _mail, ("series__engagement__client__user", "series__engagement__coach__user"))
