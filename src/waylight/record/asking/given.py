"""What was answered in rounds that are over, as lenses take it: numbers without names, and words without numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.record.pulse import OPEN, TALKED, Answer, Asked, Invitation, Pulse
from waylight.record.sealing import salted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

State = Pulse.State


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
    sent = Answer.objects.filter(invitation__pulse__in=numbers, invitation__answered=True, value__isnull=False)
    talked = dict(sent.filter(question=TALKED).values_list("invitation", "value"))
    asked = {(one.pulse_id, one.place): one.behaviour_id for one in Asked.objects.filter(pulse__in=numbers)}
    answered = Invitation.objects.filter(pulse__in=numbers, answered=True)
    who = {one[0]: one for one in answered.values_list("pk", "pulse", "stakeholder", "level", "side")}
    found: dict[tuple[int, int], list[Rated]] = {}
    for pk, place, value in sent.exclude(question=TALKED).values_list("invitation", "question", "value"):
        _, pulse, person, level, side = who[pk]
        if value is not None and (behaviour := asked.get((pulse, place))):
            found.setdefault((pulse, behaviour), []).append(Rated(person, value, level, side, talked.get(pk)))
    return found


def said(pulse: Pulse) -> list[str]:
    """The answers in words, in an order that is the round's own: it says nothing of who or when, and stays the same."""
    sent = Answer.objects.filter(invitation__pulse=pulse, invitation__answered=True, question=OPEN).exclude(text="")
    salt = pulse.engagement.salt
    rows = list(sent.select_related("invitation"))
    for one in rows:
        one.invitation.pulse = pulse  # it leads to the key, and is the same for a thousand answers
    return [one.text for one in sorted(rows, key=lambda one: salted(salt, f"pulse {pulse.pk} answer {one.pk}"))]
