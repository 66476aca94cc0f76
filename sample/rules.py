"""What the story forbids chance to do: who is silent when, and whom she has not reached yet."""

from __future__ import annotations

from datetime import date, datetime

from clock import LISBON, MEETING_12

NEVER = date(2100, 1, 1)
WRITES: dict[str, list[tuple[date, date]]] = {
    "priya": [(date(2025, 12, 11), date(2026, 4, 15)), (date(2026, 6, 3), NEVER)],
    "hale": [(date(2025, 12, 11), date(2026, 4, 8))],
    "joost": [(date(2025, 12, 11), date(2026, 4, 29))],
    "anneke": [(date(2026, 6, 2), NEVER)],
    "pieter": [],
    "elena": [],
}
"""From and to which days somebody's messages may be in her mailbox; everybody else's on all days."""

READS: dict[str, list[tuple[date, date]]] = {name: WRITES[name] for name in WRITES if name != "priya"}
"""The same for messages to them. She goes on writing to Priya."""

FIRST_TO_HER_IN_THE_END = {"luca", "mei", "priya"}
TOLD_IN_THE_END = {"tomas", "priya", "anneke", "beatriz"}
"""Between the twelfth meeting and the thirteenth the plot alone says how often she turns to these."""


def _within(spans: list[tuple[date, date]], day: date) -> bool:
    return any(first <= day <= last for first, last in spans)


def may_write(one: str, when: datetime) -> bool:
    """Say whether ``one`` may take part in a thread by chance at ``when``."""
    day = when.astimezone(LISBON).date()
    return (one not in WRITES or _within(WRITES[one], day)) and (one not in READS or _within(READS[one], day))


def may_begin(sender: str, recipient: str, when: datetime) -> bool:
    """Say whether chance may let ``sender`` turn to ``recipient`` first at ``when``; one of them is the client."""
    other = recipient if sender == "ines" else sender
    if other != "priya" and not may_write(other, when):
        return False
    if sender != "ines":
        return other not in {"luca", "mei"} and may_write(other, when) and not (other == "priya" and when >= MEETING_12)
    return not (when >= MEETING_12 and other in TOLD_IN_THE_END)
