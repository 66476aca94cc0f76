"""Content lines of a calendar: unfolded as bytes, numbered, and never longer than is worth reading.

A content line may be folded over many lines (RFC 5545, Desruisseaux 2009, 3.1): a line that begins with a space or a
tab goes on from the one before, wherever it was cut, even inside a letter. So lines are joined before they are decoded.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from waylight.intake.calendar_work import Work

LONGEST_LINE = 1 << 22  # bytes: 200,000 days taken out of a series; longer ones are made to fill the memory
_MOST_HELD = 2 * LONGEST_LINE  # bytes of one as it stands in the file, folds and all
_CHUNK = 1 << 20
_ENOUGH = 1 << 16  # bytes that are enough to tell how lines end
_SEAM = 1 << 10  # bytes kept of what is dropped, so that the end of a line is seen across two chunks
_MARK = codecs.BOM_UTF8
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NEXT = re.compile(rb"\n(?=\r*[^ \t\r\n])")  # what follows is neither folded nor empty
_FOLD = re.compile(rb"\r?\n[\r\n]*[ \t]?")
_CONTROLS = dict.fromkeys([*range(32), 127, *range(128, 160)], " ")


class ContentLine(NamedTuple):
    """One unfolded line. ``number`` is where it begins, from 1; ``cut`` when it was longer than ``LONGEST_LINE``."""

    number: int
    raw: bytes
    cut: bool

    def text(self) -> str:
        """The line as text: UTF-8, else Windows-1252 as old programs write it. Control characters become spaces."""
        try:
            text = self.raw.decode()
        except UnicodeDecodeError:
            text = self.raw.decode("cp1252", "replace")
        return text if text.isprintable() else text.translate(_CONTROLS)


def content_lines(stream: BinaryIO, work: Work) -> Iterator[ContentLine]:
    """Yield the content lines of a stream. Empty lines are passed over, also in the middle of a folded line.

    Raises TooMuch when the file has more lines than there is work left for.

    >>> import io
    >>> [line.text() for line in content_lines(io.BytesIO(b"SUMMARY:two\\r\\n  words\\r\\n"), Work())]
    ['SUMMARY:two words']
    """
    number, begun, held, passed = 1, b"", b"", 0  # begun: of a line too long to hold; passed: lines of it let go
    for chunk in _chunks(stream):
        work.spend(work.LINE * chunk.count(b"\n"), keep=work.FOR_EVENTS)
        *whole, held = _NEXT.split(held + chunk)
        for piece in whole:
            if line := _unfolded(number, begun or piece):
                yield line
            number += passed + piece.count(b"\n") + 1
            begun, passed = b"", 0
        if len(held) > _MOST_HELD:
            begun = begun or held
            passed += held.count(b"\n", 0, -_SEAM)
            held = held[-_SEAM:]
    if line := _unfolded(number, begun or held):
        yield line


def _unfolded(number: int, piece: bytes) -> ContentLine | None:
    """The content line that a piece of the file holds; none where it begins with a fold of nothing."""
    if len(piece) > _MOST_HELD:
        return ContentLine(number, piece[:LONGEST_LINE].removeprefix(_MARK), True)
    raw = (_FOLD.sub(b"", piece) if b"\n" in piece else piece).rstrip(b"\r").removeprefix(_MARK)
    if not raw or piece[0] in b" \t\r\n":
        return None
    return ContentLine(number, raw[:LONGEST_LINE], len(raw) > LONGEST_LINE)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the stream in parts. In one whose lines end in CR alone, as on old Macs, each CR is turned into LF."""
    parts, head = _decoded(stream), b""
    while len(head) < _ENOUGH and (part := next(parts, b"")):
        head += part
    old = b"\r" in head and b"\n" not in head
    for part in itertools.chain([head], parts):
        yield part.replace(b"\r", b"\n") if old else part


def _decoded(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the stream in parts; one written in UTF-16, as some Windows programs do, is turned into UTF-8."""
    chunk = stream.read(_CHUNK)
    if not chunk.startswith(_WIDE_MARKS):
        while chunk:
            yield chunk
            chunk = stream.read(_CHUNK)
        return
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    while chunk:
        yield decoder.decode(chunk).encode("utf-8", "replace")
        chunk = stream.read(_CHUNK)
