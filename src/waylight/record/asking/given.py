"""What was answered in rounds that are over, as lenses take it: numbers without names, and words without numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.record.pulse import OPEN, TALKED, Answer, Asked, Pulse
from waylight.record.sealing import salted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

State = Pulse.State
OF_RATER = ("pulse", "stakeholder", "level", "side")  # fields of an invitation


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating of a behaviour, −3 to +3. ``person`` is a number that says who is the same one.

    ``talked``: 0 she did not talk about it with the rater, 1 a little, 2 she did; None where that was not said.
    """

    person: int
    value: int
    level: str
    side: str
    talked: int | None


def rounds_over(pulses: Iterable[Pulse], now: datetime) -> list[Pulse]:
    """Those that are over, the first one first."""
    return sorted((one for one in pulses if one.state(now) == State.OVER), key=lambda one: (one.opens, one.pk))


def ratings(pulses: Iterable[Pulse]) -> dict[tuple[int, int], list[Rated]]:
    """The ratings that were sent in some rounds, by the numbers of round and behaviour.

    Drafts, and what was taken back, are not among them.
    """
    numbers = [one.pk for one in pulses]
    asked = {(one.pulse_id, one.place): one.behaviour_id for one in Asked.objects.filter(pulse__in=numbers)}
    sent = Answer.objects.filter(invitation__pulse__in=numbers, invitation__answered=True, value__isnull=False)
    rows = list(sent.values_list("question", "value", "invitation", *(f"invitation__{name}" for name in OF_RATER)))
    talked = {invitation: value for question, value, invitation, *_ in rows if question == TALKED}
    found: dict[tuple[int, int], list[Rated]] = {}
    for place, value, invitation, pulse, person, level, side in rows:
        if place != TALKED and value is not None and (behaviour := asked.get((pulse, place))):
            rated = Rated(person, value, level, side, talked.get(invitation))
            found.setdefault((pulse, behaviour), []).append(rated)
    return found


def said(pulse: Pulse) -> list[str]:
    """The answers in words, in an order that is the round's own: it says nothing of who or when, and stays the same."""
    sent = Answer.objects.filter(invitation__pulse=pulse, invitation__answered=True, question=OPEN).exclude(text="")
    salt = pulse.engagement.salt
    rows = list(sent.select_related("invitation"))
    for one in rows:
        one.invitation.pulse = pulse  # it leads to the key, and is the same for a thousand answers
    return [one.text for one in sorted(rows, key=lambda one: salted(salt, f"pulse {pulse.pk} answer {one.pk}"))]
