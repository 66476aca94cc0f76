"""Messages written as an mbox file, as a mail program exports it."""

from __future__ import annotations

import random
from datetime import date, datetime
from email.header import Header
from email.utils import format_datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from people import CAST, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from letters import Message

BODY = "The body of this message is never read."
SECOND_SPELLING = (date(2026, 1, 5), date(2026, 3, 20))
"""Between these days some people write from a second address; only in answers, and one time in four."""


def write(
    messages: Iterable[Message],
    rng: random.Random,
    zone: ZoneInfo,
    cast: Mapping[str, Person] = CAST,
    last: datetime | None = None,
) -> bytes:
    """Return the mbox file of ``messages`` in order of time, without those after ``last``."""
    kept = sorted((one for one in messages if last is None or one.at < last), key=lambda one: (one.at, one.id))
    return b"".join(_message(one, rng, zone, cast) for one in kept)


def _message(message: Message, rng: random.Random, zone: ZoneInfo, cast: Mapping[str, Person]) -> bytes:
    local = message.at.astimezone(zone)
    other = _other_spelling(message, rng, cast)
    sender = _box(message.sender, cast, other=other)
    lines = [f"From {sender.rpartition('<')[2].rstrip('>')} {message.at:%a %b %d %H:%M:%S %Y}"]
    if message.broken_date:
        lines.append(f"Received: from mx.norvia.example by mail.norvia.example; {format_datetime(local)}")
    lines += [f"Date: {message.broken_date or format_datetime(local)}", f"From: {sender}"]
    lines.append(_folded("To", [_box(one, cast) for one in message.to]))
    if message.cc:
        lines.append(_folded("Cc", [_box(one, cast) for one in message.cc]))
    lines += [f"Subject: {_words(message.subject)}", f"Message-ID: <{message.id}>"]
    if message.references:
        lines.append(f"In-Reply-To: <{message.references[-1]}>")
        lines.append("References: " + "\n ".join(f"<{one}>" for one in message.references))
    lines += [f"{name}: {value}" for name, value in message.headers]
    return ("\n".join([*lines, "", BODY, "", ""])).encode()


def _other_spelling(message: Message, rng: random.Random, cast: Mapping[str, Person]) -> bool:
    """Say whether this message leaves from the sender's second address."""
    person = cast.get(message.sender)
    if not (person and person.other_address):
        return False
    first, last = SECOND_SPELLING
    answers = bool(message.references) or person is cast.get("ines")
    return first <= message.at.date() <= last and answers and not message.headers and rng.random() < 0.25


def _box(one: str, cast: Mapping[str, Person], *, other: bool = False) -> str:
    if one not in cast:
        return one if "@" in one else f"{one}@norvia.example"
    person = cast[one]
    name = person.other_name if other else person.shown or person.name
    address = person.other_address if other else person.address
    quoted = f'"{name}"' if "," in name or "." in name else _words(name)
    return f"{quoted} <{address}>"


def _folded(name: str, boxes: list[str]) -> str:
    return f"{name}: " + ",\n ".join(boxes)


def _words(text: str) -> str:
    """Return ``text`` as a header may carry it: as it is, or in encoded words (RFC 2047)."""
    return text if text.isascii() else Header(text, "utf-8").encode(linesep="\n")
