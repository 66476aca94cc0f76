"""The review of a year as a page, and as a file to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from waylight.pages.brief.commitments import today
from waylight.pages.learning.review import review_of, years_of
from waylight.pages.learning.review_text import FIGURES, as_markdown, as_text, known, said
from waylight.pages.learning.view import coach_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.access.models import User
    from waylight.lenses.mirror.over_time import Overall
    from waylight.pages.learning.review import Review

FORMS = {"md": (as_markdown, "text/markdown"), "txt": (as_text, "text/plain")}


def year(request: HttpRequest, year: int) -> HttpResponse:
    """A year month by month, with what was replaced, to read before it is handed on."""
    made = _review(request, year)
    context = {
        "review": made,
        "years": years_of(cast("User", request.user), today()),
        "whole": _figures(made.mirror),
        "months": [(month, _figures(month.mirror)) for month in made.months],
    }
    return render(request, "learning/year.html", context)


def year_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The same as Markdown or as plain text."""
    if form not in FORMS:
        raise Http404("There is no such file.")  # not for readers
    write, kind = FORMS[form]
    answer = HttpResponse(write(_review(request, year)), content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="learned-{year}.{form}"'  # not for readers
    return answer


def _review(request: HttpRequest, year: int) -> Review:
    if not 1900 <= year <= 2200:
        raise Http404("There is no such year.")  # not for readers
    return review_of(coach_of(request), cast("User", request.user), year, today())


def _figures(mirror: Overall) -> list[tuple[str, str]]:
    if not known(mirror):
        return []
    return [(gettext(words), said(getattr(mirror, name), digits)) for name, words, digits in FIGURES]
