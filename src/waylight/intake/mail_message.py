"""One header block becomes one row: who wrote to whom, when, and in which conversation."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from waylight.intake.mail_addresses import read_addresses
from waylight.intake.mail_dates import read_date, received_date
from waylight.intake.mail_headers import Fields, header_lines, read_fields, received_fields, text_of
from waylight.intake.mail_subject import Subject, read_subject
from waylight.intake.rows import Mailbox, MailRow, Place, Problem
from waylight.language import gettext, gettext_noop, number

NO_HEADER = gettext_noop("There is no mail header here; if this is mail, export it again as mbox or EML.")
MOST_RECIPIENTS = 2000
"""Recipients kept of one message; a message to more people than that is a circular, not a conversation."""

_ID_IN_BRACKETS = re.compile(r"<\s*([^<>\s]+)\s*>")
_LONGEST_ID = 998  # a line of RFC 5322
_NO_REPLY = re.compile(r"(?:no|do[-_.]?not)[-_.]?reply|mailer-daemon|postmaster")
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})


@dataclass(frozen=True, slots=True)
class Sent:
    """When a message was sent, as in ``MailRow``; ``remark`` says why its Date was of no use, "" when it was."""

    at: datetime | None
    at_from: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Which message this is and which it answers, as in ``MailRow``."""

    message_id: str
    thread: str
    reply: bool
    subject: Subject


def read_message(raw: bytes, place: Place, *, zone: tzinfo, keep_subject: bool) -> tuple[MailRow | None, list[Problem]]:
    """Return the row of the header block that stands at ``place``, if it makes one, and what is to be said about it.

    A date without a zone is read in ``zone``. Anything at all gives a row, a problem, or both.
    """
    lines = header_lines(raw)
    fields = read_fields(lines)
    if not fields:
        return None, [Problem(place, gettext(NO_HEADER))]
    sender = _sender(fields)
    if sender is None:
        return None, [Problem(place, gettext("The message names no sender in From or Sender; it is left out."))]
    sent = _sent(fields, lines, zone)
    if sent.at is None:
        reason = gettext("{why}, and no Received line gives a time either; the message is left out.")
        return None, [Problem(place, reason.format(why=sent.remark))]
    to, cc, left_out = _recipients(fields)
    conversation = _conversation(fields, lines)
    row = MailRow(
        place=place,
        at=sent.at,
        at_from=sent.at_from,
        message_id=conversation.message_id,
        thread=conversation.thread,
        reply=conversation.reply,
        sender=sender,
        to=to,
        cc=cc,
        list_id=_list_id(fields),
        automatic=_automatic(fields, sender),
        subject_hash=conversation.subject.hash,
        subject=conversation.subject.text if keep_subject and b"subject" in fields else None,
    )
    return row, [*_remarks(place, sent, left_out)]


def _remarks(place: Place, sent: Sent, left_out: int) -> Iterator[Problem]:
    if sent.remark:
        said = gettext("{why}; the time it was received is used instead.")
        yield Problem(place, said.format(why=sent.remark), lost=False)
    if left_out:
        every = MOST_RECIPIENTS + left_out
        said = gettext("The message names {every} recipients; the first {most} are kept, {left_out} left out.")
        counts = {"every": every, "most": MOST_RECIPIENTS, "left_out": left_out}
        yield Problem(place, said.format(**{name: number(count) for name, count in counts.items()}))


def _first(fields: Fields, name: bytes) -> str:
    return text_of(fields[name][0]) if name in fields else ""


def _mailboxes(fields: Fields, name: bytes) -> list[Mailbox]:
    if name not in fields:
        return []
    return read_addresses(text_of(b",".join(fields[name])))


def _sender(fields: Fields) -> Mailbox | None:
    """The first mailbox of From, else of Sender; one with an address goes before a bare name."""
    for name in (b"from", b"sender"):
        mailboxes = _mailboxes(fields, name)
        if mailboxes:
            return next((mailbox for mailbox in mailboxes if mailbox.address), mailboxes[0])
    return None


def _recipients(fields: Fields) -> tuple[tuple[Mailbox, ...], tuple[Mailbox, ...], int]:
    """To and Cc, ``MOST_RECIPIENTS`` at most, and how many more there were. Bcc is not read."""
    to, cc = _mailboxes(fields, b"to"), _mailboxes(fields, b"cc")
    room = max(0, MOST_RECIPIENTS - len(to))
    left_out = max(0, len(to) + len(cc) - MOST_RECIPIENTS)
    return tuple(to[:MOST_RECIPIENTS]), tuple(cc[:room]), left_out


def _sent(fields: Fields, lines: bytes, zone: tzinfo) -> Sent:
    """The Date; failing that the latest hop that tells a time, since the receiving server's clock is kept right."""
    date = _first(fields, b"date")
    at = read_date(date, zone=zone)
    if at:
        return Sent(at, "date")
    remark = gettext("The Date “{date}” cannot be used") if date else gettext("The message has no Date")
    hops = (received_date(text_of(value), zone=zone) for value in received_fields(lines))
    return Sent(next(filter(None, hops), None), "received", remark.format(date=date[:60]))


def _conversation(fields: Fields, lines: bytes) -> Conversation:
    """The thread is the first of References, else In-Reply-To, else a Re: subject's hash, else the message itself."""
    own = _ids(_first(fields, b"message-id"))
    message_id = own[0] if own else _made_id(lines)
    before = _ids(_first(fields, b"references")) or _ids(_first(fields, b"in-reply-to"))
    subject = read_subject(_first(fields, b"subject"))
    if before:
        return Conversation(message_id, before[0], True, subject)
    by_subject = f"subject:{subject.hash}" if subject.answers and subject.hash else message_id
    return Conversation(message_id, by_subject, subject.answers, subject)


def _ids(text: str) -> list[str]:
    """Message ids in a field, without brackets; without any brackets, the words that look like one."""
    ids = _ID_IN_BRACKETS.findall(text) or [word for word in text.split() if "@" in word]
    return [name if len(name) <= _LONGEST_ID else _made_id(name.encode()) for name in ids]


def _made_id(source: bytes) -> str:
    return "sha256:" + hashlib.sha256(source).hexdigest()[:32]


def _list_id(fields: Fields) -> str:
    text = _first(fields, b"list-id")
    bracketed = _ID_IN_BRACKETS.search(text)
    return (bracketed[1] if bracketed else text).lower()


def _automatic(fields: Fields, sender: Mailbox) -> bool:
    """Sent by a program (RFC 3834, Moore 2004), to a crowd, or from an address that takes no answer."""
    submitted = _first(fields, b"auto-submitted").partition(";")[0].strip().lower()
    if submitted not in ("", "no") or _first(fields, b"precedence").lower() in _BULK:
        return True
    local, _, _ = sender.address.partition("@")
    return bool(_NO_REPLY.fullmatch(local.partition("+")[0]))
