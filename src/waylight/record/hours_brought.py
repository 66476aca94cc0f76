"""Hours of coaching brought from another tool's log: each relationship once, and taken back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from waylight.record.clients_brought import ClientsBrought
from waylight.record.coaching_log import PastCoaching, note_past, put_past_back
from waylight.record.people import Member, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from waylight.intake.exported.hours import HourRow


def noted_already(coach: Member, rows: Iterable[HourRow]) -> set[int | None]:
    """The lines whose relationship the log has, by name and first day."""
    mine = _by_name(coach, removed=False)
    return {row.place.line for row in rows if (normalise(row.name), row.begins) in mine}


def _by_name(coach: Member, *, removed: bool) -> dict[tuple[str, date], PastCoaching]:
    every = PastCoaching.objects.filter(coach=coach, removed_at__isnull=not removed).select_related("coach")
    return {(normalise(one.name), one.begins): one for one in every}


@transaction.atomic
def bring_hours(coach: Member, rows: Sequence[HourRow]) -> tuple[ClientsBrought, int] | None:
    """Note the hours that the log does not have; None, and nothing changed, if it has all of them.

    What was removed from the log before comes back. Returns the list and how many lines came of it.
    """
    Member.objects.select_for_update().get(pk=coach.pk)  # of two who send the same list at once, one finds it there
    there, removed = _by_name(coach, removed=False), _by_name(coach, removed=True)
    new = {(normalise(row.name), row.begins): row for row in rows}
    new = {key: row for key, row in new.items() if key not in there}
    if not new:
        return None
    brought = ClientsBrought.objects.create(coach=coach)
    for key, row in new.items():
        if before := removed.get(key):
            put_past_back(before)
        one = before or note_past(coach, **_given(row))
        PastCoaching.objects.filter(pk=one.pk).update(brought=brought)
    return brought, len(new)


def _given(row: HourRow) -> dict[str, object]:
    return {
        name: getattr(row, name)
        for name in (
            "name",
            "contact",
            "form",
            "number",
            "begins",
            "ends",
            "paid_minutes",
            "pro_bono_minutes",
            "may_name",
        )
    }


@transaction.atomic
def take_hours_back(brought: ClientsBrought) -> int:
    """Remove the hours of a list from the log; each can still be put back there. Returns how many went."""
    now = ClientsBrought.objects.select_for_update().get(pk=brought.pk)
    if now.undone_at:
        return 0
    gone = PastCoaching.objects.filter(brought=now, removed_at=None).update(removed_at=timezone.now())
    ClientsBrought.objects.filter(pk=now.pk).update(undone_at=timezone.now())
    return gone
