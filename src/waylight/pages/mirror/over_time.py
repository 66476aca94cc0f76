"""A coach's mirrors over time: of one engagement, or of all of hers; and what is otherwise since a day she chose."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.gone import let_go
from waylight.pages.mirror.figures import only
from waylight.pages.mirror.meetings import FIGURES, MOST, Row, changes, rows
from waylight.pages.mirror.strips import strips
from waylight.record.privacy.retention import Kind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.lenses.figure import Figure
    from waylight.record.engagement import Engagement

WORDS = {
    "asked_to_told": gettext_noop("asked, of asked and told"),
    "talk_share": gettext_noop("of the words, the coach’s"),
    "reflections": gettext_noop("reflections a meeting"),
}
# The filter of a meeting's page that shows what a figure was counted from.
BEHIND = {"asked_to_told": "asked-to-told", "talk_share": "talk-share", "reflections": "reflections"}
DIGITS = {"asked_to_told": "percent", "talk_share": "percent", "reflections": "figure"}


def mirrors(request: HttpRequest, engagement: int) -> HttpResponse:
    """The mirrors of one engagement."""
    found = find(request, engagement)
    gone = let_go(found, Kind.TRANSCRIPT)
    return show(request, "mirror/over_time.html", found, "mirrors", gone=gone, **_context(request, found))


def my_mirror(request: HttpRequest) -> HttpResponse:
    """The mirrors of all engagements of a coach."""
    return render(request, "mirror/over_time.html", _context(request, None))


def mirrors_csv(request: HttpRequest, engagement: int) -> HttpResponse:
    """The figures of one engagement's meetings as a table to keep."""
    found = find(request, engagement)
    mine, _ = rows(request.user, found)  # type: ignore[arg-type]
    header = ["day", *(f"{name}{bound}" for name in FIGURES for bound in ("", " low", " high"))]
    return csv_file(header, [_cells(row) for row in mine], "mirrors.csv")


def _cells(row: Row) -> list[str | float | None]:
    figures: list[Figure] = [getattr(row.figures, name) for name in FIGURES]
    return [row.on.isoformat(), *(value for one in figures for value in (one.value, one.low, one.high))]


def _context(request: HttpRequest, engagement: Engagement | None) -> dict[str, Any]:
    mine, older = rows(request.user, engagement)  # type: ignore[arg-type]
    since, wrong = _since(request)
    return {
        "rows": [(row, [_cell(row, name) for name in FIGURES]) for row in mine],
        "names": {name: gettext(words) for name, words in WORDS.items()},
        "strips": [(gettext(WORDS[strip.name]), DIGITS[strip.name], strip) for strip in strips(mine, since)],
        "changes": [(gettext(WORDS[one.name]), DIGITS[one.name], one) for one in changes(mine, since)] if since else [],
        "since": since,
        "wrong": wrong,
        "older": older,
        "most": MOST,
        "of_all": engagement is None,
    }


def _cell(row: Row, name: str) -> tuple[Figure, str, str]:
    return getattr(row.figures, name), DIGITS[name], only(row.meeting, BEHIND[name])


def _since(request: HttpRequest) -> tuple[date | None, str]:
    """The day asked for, if any, and what is wrong with what was asked."""
    asked = request.GET.get("since", "")
    if not asked:
        return None, ""
    try:
        return date.fromisoformat(asked), ""
    except ValueError:
        return None, gettext("“{typed}” is not a day like 2026-03-12.").format(typed=asked[:40])
