"""The record handed to the lens of movement: the same for the page and for the rows behind its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.influence.bringing import brought
from waylight.lenses.influence.movement import Standing, movement
from waylight.lenses.influence.reached_her import reached_her
from waylight.pages.columns import contacts, places

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.bringing import Brought
    from waylight.lenses.influence.movement import Movement
    from waylight.lenses.influence.reached_her import ReachedHer
    from waylight.record.engagement import Engagement


def moved(engagement: Engagement, user: Asking, since: datetime, until: datetime) -> Movement:
    """Whether those around the client reach out more since a date; people are compared within their level and side."""
    table = contacts(engagement, user, until=until, whole=True)
    people = {person: Standing(level, side) for person, (level, side) in places(engagement, user).items()}
    return movement(table, engagement.client_id, since=since, until=until, people=people)


def reached(engagement: Engagement, user: Asking, since: datetime, until: datetime) -> ReachedHer:
    """Who reaches out to the client since a date, and how that compares with before."""
    table = contacts(engagement, user, until=until, whole=True)
    return reached_her(table, engagement.client_id, since=since, until=until)


def came_through(engagement: Engagement, user: Asking, since: datetime, until: datetime) -> tuple[Brought, ...]:
    """Who came to the client through somebody else since a date."""
    table = contacts(engagement, user, until=until, whole=True)
    return brought(table, engagement.client_id, since=since, until=until)
