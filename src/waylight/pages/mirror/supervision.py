"""A meeting to take to supervision: its words with every name replaced, and what each turn of the coach's is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext, pgettext

from waylight.lenses.mirror.turns import Role
from waylight.lenses.story.redacting import Redacted, redact
from waylight.pages.engagement_page import find, show
from waylight.pages.mirror.choosing import beside, choose
from waylight.pages.mirror.figures import claims
from waylight.pages.mirror.heard import Heard, hear
from waylight.pages.mirror.lines import lines
from waylight.pages.mirror.view import coaching_meeting, query_of
from waylight.pages.story.checking import tongue_in
from waylight.pages.story.known import known_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from waylight.pages.mirror.choosing import Chosen
    from waylight.pages.mirror.lines import Line
    from waylight.record.engagement import Engagement
    from waylight.record.meeting import Meeting

MOST = 400  # turns; looking for names in more would keep the reader waiting, and supervision is about a few


def supervision(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """What would be handed on, to be read first: the meeting, or the turns of a filter, and what was replaced."""
    found, one, heard, chosen = _asked(request, engagement, meeting)
    made, left = _made(heard, chosen, found, request)
    context: dict[str, Any] = {
        "meeting": one,
        "heard": heard,
        "chosen": chosen,
        "made": made,
        "left": left,
        "most": MOST,
        "query": query_of(chosen),
    }
    return show(request, "mirror/supervision.html", found, "mirrors", **context)


def supervision_file(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """The same as a file to keep: Markdown."""
    found, _, heard, chosen = _asked(request, engagement, meeting)
    made, _ = _made(heard, chosen, found, request)
    answer = HttpResponse(made.text, content_type="text/markdown; charset=utf-8")  # not for readers
    answer["Content-Disposition"] = 'attachment; filename="for-supervision.md"'  # not for readers
    return answer


def _asked(request: HttpRequest, engagement: int, meeting: int) -> tuple[Engagement, Meeting, Heard, Chosen]:
    found = find(request, engagement)
    one = coaching_meeting(request, found, meeting)
    heard = hear(one, request.user)  # type: ignore[arg-type]
    return found, one, heard, choose(heard, request.GET.get("only", ""), request.GET.get("q", ""))


def _made(heard: Heard, chosen: Chosen, engagement: Engagement, request: HttpRequest) -> tuple[Redacted, int]:
    """The text without what could give somebody away, and how many turns of those asked for are not in it.

    All is replaced at once, so that who is one person in the meeting is one person in the text.
    """
    places = beside(heard, chosen)
    told = list(lines(heard, places[:MOST], chosen))
    text = "\n\n".join([*_head(heard), *map(_paragraph, told)]) + "\n"
    return redact(text, known_of(engagement, request.user), tongue=tongue_in("en")), max(len(places) - MOST, 0)


def _head(heard: Heard) -> Iterator[str]:
    """The figures; the day of the meeting is not among them, for it could give somebody away."""
    yield "# " + gettext("A coaching meeting")
    figures = [(one, f" ({one.between})" if one.between else "") for one in claims(heard) if one.value]
    if figures:
        yield "\n".join(f"- {one.words}: {one.value}{between}" for one, between in figures)


def _speaks(role: Role) -> str:
    if role is Role.OTHER:
        return pgettext("who speaks", "Somebody else")
    return pgettext("who speaks", "Coach") if role is Role.COACH else pgettext("who speaks", "Client")


def _paragraph(line: Line) -> str:
    label = f" [{line.label}]" if line.label and line.role is Role.COACH else ""
    words = "".join(piece for piece, _ in line.text) + line.rest
    return f"{_speaks(line.role)}: {' '.join(words.split()) or '…'}{label}"
