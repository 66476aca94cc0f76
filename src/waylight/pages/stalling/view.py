"""The page of the signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.stalling.signs import compose

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def the_signs(request: HttpRequest, engagement: int) -> HttpResponse:
    """How likely it is that nothing has been growing for some weeks, and what that rests on."""
    found = find(request, engagement)
    return show(request, "stalling/stalling.html", found, "path", shown=compose(found, request.user, today()))
