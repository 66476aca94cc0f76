"""Lines and cells of delimited text, whatever their encoding and length."""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from waylight.intake.recognise import HEAD, cut_within, delimiter_of, header_of
from waylight.intake.rows import Place, Problem
from waylight.language import gettext, number

LONGEST_LINE = 2**20  # bytes; a longer line is no table's
LONGEST_ROW = 200  # lines that the cells of one row may run over: notes in an address book
csv.field_size_limit(LONGEST_LINE)


class _NotClosed(Exception):
    """A quotation runs on for longer than a row does."""


class Table:
    """A delimited text with a header line: ``columns`` in lower case, then rows by line."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._name = name
        head = stream.read(HEAD)
        self._text = text_lines(joined(head, stream), head)
        self._line = 0
        self._waiting: deque[str] = deque()  # lines read ahead in search of a closing quotation mark
        first = self._next()
        while first and not first.strip():
            first = self._next()
        self._pass_over(first)
        self.columns = header_of(first)
        self._delimiter = delimiter_of(first)

    def rows(self) -> Iterator[tuple[int, dict[str, str]] | Problem]:
        """Each further row as column → cell, with the line it begins on; one that cannot be split is a Problem."""
        while text := self._next():
            begun = self._line
            if len(text) >= LONGEST_LINE:
                self._pass_over(text)
                said = gettext("This line is longer than {most} characters.")
                yield Problem(Place(self._name, begun), said.format(most=number(LONGEST_LINE)))
                continue
            cells = self._split(text)
            if cells is None:
                yield Problem(
                    Place(self._name, begun), gettext("A quotation mark that opens in this line is not closed.")
                )
            elif any(cell.strip() for cell in cells):
                yield begun, dict(zip(self.columns, (cell.strip() for cell in cells), strict=False))

    def _split(self, text: str) -> list[str] | None:
        """The cells of the row that begins with this line; None if a quotation in it does not end soon.

        Then the line is given up alone: those after it are read as rows of their own, and not lost in one cell.
        """
        ahead: list[str] = []

        def lines() -> Iterator[str]:
            yield text
            while (line := self._next()) and len(ahead) < LONGEST_ROW and sum(map(len, ahead)) < LONGEST_LINE:
                ahead.append(line)
                yield line
            ahead.append(line)
            raise _NotClosed

        try:
            return next(csv.reader(lines(), delimiter=self._delimiter), [])
        except (_NotClosed, csv.Error):
            self._waiting.extendleft(filter(None, reversed(ahead)))
            self._line -= len(ahead)
            return None

    def _next(self) -> str:
        self._line += 1
        return self._waiting.popleft() if self._waiting else self._text.readline(LONGEST_LINE).replace("\0", "\ufffd")

    def _pass_over(self, line: str) -> None:
        """Read on to the end of a line too long to be a table's."""
        while len(line) >= LONGEST_LINE and not line.endswith("\n"):
            line = self._text.readline(LONGEST_LINE)


def column(columns: list[str], names: set[str]) -> str | None:
    """The first of the table's columns that goes by one of ``names``."""
    return next((one for one in columns if one in names), None)


def _as_windows(broken: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows-1252, wherever in a file they stand; “�” for what is neither."""
    if not isinstance(broken, UnicodeDecodeError):
        raise broken
    part = broken.object[broken.start : broken.end]
    return part.decode("cp1252", "replace") if broken.encoding == "utf-8" else "\ufffd", broken.end


codecs.register_error("waylight-windows", _as_windows)


def text_lines(stream: BinaryIO, head: bytes) -> io.TextIOWrapper:
    """A stream as text; ``head`` is how it begins. Never fails."""
    return io.TextIOWrapper(stream, encoding_of(head), errors="waylight-windows", newline=None)


def encoding_of(head: bytes) -> str:
    """The encoding of a text, from how it begins: UTF-16 by its mark, UTF-8, else Windows-1252."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as broken:
        return "utf-8-sig" if cut_within(head, broken) else "cp1252"
    return "utf-8-sig"


class _Again(io.RawIOBase):
    """A stream with its already read beginning put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def joined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream with its already read beginning put back."""
    return io.BufferedReader(_Again(head, rest), HEAD)
