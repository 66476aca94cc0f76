"""The coach's mirror of a meeting: what each turn is taken to be, and the figures of the meeting."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waylight.api.shapes.base import Given, Number, Shape
from waylight.api.shapes.figures import Figure

Said = Literal[
    "question open",
    "question closed",
    "reflection simple",
    "reflection complex",
    "input information",
    "input advice",
    "input options",
    "input negotiation",
    "other",
    "change",
    "sustain",
    "neutral",
]


class MirroredTurn(Shape):
    """One turn. ``utterance`` is its number in the transcript.

    ``label`` is a behaviour of the coach's or a kind of the client's talk, "" for anybody else's; where the coach said
    herself what it is (``own``), there is no probability.
    """

    utterance: int
    turn: int
    role: Literal["coach", "client", "other"]
    label: str
    subtype: str
    probability: float | None
    own: bool


class Mirror(Shape):
    """A meeting in its coach's mirror. What needs the model has no value where the language is not known to it.

    Ratios and shares are of turns, ``rows`` are utterances. Counselling, from which the model learned, is not coaching.
    ``shown`` is whether the client may open it.
    """

    meeting: int
    shown: bool
    turns: list[MirroredTurn]
    talk_share: Figure
    asked_to_told: Figure
    reflections_to_questions: Figure
    open_questions: Figure
    complex_reflections: Figure
    longest_turn: Figure
    turns_per_minute: Figure
    silences: Figure
    interruptions: Figure
    stacked_questions: Figure


class ChangedTurn(Given):
    """What the coach says a turn is; null takes back what she said, so that the model's label stands again."""

    said: Annotated[
        Said | None, Field(description="A behaviour for the coach's own turns, a kind of talk for others'.")
    ]


class WhoSpoke(Given):
    """Who of those that speak in a transcript are coach and client: numbers of people."""

    coach: Number
    client: Number


class ChangedMirror(Given):
    """What the coach says of a meeting as a whole; what is left out stays.

    ``rest``: that she agrees to every label she said nothing of, or no more. ``shown``: to the client. ``who`` null:
    coach and client are told by their names again.
    """

    rest: bool | None = None
    shown: bool | None = None
    who: WhoSpoke | None = None
