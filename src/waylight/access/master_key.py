"""The master key: it wraps every other key, and stands outside the database.

It comes from ``WAYLIGHT_MASTER_KEY`` (32 bytes, base64), or from the file ``master_key`` beside the store, which is
made on first use. Whoever has the store but not this key can read no content; whoever loses it has lost the content.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import secrets
import tempfile
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from pathlib import Path

KEY_BYTES = 32


class CannotOpen(Exception):
    """Something sealed cannot be opened. Says why and what now; never holds content."""


class NoMasterKey(CannotOpen):
    """The master key is not what it should be; says where it was looked for and what it has to be."""


def master_key() -> bytes:
    """The master key, 32 bytes. Raises NoMasterKey if what is there is no such key."""
    if given := os.environ.get("WAYLIGHT_MASTER_KEY"):
        return _decoded(given, "WAYLIGHT_MASTER_KEY")
    path = settings.VAR_DIR / "master_key"
    if not path.exists():
        _make(path)
    return _decoded(path.read_text(), str(path))


def master_keys() -> tuple[bytes, ...]:
    """Every master key that may wrap a key at this moment, the one for new keys first. Raises NoMasterKey.

    There is more than one only while keys are rotated: the new one from ``WAYLIGHT_NEW_MASTER_KEY``, or the old one
    from the file ``master_key.old``.
    """
    current = master_key()
    if os.environ.get("WAYLIGHT_MASTER_KEY"):
        new = os.environ.get("WAYLIGHT_NEW_MASTER_KEY")
        return (_decoded(new, "WAYLIGHT_NEW_MASTER_KEY"), current) if new else (current,)
    old: Path = settings.VAR_DIR / "master_key.old"
    return (current, _decoded(old.read_text(), str(old))) if old.exists() else (current,)


def begin_replacing() -> None:
    """Put a new master key in the file's place and keep the old one as ``master_key.old``; a key is there throughout.

    Where that was begun before and not finished, the key that was made then stays.
    """
    path: Path = settings.VAR_DIR / "master_key"
    old = path.with_name("master_key.old")
    if old.exists() and not old.samefile(path):
        return
    old.unlink(missing_ok=True)
    os.link(path, old)
    os.replace(_written(path.parent), path)
    _keep(path.parent)


def forget_old_file() -> None:
    """Remove ``master_key.old``: nothing is wrapped by it any more."""
    os.unlink(settings.VAR_DIR / "master_key.old")
    _keep(settings.VAR_DIR)


def encoded(key: bytes) -> str:
    """A key as it is written into the environment or the file."""
    return base64.b64encode(key).decode()


def _decoded(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise NoMasterKey(f"{where} does not hold a key: {KEY_BYTES} bytes, written as base64.")  # not for readers
    return key


def _make(path: Path) -> None:
    """Make a key that only this account reads. It appears whole, and of two that are made at once the first stands."""
    made = _written(path.parent)
    with contextlib.suppress(FileExistsError):
        os.link(made, path)
    os.unlink(made)
    _keep(path.parent)


def _written(folder: Path) -> str:
    """A new key in a file of its own, on the disk and readable by this account alone; returns where."""
    handle, made = tempfile.mkstemp(dir=folder, prefix="master_key.")
    with os.fdopen(handle, "w") as file:
        file.write(encoded(secrets.token_bytes(KEY_BYTES)))
        file.flush()
        os.fsync(file.fileno())
    return made


def _keep(folder: Path) -> None:
    """See to it that the names in a folder outlast a power cut: a lost master key is lost content."""
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
