"""Looks into ZIP and gzip files. Nothing is written to a disk, and names inside are labels, never paths."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from waylight.intake.recognise import HEAD, container
from waylight.intake.rows import Place, Problem
from waylight.language import gettext, gettext_noop, number

DEPTH = 2  # an archive in an archive is looked into, one in that is not
MEMBERS = 10_000  # files read of one archive, those of archives in it included
LARGEST = 4 * 2**30  # bytes that one archive may unfold to
RATIO = 100  # times its size that an archive may unfold to once it is beyond FREE: text rarely passes 20
FREE = 50 * 2**20
HELD = 64 * 2**20  # bytes of an archive inside another, which has to be held in memory
DIRECTORY = 8 * 2**20  # bytes of a ZIP's table of contents, which is read as a whole: some 100,000 files
LONGEST_NAME = 300
# Others unfold without a measure: 370 bytes of bzip2 become 500 MB at once.
PACKED_AS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
BROKEN = (
    OSError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
    struct.error,
)
IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db")
TOO_LARGE = gettext_noop("It unfolds to far more than its size; the rest was not read.")
END, END_64 = re.compile(rb"PK\x05\x06.{8}(.{4})", re.S), re.compile(rb"PK\x06\x06.{36}(.{8})", re.S)


@dataclass(frozen=True, slots=True)
class Member:
    """A file, or one inside an archive: ``stream`` reads it from its beginning, once."""

    name: str
    stream: BinaryIO


class TooLarge(Exception):
    """An archive unfolds to more than is read."""


@dataclass(slots=True)
class Allowance:
    """What is left of the bytes and files that one archive may unfold to, with all the archives in it."""

    size: int
    files: int = MEMBERS

    @classmethod
    def of(cls, packed: int) -> Allowance:
        """The allowance of a file of ``packed`` bytes."""
        return cls(min(LARGEST, max(FREE, packed * RATIO)))


class Unfolding(io.RawIOBase):
    """Reads a compressed stream, and stops when it unfolds to more than is reasonable."""

    def __init__(self, inner: BinaryIO, allowance: Allowance) -> None:
        super().__init__()
        self._inner, self._allowance = inner, allowance

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer``; raises TooLarge past the limit, and what the decompressor raises on broken data."""
        part = self._inner.read(len(buffer))
        self._allowance.size -= len(part)
        if self._allowance.size < 0:
            raise TooLarge
        buffer[: len(part)] = part
        return len(part)


def members(
    stream: BinaryIO, *, name: str, depth: int = DEPTH, allowance: Allowance | None = None
) -> Iterator[Member | Problem]:
    """The file itself, or the files inside it. ``stream`` must be seekable if it is a ZIP.

    A member is read before the next is asked for. What cannot be opened is a Problem; the rest goes on. ``allowance``
    is that of the archive around it, if there is one.
    """
    buffered = io.BufferedReader(stream, HEAD) if isinstance(stream, io.RawIOBase) else stream
    try:
        head = _peek(buffered)
        left = allowance or Allowance.of(_size(buffered))
        match container(head):
            case "gzip" if depth:
                unfolded = Unfolding(gzip.GzipFile(fileobj=buffered), left)  # type: ignore[arg-type]
                yield from _inside(unfolded, name.removesuffix(".gz"), depth, left)
            case "zip" if depth:
                yield from _zipped(_seekable(buffered), name, depth, left)
            case None:
                yield Member(name, buffered)
            case _:
                reason = gettext("An archive inside archives was not looked into; unpack it and bring its files.")
                yield Problem(Place(name), reason)
    except TooLarge:
        yield Problem(Place(name), gettext(TOO_LARGE))
    except BROKEN:
        yield Problem(Place(name), gettext("The file is damaged and could not be unpacked."))


def _inside(unfolded: Unfolding, name: str, depth: int, left: Allowance) -> Iterator[Member | Problem]:
    yield from members(unfolded, name=name, depth=depth - 1, allowance=left)  # type: ignore[arg-type]


def _peek(stream: BinaryIO) -> bytes:
    if isinstance(stream, io.BufferedReader):
        return stream.peek(HEAD)[:HEAD]
    at = stream.tell()
    head = stream.read(HEAD)
    stream.seek(at)
    return head


def _size(stream: BinaryIO) -> int:
    """The size of a seekable stream; 0 for one that is not, which then unfolds to FREE at most."""
    try:
        at = stream.tell()
        end = stream.seek(0, io.SEEK_END)
        stream.seek(at)
    except (OSError, ValueError):
        return 0
    return end - at


def _seekable(stream: BinaryIO) -> BinaryIO:
    """A ZIP's table stands at its end, so one inside another archive is held in memory. Raises TooLarge."""
    if stream.seekable():
        return stream
    held = io.BytesIO()
    while chunk := stream.read(HEAD):
        if held.write(chunk) and held.tell() > HELD:
            raise TooLarge
    return held


def _directory_size(stream: BinaryIO) -> int:
    """Bytes that a ZIP says its table of contents has (APPNOTE.TXT 6.3.10, sections 4.3.14 and 4.3.16)."""
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, end - 2**16 - 200))
    last = stream.read()
    found = (int.from_bytes(size, "little") for mark in (END, END_64) for size in mark.findall(last))
    return max((min(size, end) for size in found), default=0)


def _zipped(stream: BinaryIO, name: str, depth: int, left: Allowance) -> Iterator[Member | Problem]:
    if _directory_size(stream) > DIRECTORY:
        reason = gettext("The archive holds far more than {most} files; divide it.").format(most=number(MEMBERS))
        yield Problem(Place(name), reason)
        return
    try:
        archive = zipfile.ZipFile(stream)
        files = [entry for entry in archive.infolist() if not entry.is_dir()]
    except BROKEN:
        yield Problem(Place(name), gettext("This ZIP file is damaged and could not be opened."))
        return
    if not files:
        yield Problem(Place(name), gettext("There is no file in this archive."))
    entries = [entry for entry in files if not any(part in entry.filename for part in IGNORED)]
    for n, entry in enumerate(entries):
        if left.files <= 0:
            reason = gettext("Of the {every} files in this archive, {read} were read; bring the rest apart.")
            yield Problem(Place(name), reason.format(every=number(len(entries)), read=number(n)))
            return
        left.files -= 1
        yield from _entry(archive, entry, name, depth, left)
        if left.size < 0:
            return


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, depth: int, left: Allowance
) -> Iterator[Member | Problem]:
    inside = entry.filename.replace("\\", "/")
    label = f"{name}/{_shown(inside)}"
    if inside.startswith("/") or ".." in inside.split("/"):
        yield Problem(Place(label), gettext("Its path leads out of the archive, so it was not read."))
    elif entry.flag_bits & 1:
        yield Problem(Place(label), gettext("It is locked with a password; unpack it and bring the file itself."))
    elif entry.compress_type not in PACKED_AS:
        reason = gettext("It is packed in a way that is not read here; unpack it and bring the file itself.")
        yield Problem(Place(label), reason)
    else:
        try:
            unfolded = Unfolding(archive.open(entry), left)  # type: ignore[arg-type]
            yield from _inside(unfolded, label, depth, left)
        except BROKEN:
            yield Problem(Place(label), gettext("It is damaged inside the archive and could not be unpacked."))


def _shown(name: str) -> str:
    """A name inside an archive as it can be shown: no line ends, no control signs for a terminal, of limited length."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name[:LONGEST_NAME])
