"""The lines a brief is made of. Each says where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReachLine:
    """One person somebody reached out to."""

    person: int
    name: str
    place: str
    tag: str  # "first time", "after 7 weeks", or ""
    times: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with where it comes from. ``words`` names the evidence."""

    text: str
    words: str
    evidence: str
    name: str = ""
    more: str = ""
    insight: int | None = None  # of what was heard: its id


@dataclass(frozen=True, slots=True)
class ConfidenceLine:
    """The client's last rating, the one some months before it, and the points between."""

    value: float
    on: str
    words: str
    earlier: str
    points: list[tuple[str, float]]
    evidence: str
