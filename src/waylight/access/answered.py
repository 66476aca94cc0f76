"""What was answered to a program that may ask the same again: kept for a day, and opened by its token alone.

A program that lost an answer asks once more with the same key (``Idempotency-Key``). The answer is then given again,
and nothing is done twice. Answers hold words of people. So each is sealed with a key that is made of the token itself,
of which only a hash is kept here: nobody who reads the store opens it.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import models
from django.utils import timezone

from waylight.access.tokens import Token

if TYPE_CHECKING:
    from datetime import datetime

KEPT = timedelta(days=1)
NONCE_BYTES = 12


class OtherThanBefore(Exception):
    """The same key came with something else before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was given: its status, its headers that matter, and its body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Answered(models.Model):
    """One answer. ``asked`` is a hash of what was asked; ``sealed`` is the answer, which the token opens."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="answered")
    key_hash = models.CharField(max_length=64)
    asked = models.CharField(max_length=64)
    sealed = models.BinaryField()
    until = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager[Answered]] = models.Manager()

    class Meta:
        verbose_name_plural = "answered"
        constraints = [models.UniqueConstraint(fields=["token", "key_hash"], name="answered_once_per_key")]


def answered_before(token: Token, said: str, key: str, asked: str) -> Answer | None:
    """What was answered when the same was asked with this key. Raises OtherThanBefore if it was something else.

    ``said`` is the token as the program said it.
    """
    now = timezone.now()
    Answered.objects.filter(until__lt=now).delete()
    row = Answered.objects.filter(token=token, key_hash=_hash(key)).first()
    if row is None:
        return None
    if row.asked != _hash(asked):
        raise OtherThanBefore
    raw = bytes(row.sealed)
    plain = AESGCM(_key(said)).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], row.key_hash.encode())
    return msgspec.msgpack.decode(plain, type=Answer)


def keep_answer(token: Token, said: str, key: str, asked: str, answer: Answer, *, now: datetime | None = None) -> None:
    """Keep an answer for a day; call it in the transaction that did what was asked."""
    key_hash, nonce = _hash(key), secrets.token_bytes(NONCE_BYTES)
    sealed = nonce + AESGCM(_key(said)).encrypt(nonce, msgspec.msgpack.encode(answer), key_hash.encode())
    until = (now or timezone.now()) + KEPT
    Answered.objects.create(token=token, key_hash=key_hash, asked=_hash(asked), sealed=sealed, until=until)


def forget_answers() -> None:
    """Forget every answer that was kept: what somebody may not have any more could stand in one."""
    Answered.objects.all().delete()


def _key(said: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"waylight.access.answered").derive(said.encode())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
