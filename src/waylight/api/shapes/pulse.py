"""The pulse: rounds, and what groups answered; never who answered, or what."""

from __future__ import annotations

from datetime import date
from typing import Literal

from waylight.api.shapes.base import Shape
from waylight.api.shapes.figures import Figure


class Round(Shape):
    """One round, between two days of the client's zone, both included."""

    id: int
    state: Literal["planned", "to come", "open", "over"]
    opens: date
    closes: date
    every_weeks: int | None


class Group(Shape):
    """What a group answered, from −3 to +3. A group that is too small has no number."""

    name: str
    answers: int
    figure: Figure


class RoundResult(Shape):
    """What was answered on one behaviour, and what changed since the round before."""

    behaviour: str
    groups: list[Group]
    change: Figure | None
    change_of_the_same: Figure | None
    talked_with: Figure
    not_talked_with: Figure
    follow_up: Figure


class RoundResults(Shape):
    """The results of a round that is over. ``words`` is null where too few wrote; ``least`` is the smallest group."""

    least: int
    results: list[RoundResult]
    words: list[str] | None
