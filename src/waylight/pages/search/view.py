"""Search in everything that was said, noted and written in an engagement, as far as the reader may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator

from waylight.pages.engagement_page import find, show
from waylight.pages.search.places import Places
from waylight.record.search import search as look_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 40
LONGEST = 200  # characters that can be asked for


def search(request: HttpRequest, engagement: int) -> HttpResponse:
    """The places where all the words of ``q`` stand, the newest first, each with a link to where it stands."""
    found = find(request, engagement)
    asked = " ".join(request.GET.get("q", "")[:LONGEST].split())
    page = Paginator(look_for(found, request.user, asked), PER_PAGE).get_page(request.GET.get("page"))
    places = Places(found)
    shown = [places.of(hit) for hit in page]
    return show(request, "search/search.html", found, "search", asked=asked, page=page, places=shown)
