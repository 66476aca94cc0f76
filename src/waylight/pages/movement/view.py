"""The page of a movement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.gone import OF_CONTACT, let_go
from waylight.pages.movement.drawing import Drawing, draw
from waylight.pages.movement.movement import Shown, compose

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

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


def _since(request: HttpRequest) -> tuple[date | None, str]:
    """The day asked for, if any, and what is wrong with what was asked."""
    asked = request.GET.get("since", "")
    if not asked:
        return None, ""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None, f"“{asked[:40]}” is not a day like 2026-03-12. Another day is shown."
    return (day, "") if FIRST <= day <= LAST else (None, "That day lies outside 1970 to 2099. Another day is shown.")


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
