"""What the signs are read from: plain dated rows of one engagement, in any order, each with its id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from waylight.lenses.growth.series import Rated


@dataclass(frozen=True, slots=True)
class Dated:
    """A row of which only the day counts: an entry of the journal."""

    id: int
    on: date


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment of the client's; ``settled_on`` is the day on which it was kept, changed or dropped, if it was."""

    id: int
    on: date
    settled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A contact that somebody began: the client (``into`` False) or the person (True)."""

    id: int
    on: date
    person: int
    into: bool


@dataclass(frozen=True, slots=True)
class Met:
    """A coaching meeting; ``moved`` if it was moved or cancelled."""

    id: int
    on: date
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that is known of an engagement; ``away`` are absences (first day, last day), which are no falls."""

    begins: date
    reflections: Sequence[Dated] = ()
    promises: Sequence[Promise] = ()
    begun: Sequence[Begun] = ()
    ratings: Sequence[Rated] = ()
    meetings: Sequence[Met] = ()
    away: Sequence[tuple[date, date]] = ()
