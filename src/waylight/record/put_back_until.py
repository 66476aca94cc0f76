"""What was removed from a journal, a meeting, a path or a goal can be put back for a time; then it goes for good."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from waylight.record.goal import GoalRating
from waylight.record.insight import Reflection
from waylight.record.landmark import Landmark
from waylight.record.meeting import Note

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.record.scope import Removable

KEPT: Final = timedelta(days=30)  # long enough to miss it; not so long that removing one's own words means nothing


def goes_at(one: Removable) -> datetime | None:
    """When something that was removed goes for good."""
    return one.removed_at + KEPT if one.removed_at else None


def forget_removed(now: datetime) -> None:
    """Remove for good what was removed that long ago, with what stands in it."""
    for model in (Reflection, Note, Landmark, GoalRating):
        model._default_manager.filter(removed_at__lt=now - KEPT).delete()
