"""A meeting's turns as plain columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Who speaks. Of a meeting of three or more, the others are neither coach nor client and are not labelled."""

    COACH = "coach"
    CLIENT = "client"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn. Times are seconds from the start of the recording, None where the record has none."""

    id: int
    role: Role
    text: str
    start_s: float | None = None
    end_s: float | None = None
