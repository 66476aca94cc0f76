"""The fields of a header block that Waylight reads, and their text. Other fields are passed over unread.

Only values of these fields are ever decoded. The block is read up to the first line that is no field: by RFC 5322
(Resnick 2008), section 2.1, what follows belongs to the body, even where its blank line was lost.
"""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from typing import TypeAlias

Fields: TypeAlias = dict[bytes, list[bytes]]
"""Raw values by lower-case field name, in the order of the block."""

_FIELD_NAME = rb"[!-9;-~]"
_ENVELOPE_LINES = re.compile(rb"(?:>?From [^\n]*\n?)*+")
_FIELD_LINES = re.compile(rb"(?:" + _FIELD_NAME + rb"++[ \t]*+:[^\n]*+(?:\n[ \t][^\n]*+)*+(?:\n|\Z))*+")
_READ_FIELD = re.compile(
    rb"\n(from|sender|to|cc|date|message-id|in-reply-to|references"
    rb"|list-id|auto-submitted|precedence|subject)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)",
    re.IGNORECASE,
)
_RECEIVED_FIELD = re.compile(rb"\nreceived[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)", re.IGNORECASE)

_ENCODED_WORDS = re.compile(r"=\?[^?\s]+\?[bBqQ]\?[^?]*\?=(?:\s*=\?[^?\s]+\?[bBqQ]\?[^?]*\?=)*")
_LONGEST_WORDS = 4000
"""Characters of a name or subject that are decoded; the rest is cut, since some codecs take quadratic time."""


def header_lines(raw: bytes) -> bytes:
    """Return the lines of a header block that are fields, LF-ended, each preceded by LF, without the envelope line.

    Two copies of a message give the same lines whether they came from an mbox file or from a file of their own.
    """
    block = raw.replace(b"\r\n", b"\n")
    envelope = _ENVELOPE_LINES.match(block)
    start = envelope.end() if envelope else 0
    lines = _FIELD_LINES.match(block, start)
    return b"\n" + block[start : lines.end() if lines else start]


def read_fields(lines: bytes) -> Fields:
    """Return the raw values of the fields Waylight reads, Received excepted, from what ``header_lines`` gives."""
    fields: Fields = {}
    for name, value in _READ_FIELD.findall(lines):
        fields.setdefault(name.lower(), []).append(value)
    return fields


def received_fields(lines: bytes) -> list[bytes]:
    """Return the raw Received values, last hop first, as they stand. Only asked for when Date is of no use."""
    return _RECEIVED_FIELD.findall(lines)


def text_of(value: bytes) -> str:
    """Return a raw value as one line: unfolded, white space collapsed, UTF-8 or else Latin-1 (RFC 6532; older mail)."""
    line = b" ".join(value.split())
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode("latin-1")
    return text.replace("\0", "") if "\0" in text else text


def words_of(text: str) -> str:
    """Return text with its RFC 2047 encoded words decoded; a word that cannot be decoded stays as it is.

    >>> words_of("=?utf-8?q?Zo=C3=AB?= Martin")
    'Zoë Martin'
    """
    if "=?" not in text:
        return text
    decoded = _ENCODED_WORDS.sub(_decoded_run, text[:_LONGEST_WORDS]).replace("\0", "")
    return " ".join(decoded.encode("utf-8", "replace").decode().split())  # UTF-7 can hide half a character


def _decoded_run(run: re.Match[str]) -> str:
    try:
        parts = decode_header(run[0])
    except (HeaderParseError, ValueError):
        return run[0]
    return "".join(part if isinstance(part, str) else _decoded(part, charset) for part, charset in parts)


def _decoded(part: bytes, charset: str | None) -> str:
    try:
        return part.decode((charset or "utf-8").partition("*")[0], "replace")  # RFC 2231 adds "*language"
    except (LookupError, ValueError):  # no such charset; Latin-1 shows at least its ASCII letters
        return part.decode("latin-1")
