"""What a file holds, told from its first bytes; its name only decides between readings that both fit."""

from __future__ import annotations

import csv
import io
import re

from waylight.intake.rows import Kind

HEAD = 64 * 1024  # bytes that are enough to tell
ZIP, GZIP, PARQUET = b"PK\x03\x04", b"\x1f\x8b", b"PAR1"
# What stands first in a DOCX by Word, Teams, LibreOffice or Google; further in, it may be that of a ZIP of them.
DOCX = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/\.rels|docProps/|word/[\w/]+\.xml)", re.S)

# A line begins with at most 40 blanks: to look for more costs a quadratic time in a file of empty lines.
CUE = re.compile(r"^[^\S\n]{0,40}(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->", re.M)
SPOKEN = re.compile(
    r"^[^\S\n]{0,40}(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?[^\S\n]+)?[^\W\d][\w .,'’()-]{0,58}:\s+\S", re.M
)
STAMPED = re.compile(r"^[^\W\d][\w .,'’()-]{0,58}\s{1,}\(?\d{1,2}:\d{2}(?::\d{2})?\)?\s*$", re.M)
FROM_LINE = re.compile(rb"^From \S+.*\d{4}")
HEADER = re.compile(
    r"^(from|to|date|subject|received|return-path|message-id|delivered-to|mime-version)\s*:", re.I | re.M
)
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
DATED = re.compile(rf"^(?:#{{1,6}}\s+)?(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\s+(?:{MONTHS})\s+\d{{4}})\b", re.I | re.M)
SUFFIXES = {
    ".vtt": Kind.TRANSCRIPT,
    ".srt": Kind.TRANSCRIPT,
    ".docx": Kind.TRANSCRIPT,
    ".ics": Kind.CALENDAR,
    ".eml": Kind.MAIL,
    ".mbox": Kind.MAIL,
    ".vcf": Kind.CONTACTS,
    ".md": Kind.JOURNAL,
}
AT = {"at", "date", "time", "timestamp", "datetime", "when", "sent"}
SENDER = {"sender", "from", "source", "src"}
RECIPIENT = {"recipient", "to", "target", "receiver", "dst"}
NAME = {"name", "full name", "fullname", "display name"}
ADDRESS = {"address", "addresses", "email", "e-mail", "email address", "e-mail address", "mail"}


def container(head: bytes) -> str | None:
    """``"zip"`` or ``"gzip"`` if the file holds other files; a DOCX is a ZIP but holds one text."""
    if head.startswith(GZIP):
        return "gzip"
    return "zip" if head.startswith(ZIP) and not _is_docx(head) else None


def recognise(head: bytes, name: str = "") -> Kind | None:
    """The kind of a file from its first bytes (up to ``HEAD``); None when they could be anything."""
    head = head[:HEAD]
    if head.startswith(ZIP):
        return Kind.TRANSCRIPT if _is_docx(head) else None
    if head.startswith(PARQUET):
        return Kind.INTERACTIONS
    if FROM_LINE.match(head):
        return Kind.MAIL
    text = text_of(head)
    return _by_mark(text) or _by_table(text) or _by_layout(text, name)


def text_of(head: bytes) -> str:
    """Bytes as text: UTF-8 or UTF-16 by their mark, else UTF-8, else Windows-1252. Never fails."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        # The head may end within a character.
        if cut_within(head, broken):
            return head[: broken.start].decode("utf-8-sig")
        return head.decode("cp1252", errors="replace")


def cut_within(head: bytes, broken: UnicodeDecodeError) -> bool:
    """Whether only the last character of a long file's first bytes is broken, because they end within it."""
    return len(head) >= HEAD and broken.start > len(head) - 4


def _is_docx(head: bytes) -> bool:
    return DOCX.match(head) is not None


def _by_mark(text: str) -> Kind | None:
    start = text.lstrip()[:2048]
    upper = start.upper()
    if upper.startswith("WEBVTT"):
        return Kind.TRANSCRIPT
    if upper.startswith("BEGIN:VCALENDAR"):
        return Kind.CALENDAR
    if upper.startswith("BEGIN:VCARD"):
        return Kind.CONTACTS
    return Kind.TRANSCRIPT if CUE.search(text[:4096]) else None


def _by_table(text: str) -> Kind | None:
    first = next((line for line in text.splitlines() if line.strip()), "")
    columns = set(header_of(first))
    if columns & AT and columns & SENDER and columns & RECIPIENT:
        return Kind.INTERACTIONS
    return Kind.CONTACTS if columns & NAME and columns & (ADDRESS | {"level", "side"}) else None


def header_of(line: str) -> list[str]:
    """The columns that a table's first line names, in lower case; one entry if it is no table."""
    cells = next(csv.reader(io.StringIO(line[:65536]), delimiter=delimiter_of(line)), [])
    return [cell.strip().strip("\ufeff").lower().replace("_", " ") for cell in cells]


def delimiter_of(line: str) -> str:
    """What separates the columns of a table's first line."""
    return max(",;\t", key=line.count)


def _by_layout(text: str, name: str) -> Kind | None:
    suffix = "." + name.lower().rpartition(".")[2]
    head, _, _ = text.lstrip().partition("\n\n")
    if suffix == ".eml" or (len(set(HEADER.findall(head.lower()))) >= 2 and HEADER.match(head)):
        return Kind.MAIL
    if DATED.search(text):
        return Kind.JOURNAL
    if len(SPOKEN.findall(text)) >= 2 or STAMPED.search(text):
        return Kind.TRANSCRIPT
    return SUFFIXES.get(suffix) if text.strip() else None
