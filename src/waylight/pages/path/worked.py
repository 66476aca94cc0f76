"""A series without the days on which she was away: for counts they are no time worked, of ratings they are missing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from waylight.lenses.growth.observed import observed

if TYPE_CHECKING:
    from datetime import date

    from waylight.lenses.growth.observed import Observed
    from waylight.pages.path.path import Path
    from waylight.pages.path.series import Points


def worked(key: str, points: Points, path: Path) -> Observed:
    """The points of a series as the lens takes them."""
    away = _away(path)
    if points.kind == "ratings":
        values = [None if day in away else value for day, value in zip(points.at, points.values, strict=True)]
        return observed(key, points.at, values)
    exposure = [_days_worked(day, points, away, path.until) for day in points.at]
    return observed(key, points.at, points.values, exposure)


def _away(path: Path) -> set[date]:
    return {
        one.on + timedelta(n)
        for one in path.landmarks
        if one.away
        for n in range((min(one.last, path.until) - one.on).days + 1)
    }


def _days_worked(first: date, points: Points, away: set[date], until: date) -> float:
    """How many days a count was counted over: those it stands for that had come by then, and were not away."""
    days = (first + timedelta(n) for n in range(points.each))
    return float(sum(day <= until and day not in away for day in days))
