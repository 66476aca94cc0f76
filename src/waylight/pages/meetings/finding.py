"""Finds a meeting for who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.record.engagement import Engagement


def one_meeting(request: HttpRequest, engagement: Engagement, pk: int) -> Meeting:
    """The meeting, if the asking person may see it. Raises Http404 otherwise."""
    mine = Meeting.objects.visible_to(request.user).filter(engagement=engagement)
    return get_object_or_404(mine.select_related("series"), pk=pk)
