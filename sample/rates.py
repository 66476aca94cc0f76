"""How often whom turns to whom, in beginnings a week, and how that changes.

She begins to reach out more from early March on; others begin to reach her from mid-April on. Both rise smoothly;
there is no day on which anything jumps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clock import risen

OUT_RISES = (date(2026, 2, 23), date(2026, 6, 1))
IN_RISES = (date(2026, 4, 6), date(2026, 6, 20))
SPREADS = (date(2026, 2, 9), date(2026, 6, 8))  # the initiative passes into other hands


@dataclass(frozen=True, slots=True)
class Rate:
    """Beginnings a week in winter and in June, each way, for one stakeholder; none before ``since``."""

    out_winter: float
    out_june: float
    in_winter: float
    in_june: float
    since: date = date(2025, 12, 11)


RATES: dict[str, Rate] = {
    "nils": Rate(0.36, 0.55, 0.25, 0.45),
    "hanna": Rate(0.28, 0.50, 0.20, 0.45),
    "sol": Rate(0.18, 0.45, 0.10, 0.45),
    "ari": Rate(0.10, 0.35, 0.03, 0.30),
    "tiago": Rate(0.10, 0.40, 0.02, 0.30),
    "priya": Rate(0.18, 0.45, 0.10, 0.00),
    "luca": Rate(0.09, 0.40, 0.00, 0.00),
    "greta": Rate(0.14, 0.45, 0.06, 0.40),
    "mei": Rate(0.10, 0.50, 0.00, 0.00),
    "youssef": Rate(0.12, 0.50, 0.05, 0.50),
    "tomas": Rate(0.10, 0.40, 0.03, 0.45),
    "ravi": Rate(0.35, 0.45, 0.25, 0.45),
    "beatriz": Rate(0.00, 0.12, 0.00, 0.05, date(2026, 4, 14)),
    "jo": Rate(0.06, 0.50, 0.02, 0.60),
    "ife": Rate(0.00, 0.50, 0.00, 0.60, date(2026, 4, 1)),
    "kim": Rate(0.00, 0.30, 0.00, 0.35, date(2026, 3, 26)),
    "clara": Rate(0.00, 0.30, 0.00, 0.35, date(2026, 4, 16)),
    "grace": Rate(0.00, 0.35, 0.00, 0.35, date(2026, 3, 30)),
    "wen": Rate(0.00, 0.30, 0.00, 0.40, date(2026, 5, 8)),
    "duarte": Rate(0.20, 0.20, 0.10, 0.10),
    "filipa": Rate(0.25, 0.25, 0.15, 0.15),
    "ulla": Rate(0.15, 0.15, 0.10, 0.10),
    "bento": Rate(0.15, 0.15, 0.10, 0.10),
}

PRIYA_WRITES = (date(2026, 2, 27), date(2026, 4, 14), 0.5)
"""Priya has odd thoughts between these days, so many a week."""

INITIATIVE = (1.3, 2.8)
"""Threads about the initiative a week, in winter and in June."""

TAKES_PART: dict[str, date] = {
    "sol": date(2026, 2, 18),
    "youssef": date(2026, 2, 26),
    "nils": date(2026, 3, 9),
    "priya": date(2026, 3, 5),
    "tiago": date(2026, 3, 20),
    "jo": date(2026, 4, 8),
    "ife": date(2026, 4, 13),
    "greta": date(2026, 4, 20),
    "grace": date(2026, 4, 30),
    "kim": date(2026, 5, 11),
    "hanna": date(2026, 4, 1),
}
"""Who begins threads about the initiative, and since when."""


def rate(one: str, day: date, *, out: bool) -> float:
    """Return beginnings a week on ``day``: from her to ``one`` if ``out``, else from ``one`` to her."""
    given = RATES[one]
    if day < given.since:
        return 0.0
    if one == "priya" and not out:
        first, last, often = PRIYA_WRITES
        return often if first <= day <= last else given.in_winter if day < first else 0.0
    winter, june = (given.out_winter, given.out_june) if out else (given.in_winter, given.in_june)
    return winter + (june - winter) * risen(day, *(OUT_RISES if out else IN_RISES))


def hers(day: date) -> float:
    """Return the share of the initiative's threads that she begins on ``day``: all at first, few in June."""
    return 1.0 - 0.85 * risen(day, *SPREADS)
