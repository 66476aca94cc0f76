"""The keys that seal content: each in a file of its own, wrapped by the master key, never in the database.

They stand in the folder ``keys`` beside the store; ``WAYLIGHT_KEYS`` names another one, which hosts that serve one
store share. A copy of the database holds no key. So a key file that is destroyed takes with it what it sealed, in every
copy of the database there is.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext

from waylight.access.master_key import KEY_BYTES, CannotOpen, master_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = ".lock"
NONCE_BYTES = 12  # what AES-GCM is specified for (NIST SP 800-38D, 8.2.2: random ones for at most 2**32 values a key)


class KeyGone(CannotOpen):
    """The key is not there: it was destroyed, or the folder of keys is not the one that belongs to this store."""


class WrongMasterKey(CannotOpen):
    """The master key is another one than wrapped this key."""


class Wrapped(msgspec.Struct):
    """What a key file says: whose key it is, which master key wrapped it, and the wrapped key."""

    owner: str
    master: str
    nonce: bytes
    key: bytes
    version: int = 1


_open: dict[tuple[UUID, str], AESGCM] = {}


def folder() -> Path:
    """Where the key files are, readable by this account alone."""
    path = Path(_where())
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _where() -> str:
    return os.environ.get("WAYLIGHT_KEYS") or f"{settings.VAR_DIR}/keys"


def make(key: UUID, owner: str, secret: bytes = b"") -> None:
    """Make a key for an owner, by chance unless a secret of 32 bytes is given.

    It is on the disk when this returns: nothing is sealed with a key that can be lost.
    """
    with locked():
        write(key, wrap(key, owner, secret or secrets.token_bytes(KEY_BYTES), master_keys()[0]))


def cipher(key: UUID, owner: str) -> AESGCM:
    """The key, ready for use. Kept in memory for as long as its file is there. Raises CannotOpen."""
    if not os.path.exists(_path(key)):  # asked each time: another process may have destroyed it
        _open.pop((key, owner), None)
        raise _gone(owner)
    if (known := _open.get((key, owner))) is None:
        known = _open[key, owner] = AESGCM(opened(key, owner))
    return known


def opened(key: UUID, owner: str) -> bytes:
    """The key itself, from its file; where keys are being rotated just now, as soon as they are. Raises CannotOpen."""
    try:
        return unwrap(key, owner, read(key))
    except (WrongMasterKey, FileNotFoundError):
        with locked():
            try:
                return unwrap(key, owner, read(key))
            except FileNotFoundError:  # destroyed since it was asked for
                raise _gone(owner) from None


def _gone(owner: str) -> KeyGone:
    said = gettext(
        "The key of {owner} is not among the keys of this store. If it was destroyed, what it sealed is gone; "
        "if the folder of keys was lost, bring its copy back."
    )
    return KeyGone(said.format(owner=owner))


def destroy(key: UUID) -> None:
    """Destroy a key for good; one that is gone already is no error."""
    with locked(), contextlib.suppress(FileNotFoundError), open(_path(key), "r+b", buffering=0) as file:
        file.write(bytes(os.fstat(file.fileno()).st_size))  # as far as the disk writes in place
        os.fsync(file.fileno())
        os.unlink(_path(key))
        _sync()


def wrap(key: UUID, owner: str, secret: bytes, master: bytes) -> Wrapped:
    """A key wrapped by a master key, bound to its id and its owner."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Wrapped(owner, _mark(master), nonce, AESGCM(master).encrypt(nonce, secret, _bound(key, owner)))


def unwrap(key: UUID, owner: str, wrapped: Wrapped) -> bytes:
    """The key itself. Raises WrongMasterKey, or CannotOpen for a file that was changed or is another owner's."""
    master = next((one for one in master_keys() if _mark(one) == wrapped.master), None)
    if master is None:
        raise WrongMasterKey(
            gettext(
                "The master key is not the one that this store's keys were wrapped by, so nothing that was written can "
                "be read. Put the right one into WAYLIGHT_MASTER_KEY, or into the file master_key beside the store."
            )
        )
    try:
        return AESGCM(master).decrypt(wrapped.nonce, wrapped.key, _bound(key, owner))
    except InvalidTag:
        said = gettext("The key file {key} was changed, or is not the key of {owner}.")
        raise CannotOpen(said.format(key=key, owner=owner)) from None


def read(key: UUID) -> Wrapped:
    """What a key's file says. Raises CannotOpen for one that is no key file."""
    try:
        return msgspec.json.decode(Path(_path(key)).read_bytes(), type=Wrapped)
    except msgspec.DecodeError:
        raise CannotOpen(gettext("The key file {key} is damaged.").format(key=key)) from None


def write(key: UUID, wrapped: Wrapped) -> None:
    """Write a key's file: it appears whole, stays after a power cut, and only this account reads it."""
    handle, made = tempfile.mkstemp(dir=folder(), prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode(wrapped))
        file.flush()
        os.fsync(file.fileno())
    os.replace(made, _path(key))
    _sync()


def every() -> list[UUID]:
    """The ids of all keys there are."""
    return [UUID(path.name) for path in folder().iterdir() if not path.name.startswith(".")]


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """Nobody else makes, rotates or destroys keys meanwhile: what one of them writes another must not miss.

    What an interrupted writing left is removed first, so that no key has a second file.
    """
    with open(folder() / LOCK, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for left in folder().glob(".*"):
            if left.name != LOCK:
                left.unlink()
        yield


def _path(key: UUID) -> str:
    return f"{_where()}/{key}"  # plain text: it is made for every value that is opened


def _bound(key: UUID, owner: str) -> bytes:
    return f"waylight key {key} of {owner}".encode()  # not for readers


def _mark(master: bytes) -> str:
    """Tells master keys apart without telling anything about them."""
    return hashlib.sha256(b"waylight master key" + master).hexdigest()[:16]


def _sync() -> None:
    handle = os.open(folder(), os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
