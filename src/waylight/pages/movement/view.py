"""The page of a movement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext

from waylight.pages.brief.commitments import today
from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.gone import OF_CONTACT, let_go
from waylight.pages.movement.drawing import Drawing, draw, svg
from waylight.pages.movement.movement import Shown, compose
from waylight.pages.svg_file import svg_file
from waylight.pages.templatetags.words import day_and_year
from waylight.pages.voice import Voice

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.lenses.figure import Figure
    from waylight.record.engagement import Engagement

HEADER = "what since from weeks value low high why_not".split()
APART = ("around", "compared", "standard deviations apart", "apart before matching")  # not for readers

FIRST, LAST = date(1970, 1, 2), date(2099, 12, 30)  # days that are in every zone within the years the record takes


def the_movement(request: HttpRequest, engagement: int) -> HttpResponse:
    """Who began to reach the client since a day, and whether those around reach out more than comparable people."""
    found = find(request, engagement)
    since, wrong = _since(request)
    shown = compose(found, request.user, since, today())
    context: dict[str, Any] = {"wrong": wrong, "shown": shown, "gone": let_go(found, *OF_CONTACT)}
    if shown:
        context |= {"reach": _reach(shown), "beside": _beside(shown)}
    return show(request, "movement/movement.html", found, "movement", **context)


def download_svg(request: HttpRequest, engagement: int) -> HttpResponse:
    """Both pictures as one drawing in a file."""
    found = find(request, engagement)
    shown = _composed(request, found)
    voice = Voice.speaking_of(found, request.user)
    pictures = [
        (voice.say("People who reached out to {object} first, each week"), _reach(shown)),
        (
            voice.say("What those around {object} began each week; dotted: what those beside them began"),
            _beside(shown),
        ),
    ]
    since = day_and_year(shown.since)
    title = gettext("{name}: movement since {day}").format(name=found.client.name, day=since)
    drawn = svg([(words, one) for words, one in pictures if one], title)
    return svg_file(drawn, "path/drawing.css", f"movement-since-{shown.since.isoformat()}.svg")


def download_csv(request: HttpRequest, engagement: int) -> HttpResponse:
    """The figures as a table: what changed, how alike the compared were, and the weeks."""
    found = find(request, engagement)
    shown = _composed(request, found)
    since = shown.since.isoformat()
    rows: list[list[str | float | None]]
    rows = [["reached the client, change", since, None, None, *_cells(shown.change.figure)]]  # not for readers
    rows += [[f"movement: {one.key}", since, None, None, *_cells(one.figure)] for one in shown.claims]
    for pair in shown.moved.balance:
        for name, value in zip(APART, (pair.around, pair.matches, pair.apart, pair.unmatched), strict=True):
            rows.append([f"balance, {pair.what}: {name}", since, None, None, value, None, None, ""])
    reached = "people who reached the client"  # not for readers
    rows += [[reached, since, day.isoformat(), 1, *_cells(one)] for day, one, _ in shown.weeks]
    for week in shown.moved.series:
        start = found.local_day(shown.moment(week.start)).isoformat()
        for name, one in (("around", week.around), ("compared", week.matches)):
            rows.append([f"begun by each of those {name}", since, start, 1, *_cells(one)])  # not for readers
    return csv_file(HEADER, rows, f"movement-since-{since}.csv")


def _cells(figure: Figure) -> list[str | float | None]:
    return [figure.value, figure.low, figure.high, figure.why_not]


def _composed(request: HttpRequest, engagement: Engagement) -> Shown:
    since, _ = _since(request)
    shown = compose(engagement, request.user, since, today())
    if shown is None:
        raise Http404(gettext("Nothing has been brought in that the movement could show."))
    return shown


def _since(request: HttpRequest) -> tuple[date | None, str]:
    """The day asked for, if any, and what is wrong with what was asked."""
    asked = request.GET.get("since", "")
    if not asked:
        return None, ""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        wrong = gettext("“{given}” is not a day like 2026-03-12. Another day is shown.")
        return None, wrong.format(given=asked[:40])
    if FIRST <= day <= LAST:
        return day, ""
    return None, gettext("That day lies outside 1970 to 2099. Another day is shown.")


def _reach(shown: Shown) -> Drawing | None:
    weeks = [people for _, people, _ in shown.weeks]
    return draw({"in": weeks}, sum(day < shown.since for day, _, _ in shown.weeks)) if weeks else None


def _beside(shown: Shown) -> Drawing | None:
    """Those around the client and their matches, if there is anybody to compare."""
    series, spans = shown.moved.series, shown.moved.spans
    if not series or spans is None:
        return None
    lines = {"listen": [week.matches for week in series], "out": [week.around for week in series]}
    return draw(lines, spans.choosing + spans.before)
