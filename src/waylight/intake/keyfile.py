"""Reads the file that holds the key of pseudonyms and the people who stay named."""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path

from waylight.intake.pseudonymise import SHORTEST_KEY, BrokenKey, Pseudonymiser

LARGEST = 2**20  # bytes
HOW = "python3 -c 'import secrets; print(secrets.token_hex(32))' > KEYFILE; chmod 600 KEYFILE"


def load_keyfile(path: Path) -> Pseudonymiser:
    """Read a key file.

    Its first line is the key, hexadecimal or base64; every further line an address or a name that is kept. A line
    that begins with ``#`` is a comment. Raises BrokenKey, with a sentence that says what to do, for a file that is
    missing, can be read by others, or does not begin with a key.
    """
    lines = [line.strip() for line in _text(path).splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines:
        raise BrokenKey(f"{path}: the file is empty; its first line is the key. To make one: {HOW}")
    key = _key(lines[0])
    if key is None:
        raise BrokenKey(f"{path}: the first line is no key; it takes 64 hexadecimal digits, or base64.")
    if len(key) < SHORTEST_KEY:
        raise BrokenKey(f"{path}: the key has {len(key)} bytes; it needs at least {SHORTEST_KEY}. To make one: {HOW}")
    return Pseudonymiser(key, lines[1:])


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            held = os.fstat(file.fileno())
            # Windows keeps no such rights; there, everything seems to be readable by all.
            if os.name == "posix" and stat.S_IMODE(held.st_mode) & (stat.S_IRGRP | stat.S_IROTH):
                raise BrokenKey(
                    f"{path}: others on this computer can read the key, and with it find the names again; "
                    f"chmod 600 {path}"
                )
            return file.read(LARGEST).decode("utf-8-sig")
    except FileNotFoundError:
        raise BrokenKey(f"{path}: there is no such file. To make a key: {HOW}") from None
    except OSError as reason:
        raise BrokenKey(f"{path}: it could not be opened: {reason.strerror}.") from None
    except UnicodeDecodeError:
        raise BrokenKey(f"{path}: this is no text; its first line is 64 hexadecimal digits, or base64.") from None


def _key(text: str) -> bytes | None:
    for decode in (bytes.fromhex, lambda given: base64.b64decode(given, validate=True)):
        try:
            return decode(text)
        except ValueError:
            continue
    return None
