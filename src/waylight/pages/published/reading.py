"""A publication as its readers meet it, and what tells everybody on the way how long it may be kept: not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache

from waylight.access.rates import LINKS, address_of, spend
from waylight.pages.story.reading import Read, read_version
from waylight.record.story.languages import words_in
from waylight.record.story.publishing import published_at
from waylight.record.story.shown import once_published_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest

    from waylight.record.story import Publication

MAY_BE_FOUND = "noarchive, noimageindex"  # not for readers: found by a search, but no copy of it kept there
MAY_NOT = "noindex, noarchive"  # not for readers


@dataclass(frozen=True, slots=True)
class Published(Read):
    """A story as it stands on the web."""

    publication: Publication

    @property
    def address(self) -> str:
        """Where it stands."""
        return reverse("published-story", args=[self.publication.slug])


def read_published(publication: Publication) -> Published:
    """Read what was published. Of when, the month is enough for a reader; the day could tell of whom it is."""
    version = publication.version
    return Published(read_version(version, month_of(publication.since, version.story.language)).story, publication)


def month_of(at: datetime, language: str) -> str:
    """Return the month and the year of a time as a language writes them."""
    with override(language):
        return date_format(at, "YEAR_MONTH_FORMAT")


def at_an_address(
    page: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page of what is published at an address: gone where something was, not found where nothing ever was."""

    @never_cache
    @wraps(page)
    def opened(request: HttpRequest, slug: str, **more: str) -> HttpResponse:
        publication = published_at(slug)
        if publication is not None:
            return page(request, read_published(publication), **more)
        spend(LINKS, address_of(request))  # nobody tries addresses out
        if not once_published_at(slug):
            raise Http404
        return robots(render(request, "published/gone.html", {"words_in": readers_language()}, status=410), MAY_NOT)

    return opened


def readers_language() -> str:
    """The language that is spoken to who reads, by its code (BCP 47), without a country."""
    return words_in(get_language() or "")


def robots(answer: HttpResponse, what: str) -> HttpResponse:
    """Say on an answer what programs may do with it, and that nobody keeps it."""
    answer["X-Robots-Tag"] = what
    answer["Cache-Control"] = "no-store"
    return answer
