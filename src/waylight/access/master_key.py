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


class NoMasterKey(Exception):
    """The master key is not what it should be; says where it was looked for and what it has to be."""


def master_key() -> bytes:
    """The master key, 32 bytes. Raises NoMasterKey if what is there is no such key."""
    if given := os.environ.get("WAYLIGHT_MASTER_KEY"):
        return _decoded(given, "WAYLIGHT_MASTER_KEY")
    path = settings.VAR_DIR / "master_key"
    if not path.exists():
        _make(path)
    return _decoded(path.read_text(), str(path))


def encoded(key: bytes) -> str:
    """A key as it is written into the environment or the file."""
    return base64.b64encode(key).decode()


def _decoded(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise NoMasterKey(f"{where} does not hold a key: {KEY_BYTES} bytes, written as base64.")
    return key


def _make(path: Path) -> None:
    """Make a key that only this account reads. It appears whole, and of two that are made at once the first stands."""
    handle, made = tempfile.mkstemp(dir=path.parent)  # readable by this account alone
    with os.fdopen(handle, "w") as file:
        file.write(encoded(secrets.token_bytes(KEY_BYTES)))
    with contextlib.suppress(FileExistsError):
        os.link(made, path)
    os.unlink(made)
