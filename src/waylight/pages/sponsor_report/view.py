"""The sponsor's report as a page to print, and as a file that stands alone; coach and client look at the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop

from waylight.pages.brief.commitments import today
from waylight.pages.consent.words import what_stopped_for_sponsor
from waylight.pages.engagement_page import show
from waylight.pages.sponsor_report.report import compose
from waylight.pages.style_text import style_text
from waylight.record.engagement import Engagement
from waylight.record.sponsor import sponsored

if TYPE_CHECKING:
    from django.http import HttpRequest

STYLES = ("base/tokens.css", "report/report.css", "report/alone.css")
NOT_AGREED = gettext_noop("The client does not agree to reports to the sponsor, so there is none.")


def sponsor_report(request: HttpRequest, engagement: int) -> HttpResponse:
    """The report; a browser prints it, or keeps it as PDF."""
    found, takes_part = _found(request, engagement)
    context = _context(request, found)
    if takes_part:
        return show(request, "sponsor_report/seen.html", found, "goals", **context)
    return render(request, "sponsor_report/report.html", context)


def download(request: HttpRequest, engagement: int) -> HttpResponse:
    """The same as one HTML file that needs nothing else. Raises Http404 while there is none."""
    found, _ = _found(request, engagement)
    context = _context(request, found)
    if context["report"] is None:
        raise Http404
    context |= {"style": style_text(*STYLES), "alone": True}
    response = HttpResponse(render_to_string("sponsor_report/alone.html", context))
    day = context["report"].made_on.isoformat()
    response["Content-Disposition"] = f'attachment; filename="sponsor-report-{day}.html"'  # not for readers
    return response


def _found(request: HttpRequest, pk: int) -> tuple[Engagement, bool]:
    """The engagement, and whether the asking person takes part in it: else they sponsor it."""
    mine = Engagement.objects.visible_to(request.user).select_related("client", "coach__user", "practice", "sponsor")
    if one := mine.filter(pk=pk).first():
        return one, True
    return get_object_or_404(sponsored(request.user), pk=pk), False


def _context(request: HttpRequest, engagement: Engagement) -> dict[str, Any]:
    return {
        "report": compose(engagement, request.user, today()),
        "sponsored": engagement,
        "has_stopped": what_stopped_for_sponsor(engagement, request.user) or gettext(NOT_AGREED),
    }
