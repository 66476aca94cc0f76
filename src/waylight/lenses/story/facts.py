"""What the record says of an engagement, as the making of a story takes it: plain values with the ids of their rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Says = Literal["nothing", "moment", "gradual", "both", "changed", "unclear"]


@dataclass(frozen=True, slots=True)
class Said:
    """Words that somebody wrote down on a day: the row's id and they, and what it changed where that was noted too."""

    id: int
    on: date
    words: str
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating from 0 to 10 on a day."""

    id: int
    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Grown:
    """What the lens of growth says of one series, or of all together (``name`` and ``key`` are "").

    ``chance`` is that of what it says, ``fell`` whether that was a fall; ``why_not`` where nothing can be said.
    """

    name: str
    says: Says
    chance: float = 0.0
    weeks: float | None = None
    fell: bool = False
    why_not: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Often:
    """How often a week something happened in the first and in the last weeks of which anything is known."""

    name: str
    first: float
    last: float
    key: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change by a share with its interval, or ``why_not``."""

    value: float | None
    low: float | None = None
    high: float | None = None
    why_not: str = ""


NOT_KNOWN = Change(None, why_not="Nothing is known of contact yet.")  # not for readers


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. Ids are the record's; nothing here names anybody but by what was written."""

    goals: tuple[Said, ...] = ()
    ratings: tuple[Rated, ...] = ()
    questions: tuple[Said, ...] = ()
    insights: tuple[Said, ...] = ()
    grown: tuple[Grown, ...] = ()
    often: tuple[Often, ...] = ()
    reached: Change = NOT_KNOWN
    around: Change = NOT_KNOWN
    began: int = 0
    brought: int = 0
    learned: tuple[Said, ...] = ()
    short_of: tuple[Said, ...] = field(default=())  # goals rated below what was expected when last rated
    dropped: tuple[Said, ...] = field(default=())  # commitments
