"""Keys that a whole store has for one use: the accounts', and the one by which erased names are known again.

They lie among the other keys and are wrapped as they are, so a new master key changes nothing of what they made. Each
is told by its owner, and is made when it is first needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from waylight.access import keyring
from waylight.access.master_key import CannotOpen, master_key

if TYPE_CHECKING:
    from collections.abc import Callable

ERASED_NAMES = "erased names"  # not for readers
FROM_THE_MASTER_KEY = b"waylight: names of erased people"

_secrets: dict[str, bytes] = {}


def shared_key(owner: str, made_of: Callable[[], bytes] | None = None) -> UUID:
    """The id of the key with that owner. Two that are made at the same moment do no harm to who names the key."""
    for key in sorted(keyring.every(), key=str):
        with contextlib.suppress(CannotOpen, FileNotFoundError):
            if keyring.read(key).owner == owner:
                return key
    keyring.make(made := uuid4(), owner, made_of() if made_of else b"")
    return made


def key_of_erased_names() -> bytes:
    """The secret under which erased names are hashed, 32 bytes. Raises CannotOpen.

    It is made of the first master key (HMAC-SHA-256), as hashes were before there was a key for them; so those from
    then hold, and of two that are made at once both are the same.
    """
    if (known := _secrets.get(where := str(keyring.folder()))) is None:
        known = _secrets[where] = keyring.opened(shared_key(ERASED_NAMES, _of_the_master_key), ERASED_NAMES)
    return known


def _of_the_master_key() -> bytes:
    return hmac.digest(master_key(), FROM_THE_MASTER_KEY, hashlib.sha256)
