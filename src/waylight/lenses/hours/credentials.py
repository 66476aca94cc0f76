"""What the credentials of the International Coaching Federation ask for, and what a log still lacks.

Sources, as read in November 2026; rules change, so the page says the date and sends the reader there:

- hours, paid hours, clients and hours of the last 18 months: coachingfederation.org/experience-requirements
- what a log holds, consent to be named, groups of at most 15, everybody in a group counted as a client:
  icfsupport.freshdesk.com, "What information does ICF require for the client coaching log?"
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_READ: Final = date(2026, 11, 30)
LARGEST_GROUP: Final = 15
RECENT_MONTHS: Final = 18


@dataclass(frozen=True, slots=True)
class Credential:
    """What one credential asks for, in hours; ``recent`` are those within the last 18 months, 0 where none is said."""

    name: str
    in_full: str
    hours: int
    paid: int
    clients: int
    recent: int


CREDENTIALS: Final = (
    Credential("ACC", "Associate Certified Coach", 100, 75, 8, 25),  # not for readers
    Credential("PCC", "Professional Certified Coach", 500, 450, 25, 50),  # not for readers
    Credential("MCC", "Master Certified Coach", 2500, 2250, 35, 0),  # not for readers
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a log, in minutes. ``number`` is how many are coached; one alone is 1. ``key`` names its rows."""

    key: str
    number: int
    paid: int
    pro_bono: int
    recent: int

    @property
    def counts(self) -> bool:
        """Whether it counts towards a credential: not with more in a group than are counted."""
        return self.number <= LARGEST_GROUP


@dataclass(frozen=True, slots=True)
class Totals:
    """Minutes and people of the lines that count."""

    paid: int
    pro_bono: int
    recent: int
    clients: int
    lines: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """Paid and pro bono together."""
        return self.paid + self.pro_bono


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a credential still asks for, in minutes and people; all 0 where the log holds enough."""

    credential: Credential
    minutes: int
    paid: int
    recent: int
    clients: int

    @property
    def nothing(self) -> bool:
        """Whether the log holds all that is counted here."""
        return not (self.minutes or self.paid or self.recent or self.clients)


def totals(lines: Sequence[Line]) -> Totals:
    """Add up the lines that count."""
    counted = [one for one in lines if one.counts]
    return Totals(
        paid=sum(one.paid for one in counted),
        pro_bono=sum(one.pro_bono for one in counted),
        recent=sum(one.recent for one in counted),
        clients=sum(one.number for one in counted if one.paid + one.pro_bono),
        lines=tuple(one.key for one in counted),
    )


def lacking(so_far: Totals) -> list[Lacking]:
    """For each credential, what the log does not hold yet."""
    return [
        Lacking(
            one,
            minutes=max(0, one.hours * 60 - so_far.minutes),
            paid=max(0, one.paid * 60 - so_far.paid),
            recent=max(0, one.recent * 60 - so_far.recent),
            clients=max(0, one.clients - so_far.clients),
        )
        for one in CREDENTIALS
    ]
