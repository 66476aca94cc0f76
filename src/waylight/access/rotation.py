"""A new master key for all keys. At every moment there is a master key on the machine that opens each of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from waylight.access import keyring
from waylight.access.master_key import NoMasterKey, begin_replacing, forget_old_file, master_keys
from waylight.access.shared_keys import key_of_erased_names

if TYPE_CHECKING:
    from uuid import UUID


def rotate() -> int:
    """Wrap every key by a new master key; returns how many there are. Interrupted, it is finished by running it again.

    The new master key is made, or taken from ``WAYLIGHT_NEW_MASTER_KEY`` where the environment holds the old one.
    Until all keys are wrapped anew the old one stays in the file ``master_key.old``, and readers take either. Raises
    NoMasterKey, or CannotOpen before anything is changed if a key does not open.
    """
    key_of_erased_names()  # it is made of the master key, so it has to be there before that goes
    with keyring.locked():
        given = bool(os.environ.get("WAYLIGHT_MASTER_KEY"))
        if given and len(master_keys()) < 2:
            raise NoMasterKey(
                "The master key comes from WAYLIGHT_MASTER_KEY, so Waylight cannot put a new one there. Set the new "
                "one as WAYLIGHT_NEW_MASTER_KEY as well (32 bytes, base64), and run this again."  # not for readers
            )
        secrets = {key: _opened(key) for key in keyring.every()}
        if not given:
            begin_replacing()
        newest = master_keys()[0]
        for key, (owner, secret) in secrets.items():
            keyring.write(key, keyring.wrap(key, owner, secret, newest))
        if not given:
            forget_old_file()
        return len(secrets)


def _opened(key: UUID) -> tuple[str, bytes]:
    wrapped = keyring.read(key)
    return wrapped.owner, keyring.unwrap(key, wrapped.owner, wrapped)
