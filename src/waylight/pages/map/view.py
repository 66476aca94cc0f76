"""The map as a page, as a drawing to keep, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext

from waylight.pages.brief.commitments import today
from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.gone import OF_CONTACT, let_go
from waylight.pages.map.asked import Asked
from waylight.pages.map.compare import Both, Compared, compare
from waylight.pages.map.drawing import draw
from waylight.pages.map.empty_places import empty_places
from waylight.pages.map.map import HALF_A_DAY, LISTED, Map, Row, compose
from waylight.pages.map.svg import svg
from waylight.pages.map.table import table_rows
from waylight.pages.svg_file import svg_file
from waylight.pages.templatetags.words import day, day_and_year, level
from waylight.pages.voice import Voice
from waylight.record.people import Stakeholder

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from waylight.lenses.figure import Figure
    from waylight.record.engagement import Engagement

HEADER = "number person level side named out out_low out_high in in_low in_high contacts first_day last_day".split()
THEN = "then_out then_out_low then_out_high then_in then_in_low then_in_high then_contacts change".split()


def stakeholder_map(request: HttpRequest, engagement: int) -> HttpResponse:
    """Who she reaches and who reaches her, in the four weeks ending with the week asked for; beside others if asked."""
    found = find(request, engagement)
    asked = Asked.of(request.GET)
    shown = compose(found, request.user, today(), asked.week)
    if shown is None:
        return show(request, "map/empty.html", found, "map")
    beside = _beside(request, found, shown, asked)
    rows = [one.row for one in beside.people] if beside else shown.rows
    stakes = Stakeholder.objects.visible_to(request.user).filter(engagement=found)
    people, empty = asked.found(rows), empty_places(found, set(shown.places.values()))
    voice = Voice.speaking_of(found, request.user)
    drawing = draw(shown, found, voice, beside=beside, found=people, empty=empty)
    listed = beside.people[:LISTED] if beside else [Both(row, None) for row in rows[:LISTED]]
    context: dict[str, Any] = {
        "map": shown,
        "beside": beside,
        "asked": asked,
        "drawing": drawing,
        "svg": svg(drawing, *_about(shown, found, beside)),
        "people": listed,
        "table_rows": table_rows(listed, found=people, compared=beside is not None),
        "more": max(len(rows) - LISTED, 0),
        "found": people,
        "have_a_page": set(stakes.filter(person__in=people).values_list("person", flat=True)),
        "steps": _steps(shown, asked),
        "ends": _ends(shown, found),
        "keep": asked.query(week=shown.chosen, person=None),
        "gone": let_go(found, *OF_CONTACT),
    }
    return show(request, "map/map.html", found, "map", **context)


def _beside(request: HttpRequest, engagement: Engagement, shown: Map, asked: Asked) -> Compared | None:
    """What the weeks shown are compared with, if others are asked for."""
    if asked.other is None or len(shown.weeks) < 2:
        return None
    found = compare(engagement, request.user, today(), shown, asked.other)
    return found if found.then.chosen != shown.chosen else None


def _steps(shown: Map, asked: Asked) -> list[tuple[str, str]]:
    """A week back and a week on: words, and the query of the address; "" at an end."""
    back = asked.query(week=shown.chosen - 1) if shown.chosen > 1 else ""
    on = asked.query(week=shown.chosen + 1) if shown.chosen < len(shown.weeks) else ""
    return [(gettext("a week back"), back), (gettext("a week on"), on)]


def _ends(shown: Map, engagement: Engagement) -> list[tuple[int, date]]:
    """The weeks that can be chosen, by number and last day, the last one first."""
    numbered = enumerate(shown.weeks, start=1)
    return [(n, engagement.local_day(week.end - HALF_A_DAY)) for n, week in numbered][::-1]


def download_svg(request: HttpRequest, engagement: int) -> HttpResponse:
    """The drawing as a file."""
    found = find(request, engagement)
    shown, beside = _composed(request, found)
    drawing = draw(shown, found, Voice.speaking_of(found, request.user), beside=beside)
    return svg_file(svg(drawing, *_about(shown, found, beside)), "map/drawing.css", f"map-{_last(shown, found)}.svg")


def download_csv(request: HttpRequest, engagement: int) -> HttpResponse:
    """The numbers behind the drawing as a file, everyone included; compared weeks stand beside them."""
    found = find(request, engagement)
    shown, beside = _composed(request, found)
    window = (found.local_day(shown.start).isoformat(), _last(shown, found))
    if beside is None:
        rows = [[n, *_cells(row), *window] for n, row in enumerate(shown.rows, start=1)]
        return csv_file(HEADER, rows, f"map-{window[1]}.csv")
    rows = [
        [n, *_who(one.row), *_figures(one.now), *window, *_figures(one.then), ", ".join(one.changes)]
        for n, one in enumerate(beside.people, start=1)
    ]
    return csv_file([*HEADER, *THEN], rows, f"map-{window[1]}-beside-{_last(beside.then, found)}.csv")


def _composed(request: HttpRequest, engagement: Engagement) -> tuple[Map, Compared | None]:
    asked = Asked.of(request.GET)
    shown = compose(engagement, request.user, today(), asked.week)
    if shown is None:
        raise Http404(gettext("Nothing has been brought in that the map could show."))
    return shown, _beside(request, engagement, shown, asked)


def _last(shown: Map, engagement: Engagement) -> str:
    return engagement.local_day(shown.last).isoformat()


def _cells(row: Row) -> list[str | float | None]:
    return [*_who(row), *_figures(row)]


def _who(row: Row) -> list[str]:
    return [row.name, row.level, row.side, "yes" if row.named else ""]


def _figures(row: Row | None) -> list[float | None]:
    return [*_rates(row.tie.out), *_rates(row.tie.into), row.tie.contacts] if row else [None] * 7


def _rates(rate: Figure) -> tuple[float | None, float | None, float | None]:
    return rate.value, rate.low, rate.high


def _about(shown: Map, engagement: Engagement, beside: Compared | None) -> tuple[str, str]:
    """Title and description of the drawing, in words."""
    named = {"name": engagement.client.name, "stretch": _stretch(shown, engagement)}
    title = gettext("{name} and the people around, {stretch}").format(**named)
    if beside:
        other = _stretch(beside.then, engagement)
        title = gettext("{name} and the people around, {stretch}, beside {other}").format(**named, other=other)
    about = gettext(
        "Rings are levels, from the outermost: {levels}. Sectors are sides. An arrow away from the middle is reaching "
        "out, an arrow towards it being reached; the wider, the more often. The table holds the same numbers."
    )
    return title, about.format(levels=", ".join(map(level, engagement.practice.levels)))


def _stretch(shown: Map, engagement: Engagement) -> str:
    first, last = engagement.local_day(shown.start), engagement.local_day(shown.last)
    return gettext("{first} to {last}").format(first=day(first), last=day_and_year(last))
