"""Header blocks cut out of a stream of mail, without looking at what stands between them.

A body is only searched for the bytes that could begin the next message. Between two chunks nothing of it is kept but
a beginning of that separator: a blank line and letters of the word ``From``, or a line after a blank line that so
far reads ``From <one word or quoted name> <a date>``, at most ``LONGEST_ENVELOPE`` bytes. Without these a separator
across the border of two chunks would be missed; a line that stops looking like one is dropped at once.

The layout is described in RFC 4155 (Hall 2005) and its dialects in the mbox(5) manuals: in mboxo and mboxrd a body
line that begins with ``From`` is quoted, in mboxcl it may not be, so a line counts as an envelope only after a blank
line and with a sender and a date. ``Content-Length`` is not believed: programs that edit mailboxes leave it wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_HEADER = 1 << 20
"""Bytes of a header block that are read; real ones have 2,000 to 20,000."""

LONGEST_ENVELOPE = 500
"""Bytes of an envelope line that are read: an address (at most 320 by RFC 3696), a date, and room."""

_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _any_of(words: set[str]) -> bytes:
    return b"(?:" + "|".join(sorted(words, reverse=True)).encode() + b")"


_SENDER = rb'(?:"[^"\r\n]{0,255}"[^\s"]{0,255}|[^\s"]{1,320})'
_ISO_DATE = rb"[12]\d{3}-\d\d-\d\d(?:T[\d:.+-]{4,24}Z?)?"
_DATE_BEGINS = rb"(?:" + _any_of({*_DAYS, *_MONTHS}) + rb",?|" + _ISO_DATE + rb")"
_DATE_GOES_ON = rb"(?:" + _any_of({*_MONTHS}) + rb"|\d{1,2}:\d\d(?::\d\d)?|[+-]\d{4}|\(?[A-Z]{1,5}\)?|\d{1,4},?)"
_ENVELOPE = re.compile(
    rb"From (?=[^\n]*[ \t](?:" + _any_of({*_MONTHS}) + rb"|" + _ISO_DATE + rb"))"  # a month, and
    rb"(?=[^\n]*(?:\b[12]\d{3}\b|\d:\d\d))"  # a year or a time of day
    + _SENDER + rb"[ \t]+" + _DATE_BEGINS + rb"(?:[ \t]+" + _DATE_GOES_ON + rb"){0,8}[ \t]*\r?"
)  # fmt: skip
_BEGINNINGS = _any_of({word[:size] for word in (*_DAYS, *_MONTHS) for size in range(4)})
_ENVELOPE_SO_FAR = re.compile(
    rb'From (?:"[^"\r\n]{0,255}|' + _SENDER + rb"?|"
    + _SENDER + rb"[ \t]+(?:" + _BEGINNINGS + rb",?|[12][\d:.+TZ-]{0,35}|"
    + _DATE_BEGINS + rb"(?:[ \t]+" + _DATE_GOES_ON + rb"){0,8}[ \t]*(?:[\d:+-]{0,9},?|\(?[A-Za-z]{0,5}\)?)\r?))"
)  # fmt: skip
_BLANK_BEFORE = re.compile(rb"\n\r?\Z")
_NEW_LINE_FROM = re.compile(rb"\nFrom ")
_SEPARATOR_SO_FAR = re.compile(rb"\n\r?(?:\n(?:F(?:r(?:om?)?)?)?)?\Z")
_SEPARATOR_SIZE = len(b"\n\r\nFrom ")
_BLANK_LINE = re.compile(rb"\n\r?\n")
_BLANK_LINE_SIZE = len(b"\n\r\n")
_EMPTY_LINES = re.compile(rb"[\r\n]*")  # before the first message they mean nothing
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FROM = b"From "


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """One header block: the line it begins on, and its bytes, or None when it is longer than ``LONGEST_HEADER``."""

    line: int
    raw: bytes | None


class HeaderBlocks:
    """Push parser from chunks to header blocks; each block is given back in the ``feed`` that completes it.

    >>> mail = HeaderBlocks()
    >>> mail.feed(b"Subject: hello\\n\\nbody")
    [HeaderBlock(line=1, raw=b'Subject: hello\\n')]
    """

    __slots__ = ("_counted", "_first_line", "_held", "_lines", "_mbox", "_one_message", "_searched", "_step")

    def __init__(self, *, one_message: bool = False) -> None:
        self._one_message = one_message
        self._mbox = False
        self._held = b""  # bytes of the last chunk that are read again with the next
        self._lines = 0  # line ends counted so far,
        self._counted = 0  # which are those before this byte of the buffer
        self._first_line = 1  # of the header block being read
        self._searched = 0  # bytes of that block known to hold no blank line
        self._step: Callable[[bytes, int, list[HeaderBlock]], int | None] = self._begin

    @property
    def only_body_left(self) -> bool:
        """Whether nothing that is still to come can be a header, so that reading may stop."""
        return self._step == self._ignore

    def feed(self, chunk: bytes) -> list[HeaderBlock]:
        """Read one chunk of any size."""
        buffer, self._held = self._held + chunk, b""
        blocks: list[HeaderBlock] = []
        at: int | None = 0
        while at is not None:
            at = self._step(buffer, at, blocks)
        return blocks

    def close(self) -> list[HeaderBlock]:
        """End of the stream: a header block that no blank line ended is given back as it stands."""
        rest, self._held = self._held, b""
        if self._step == self._body or not rest.strip():
            return []
        line = self._first_line if self._step == self._header else self._lines + 1
        return [HeaderBlock(line, rest if len(rest) <= LONGEST_HEADER else None)]

    def _hold(self, buffer: bytes, at: int) -> None:
        """Keep ``buffer[at:]`` for the next chunk, and count the lines of what is let go."""
        self._line_at(buffer, at)
        self._held, self._counted = buffer[at:], 0

    def _line_at(self, buffer: bytes, at: int) -> int:
        """Return the line of ``buffer[at]``; no byte is counted twice, however many messages a chunk has."""
        self._lines += buffer.count(b"\n", self._counted, at)
        self._counted = at
        return self._lines + 1

    def _begin(self, buffer: bytes, at: int, blocks: list[HeaderBlock]) -> int | None:
        """At the very beginning, where a byte order mark means nothing."""
        if len(buffer) < len(_BYTE_ORDER_MARK) and _BYTE_ORDER_MARK.startswith(buffer):
            self._hold(buffer, at)
            return None
        self._step = self._first
        return len(_BYTE_ORDER_MARK) if buffer.startswith(_BYTE_ORDER_MARK) else 0

    def _first(self, buffer: bytes, at: int, blocks: list[HeaderBlock]) -> int | None:
        """Before the first message: an envelope line here makes the stream an mbox."""
        skipped = _EMPTY_LINES.match(buffer, at)
        start = skipped.end() if skipped else at
        first = buffer[start : start + len(_FROM)]
        if len(first) < len(_FROM) and _FROM.startswith(first):
            self._hold(buffer, start)
            return None
        self._mbox = first == _FROM and not self._one_message
        self._first_line = self._line_at(buffer, start)
        self._step = self._header
        return start

    def _header(self, buffer: bytes, at: int, blocks: list[HeaderBlock]) -> int | None:
        """Inside a header block that began at ``at``, its envelope line included."""
        blank = _BLANK_LINE.search(buffer, at + max(0, self._searched - _BLANK_LINE_SIZE))
        end = blank.start() if blank else len(buffer) - _BLANK_LINE_SIZE
        if not blank and end - at < LONGEST_HEADER:
            self._searched = len(buffer) - at
            self._hold(buffer, at)
            return None
        raw = buffer[at : end + 1] if end - at < LONGEST_HEADER else None
        blocks.append(HeaderBlock(self._first_line, raw))
        self._searched = 0
        self._step = self._body if self._mbox else self._ignore
        return end

    def _body(self, buffer: bytes, at: int, blocks: list[HeaderBlock]) -> int | None:
        """Inside a body: on to the next envelope line that follows a blank line."""
        while found := _NEW_LINE_FROM.search(buffer, at):
            newline = found.start()
            at = newline + 1
            blank = _BLANK_BEFORE.search(buffer, max(0, newline - 2), newline)
            if not blank:
                continue
            end = buffer.find(b"\n", at, at + LONGEST_ENVELOPE)
            if end >= 0 and _ENVELOPE.fullmatch(buffer, at, end):
                self._first_line = self._line_at(buffer, at)
                self._step = self._header
                return at
            if end < 0 and len(buffer) - at < LONGEST_ENVELOPE and _ENVELOPE_SO_FAR.fullmatch(buffer, at):
                self._hold(buffer, blank.start())
                return None
        tail = _SEPARATOR_SO_FAR.search(buffer, max(at, len(buffer) - _SEPARATOR_SIZE))
        self._hold(buffer, tail.start() if tail else len(buffer))
        return None

    def _ignore(self, buffer: bytes, at: int, blocks: list[HeaderBlock]) -> None:
        """After the header of a single message: nothing more is read."""
