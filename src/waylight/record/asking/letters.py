"""The mails of a round. Each is a row first, so that it goes out once however often it is looked for (``claiming``)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from waylight.access import links
from waylight.access.mail import NotSent, compose
from waylight.record.asking.answering import PURPOSE
from waylight.record.asking.raters import address_of
from waylight.record.claiming import Sending, free
from waylight.record.consent import Consent, agreed, agreed_to
from waylight.record.pulse import Invitation, Letter, Pulse, locale_of

if TYPE_CHECKING:
    from datetime import date

    from django.core.mail import EmailMultiAlternatives
    from django.db import models

READABLE = timedelta(days=60)  # after the last day, so that the thanks are read by the same link
REMIND_BEFORE = timedelta(days=2)
SHORT = timedelta(days=3)  # in a round that is shorter nobody is reminded
Kind = Letter.Kind
State = Pulse.State


def remind_on(pulse: Pulse) -> date | None:
    """The day on which those who have not answered are reminded, once; None in a short round."""
    return pulse.closes - REMIND_BEFORE if pulse.closes - pulse.opens >= SHORT else None


def in_use(now: datetime) -> list[Pulse]:
    """Rounds that were opened, of clients who agree, whose letters may still go out."""
    recent = Pulse.objects.filter(agreed_to(Consent.Use.PULSE), closes__gte=(now - READABLE).date())
    return list(recent.exclude(opened_at=None).select_related("engagement"))


def write_letters(now: datetime) -> None:
    """Note which letters are due. Those noted before are not noted again."""
    for pulse in in_use(now):
        state = pulse.state(now)
        asked = Invitation.objects.filter(pulse=pulse, withdrawn_at=None)
        if state == State.OPEN:
            _note(asked, Kind.INVITATION)
            day = remind_on(pulse)
            if day is not None and pulse.engagement.local_day(now) >= day:
                before = now - timedelta(days=1)  # nobody is asked and reminded on one day
                went = Q(sent_at__lte=before) | Q(sent_at=None, handed_at__lte=before)  # or may have gone: ``in_doubt``
                written = Letter.objects.filter(went, kind=Kind.INVITATION)
                _note(asked.filter(answered=False, pk__in=written.values("invitation")), Kind.REMINDER)
        elif state == State.OVER and pulse.thanks:
            _note(asked.filter(answered=True), Kind.THANKS)


def _note(invitations: models.QuerySet[Invitation], kind: Kind) -> None:
    new = invitations.exclude(letters__kind=kind).values_list("pk", flat=True)
    Letter.objects.bulk_create((Letter(invitation_id=pk, kind=kind) for pk in new), ignore_conflicts=True)


def waiting(now: datetime) -> models.QuerySet[Letter]:
    """Letters that are to be sent, and that nobody is about to send."""
    return Letter.objects.filter(free(now), invitation__pulse__in=in_use(now))


def send_letters(now: datetime) -> int:
    """Send what waits; returns how many mails the server took. One that it refused is tried again later."""
    return SENDING.send(waiting(now).order_by("pk"), now)


def _wanted(letter: Letter, now: datetime) -> bool:
    """Whether it still says something true to somebody who wants it: much may have happened since it was due."""
    invitation = letter.invitation
    if invitation.withdrawn_at is not None or not agreed(invitation.pulse.engagement, Consent.Use.PULSE):
        return False
    state = invitation.pulse.state(now)
    if letter.kind == Kind.THANKS:
        return state == State.OVER and invitation.answered
    return state == State.OPEN and not (letter.kind == Kind.REMINDER and invitation.answered)


def _mail(letter: Letter, now: datetime) -> EmailMultiAlternatives | None:
    """The mail, in her language. It holds no word of the client's, and not her name: its link does."""
    if not _wanted(letter, now):
        return None
    address = address_of(letter.invitation.stakeholder)
    if not address:
        raise NotSent("No address is known.")  # not for readers
    pulse = letter.invitation.pulse
    ends = datetime.combine(pulse.closes, datetime.min.time(), now.tzinfo) + READABLE
    _, token = links.make(PURPOSE, letter.invitation_id, lasts=ends - now)
    link = pulse.site.rstrip("/") + reverse("answer-pulse", args=[token])
    with translation.override(locale_of(letter.invitation.language)):
        return compose(f"pulse_{letter.kind}", address, {"link": link, "until": pulse.closes})


SENDING = Sending(Letter, _mail, ("invitation__pulse__engagement", "invitation__stakeholder"))
