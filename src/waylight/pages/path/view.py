"""The path as a page, as a drawing to keep, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from waylight.pages.brief.commitments import today
from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.gone import OF_CONTACT, let_go
from waylight.pages.path.answers import asked_first, show_answers
from waylight.pages.path.drawing import draw, svg
from waylight.pages.path.forms import LandmarkForm, OwnAnswerForm
from waylight.pages.path.path import Path, compose
from waylight.pages.path.table import Table
from waylight.pages.path.told import tell
from waylight.pages.removed import Removed, removed
from waylight.pages.svg_file import svg_file
from waylight.record.landmark import removed_landmarks
from waylight.record.moment import answers

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.record.engagement import Engagement
    from waylight.record.landmark import Landmark


def the_path(request: HttpRequest, engagement: int) -> HttpResponse:
    """The stages week by week, whether there was a moment, and what the client says herself."""
    found = find(request, engagement)
    return the_page(request, found)


def the_page(request: HttpRequest, engagement: Engagement, **typed: object) -> HttpResponse:
    """The page, with the forms in ``typed`` where one of them was sent with mistakes."""
    path = compose(engagement, request.user, today())
    context: dict[str, Any] = {
        "path": path,
        "gone": let_go(engagement, *OF_CONTACT),
        "own_form": OwnAnswerForm(),
        "landmark_form": LandmarkForm(initial={"on": engagement.local_day(today())}),
        "removed": [_removed(one, engagement) for one in removed_landmarks(engagement, request.user)],
        **typed,
    }
    if path:
        context |= {"table": Table(path), **_figures(request, engagement, path)}
    return show(request, "path/path.html", engagement, "path", **context)


def _removed(landmark: Landmark, engagement: Engagement) -> Removed:
    address = reverse("take-up-landmark", args=[engagement.pk, landmark.pk])
    return removed(landmark, engagement, day=landmark.on, words=landmark.text, address=address)


def _figures(request: HttpRequest, engagement: Engagement, path: Path) -> dict[str, object]:
    """The drawing and the answers. The client is asked first: what the figures say waits until she answered, or
    asks for it.
    """
    own = answers(engagement, request.user)
    if asked_first(engagement, request.user, own) and "look" not in request.GET:
        return {"own": own, "asked_first": True, "drawing": draw(path, engagement.zone)}
    shown = show_answers(path, engagement, request.user)
    return {"own": own, "answers": shown, "drawing": draw(path, engagement.zone, shown.told)}


def download_svg(request: HttpRequest, engagement: int) -> HttpResponse:
    """The series as one drawing in a file."""
    found = find(request, engagement)
    path = _composed(request, found)
    asked = asked_first(found, request.user, answers(found, request.user))
    told = None if asked else tell(path, found, request.user)
    first, last = (path.weeks[n].monday.isoformat() for n in (0, -1))
    title = gettext("{name}, {first} to {last}").format(name=found.client.name, first=first, last=last)
    return svg_file(svg(draw(path, found.zone, told), title), "path/drawing.css", f"path-{_last(path)}.svg")


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
        raise Http404(gettext("Nothing has been brought in that the path could show."))
    return path


def _last(path: Path) -> str:
    return path.weeks[-1].monday.isoformat()
