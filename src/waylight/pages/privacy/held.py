"""What is held, as a page shows it: what there is and how much, engagement by engagement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from waylight.record.engagement import Engagement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.record.privacy.held import Part


@dataclass(slots=True)
class Group:
    """The parts of one engagement, or of the account where there is none: each with how many rows it has."""

    engagement: Engagement | None
    parts: list[tuple[str, int]] = field(default_factory=list)

    @property
    def nothing(self) -> list[str]:
        """The titles of the parts in which there is nothing."""
        return [title for title, n in self.parts if not n]


def grouped(parts: Iterable[Part]) -> list[Group]:
    """Parts counted, and gathered by engagement."""
    groups: dict[int | None, Group] = {}
    for part in parts:
        if part.engagement not in groups:
            groups[part.engagement] = Group(_engagement(part.engagement))
        groups[part.engagement].parts.append((part.title, part.how_many()))
    return list(groups.values())


def _engagement(number: int | None) -> Engagement | None:
    if number is None:
        return None
    return Engagement.objects.select_related("client", "coach__user").get(pk=number)
