"""Messages and the threads they make."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from clock import LISBON

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    May = Callable[[str, datetime], bool]

MOST_REFERENCES = 6  # longer chains are cut in the middle, as mail programs do


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``sender``, ``to`` and ``cc`` are keys of the cast, or addresses; ``references`` are older ids."""

    id: str
    at: datetime  # UTC
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=())
    broken_date: str = ""


def new_id(rng: random.Random, domain: str = "norvia.example") -> str:
    """Return a message id without angle brackets."""
    return f"{rng.getrandbits(40):010x}@{domain}"


def answer(before: Message, rng: random.Random, when: datetime, sender: str, people: Sequence[str]) -> Message:
    """Return ``sender``'s answer to all of ``people``: whoever wrote last stands in To, the others in Cc."""
    others = [one for one in people if one != sender]
    to = before.sender if before.sender in others else others[0]
    subject = before.subject if before.subject.startswith("Re: ") else f"Re: {before.subject}"
    chain = (*before.references, before.id)
    if len(chain) > MOST_REFERENCES:
        chain = (chain[0], *chain[1 - MOST_REFERENCES :])
    cc = tuple(one for one in others if one != to)
    return Message(new_id(rng), when, sender, (to,), cc, subject, chain)


def next_moment(rng: random.Random, last: datetime) -> datetime:
    """Return when somebody answers what came at ``last``: after some hours, in the daytime, seldom at weekends."""
    when = last + timedelta(minutes=6 + min(rng.lognormvariate(4.6, 1.1), 2600))
    local = when.astimezone(LISBON)
    if local.hour < 7 or local.hour >= 21:
        day = local.date() + timedelta(local.hour >= 21)
        local = datetime.combine(day, local.time().replace(hour=8 + rng.randrange(2)), LISBON)
    if local.weekday() >= 5 and rng.random() < 0.85:
        local += timedelta(days=7 - local.weekday())
    return local.astimezone(UTC).replace(microsecond=0)


def go_on(first: Message, rng: random.Random, length: int, may_write: May, client: str = "ines") -> list[Message]:
    """Return ``first`` with up to ``length`` − 1 answers among its people; whoever may not write or read is left out.

    ``client`` is in every message, because it is her mailbox.
    """
    thread, people = [first], [first.sender, *first.to, *first.cc]
    while len(thread) < length:
        last = thread[-1]
        when = next_moment(rng, last.at)
        here = [one for one in people if one == client or may_write(one, when)]
        others = [one for one in here if one not in (last.sender, client)]
        # In a talk of two they take turns; in a larger circle she holds back, or writes now and then.
        sender = client if client in here and last.sender != client and (not others or rng.random() < 0.4) else ""
        sender = sender or (rng.choice(others) if others else "")
        if not sender or len(here) < 2:
            return thread
        thread.append(answer(last, rng, when, sender, here))
    return thread
