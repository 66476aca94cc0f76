"""A meeting to take to supervision: its words with every name replaced, and what each turn of the coach's is.

All of it is in English, whatever language the page around it is read in: the mirror reads English alone, what stands in
place of a name is English, and words of another language would be taken for names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

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
SPEAKS = {Role.COACH: "Coach", Role.CLIENT: "Client", Role.OTHER: "Somebody else"}  # not for readers: in English


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
    with translation.override(settings.LANGUAGE_CODE):
        told = list(lines(heard, places[:MOST], chosen))
        text = "\n\n".join([*_head(heard), *map(_paragraph, told)]) + "\n"
    return redact(text, known_of(engagement, request.user), tongue=tongue_in("en")), max(len(places) - MOST, 0)


def _head(heard: Heard) -> Iterator[str]:
    """The figures; the day of the meeting is not among them, for it could give somebody away."""
    yield "# A coaching meeting"  # not for readers
    figures = [(one, f" ({one.between})" if one.between else "") for one in claims(heard) if one.value]
    if figures:
        yield "\n".join(f"- {one.words}: {one.value}{between}" for one, between in figures)


def _paragraph(line: Line) -> str:
    label = f" [{line.label}]" if line.label and line.role is Role.COACH else ""
    words = "".join(piece for piece, _ in line.text) + line.rest
    return f"{SPEAKS[line.role]}: {' '.join(words.split()) or '…'}{label}"
