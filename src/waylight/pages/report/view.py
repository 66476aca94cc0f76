"""The report as a page to print, and as a file that stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.goals.forms import ScaleForm
from waylight.pages.report.report import compose_report
from waylight.pages.style_text import style_text

if TYPE_CHECKING:
    from django.http import HttpRequest

STYLES = ("base/tokens.css", "path/drawing.css", "report/report.css", "report/alone.css")


def report(request: HttpRequest, engagement: int) -> HttpResponse:
    """The report; a browser prints it, or keeps it as PDF."""
    found = find(request, engagement)
    scale = ScaleForm.asked(request.GET)
    made = compose_report(found, request.user, today(), scale)
    return show(request, "report/report.html", found, "path", report=made, scale=scale)


def download(request: HttpRequest, engagement: int) -> HttpResponse:
    """The same as one HTML file that needs nothing else: its style is inside, and there is no script."""
    found = find(request, engagement)
    made = compose_report(found, request.user, today(), ScaleForm.asked(request.GET))
    context = {
        "report": made,
        "engagement": found,
        "client": found.client,
        "reader_is_client": found.client.user_id == request.user.pk,
        "style": style_text(*STYLES),
        "alone": True,
    }
    response = HttpResponse(render_to_string("report/alone.html", context))
    response["Content-Disposition"] = (
        f'attachment; filename="report-{made.made_on.isoformat()}.html"'  # not for readers
    )
    return response
