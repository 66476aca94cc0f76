"""What is left of the hours that were bought: packages are used up in the order in which they were bought."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from waylight.language import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

USUAL = 60  # minutes of a meeting, while none was held that would say otherwise
FEW = 2  # meetings; what is left for no more than these is little: time to speak about going on


@dataclass(frozen=True, slots=True)
class Bought:
    """A package of hours. ``id`` is the row's."""

    id: int
    on: date
    minutes: int
    paid: bool


@dataclass(frozen=True, slots=True)
class Used:
    """Time that was used: a meeting held, or a correction by hand, which may be negative."""

    id: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Filled:
    """How much of a package is used."""

    package: Bought
    used: int

    @property
    def left(self) -> int:
        """Minutes left of it."""
        return self.package.minutes - self.used


@dataclass(frozen=True, slots=True)
class Account:
    """All packages together, in minutes. ``left`` is None where nothing was bought; then ``why_not`` says so.

    These are counts and no estimates, so there is no interval. ``meetings`` and ``corrections`` are the rows counted.
    """

    packages: tuple[Filled, ...]
    bought: int
    used: int
    left: int | None
    beyond: int  # used beyond all that was bought
    paid: int
    pro_bono: int
    usual: int  # minutes of a usual meeting
    meetings: tuple[int, ...]
    corrections: tuple[int, ...]
    why_not: str = ""

    @property
    def little(self) -> bool:
        """Whether so little is left that it is time to speak about it."""
        return self.left is not None and self.left <= FEW * self.usual


def account(
    packages: Sequence[Bought], meetings: Sequence[Used], corrections: Sequence[Used], *, otherwise_paid: bool
) -> Account:
    """Fill packages, the first bought first, with what was used; what is beyond them is paid or not as is said."""
    used = max(0, sum(one.minutes for one in (*meetings, *corrections)))
    filled, rest = _fill(packages, used)
    paid = sum(one.used for one in filled if one.package.paid) + (rest if otherwise_paid else 0)
    bought = sum(one.minutes for one in packages)
    return Account(
        packages=tuple(filled),
        bought=bought,
        used=used,
        left=bought - used if packages else None,
        beyond=rest,
        paid=paid,
        pro_bono=used - paid,
        usual=round(median(one.minutes for one in meetings)) if meetings else USUAL,
        meetings=tuple(one.id for one in meetings),
        corrections=tuple(one.id for one in corrections),
        why_not="" if packages else gettext("No hours are noted as bought, so there is no saying what is left."),
    )


def _fill(packages: Sequence[Bought], used: int) -> tuple[list[Filled], int]:
    filled = []
    for one in sorted(packages, key=lambda package: (package.on, package.id)):
        taken = min(one.minutes, used)
        filled.append(Filled(one, taken))
        used -= taken
    return filled, used
