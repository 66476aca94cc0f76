"""What a turn can be, in the words of the AnnoMI scheme (Wu et al. 2023, Future Internet 15(3), 110)."""

from __future__ import annotations

from enum import StrEnum


class Behaviour(StrEnum):
    """What a coach's turn mainly does."""

    QUESTION = "question"
    REFLECTION = "reflection"
    INPUT = "input"
    OTHER = "other"


class Talk(StrEnum):
    """How a client's turn talks about change: for it, against it, or neither."""

    CHANGE = "change"
    SUSTAIN = "sustain"
    NEUTRAL = "neutral"


SUBTYPES: dict[Behaviour, tuple[str, ...]] = {
    Behaviour.QUESTION: ("open", "closed"),
    Behaviour.REFLECTION: ("simple", "complex"),
    Behaviour.INPUT: ("information", "advice", "options", "negotiation"),
}
# Every head of the model: what it decides between, in the order of its columns.
HEADS: dict[str, tuple[str, ...]] = {
    "behaviour": tuple(Behaviour),
    "question": SUBTYPES[Behaviour.QUESTION],
    "reflection": SUBTYPES[Behaviour.REFLECTION],
    "input": SUBTYPES[Behaviour.INPUT],
    "talk": tuple(Talk),
}
OF_COACH = ("behaviour", "question", "reflection", "input")
OF_CLIENT = ("talk",)
