"""Links for people without an account, or before they have one: signed, for one purpose, expiring, revocable.

Only a hash of a link's token is kept, so that whoever reads the store can open nothing. Opening a link changes
nothing here, however often it happens; what may happen once only is for the thing that it opens to say.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from waylight.language import day_and_year

if TYPE_CHECKING:
    from datetime import timedelta

TOKEN_BYTES = 24  # 192 bits of chance: nobody finds a link by trying


class LinkClosed(Exception):
    """The link opens nothing; the message says why, to who holds it."""


class LinkUnknown(LinkClosed):
    """It was never made for this purpose, or it was cut off on its way."""


class LinkExpired(LinkClosed):
    """Its time is over."""


class LinkRevoked(LinkClosed):
    """Who sent it took it back."""


class Link(models.Model):
    """One link: what it is for, what it opens, and until when. ``subject`` is an id of what ``purpose`` speaks of."""

    purpose = models.CharField(max_length=20)
    subject = models.PositiveBigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["purpose", "subject"], name="link_by_subject")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}, until {self.expires_at:%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        """Neither expired nor taken back."""
        return self.revoked_at is None and timezone.now() < self.expires_at


def make(purpose: str, subject: int, *, lasts: timedelta) -> tuple[Link, str]:
    """Make a link for one purpose; returns it with its token, which is known only now and kept nowhere."""
    token = _signer(purpose).sign(secrets.token_urlsafe(TOKEN_BYTES))
    now = timezone.now()
    link = Link.objects.create(
        purpose=purpose, subject=subject, token_hash=_hash(token), made_at=now, expires_at=now + lasts
    )
    return link, token


def read(token: str, purpose: str) -> Link:
    """The link that a token belongs to. Raises LinkUnknown, LinkRevoked or LinkExpired."""
    try:
        _signer(purpose).unsign(token)
    except BadSignature:
        raise LinkUnknown(
            gettext("This link is not one that opens anything here. Perhaps it was cut off in the mail.")
        ) from None
    link = Link.objects.filter(purpose=purpose, token_hash=_hash(token)).first()
    if link is None:
        raise LinkUnknown(gettext("What this link opened is no longer there."))
    if link.revoked_at is not None:
        raise LinkRevoked(gettext("This link was taken back by who sent it."))
    if not link.is_open:
        until = day_and_year(link.expires_at)
        raise LinkExpired(gettext("This link was good until {day}. Ask for a new one.").format(day=until))
    return link


def closed(token: str, purpose: str) -> Link | None:
    """A link that was taken back, for who has to say more about why; None for any other token."""
    return Link.objects.filter(purpose=purpose, token_hash=_hash(token)).exclude(revoked_at=None).first()


def made(token: str, purpose: str) -> Link | None:
    """The link that a token belongs to, open or not, for who may send another; None for a token that was never made."""
    return Link.objects.filter(purpose=purpose, token_hash=_hash(token)).first()


def revoke(purpose: str, subject: int) -> int:
    """Take back every open link to a subject; returns how many there were."""
    still_open = Link.objects.filter(purpose=purpose, subject=subject, revoked_at=None)
    return still_open.update(revoked_at=timezone.now())


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"waylight.link.{purpose}")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
