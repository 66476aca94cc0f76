"""The path as a page, as a drawing to keep, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse

from waylight.pages.brief.commitments import today
from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.gone import OF_CONTACT, let_go
from waylight.pages.path.drawing import draw, svg
from waylight.pages.path.path import Path, compose
from waylight.pages.svg_file import svg_file

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.record.engagement import Engagement


def the_path(request: HttpRequest, engagement: int) -> HttpResponse:
    """Six series, week by week, with the meetings marked."""
    found = find(request, engagement)
    path = compose(found, request.user, today())
    drawing = draw(path, found.zone) if path else None
    return show(request, "path/path.html", found, "path", path=path, drawing=drawing, gone=let_go(found, *OF_CONTACT))


def download_svg(request: HttpRequest, engagement: int) -> HttpResponse:
    """The series as one drawing in a file."""
    found = find(request, engagement)
    path = _composed(request, found)
    title = f"{found.client.name}, {path.weeks[0].monday.isoformat()} to {path.weeks[-1].monday.isoformat()}"
    return svg_file(svg(draw(path, found.zone), title), "path/drawing.css", f"path-{_last(path)}.svg")


def download_csv(request: HttpRequest, engagement: int) -> HttpResponse:
    """The series as a table: one row for each week; what is not known is empty."""
    found = find(request, engagement)
    path = _composed(request, found)
    header = ["week", *(f"{one.key}{end}" for one in path.series for end in ("", "_low", "_high"))]
    rows = [
        [week.monday.isoformat(), *(n for _, v in cells for n in (v.figure.value, v.figure.low, v.figure.high))]
        for week, cells in path.by_week
    ]
    return csv_file(header, rows, f"path-{_last(path)}.csv")


def _composed(request: HttpRequest, engagement: Engagement) -> Path:
    path = compose(engagement, request.user, today())
    if path is None:
        raise Http404("Nothing has been brought in that the path could show.")
    return path


def _last(path: Path) -> str:
    return path.weeks[-1].monday.isoformat()
