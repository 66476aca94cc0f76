"""What authenticator apps and recovery codes are made from, sealed with a key that the accounts share.

Whoever reads the database or a backup of it could make anybody's codes from these. The key lies among the others
(``keyring.py``) and is wrapped as they are, so a new master key wraps it anew and what is sealed does not change. A
value names the key that sealed it; where the folder of keys was lost, a new key is made for what is set up from then
on, and the old values open again when a copy of the folder is brought back.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.utils.translation import gettext

from waylight.access.keyring import NONCE_BYTES, cipher
from waylight.access.master_key import CannotOpen
from waylight.access.shared_keys import shared_key

OWNER = "the accounts"  # not for readers
PLACE = b"waylight: secret of a second factor"
SEALED = "sealed-1:"
KEY_ID, NONCE, BODY = slice(0, 16), slice(16, 16 + NONCE_BYTES), slice(16 + NONCE_BYTES, None)


def seal_secret(text: str) -> str:
    """Seal a secret with the accounts' key, which is made when it is first needed (AES-256-GCM, as base64)."""
    key, nonce = shared_key(OWNER), secrets.token_bytes(NONCE_BYTES)
    body = cipher(key, OWNER).encrypt(nonce, text.encode(), PLACE)
    return SEALED + base64.b64encode(key.bytes + nonce + body).decode()


def open_secret(sealed: str) -> str:
    """The secret again. Raises CannotOpen for what was not sealed here, was changed, or has lost its key."""
    try:
        raw = base64.b64decode(sealed.removeprefix(SEALED), validate=True) if is_sealed(sealed) else b""
        return cipher(UUID(bytes=raw[KEY_ID]), OWNER).decrypt(raw[NONCE], raw[BODY], PLACE).decode()
    except (InvalidTag, ValueError, binascii.Error):
        raise CannotOpen(
            gettext(
                "What this second factor is made from was changed by other means than Waylight. Whoever runs the "
                "server lets its owner in again with “waylight let-in”."
            )
        ) from None


def is_sealed(text: str) -> bool:
    """Whether a secret is sealed already."""
    return text.startswith(SEALED)
