"""Who turned to whom, and the rows behind a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page, page_of
from waylight.api.shapes.base import Instant, Number, Page, Who
from waylight.api.shapes.people import Interaction
from waylight.pages.evidence import rows
from waylight.record import interaction as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/interactions", f"{ONE}/interactions/{{int:interaction}}"
What = Literal["reach-out", "reach-in", "sharing", "contact", "people", "reciprocity", "breadth", "brought"]


class InteractionsAsked(Asked):
    """Which: of a kind, in a stretch of time, with a person."""

    kind: Literal["mail", "meeting", "message", "call", ""] = ""
    since: Instant | None = None
    until: Instant | None = None
    person: Number | None = None


class EvidenceAsked(Asked):
    """Behind which figure, over which time, about whom."""

    what: What
    since: Instant | None = None
    until: Instant | None = None
    person: Number | None = None


def _interactions(request: HttpRequest, engagement: int) -> QuerySet[record.Interaction]:
    found = engagement_of(request, engagement)
    mine = record.Interaction.objects.visible_to(request.user).filter(engagement=found)
    return mine.select_related("sender__person", "recipient__person", "engagement")


def _shown(one: record.Interaction) -> Interaction:
    sender, recipient = one.sender.person, one.recipient.person
    return Interaction(
        id=one.pk,
        at=one.at,
        kind=one.kind,  # type: ignore[arg-type]
        sender=Who(id=sender.pk, name=sender.name),
        recipient=Who(id=recipient.pk, name=recipient.name),
        thread=one.thread,
        reply=one.reply,
        recipients=one.recipients,
        answer=one.answer,
        title=one.title,
    )


@operation(router, "GET", LIST, like="evidence", answers=Page[Interaction])
def list_interactions(request: HttpRequest, engagement: int, asked: Query[InteractionsAsked]) -> Page[Interaction]:
    """Who turned to whom, while the client agrees to what it comes from."""
    mine = _interactions(request, engagement)
    if asked.kind:
        mine = mine.filter(kind=asked.kind)
    if asked.since:
        mine = mine.filter(at__gte=asked.since)
    if asked.until:
        mine = mine.filter(at__lt=asked.until)
    if asked.person:
        mine = mine.filter(Q(sender__person=asked.person) | Q(recipient__person=asked.person))
    return page(mine, asked, _shown)


@operation(router, "GET", IT, like="evidence", answers=Interaction)
def get_interaction(request: HttpRequest, engagement: int, interaction: int) -> Interaction:
    """One row of contact."""
    return _shown(one_of(_interactions(request, engagement), interaction))


@operation(router, "GET", f"{ONE}/evidence", like="evidence", answers=Page[Interaction])
def list_evidence(request: HttpRequest, engagement: int, asked: Query[EvidenceAsked]) -> Page[Interaction]:
    """The rows behind a figure of contact, found by the lens that made it."""
    about = rows.Asked(
        engagement_of(request, engagement),
        request.user,
        start=asked.since or rows.LONG_AGO,
        end=asked.until or rows.FAR_OFF,
        person=asked.person,
    )
    _, find = rows.ROWS[asked.what]
    return page_of(sorted(find(about)), asked, _interactions(request, engagement), _shown)
