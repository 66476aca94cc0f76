"""Movement: do those around the client reach out more than before, and more than comparable people do?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop
from waylight.lenses.influence.comparing import compared
from waylight.lenses.influence.contacts import CROWD, Contacts, Moment
from waylight.lenses.influence.initiation import initiations
from waylight.lenses.influence.moved import MatchedSet, Movement, Standing
from waylight.lenses.influence.own_view import ONLY_HERS, own_view
from waylight.lenses.influence.panel import Panel, by_week, days_with, present, spans

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

__all__ = ["MatchedSet", "Movement", "Standing", "movement"]

AROUND_DAYS = 3  # days of contact in the weeks of choosing: two can be one matter and its answer
NO_ONE = gettext_noop("Nobody was in contact with her on {days} days of the weeks in which people are chosen.")
NONE_OF_THEM = gettext_noop("Nobody of those named sent anything in the weeks in which people are chosen.")


def movement(
    contacts: Contacts,
    person: int,
    *,
    since: Moment,
    until: Moment | None = None,
    people: Mapping[int, Standing] | None = None,
    around: Collection[int] | None = None,
    crowd: int = CROWD,
    seed: int = 0,
) -> Movement:
    """Return whether those around ``person`` reach out more since ``since`` than before and than their matches do.

    A difference in differences. The estimand is a rate ratio: the factor by which those around her began more with
    others than they would have, had they moved as their matches did; less one. Counts differ widely between
    people and a quiet week quietens everybody in proportion, so that factors compare where differences do not. What
    anybody began with her, or she with them, is not counted. See ``permuting.factor`` for the ratio and its interval,
    ``panel.spans`` for the weeks and ``matching.matched_sets`` for the matches.

    Those around her were in contact with her on three days of the weeks of choosing, or are named by ``around``; those
    they are matched with, on one at most. Everything that decides who is compared with whom lies before the weeks
    that are compared. Give the whole table. ``seed`` makes matches of equals and intervals repeatable.
    """
    if own_view(contacts, person):
        return replace(Movement.unknown(gettext(ONLY_HERS)), own_view=True)
    weeks = spans(contacts, since, until)
    if isinstance(weeks, str):
        return Movement.unknown(weeks)
    close = contacts.personal(crowd)
    begun = close.only(initiations(contacts, crowd=crowd)[contacts.recipients <= crowd])
    begun = begun.only((begun.sender != person) & (begun.recipient != person))
    everybody = present(close, person, weeks)
    panel = Panel(everybody, days_with(close, person, everybody, weeks), by_week(begun, everybody, weeks), weeks)
    chosen = np.isin(everybody, list(around)) if around is not None else panel.near >= AROUND_DAYS
    if not chosen.any():
        return Movement.unknown(gettext(NO_ONE if around is None else NONE_OF_THEM).format(days=AROUND_DAYS))
    strata = _strata(everybody, people or {})
    return compared(panel, chosen, strata, begun, np.random.default_rng(seed))


def _strata(everybody: NDArray[np.int64], people: Mapping[int, Standing]) -> NDArray[np.int64]:
    """A number for each standing, in the order in which they first come, so that their words decide nothing."""
    numbers: dict[Standing, int] = {}
    standings = (people.get(one, Standing()) for one in everybody.tolist())
    return np.array([numbers.setdefault(standing, len(numbers)) for standing in standings], dtype=np.int64)
