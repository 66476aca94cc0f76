"""Who has gone quiet: people in regular contact with the client from whom and to whom nothing has gone for
long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence.contacts import CROWD, DAY, Contacts, Moment, instant

if TYPE_CHECKING:
    from collections.abc import Collection

LONG_SILENCE_DAYS = 28.0  # four weeks: the rhythm of the briefs and of the map
FEWEST_DAYS = 3  # two gaps: the fewest that can be called usual
TIMES_USUAL = 3  # a gap three times the usual is rare even where gaps vary as if by chance (e⁻³·ˡⁿ² = 1/8)


@dataclass(frozen=True, slots=True)
class Quiet:
    """``days`` of silence since the row ``last_row``, where ``usual_days`` between contacts is usual.

    ``last_row`` is None where it was found without the rows.
    """

    person: int
    days: float
    last_row: int | None
    usual_days: float


def gone_quiet(
    contacts: Contacts,
    person: int,
    *,
    at: Moment,
    among: Collection[int],
    long_silence_days: float = LONG_SILENCE_DAYS,
    crowd: int = CROWD,
    zone: str = "UTC",
) -> tuple[Quiet, ...]:
    """Return those ``among`` with whom ``person`` has had no contact either way for long, the longest
    silence first.

    Long is at least ``long_silence_days`` before ``at`` and more than three times the median gap between the
    days of contact (local days of ``zone``, so that a day of ten mails is one contact). People with fewer
    than three days of contact have no usual gap and are not listed. Announcements to more than ``crowd``
    people break no silence.
    """
    now = instant(at)
    mine = contacts.with_person(person).personal(crowd)
    mine = mine.only(mine.at < now)
    other, day = mine.other(person), mine.days(zone)
    found: list[tuple[int, Quiet]] = []
    for one in sorted(set(among) - {person}):
        rows = np.flatnonzero(other == one)
        days = np.unique(day[rows])
        if len(days) < FEWEST_DAYS:
            continue
        usual = float(np.median(np.diff(days).astype(np.int64)))
        silence = float((now - mine.at[rows[-1]]).astype(np.int64)) / DAY
        if silence >= long_silence_days and silence > TIMES_USUAL * usual:
            found.append((int(rows[-1]), Quiet(one, silence, int(mine.id[rows[-1]]), usual)))
    return tuple(quiet for _, quiet in sorted(found, key=lambda pair: pair[0]))
