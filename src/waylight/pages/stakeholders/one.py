"""What a stakeholder's page tells beside the place: contact week by week, views, what was heard, parts taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.pages.columns import contacts
from waylight.pages.journal.links import entry_address
from waylight.pages.stakeholders.drawing import Bars, bars
from waylight.record.initiative import Participation, Perspective
from waylight.record.insight import Insight
from waylight.record.interaction import Interaction

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.predicates import Asking
    from waylight.pages.stakeholders.standing import Standing
    from waylight.record.engagement import Engagement

NEWEST = 10  # rows of contact on the page; the others are one click away


@dataclass(frozen=True, slots=True)
class Told:
    """All of it, the newest first."""

    bars: Bars | None
    newest: list[Interaction]
    views: list[Perspective]
    heard: list[tuple[Insight, str]]  # what is not noted as a view, with the address of the entry
    parts: list[Participation]


def told_of(one: Standing, engagement: Engagement, user: Asking, until: datetime | None) -> Told:
    """What there is to tell of a stakeholder for who asks; contact before ``until`` (UTC)."""
    person = one.stakeholder.person_id
    table = contacts(engagement, user, until=until, among=[person])
    rows = Interaction.objects.visible_to(user).filter(pk__in=table.id[-NEWEST:].tolist())
    mine = Perspective.objects.visible_to(user).filter(engagement=engagement, person=person, removed_at=None)
    views = list(mine.select_related("initiative", "person").order_by("-on", "-pk"))
    noted = {(view.on, view.text) for view in views}
    heard = Insight.objects.visible_to(user).filter(engagement=engagement, heard_from=person).order_by("-on", "-pk")
    untold = [said for said in heard if (said.on, said.text) not in noted]
    parts = Participation.objects.visible_to(user).filter(
        initiative__engagement=engagement, person=person, removed_at=None
    )
    return Told(
        bars=bars(table, engagement),
        newest=list(rows.select_related("sender__person", "recipient__person", "source").order_by("-at", "-pk")),
        views=views,
        heard=[(said, entry_address(engagement, said.reflection_id)) for said in untold],
        parts=list(parts.select_related("initiative").order_by("-since", "-pk")),
    )
