"""The coach's mirror of one meeting: for her alone, about her."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from waylight.lenses.mirror.language import NOT_ENGLISH
from waylight.lenses.mirror.turns import Role
from waylight.pages.engagement_page import find, show
from waylight.pages.mirror.choosing import FILTERS, Chosen, beside, choose, title_of
from waylight.pages.mirror.figures import claims, markers, words_taken_up
from waylight.pages.mirror.heard import Heard, hear
from waylight.pages.mirror.labels import NEXT_KEY, OF_CLIENT, OF_COACH, PREVIOUS_KEY, TAKE_BACK_KEY
from waylight.pages.mirror.lines import lines
from waylight.pages.mirror.ribbon import ribbon
from waylight.record.consent import Consent, agreed
from waylight.record.meeting import Meeting, Utterance
from waylight.record.mirror import ShownMirror

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement

PER_PAGE = 200  # turns


def coaching_meeting(request: HttpRequest, engagement: Engagement, pk: int) -> Meeting:
    """A coaching meeting of the engagement. Raises Http404 for any other: a mirror is of coaching."""
    mine = Meeting.objects.visible_to(request.user).filter(engagement=engagement, kind=Meeting.Kind.COACHING)
    return get_object_or_404(mine.select_related("engagement__coach__user", "engagement__client"), pk=pk)


def mirror(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """A meeting as it ran, with what each turn is taken to be, and its figures."""
    found = find(request, engagement)
    one = coaching_meeting(request, found, meeting)
    heard = hear(one, request.user)  # type: ignore[arg-type]
    context: dict[str, Any] = {"meeting": one, "heard": heard}
    if not heard.turns:
        context["rests"] = not agreed(found, Consent.Use.RECORDING) and Utterance.objects.filter(meeting=one).exists()
        return show(request, "mirror/empty.html", found, "mirrors", **context)
    chosen = choose(heard, request.GET.get("only", ""), request.GET.get("q", ""))
    places = beside(heard, chosen)
    page = Paginator(places, PER_PAGE).get_page(_page(request, heard, places))
    context |= {
        "chosen": chosen,
        "filters": _filters(heard, chosen),
        "page": page,
        "query": query_of(chosen, page.number),
        "turn_page": f"{query_of(chosen) or '?'}{'&' if query_of(chosen) else ''}",
        "lines": list(lines(heard, page.object_list, chosen)),
        "ribbon": ribbon(heard, chosen.matches),
        "not_english": gettext(NOT_ENGLISH) if heard.model is None else "",
        "shown": ShownMirror.objects.filter(meeting=one).first(),
        **keys(),
        **told(heard),
    }
    return show(request, "mirror/mirror.html", found, "mirrors", **context)


def told(heard: Heard) -> dict[str, Any]:
    """What stands beside the transcript, and changes with every label."""
    return {
        "claims": claims(heard),
        "markers": markers(heard),
        "taken_up": words_taken_up(heard),
        "worth": [(one.why, _number(heard, one.turn)) for one in heard.worth],
    }


def keys() -> dict[str, Any]:
    """The labels with their keys, and the keys that lead on."""
    return {
        "labels_of": [(Role.COACH, OF_COACH), (Role.CLIENT, OF_CLIENT)],
        "lead": {"next": NEXT_KEY, "previous": PREVIOUS_KEY, "back": TAKE_BACK_KEY},
    }


def _number(heard: Heard, utterance: int) -> Utterance:
    return next(one for one in heard.utterances if one.pk == utterance)


def _page(request: HttpRequest, heard: Heard, places: list[int]) -> str | int:
    """The page asked for, or the one on which a turn stands (``at``, its number)."""
    asked = request.GET.get("at", "")
    if asked.isdecimal() and len(asked) < 10:
        at = next((n for n, place in enumerate(places) if heard.utterances[place].turn == int(asked)), 0)
        return at // PER_PAGE + 1
    return request.GET.get("page", 1)


def query_of(chosen: Chosen, page: int = 1) -> str:
    """What was asked for, as an address carries it; nothing for the whole meeting from its beginning."""
    asked = {"only": chosen.only, "q": chosen.words, "page": str(page) if page > 1 else ""}
    kept = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def _filters(heard: Heard, chosen: Chosen) -> list[tuple[str, int, str, bool]]:
    """Each filter: its words, how many turns it finds, its address, and whether it is the one chosen."""
    found = []
    for name, (_, turns_of) in FILTERS.items():
        query = {"only": name, **({"q": chosen.words} if chosen.words else {})}
        found.append(
            (title_of(name, heard), len(set(turns_of(heard))), f"?{urlencode(query)}#said", chosen.only == name)
        )
    return found


def shown(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """What the coach shows the client of her mirror: the coach's own turns and figures. Raises Http404 until then."""
    found = find(request, engagement)
    one = coaching_meeting(request, found, meeting)
    mine = found.coach.user_id == request.user.pk
    is_shown = ShownMirror.objects.visible_to(request.user).filter(meeting=one).exists()
    if not (mine or is_shown):
        raise Http404("This mirror is not shown.")  # not for readers
    heard = hear(one, found.coach.user)
    page = Paginator(range(len(heard.turns)), PER_PAGE).get_page(request.GET.get("page"))
    whole = Chosen("", "", frozenset(), "")
    context: dict[str, Any] = {
        "meeting": one,
        "heard": heard,
        "page": page,
        "lines": list(lines(heard, page.object_list, whole)),
    }
    return show(request, "mirror/shown.html", found, "meetings", is_shown=is_shown, claims=claims(heard), **context)
