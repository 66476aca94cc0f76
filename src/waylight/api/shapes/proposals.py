"""Sentences of a transcript that are proposed as commitments and questions of the client's."""

from __future__ import annotations

from typing import Literal

from waylight.api.shapes.base import Given, Number, Shape, Text


class ProposedSentence(Shape):
    """A sentence in the client's exact words, and the utterance that it stands in."""

    utterance: int
    turn: int
    start_s: float | None
    text: str


class Proposals(Shape):
    """What is proposed of a meeting. What is kept already, or was set aside, is not proposed again."""

    commitments: list[ProposedSentence]
    questions: list[ProposedSentence]


class AnsweredProposal(Given):
    """A sentence, to the letter, and what it is kept as; null sets it aside."""

    utterance: Number
    text: Text
    kept_as: Literal["commitment", "question"] | None


class KeptProposal(Shape):
    """The number of the commitment or question that it became; both are null where it was set aside."""

    commitment: int | None = None
    question: int | None = None
