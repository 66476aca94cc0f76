"""Checks that the audit log is whole: no event was changed, removed or put in since it was noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.record.audit import GENESIS, AuditEvent

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the chain holds: so many events, the last with this hash; and what is wrong with the next, if it is."""

    events: int
    last: str
    broken: int | None = None
    why: str = ""


def check(events: Iterable[AuditEvent]) -> Checked:
    """Follow the chain from its first event. ``events`` are in the order of their numbers."""
    held, last = 0, GENESIS
    for event in events:
        if event.number != held + 1:
            missing = held + 1
            why = f"event {missing} is missing; the next there is is event {event.number}"  # not for readers
            return Checked(held, last, missing, why)
        if event.hash != event.hash_after(last):
            lacks = "does not carry the hash of what it says after the event before it"  # not for readers
            return Checked(held, last, event.number, f"event {event.number} {lacks}")
        held, last = event.number, event.hash
    return Checked(held, last)


def check_all(*, noted: tuple[int, str] | None = None) -> Checked:
    """Check the whole log of this store; and that it holds an event with the number and hash ``noted`` elsewhere.

    A chain shows what was changed within it. That its end was cut off, or that all of it was made anew, shows only
    against a hash that was written down outside the store.
    """
    found = check(AuditEvent.objects.order_by("number").iterator(chunk_size=5_000))
    if found.broken or noted is None:
        return found
    number, digest = noted
    there = AuditEvent.objects.filter(number=number).first()
    if there and there.hash == digest:
        return found
    was = "is not in the log" if there is None else "is not the one whose hash was noted"  # not for readers
    return Checked(found.events, found.last, number, f"event {number} {was}")
