"""The map as a page, as a drawing to keep, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from waylight.pages.brief.commitments import today
from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.gone import OF_CONTACT, let_go
from waylight.pages.map.drawing import draw, svg
from waylight.pages.map.map import LISTED, Map, Row, compose
from waylight.pages.svg_file import svg_file
from waylight.pages.templatetags.words import day, level
from waylight.pages.voice import Voice

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.lenses.figure import Figure
    from waylight.record.engagement import Engagement

HEADER = "number person level side named out out_low out_high in in_low in_high contacts first_day last_day".split()


def stakeholder_map(request: HttpRequest, engagement: int) -> HttpResponse:
    """Who she reaches and who reaches her, in the four weeks that end with the week asked for."""
    found = find(request, engagement)
    shown = compose(found, request.user, today(), _week(request))
    if shown is None:
        return show(request, "map/empty.html", found, "map")
    drawing = draw(shown, found, Voice.speaking_of(found, request.user))
    context: dict[str, Any] = {
        "map": shown,
        "drawing": drawing,
        "svg": svg(drawing, *_about(shown, found)),
        "rows": shown.rows[:LISTED],
        "more": max(len(shown.rows) - LISTED, 0),
        "gone": let_go(found, *OF_CONTACT),
    }
    return show(request, "map/map.html", found, "map", **context)


def download_svg(request: HttpRequest, engagement: int) -> HttpResponse:
    """The drawing as a file."""
    found = find(request, engagement)
    shown = _composed(request, found)
    drawing = draw(shown, found, Voice.speaking_of(found, request.user))
    return svg_file(svg(drawing, *_about(shown, found)), "map/drawing.css", f"map-{_last(shown, found)}.svg")


def download_csv(request: HttpRequest, engagement: int) -> HttpResponse:
    """The numbers behind the drawing as a file, everyone included."""
    found = find(request, engagement)
    shown = _composed(request, found)
    window = (found.local_day(shown.start).isoformat(), _last(shown, found))
    rows = [[n, *_cells(row), *window] for n, row in enumerate(shown.rows, start=1)]
    return csv_file(HEADER, rows, f"map-{window[1]}.csv")


def _composed(request: HttpRequest, engagement: Engagement) -> Map:
    shown = compose(engagement, request.user, today(), _week(request))
    if shown is None:
        raise Http404("Nothing has been brought in that the map could show.")
    return shown


def _week(request: HttpRequest) -> int | None:
    asked = request.GET.get("week", "")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else None


def _last(shown: Map, engagement: Engagement) -> str:
    return engagement.local_day(shown.last).isoformat()


def _cells(row: Row) -> list[str | float | None]:
    named = "yes" if row.named else ""
    return [row.name, row.level, row.side, named, *_rates(row.tie.out), *_rates(row.tie.into), len(row.tie.rows)]


def _rates(rate: Figure) -> tuple[float | None, float | None, float | None]:
    return rate.value, rate.low, rate.high


def _about(shown: Map, engagement: Engagement) -> tuple[str, str]:
    """Title and description of the drawing, in words."""
    first, last = engagement.local_day(shown.start), engagement.local_day(shown.last)
    title = f"{engagement.client.name} and the people around, {day(first)} to {day(last)} {last.year}"
    levels = ", ".join(map(level, engagement.practice.levels))
    about = (
        f"Rings are levels, from the outermost: {levels}. Sectors are sides. An arrow away from the middle is reaching "
        "out, an arrow towards it being reached; the wider, the more often. The table holds the same numbers."
    )
    return title, about
