"""How long it takes until something is tried again, and when it is given up (the table in docs/webhooks.md)."""

from __future__ import annotations

import random
from datetime import timedelta

# After the first attempt, the second, …: a little more than two days in all.
WAITS = tuple(timedelta(minutes=n) for n in (5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 12 * 60, 18 * 60))
SPREAD = 0.1  # of a wait, either way, so that many that failed together do not come back together
ATTEMPTS = len(WAITS) + 1


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts; None if that was the last."""
    if attempts >= ATTEMPTS:
        return None
    return WAITS[attempts - 1] * random.uniform(1 - SPREAD, 1 + SPREAD)  # noqa: S311  (not a secret)
