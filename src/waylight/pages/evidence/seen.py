"""What has been seen since a commitment was made: the same search that the brief shows in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext

from waylight.pages.brief.looked import since_then
from waylight.record.insight import Commitment, Reflection
from waylight.record.interaction import Interaction

if TYPE_CHECKING:
    from waylight.pages.evidence.rows import Asked


def seen_rows(asked: Asked, commitment: str) -> dict[str, object]:
    """The commitment, the interactions and the reflections that may show what came of it. Raises Http404."""
    mine = Commitment.objects.visible_to(asked.user).filter(engagement=asked.engagement)
    found = mine.filter(pk=commitment).first() if commitment.isdecimal() and len(commitment) < 18 else None
    if found is None:
        raise Http404(gettext("There is no such commitment."))
    seen = since_then(found, asked.user, asked.end)
    return {
        "heading": gettext("seen since then"),
        "commitment": found,
        "interactions": Interaction.objects.visible_to(asked.user).filter(pk__in=seen.contacts).order_by("-at"),
        "reflections": Reflection.objects.visible_to(asked.user).filter(pk__in=seen.entries).order_by("-on"),
    }
