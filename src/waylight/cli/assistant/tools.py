"""What an assistant can ask for: each question is answered by the API's own function, of what the coach may see.

Less than that: private notes stand in no answer, and of her journal and mirror there is no question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from waylight.api import engagements, figures, interactions, meetings, said, stakeholders
from waylight.api.finding import engagement_of
from waylight.api.reflections import OnDays
from waylight.pages.search.places import Places
from waylight.record.meeting import Note
from waylight.record.search import search as look_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from pydantic import BaseModel

Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
Words = Annotated[str, Field(min_length=1, max_length=200)]
State = Literal["open", "kept", "changed", "dropped", ""]
MOST = 200  # of one kind in one answer
MOST_HITS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for the assistant (the request of the engagement's coach), and about which engagement."""

    request: HttpRequest
    engagement: int


def engagement(asked: Asked) -> dict[str, Any]:
    """Who is coached by whom, since when, in which time zone, and towards which goals."""
    return _plain(engagements.get_engagement(asked.request, asked.engagement))


def opening(asked: Asked, meeting: Number | None = None) -> dict[str, Any]:
    """The opening of the next coaching meeting: what was promised and seen since, who was reached, what is not known.

    With the number of a coaching meeting, the opening as it stood when that began.
    """
    return _plain(figures.get_brief(asked.request, asked.engagement, figures.MeetingAsked(meeting=meeting)))


def list_meetings(asked: Asked, since: datetime | None = None, until: datetime | None = None) -> dict[str, Any]:
    """Coaching meetings and the client's own, with their numbers and times."""
    wanted = meetings.MeetingsAsked(since=since, until=until, limit=MOST)
    return _plain(meetings.list_meetings(asked.request, asked.engagement, wanted))


def meeting(asked: Asked, meeting: Number) -> dict[str, Any]:
    """One meeting: what was wanted from it, what both noted, what the client takes with her, and shared notes."""
    one = meetings.find(asked.request, asked.engagement, meeting)
    shared = Note.objects.visible_to(asked.request.user).filter(meeting=one, private=False)
    return {
        **_plain(meetings.shown(one)),
        "agreement": one.agreement,
        "shared": one.shared,
        "taken_along": one.taken_along,
        "notes": [{"id": note.pk, "text": note.text} for note in shared.select_related("meeting")],
    }


def commitments(asked: Asked, state: State = "") -> dict[str, Any]:
    """What the client chose to do, and what became of it: open, kept, changed or dropped."""
    wanted = said.CommitmentsAsked(state=state, limit=MOST)
    return _plain(said.list_commitments(asked.request, asked.engagement, wanted))


def insights(asked: Asked) -> dict[str, Any]:
    """What the client learned, in her words, from entries that she shared."""
    return _plain(said.list_insights(asked.request, asked.engagement, OnDays(limit=MOST)))


def list_stakeholders(asked: Asked) -> dict[str, Any]:
    """Who matters to the client: level, side, how things stand, and how she wants them."""
    wanted = stakeholders.StakeholdersAsked(limit=MOST)
    return _plain(stakeholders.list_stakeholders(asked.request, asked.engagement, wanted))


def influence(asked: Asked, week: Number | None = None) -> dict[str, Any]:
    """Who reached whom in four weeks, and how broad that is.

    Each figure has a 90 % interval (low, high) and the ids of the rows counted, or says why there is none.
    """
    return _plain(figures.get_influence(asked.request, asked.engagement, figures.WeekAsked(week=week)))


def path(asked: Asked) -> dict[str, Any]:
    """The stages from listening to being reached, week by week, each figure with its 90 % interval and rows."""
    return _plain(figures.get_path(asked.request, asked.engagement))


def rows(
    asked: Asked,
    what: interactions.What,
    since: datetime | None = None,
    until: datetime | None = None,
    person: Number | None = None,
) -> dict[str, Any]:
    """The rows behind a figure of contact: who turned to whom, and when."""
    wanted = interactions.EvidenceAsked(what=what, since=since, until=until, person=person, limit=MOST)
    return _plain(interactions.list_evidence(asked.request, asked.engagement, wanted))


def search(asked: Asked, words: Words) -> dict[str, Any]:
    """Where all the words stand in what was shared, said and noted, the newest first."""
    found = engagement_of(asked.request, asked.engagement)
    hits = [one for one in look_for(found, asked.request.user, words) if not _private(one.row)]
    places = Places(found)
    items = [
        {
            "kind": one.row._meta.model_name,
            "id": one.row.pk,
            "on": one.on.isoformat(),
            "text": f"{one.before}{one.found}{one.after}",
            "page": places.of(one).address,
        }
        for one in hits[:MOST_HITS]
    ]
    return {"items": items, "more": len(hits) - len(items)}


def _private(row: object) -> bool:
    return bool(getattr(row, "private", False))


def _plain(shape: BaseModel) -> dict[str, Any]:
    return shape.model_dump(mode="json")


TOOLS: dict[str, Callable[..., dict[str, Any]]] = {
    "engagement": engagement,
    "opening": opening,
    "meetings": list_meetings,
    "meeting": meeting,
    "commitments": commitments,
    "insights": insights,
    "stakeholders": list_stakeholders,
    "influence": influence,
    "path": path,
    "rows": rows,
    "search": search,
}
