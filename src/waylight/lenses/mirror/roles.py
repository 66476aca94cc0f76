"""Who of those who speak is the coach, where a transcript gives names alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from waylight.lenses.mirror.turns import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.mirror.turns import Turn

FEWEST_QUESTIONS = 3  # fewer do not tell who asks


def seeming_coach(speakers: Sequence[str], texts: Sequence[str]) -> str | None:
    """Return who asks in the largest share of their turns, of the two who speak most; None if that tells nothing.

    The first named wins where two ask alike: a guess, to be said as one.
    """
    turns = Counter(speaker for speaker in speakers if speaker)
    asked = Counter(speaker for speaker, text in zip(speakers, texts, strict=True) if speaker and "?" in text)
    both = [speaker for speaker, _ in turns.most_common(2)]
    if len(both) < 2 or sum(asked[speaker] for speaker in both) < FEWEST_QUESTIONS:
        return None
    return max(both, key=lambda speaker: asked[speaker] / turns[speaker])


def seem_swapped(turns: Sequence[Turn]) -> bool:
    """Say whether the client asks more often than the coach, in as many turns at least twice as often."""
    asks = {role: [("?" in turn.text) for turn in turns if turn.role is role] for role in (Role.COACH, Role.CLIENT)}
    coach, client = asks[Role.COACH], asks[Role.CLIENT]
    if not coach or not client or sum(coach) + sum(client) < FEWEST_QUESTIONS:
        return False
    return sum(client) / len(client) > 2 * sum(coach) / len(coach)
