"""A publication as its readers meet it, and what tells everybody on the way how long it may be kept: not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache

from waylight.access.rates import LINKS, address_of, spend
from waylight.lenses.story.forms.titled import beginning, read_titled
from waylight.lenses.story.forms.web import body
from waylight.record.story.publishing import published_at
from waylight.record.story.shown import once_published_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest

    from waylight.lenses.story.forms.parts import Written
    from waylight.record.story import Publication

UNTITLED = "A story"
MAY_BE_FOUND = "noarchive, noimageindex"  # found by a search, but no copy of it kept there
MAY_NOT = "noindex, noarchive"


@dataclass(frozen=True, slots=True)
class Read:
    """A published story: its parts, and the words for where only a link to it stands."""

    publication: Publication
    story: Written

    @property
    def title(self) -> str:
        """The heading that it begins with."""
        return self.story.title or UNTITLED

    @property
    def about(self) -> str:
        """Its first words."""
        return beginning(self.story)

    @property
    def body(self) -> str:
        """Its parts as HTML, escaped."""
        return body(self.story.blocks)

    @property
    def address(self) -> str:
        """Where it stands."""
        return reverse("published-story", args=[self.publication.slug])


def read_published(publication: Publication) -> Read:
    """Read what was published. Of when, the month is enough for a reader; the day could tell of whom it is."""
    return Read(publication, read_titled(publication.version.text, dated=month_of(publication.since)))


def month_of(at: datetime) -> str:
    """Return the month and the year of a time, in words."""
    return date_format(at, "F Y")


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
        return robots(render(request, "published/gone.html", status=410), MAY_NOT)

    return opened


def robots(answer: HttpResponse, what: str) -> HttpResponse:
    """Say on an answer what programs may do with it, and that nobody keeps it."""
    answer["X-Robots-Tag"] = what
    answer["Cache-Control"] = "no-store"
    return answer
