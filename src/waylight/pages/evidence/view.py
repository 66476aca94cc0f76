"""Shows the rows behind a figure: as a sheet over the page, or as a page of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext

from waylight.pages.engagement_page import find, show
from waylight.pages.evidence import rows
from waylight.pages.evidence.seen import seen_rows
from waylight.record.initiative import Initiative
from waylight.record.people import Person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement

PER_PAGE = 100
WITH_NOTES = {
    "reach-out",
    "reach-in",
    "sharing",
    "confidence",
    "insights",
    "listening",
    "own-meetings",
    "notes",
    "mood",
}


def evidence(request: HttpRequest, engagement: int, what: str) -> HttpResponse:
    """One figure's rows: interactions with file and line, ratings, insights, or what was seen of a commitment."""
    found = find(request, engagement)
    asked = _asked(request, found)
    context: dict[str, Any] = {"asked": asked, "what": what, "about": _about(asked)}
    if what in rows.ROWS:
        context["heading"] = gettext(rows.ROWS[what][0])
        context["page"] = Paginator(rows.interactions(asked, what), PER_PAGE).get_page(request.GET.get("page"))
    elif what == "confidence":
        context |= {"heading": gettext("confidence, rated by the client"), "ratings": rows.ratings(asked)}
    elif what == "mood":
        context |= {"heading": gettext("mood, rated by the client"), "ratings": rows.moods(asked)}
    elif what == "insights":
        context |= {"heading": gettext("heard from others"), "insights": rows.insights(asked)}
    elif what == "listening":
        context |= {"heading": gettext("views of others that were noted"), "views": rows.heard_views(asked)}
    elif what == "own-meetings":
        context |= {"heading": gettext("words of others in own meetings"), "own_meetings": rows.own_meetings(asked)}
    elif what == "notes":
        context["heading"] = gettext("notes at a date")
    elif what == "seen":
        context |= seen_rows(asked, request.GET.get("commitment", ""))
    else:
        raise Http404(gettext("There is no such evidence."))
    if what in WITH_NOTES:
        context["landmarks"] = rows.landmarks(asked)
    query = request.GET.copy()
    query.pop("page", None)
    context["query"] = query.urlencode()
    template = "evidence/_rows.html" if request.htmx else "evidence/evidence.html"  # type: ignore[attr-defined]
    return show(request, template, found, "evidence", **context)


def _asked(request: HttpRequest, engagement: Engagement) -> rows.Asked:
    given = request.GET
    return rows.Asked(
        engagement=engagement,
        user=request.user,
        start=_time(given.get("start")) or rows.LONG_AGO,
        end=_time(given.get("end")) or rows.FAR_OFF,
        person=_number(given.get("person", "")),
        initiative=_initiative(request, engagement),
    )


def _initiative(request: HttpRequest, engagement: Engagement) -> Initiative | None:
    number = _number(request.GET.get("initiative", ""))
    mine = Initiative.objects.visible_to(request.user).filter(engagement=engagement).select_related("engagement")
    return mine.filter(pk=number).first() if number is not None else None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None


def _time(text: str | None) -> datetime | None:
    """A time from an address, or None for one that is missing or broken."""
    try:
        when = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if when is None or not rows.LONG_AGO.year <= when.year <= rows.FAR_OFF.year:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _about(asked: rows.Asked) -> Person | Initiative | None:
    if asked.person is None:
        return asked.initiative
    return Person.objects.filter(pk=asked.person, aliases__engagement=asked.engagement).distinct().first()
