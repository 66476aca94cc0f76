"""The address of an entry, which finds the page of the journal that it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement


def entry_address(engagement: Engagement, reflection: int | None) -> str:
    """Where an entry (its id) stands in the journal; without one, the journal."""
    journal = reverse("journal", args=[engagement.pk])
    return f"{journal}?entry={reflection}#entry-{reflection}" if reflection else journal
