"""Tokens with which a program asks in somebody's place: made by her, for a while, for no more than she may herself.

Only a hash of a token is kept, so that whoever reads the store can ask for nothing. A token opens nothing by itself:
what its owner may not see, it does not see, and it can be limited to less.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from waylight.access.models import User

BEGINS = "waylight_"  # so that a token which got among other texts is found by looking for it
TOKEN_BYTES = 32  # 256 bits of chance: nobody finds one by trying
LONGEST = timedelta(days=365)
NOTED_EVERY = timedelta(minutes=1)  # when it was last used is written no more often
MOST = 50  # open tokens of one person


class Scope(StrEnum):
    """What a token may be used for.

    Letting somebody in is none of what ``write`` is for: whom a token that leaks lets in stays when it is ended.
    """

    READ = "read"
    WRITE = "write"
    IMPORT = "import"
    WEBHOOKS = "webhooks"
    PRACTICE = "practice"


class TokenClosed(Exception):
    """The token opens nothing; the message says why, to who holds it."""


class Token(models.Model):
    """One token: whose it is, what it is called, what it may, where, and until when.

    ``engagements`` are numbers; None is every engagement that its owner may see, now or later.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    scopes = models.JSONField(default=list)
    engagements = models.JSONField(null=True, default=None)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Token]] = models.Manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="token_ends_after_it_was_made"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Neither ended nor expired."""
        return self.ended_at is None and timezone.now() < self.expires_at

    def may(self, scope: Scope) -> bool:
        """Whether it may be used for that."""
        return scope in self.scopes

    def reaches(self, engagement: int) -> bool:
        """Whether it is for that engagement too; whether its owner may see it is said elsewhere."""
        return self.engagements is None or engagement in self.engagements


def make_token(
    user: User,
    *,
    name: str,
    scopes: Collection[str],
    expires_at: datetime,
    engagements: Collection[int] | None = None,
) -> tuple[Token, str]:
    """Make a token; returns it with what the program has to say, which is known only now and kept nowhere.

    Raises ValueError for no name, no scope or one that there is not, no engagement, too many tokens, or an end that
    is past or more than a year away.
    """
    now = timezone.now()
    _refuse(user, name, scopes, engagements)
    if not now < expires_at <= now + LONGEST:
        raise ValueError(gettext("A token ends on a day to come, within a year."))
    said = BEGINS + secrets.token_urlsafe(TOKEN_BYTES)
    token = Token.objects.create(
        user=user,
        name=name.strip(),
        scopes=[scope.value for scope in Scope if scope in scopes],
        engagements=None if engagements is None else sorted(engagements),
        token_hash=_hash(said),
        made_at=now,
        expires_at=expires_at,
    )
    return token, said


def _refuse(user: User, name: str, scopes: Collection[str], engagements: Collection[int] | None) -> None:
    if not name.strip():
        raise ValueError(gettext("Give the token a name, so that you know later what it is for."))
    if not scopes or not set(scopes) <= set(Scope):
        raise ValueError(gettext("Choose what the token may be used for."))
    if engagements is not None and not engagements:
        raise ValueError(gettext("Choose at least one engagement, or all of them."))
    if tokens_of(user).filter(ended_at=None, expires_at__gt=timezone.now()).count() >= MOST:
        many = gettext("There are {most} tokens already. End one that is not used any more.")
        raise ValueError(many.format(most=MOST))


def read_token(said: str) -> Token:
    """The token that a program said. Raises TokenClosed; notes when it was last used."""
    token = Token.objects.select_related("user").filter(token_hash=_hash(said)).first()
    if token is None or not token.user.is_active:
        raise TokenClosed("This token is not one that opens anything here.")  # not for readers
    if token.ended_at is not None:
        raise TokenClosed("This token was ended by who made it.")  # not for readers
    if not token.is_open:
        until = f"{token.expires_at:%-d %B %Y}"
        raise TokenClosed(f"This token was good until {until}. Make a new one.")  # not for readers
    _note_used(token)
    return token


def _note_used(token: Token) -> None:
    now = timezone.now()
    if token.last_used_at is None or not timedelta() <= now - token.last_used_at < NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
        token.last_used_at = now


def tokens_of(user: User) -> models.QuerySet[Token]:
    """Somebody's tokens, the latest first; those that were ended or have expired too."""
    return Token.objects.filter(user=user)


def end_token(user: User, pk: int) -> bool:
    """End a token of one's own; whether there was one that was open."""
    mine = tokens_of(user).filter(pk=pk, ended_at=None)
    return bool(mine.update(ended_at=timezone.now()))


def end_all_tokens(user: User) -> int:
    """End every token of an account; returns how many there were."""
    return tokens_of(user).filter(ended_at=None).update(ended_at=timezone.now())


def _hash(said: str) -> str:
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()
