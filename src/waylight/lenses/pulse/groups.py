"""What each group answered in a pulse, as far as it can be shown without telling what one person answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop
from waylight.lenses.figure import Figure
from waylight.lenses.pulse.withholding import People, may_be_shown

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

LEAST = 5  # people; for everybody but the client
LEAST_FOR_CLIENT = 3  # who knows whom she asked
ANSWERS = range(-3, 4)
DRAWS = 2_000  # the 5 % bound then lies between 4 % and 6 %, 19 times in 20
BOUNDS = (5.0, 95.0)  # percentiles of the 90 % interval

TOO_FEW = gettext_noop("Not enough answers.")
WITHHELD = gettext_noop("Not shown: beside the other groups it would tell what a few people answered.")


@dataclass(frozen=True, slots=True)
class Answered:
    """One person's answer to one question, −3 to +3, when it came (UTC), and the groups the person is in."""

    person: int
    value: int
    at: datetime
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The mean answer of one group in [−3, 3], of how many ``answers``, as it stood at ``released`` (UTC).

    ``counts`` is how many answered −3, −2, … +3. The figure has no rows: they would say who answered what. ``too_few``
    tells a group that is not shown because it is small from one that is withheld beside the others.
    """

    figure: Figure
    answers: int = 0
    released: datetime | None = None
    counts: tuple[int, ...] = ()
    too_few: bool = False

    @property
    def values(self) -> list[int]:
        """The answers themselves, in order of size."""
        return [value for value, many in zip(ANSWERS, self.counts, strict=True) for _ in range(many)]


def grouped(
    answers: Sequence[Answered],
    groups: Sequence[str],
    *,
    releases: Sequence[datetime],
    least: int = LEAST,
    only: Collection[str] | None = None,
    seed: int = 0,
) -> dict[str, Grouped]:
    """What each of ``groups`` answered, as a reader sees it who looked, or could have looked, at every release.

    A release is a moment (UTC) at which figures are shown: the closing of a pulse, or several on the way. Groups are
    tried in the order given. One is shown anew at a release only if nothing about fewer than ``least`` people follows
    from all that was shown until then (see ``withholding``); else its earlier figure stands. The same answers and
    releases give the same result, so nothing has to be remembered between two looks; but no earlier release may be
    left out. With ``only`` just these are given back; the others are tried all the same.

    Raises ValueError if somebody answered twice or an answer is none of −3 … +3.
    """
    _check(answers)
    members = {group: [one for one in answers if group in one.groups] for group in groups}
    shown: list[People] = []
    standing: dict[str, tuple[People, datetime]] = {}
    for release in sorted(releases):
        for group in groups:
            people = frozenset(one.person for one in members[group] if one.at <= release)
            if people in shown or may_be_shown(people, shown, least):
                shown.append(people)
                standing[group] = (people, release)
    value = {one.person: one.value for one in answers}
    end = max(releases, default=None)
    size = {group: sum(end is not None and one.at <= end for one in members[group]) for group in groups}
    return {
        group: _shown(*standing[group], value, seed) if group in standing else _not_shown(too_few=size[group] < least)
        for group in groups
        if only is None or group in only
    }


def _not_shown(*, too_few: bool) -> Grouped:
    return Grouped(Figure.unknown(gettext(TOO_FEW if too_few else WITHHELD)), too_few=too_few)


def _check(answers: Sequence[Answered]) -> None:
    if len({one.person for one in answers}) < len(answers):
        raise ValueError("Somebody answered the same question twice.")  # not for readers
    if wrong := next((one for one in answers if one.value not in ANSWERS), None):
        raise ValueError(f"An answer is a whole number from −3 to +3, not {wrong.value}.")  # not for readers


def _shown(people: People, released: datetime, value: dict[int, int], seed: int) -> Grouped:
    values = [value[person] for person in sorted(people)]
    counts = tuple(values.count(one) for one in ANSWERS)
    return Grouped(mean(values, seed=seed), len(people), released, counts)


def mean(values: Sequence[int], *, among: range = ANSWERS, seed: int = 0) -> Figure:
    """The mean of answers from −3 to +3 (or of ``among``), with its 90 % interval.

    The seven possible answers have a Dirichlet prior with a weight of 1/7 each, one answer in all (Perks 1947, Journal
    of the Institute of Actuaries 73, 285–334); the bounds are percentiles of the posterior mean in ``DRAWS`` draws. So
    five equal answers still have an interval. ``seed`` makes it repeatable. Raises ValueError without a value.
    """
    draws = means(values, among=among, seed=seed)
    return between(float(np.mean(values)), draws)


def means(values: Sequence[int], *, among: range = ANSWERS, seed: int = 0) -> NDArray[np.float64]:
    """``DRAWS`` draws of the mean given the answers, as ``mean`` says. Raises ValueError without a value."""
    if not values:
        raise ValueError("There is no answer to take the mean of.")  # not for readers
    counts = np.bincount(np.asarray(values) - among[0], minlength=len(among))
    shares = np.random.default_rng(seed).dirichlet(counts + 1 / len(among), size=DRAWS)
    return np.asarray(shares @ np.array(among), dtype=np.float64)


def between(value: float, draws: NDArray[np.float64]) -> Figure:
    """A value with the 90 % interval of its draws, widened to hold it."""
    low, high = (float(bound) for bound in np.percentile(draws, BOUNDS))
    return Figure(value, min(low, value), max(high, value))
