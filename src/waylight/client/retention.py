"""For how long a practice keeps what, and what would go today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.retention import Retention
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.retention import ChangedRetention


class KeptFor(Calling):
    """For how long a practice keeps what, and what would go today."""

    def get_retention(self, practice: int) -> Retention:
        """For how many months a practice keeps each kind, and what would go today; whose it is is not said."""
        return self._get(f"practices/{practice}/retention", Retention)

    def change_retention(self, practice: int, given: ChangedRetention, *, seen: Shape | None = None) -> Retention:
        """Say for how many months kinds are kept. Nothing goes with this; the answer says what would."""
        return self._patch(f"practices/{practice}/retention", Retention, given, seen)
