"""What the world may find of stories: those that stand at an address on the web, by practice; nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.record.story.asking import StoryRequest
from waylight.record.story.publishing import Publication, standing

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.record.people import Practice

WEB = StoryRequest.Use.WEB
PRACTICE = "version__story__engagement__practice"


def listed(practice: Practice) -> QuerySet[Publication]:
    """What a practice has on the web now, the newest first."""
    return standing().filter(use=WEB, **{PRACTICE: practice}).order_by("-since", "-pk")


def has_published(practice: Practice) -> bool:
    """Whether a practice ever had a story on the web: before, nobody need know that there is such a practice."""
    return Publication.objects.filter(use=WEB, **{PRACTICE: practice}).exists()


def once_published_at(slug: str) -> bool:
    """Whether something was on the web at an address, whatever became of it."""
    return Publication.objects.filter(slug=slug, use=WEB).exists()
