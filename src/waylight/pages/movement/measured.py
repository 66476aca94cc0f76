"""The record handed to the lens of movement: the same for the page and for the rows behind its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.influence.bringing import brought
from waylight.lenses.influence.movement import Standing, movement
from waylight.lenses.influence.reached_her import reached_her
from waylight.pages.columns import contacts
from waylight.record.people import Person, Stakeholder

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.bringing import Brought
    from waylight.lenses.influence.contacts import Contacts
    from waylight.lenses.influence.movement import Movement
    from waylight.lenses.influence.reached_her import ReachedHer
    from waylight.record.engagement import Engagement


def moved(
    engagement: Engagement, user: Asking, since: datetime, until: datetime, table: Contacts | None = None
) -> Movement:
    """Whether those around the client reach out more since a date; people are compared within their ``standings``.

    ``table`` is what ``everybody`` returns, where that is known already.
    """
    rows = table if table is not None else everybody(engagement, user, until)
    people, _ = standings(engagement, user)
    return movement(rows, engagement.client_id, since=since, until=until, people=people)


def reached(
    engagement: Engagement, user: Asking, since: datetime, until: datetime, table: Contacts | None = None
) -> ReachedHer:
    """Who reaches out to the client since a date, and how that compares with before."""
    rows = table if table is not None else everybody(engagement, user, until)
    return reached_her(rows, engagement.client_id, since=since, until=until)


def came_through(engagement: Engagement, user: Asking, since: datetime, until: datetime) -> tuple[Brought, ...]:
    """Who came to the client through somebody else since a date."""
    return brought(everybody(engagement, user, until), engagement.client_id, since=since, until=until)


def everybody(engagement: Engagement, user: Asking, until: datetime) -> Contacts:
    """All contacts before a time, those of others among themselves included."""
    return contacts(engagement, user, until=until, whole=True)


def standings(engagement: Engagement, user: Asking) -> tuple[dict[int, Standing], str]:
    """Within what people are compared, and the word for it beside the level: *organisation*, or *side* without any.

    An organisation is what a file of contacts or a user said of somebody, whether or not they are a stakeholder.
    """
    mine = Stakeholder.objects.visible_to(user).filter(engagement=engagement)
    placed = {person: (level, side) for person, level, side in mine.values_list("person", "level", "side")}
    here = Person.objects.filter(aliases__engagement=engagement, organisation__isnull=False)
    works_at = dict(here.values_list("pk", "organisation__name"))
    if not works_at:
        return {person: Standing(level, side) for person, (level, side) in placed.items() if level and side}, "side"
    every = {*placed, *works_at}
    return {one: Standing(placed.get(one, ("", ""))[0], works_at.get(one, "")) for one in every}, "organisation"
