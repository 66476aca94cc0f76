"""Secrets and signatures as Standard Webhooks 1.0.0 has them, so that a program checks them with what it has.

What is signed is ``id.timestamp.body``, with HMAC-SHA256 and the bytes of the secret; a header names one signature for
each secret that is good at the time.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BEGINS = "whsec_"
SECRET_BYTES = 32  # the specification asks for 24 to 64
VERSION = "v1"


def new_secret() -> str:
    """A secret made by chance."""
    return BEGINS + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature(secret: str, uid: str, timestamp: int, body: bytes) -> str:
    """The signature of a message by one secret: ``v1,`` and base64."""
    key = base64.b64decode(secret.removeprefix(BEGINS))
    signed = hmac.digest(key, f"{uid}.{timestamp}.".encode() + body, "sha256")
    return f"{VERSION},{base64.b64encode(signed).decode()}"


def headers(good: Iterable[str], uid: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of a message, signed by every secret that is good now."""
    return {
        "webhook-id": uid,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(secret, uid, timestamp, body) for secret in good),
    }
