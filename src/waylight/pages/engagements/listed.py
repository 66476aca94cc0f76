"""The engagements as the list shows them: each with its next meeting, or the last one, and how many there are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from waylight.record.engagement import Engagement

WORDS = ("agreement", "shared", "taken_along")  # of a meeting; none of them stands here


class Listed(NamedTuple):
    """One engagement; ``next`` is the meeting to prepare, else the last one, None without any."""

    engagement: Engagement
    next: Meeting | None
    many: int  # coaching meetings that were not called off


def listed(engagements: Sequence[Engagement], now: datetime) -> list[Listed]:
    """Each with its meeting. Ten years have thousands of them, so that only those shown are read whole."""
    several: dict[int, list[tuple[int, bool]]] = {one.pk: [] for one in engagements}
    those = Meeting.objects.filter(engagement__in=several, kind=Meeting.Kind.COACHING, cancelled=False)
    columns = those.order_by("at", "pk").values_list("engagement", "pk", "at", "minutes")
    for whose, pk, at, minutes in columns:
        several[whose].append((pk, at + timedelta(minutes=minutes) >= now))
    chosen = {whose: _next(meetings) for whose, meetings in several.items()}
    whole = Meeting.objects.defer(*WORDS).in_bulk([pk for pk in chosen.values() if pk is not None])
    return [Listed(one, whole.get(chosen[one.pk] or 0), len(several[one.pk])) for one in engagements]


def _next(meetings: Sequence[tuple[int, bool]]) -> int | None:
    """Of meetings in order (number, and whether it is not over), the first that is not over, else the last."""
    last = meetings[-1][0] if meetings else None
    return next((pk for pk, ahead in meetings if ahead), last)
