"""What a file holds, told from its first bytes; its name only decides between readings that both fit."""

from __future__ import annotations

import csv
import io
import re

from waylight.intake.contact_columns import ContactColumns
from waylight.intake.journal_dates import DATED, HEADED
from waylight.intake.rows import Kind

HEAD = 64 * 1024  # bytes that are enough to tell
ZIP, GZIP, PARQUET = b"PK\x03\x04", b"\x1f\x8b", b"PAR1"
# What stands first in a DOCX by Word, Teams, LibreOffice or Google; further in, it may be that of a ZIP of them.
DOCX = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/\.rels|docProps/|word/[\w/]+\.xml)", re.S)

# The same of a workbook (XLSX): what stands first, and a part of its own somewhere in the head.
OFFICE = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/\.rels|docProps/|xl/)", re.S)
OF_WORKBOOK = re.compile(rb"PK(?:\x03\x04.{26}|\x01\x02.{42})xl/", re.S)

# A line begins with at most 40 blanks: to look for more costs a quadratic time in a file of empty lines.
_BLANKS = r"^[^\S\n]{0,40}"
_NAME = r"[^\W\d][\w .,'’()-]{0,58}"
_CLOCK = r"[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?:[ ]?[ap]\.?m\.?)?[\])]?"
CUE = re.compile(_BLANKS + r"(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,9}\s*-->", re.M)
SPOKEN = re.compile(
    _BLANKS + rf"(?:{_CLOCK}[^\S\n]+)?(?:[-–•][^\S\n]+)?(?:\*\*)?({_NAME})(?:\*\*)?:(?:\*\*)?[^\S\n]+\S", re.M | re.I
)
STAMPED = re.compile(
    rf"{_BLANKS}(?:\[?{_NAME}\]?[^\S\n]{{1,9}}{_CLOCK}[^\S\n]*(?::[^\S\n].*)?|{_NAME}[^\S\n]*\n{_CLOCK}[^\S\n]*"
    rf"|{_CLOCK}[^\S\n]+[-–—][^\S\n]+{_NAME})$",
    re.M | re.I,
)
FROM_LINE = re.compile(rb"From \S+.*\d{4}")
FIELD = re.compile(r"([!-9;-~]+)[ \t]*:")
NOT_FIELDS = re.compile(
    r"(?:[ \t]{0,20}\d{0,20}[ \t]{0,20}\n|>?From [^\n]*\n)*"
)  # before a header: an envelope, a size as Mail.app has it
ENVELOPE_FIELDS = {"from", "sender", "received", "return-path", "delivered-to", "message-id", "mime-version"}
FIELDS = ENVELOPE_FIELDS | {"to", "cc", "date", "subject", "reply-to", "content-type", "x-received"}
IN_MAILDIR = re.compile(r"(?:^|/)(?:cur|new)/[^/]+$")
MARKED = re.compile(r"(?:heard from .*|confidence|question|private|i will|kept|changed|dropped)\Z", re.I)
SUFFIXES = {
    ".vtt": Kind.TRANSCRIPT,
    ".srt": Kind.TRANSCRIPT,
    ".docx": Kind.TRANSCRIPT,
    ".ics": Kind.CALENDAR,
    ".eml": Kind.MAIL,
    ".emlx": Kind.MAIL,
    ".mbox": Kind.MAIL,
    ".vcf": Kind.CONTACTS,
    ".md": Kind.JOURNAL,
}
AT = {"at", "date", "time", "timestamp", "datetime", "when", "sent"}
SENDER = {"sender", "from", "source", "src"}
RECIPIENT = {"recipient", "to", "target", "receiver", "dst"}


def container(head: bytes) -> str | None:
    """``"zip"`` or ``"gzip"`` if the file holds other files; a DOCX or XLSX is a ZIP but one document."""
    if head.startswith(GZIP):
        return "gzip"
    return "zip" if head.startswith(ZIP) and not (_is_docx(head) or is_workbook(head)) else None


def recognise(head: bytes, name: str = "") -> Kind | None:
    """The kind of a file from its first bytes (up to ``HEAD``); None when they could be anything."""
    head = head[:HEAD]
    if head.startswith(ZIP):
        return Kind.TRANSCRIPT if _is_docx(head) and not is_workbook(head) else None
    if head.startswith(PARQUET):
        return Kind.INTERACTIONS
    if FROM_LINE.match(head.removeprefix(b"\xef\xbb\xbf").lstrip()):
        return Kind.MAIL
    text = text_of(head).replace("\r\n", "\n")
    # Mail goes before whatever a message may hold: its body would else be read as what it looks like.
    return _by_mark(text) or _as_mail(text, name) or _by_cues(text) or _by_table(text) or _by_layout(text, name)


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


def is_workbook(head: bytes) -> bool:
    """Whether a ZIP, from its first bytes, is a workbook (XLSX)."""
    return OFFICE.match(head) is not None and OF_WORKBOOK.search(head) is not None


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
    return None


def _as_mail(text: str, name: str) -> Kind | None:
    """Mail, by the fields of a header at its beginning, or by a name that says so."""
    begins = NOT_FIELDS.match(text)
    names: set[str] = set()
    for line in text[begins.end() if begins else 0 :].split("\n"):
        if field := FIELD.match(line):
            names.add(field[1].lower())
        elif not line[:1].isspace() or not names:
            break
    headed = names & ENVELOPE_FIELDS and len(names & FIELDS) > 1
    named = SUFFIXES.get(_suffix(name)) is Kind.MAIL or IN_MAILDIR.search(name)
    return Kind.MAIL if headed or (named and text.strip()) else None


def _by_cues(text: str) -> Kind | None:
    return Kind.TRANSCRIPT if CUE.search(text[:4096]) else None


def _by_table(text: str) -> Kind | None:
    first = next((line for line in text.splitlines() if line.strip()), "")
    columns = header_of(first)
    if not any(known.isdisjoint(columns) for known in (AT, SENDER, RECIPIENT)):
        return Kind.INTERACTIONS
    return Kind.CONTACTS if ContactColumns.of(columns).enough else None


def header_of(line: str) -> list[str]:
    """The columns that a table's first line names, in lower case; one entry if it is no table."""
    cells = next(csv.reader(io.StringIO(line[:65536]), delimiter=delimiter_of(line)), [])
    return [cell.strip().strip("\ufeff").lower().replace("_", " ") for cell in cells]


def delimiter_of(line: str) -> str:
    """What separates the columns of a table's first line."""
    return max(",;\t", key=line.count)


def _by_layout(text: str, name: str) -> Kind | None:
    said = [found.lower() for found in SPOKEN.findall(text) if not MARKED.match(found)]
    dated = len(DATED.findall(text))
    if dated and (dated > 1 or HEADED.search(text) or len(said) - len(set(said)) < 2):
        return Kind.JOURNAL
    if len(said) >= 2 or STAMPED.search(text):
        return Kind.TRANSCRIPT
    return SUFFIXES.get(_suffix(name)) if text.strip() else None


def _suffix(name: str) -> str:
    return "." + name.lower().rpartition(".")[2]
