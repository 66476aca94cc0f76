"""Numbered lines of text out of any bytes, in bounded memory.

Every line is read as UTF-8 or, where it is not that, as Windows-1252, which is what older programs on Windows write; a
file with both kinds of lines is read rightly. A byte order mark says UTF-8 or UTF-16. Only bytes that neither encoding
knows are a problem.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from waylight.intake.rows import Place, Problem
from waylight.language import gettext
from waylight.language import number as written

LONGEST_LINE = 1 << 20
"""Bytes of a line that are read: speech of two days. Whatever has longer lines was not spoken."""

MOST_LINES = 300_000
"""Lines of a file that are read: captions of a day and a night have some 140,000."""

MOST_BYTES = 256 << 20
"""Bytes of a file that are read, so that lines cut short cannot go on for ever."""

_CHUNK = 1 << 18
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(NamedTuple):
    """One line without its end, and its number in the file (in a DOCX that of its paragraph), counted from 1."""

    number: int
    text: str


def read_lines(head: bytes, stream: BinaryIO, *, file: str) -> Iterator[Line | Problem]:
    """Yield the lines of a stream whose first bytes, at least two where there are as many, were read as ``head``.

    Lines end with LF, CR LF or CR. Blank lines are lines. A line that is too long is cut, and a file that is too long
    ends early, each with a problem.
    """
    told = False
    for number, raw in enumerate(_raw_lines(_as_utf8(_chunks(head, stream))), 1):
        if number > MOST_LINES:
            reason = gettext("No meeting has more than {most} lines; the rest of the file is not read.")
            yield Problem(Place(file, number), reason.format(most=written(MOST_LINES)))
            return
        if len(raw) > LONGEST_LINE:
            reason = gettext("This line is longer than {size} MiB; the rest of the line is left out.")
            yield Problem(Place(file, number), reason.format(size=LONGEST_LINE >> 20))
        text, known = _decoded(raw)
        if not known and not told:
            told = True
            reason = gettext(
                "Some bytes are neither UTF-8 nor Windows-1252 and are shown as “�”. Save the file as UTF-8."
            )
            yield Problem(Place(file, number), reason)
        yield Line(number, text)


def _chunks(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """At most ``MOST_BYTES`` of the stream."""
    left = MOST_BYTES
    while head and left > 0:
        yield head[:left]
        left -= len(head)
        head = stream.read(_CHUNK)


def _as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks without byte order mark, in UTF-8 if it names UTF-16."""
    first = next(chunks, b"")
    if not first.startswith(_UTF16_MARKS):
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    yield decoder.decode(first).encode()
    for chunk in chunks:
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def _raw_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Lines without their ends; of a line longer than ``LONGEST_LINE`` one byte more than that, to tell it by."""
    rest = b""
    for chunk in chunks:
        lines = (rest + chunk).splitlines(keepends=True)
        # a last CR may be half of CR LF
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        for line in lines:
            yield line.rstrip(b"\r\n")[: LONGEST_LINE + 1]
        rest = rest[: LONGEST_LINE + 1]
    if rest:
        yield rest.rstrip(b"\r\n")


def _decoded(raw: bytes) -> tuple[str, bool]:
    """The text of a line, and whether all its bytes are known."""
    cut = len(raw) > LONGEST_LINE
    try:
        text, _ = codecs.utf_8_decode(raw[:LONGEST_LINE], "strict", not cut)  # a cut may go through a character
        known = True
    except UnicodeDecodeError:
        text = raw[:LONGEST_LINE].decode("cp1252", "replace")
        known = "\ufffd" not in text
    return (text.replace("\0", "") if "\0" in text else text), known
