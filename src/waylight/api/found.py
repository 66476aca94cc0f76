"""Search in an engagement, and everything that is held on who asks."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Router
from pydantic import Field, StringConstraints

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, insist_on_all
from waylight.api.operations import operation
from waylight.api.shapes.base import NO_NUL, InAddress
from waylight.api.shapes.found import Hit, SearchResult
from waylight.pages.privacy.view import export_mine
from waylight.pages.search.places import Places
from waylight.record.search import search as look_for

router = Router()
ZIP: dict[str, Any] = {"responses": {200: {"content": {"application/zip": {}}}}}


class WordsAsked(InAddress):
    """Which words, and how many hits."""

    q: Annotated[str, StringConstraints(max_length=200, min_length=1, pattern=NO_NUL)]
    limit: Annotated[int, Field(ge=1, le=200)] = 50


@operation(router, "GET", f"{ONE}/search", like="search", answers=SearchResult)
def search(request: HttpRequest, engagement: int, asked: Query[WordsAsked]) -> SearchResult:
    """Where all the words stand, as far as one may read it, the newest first."""
    found = engagement_of(request, engagement)
    hits, places = look_for(found, request.user, asked.q), Places(found)
    shown = [
        Hit(
            kind=one.row._meta.model_name or "",
            id=one.row.pk,
            on=one.on,
            before=one.before,
            found=one.found,
            after=one.after,
            page=places.of(one).address,
        )
        for one in hits[: asked.limit]
    ]
    return SearchResult(items=shown, more=len(hits) - len(shown))


@operation(router, "GET", "/export", like="privacy-export", answers=None, more=ZIP)
def get_export(request: HttpRequest) -> StreamingHttpResponse:
    """Everything that is held on the token's owner, as a ZIP: JSON for programs, a page for people, and files' rows.

    A token that is limited to some engagements does not take all along.
    """
    insist_on_all(request, "A token that is limited to some engagements does not take all along.")
    return export_mine(request)
