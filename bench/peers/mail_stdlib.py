"""The fields of a mailbox by the standard library's mailbox and email, as one would write it without Waylight."""

from __future__ import annotations

import hashlib
import mailbox
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import NamedTuple

_PREFIXES = re.compile(r"(?:(?:re|fwd?|aw|wg|sv|rv)\s*:\s*)*")
_ID = re.compile(r"<([^<>\s]+)>")


class Mailbox(NamedTuple):
    """A person as a header names them."""

    name: str
    address: str


class Header(NamedTuple):
    """What both readers are asked for."""

    message_id: str
    at: datetime
    sender: Mailbox
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    thread: str
    list_id: str
    automatic: bool
    subject_hash: str


def read(path: str, *, headers_only: bool) -> Iterator[Header]:
    """Yield the headers of an mbox; ``headers_only`` asks email not to parse the bodies that mailbox gives it."""
    factory = BytesHeaderParser().parse if headers_only else None
    for message in mailbox.mbox(path, factory=factory, create=False):  # type: ignore[arg-type]
        yield _header(message)


def _header(message: Message) -> Header:
    own = _ID.findall(str(message.get("Message-ID", "")))
    before = _ID.findall(str(message.get("References", ""))) or _ID.findall(str(message.get("In-Reply-To", "")))
    list_id = _ID.search(str(message.get("List-Id", "")))
    return Header(
        message_id=own[0],
        at=parsedate_to_datetime(message["Date"]).astimezone(UTC),
        sender=_mailboxes(message, "From")[0],
        to=_mailboxes(message, "To"),
        cc=_mailboxes(message, "Cc"),
        thread=before[0] if before else own[0],
        list_id=list_id[1] if list_id else "",
        automatic=message.get("Auto-Submitted", "no") != "no" or message.get("Precedence", "") in ("bulk", "list"),
        subject_hash=_subject_hash(message),
    )


def _mailboxes(message: Message, name: str) -> tuple[Mailbox, ...]:
    pairs = getaddresses([str(value) for value in message.get_all(name, [])])
    return tuple(dict.fromkeys(Mailbox(_words(name), address.lower()) for name, address in pairs if address))


def _words(text: str) -> str:
    return str(make_header(decode_header(text)))


def _subject_hash(message: Message) -> str:
    subject = " ".join(unicodedata.normalize("NFKC", _words(str(message.get("Subject", "")))).casefold().split())
    return hashlib.sha256(_PREFIXES.sub("", subject, count=1).encode()).hexdigest()
