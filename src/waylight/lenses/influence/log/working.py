"""Working time between two moments: what a colleague waited, without nights and weekends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence.contacts import DAY, HOUR, local

if TYPE_CHECKING:
    from numpy.typing import NDArray

MONDAY = 3  # 1970 began on a Thursday
WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class Working:
    """Hours of the day, from ``begins`` to ``ends`` on Mondays to Fridays in ``zone``. Holidays are not known."""

    begins: float
    ends: float
    zone: str = "UTC"

    def __post_init__(self) -> None:
        """Raise ValueError unless the day begins before it ends, within 24 hours."""
        if not 0 <= self.begins < self.ends <= 24:
            raise ValueError(f"Working hours go from an hour to a later one of the same day, not {self}.")

    def between(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the working seconds from each start to each end (seconds, UTC)."""
        return self._until(end) - self._until(start)

    def _until(self, at: NDArray[np.int64]) -> NDArray[np.float64]:
        seconds = local(at, self.zone)
        week, weekday = np.divmod(seconds // DAY + MONDAY, 7)
        of_day = np.clip(seconds % DAY, self.begins * HOUR, self.ends * HOUR) - self.begins * HOUR
        days = week * WORKDAYS + np.minimum(weekday, WORKDAYS)
        worked = days * ((self.ends - self.begins) * HOUR) + np.where(weekday < WORKDAYS, of_day, 0.0)
        return np.asarray(worked, dtype=np.float64)
