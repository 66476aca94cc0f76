"""What is learned from a coach's own labels, and what of it is in use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from waylight.lenses.mirror.weights import fingerprint
from waylight.record.mirror import Adjustment

if TYPE_CHECKING:
    from waylight.lenses.mirror.adjusting import Shift
    from waylight.record.people import Member


@cache
def _shipped_now() -> str:
    """The fingerprint of the weights that this process reads; they are read once, too."""
    return fingerprint()


def shift_of(coach: Member) -> Shift:
    """What was learned from a coach's labels on the weights that ship now; empty if nothing was."""
    learned = Adjustment.objects.filter(coach=coach).select_related("coach").first()
    if learned is None or learned.weights != _shipped_now():
        return {}
    return {head: tuple(numbers) for head, numbers in learned.shift.items()}
