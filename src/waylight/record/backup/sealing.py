"""A sealed stream: encrypted in pieces, so that a piece that is changed, missing, doubled or out of place is found.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: *Online Authenticated-Encryption and its Nonce-Reuse
Misuse-Resistance*, 2015) with AES-256-GCM. The nonce of a piece is its number and whether it is the last one; the key
is made for this one file, by HKDF from the master key and a salt in the file's head, so no nonce is used twice.
"""

# not for readers

from __future__ import annotations

import hmac
import io
import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from typing import BinaryIO

MAGIC = b"waylight backup 1\n"
SALT, MARK, TAG = 16, 16, 16  # bytes
HEAD = len(MAGIC) + SALT + MARK
PIECE = 1 << 18  # bytes of plain text in each piece but the last


class Unreadable(Exception):
    """The file is no backup, was sealed with another key, or is damaged; the message says which."""


class Sealing(io.RawIOBase):
    """Write plain text to it; what arrives in ``out`` is sealed. ``close`` seals the last piece; ``out`` stays open."""

    def __init__(self, out: BinaryIO, key: bytes) -> None:
        salt = secrets.token_bytes(SALT)
        self._cipher, mark = _keys(key, salt)
        self._head = MAGIC + salt + mark
        self._out, self._gathered, self._number = out, bytearray(), 0
        out.write(self._head)

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, plain: bytes) -> int:  # type: ignore[override]
        """Take the next bytes; whole pieces are sealed at once."""
        self._gathered += plain
        while len(self._gathered) > PIECE:  # a full piece is kept back: it may be the last
            self._seal(bytes(self._gathered[:PIECE]), last=False)
            del self._gathered[:PIECE]
        return len(plain)

    def close(self) -> None:
        """Seal what is left as the last piece."""
        if not self.closed:
            self._seal(bytes(self._gathered), last=True)
        super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last=last), piece, self._head))
        self._number += 1


class Unsealing(io.RawIOBase):
    """Read plain text from it as it was written. Raises Unreadable as soon as something is wrong."""

    def __init__(self, sealed: BinaryIO, key: bytes) -> None:
        self._head = sealed.read(HEAD)
        if not self._head.startswith(MAGIC):
            raise Unreadable("This is not a backup of Waylight, or one of a later version.")
        self._cipher, mark = _keys(key, self._head[len(MAGIC) : len(MAGIC) + SALT])
        if not hmac.compare_digest(mark, self._head[-MARK:]):
            raise Unreadable("This backup was made with another master key. Nothing can be read without that key.")
        self._sealed, self._number, self._ended = sealed, 0, False
        self._next, self._plain = sealed.read(PIECE + TAG), b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fill the buffer as far as the piece at hand reaches."""
        while not self._plain and not self._ended:
            self._unseal()
        taken = self._plain[: len(buffer)]
        buffer[: len(taken)] = taken
        self._plain = self._plain[len(taken) :]
        return len(taken)

    def _unseal(self) -> None:
        piece, self._next = self._next, self._sealed.read(PIECE + TAG)
        self._ended = not self._next
        try:
            self._plain = self._cipher.decrypt(_nonce(self._number, last=self._ended), piece, self._head)
        except (InvalidTag, ValueError):
            raise Unreadable(
                f"This backup is damaged: what stands from byte {HEAD + self._number * (PIECE + TAG):,} on was changed "
                "or moved, or the end is missing. Use another one; nothing was restored."
            ) from None
        self._number += 1


def _keys(key: bytes, salt: bytes) -> tuple[AESGCM, bytes]:
    """The cipher of one file, and a mark by which its key is known again."""
    made = HKDF(algorithm=hashes.SHA256(), length=32 + MARK, salt=salt, info=b"waylight backup 1").derive(key)
    return AESGCM(made[:32]), made[32:]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
