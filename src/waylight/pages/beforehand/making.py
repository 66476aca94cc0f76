"""Makes the figures of the path for its coach and its client, as if each had opened it, and lets them be kept."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from waylight.access.language import in_language_of
from waylight.access.rules import rule_of
from waylight.pages.beforehand.state import states
from waylight.pages.door import parts_of
from waylight.pages.path.path import compose
from waylight.pages.path.told import tell
from waylight.record.engagement import Engagement
from waylight.record.kept import changes, keep_state, states_made

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.models import User

log = logging.getLogger(__name__)
PAGE = "path"  # whose figures take long; what it keeps of contact serves the map and the brief as well


def make(number: int, now: datetime) -> bool:
    """Make what is missing, once for each state; returns whether there was anything to do.

    What goes wrong for one reader is logged, without content, and not tried again before something changes: the page
    makes its figures itself where they are not there.
    """
    found = states([number], now)
    if not found or states_made(found):
        return False
    engagement = Engagement.objects.select_related("client__user", "coach__user", "practice").get(pk=number)
    seen = changes(engagement)
    for user in readers(engagement):
        try:
            with in_language_of(user):
                _make_for(user, engagement, now)
        except Exception as failure:
            log.error("Figures of engagement %s were not made beforehand: %s", number, type(failure).__name__)
    keep_state(engagement, found[number], seen=seen)
    return True


def readers(engagement: Engagement) -> list[User]:
    """Its coach and its client, if they have an account that is open, and the page is theirs to see."""
    rule = rule_of(PAGE)
    accounts = [engagement.coach.user, engagement.client.user]
    return [
        one for one in accounts if one and one.is_active and rule and rule.see & parts_of(one, engagement.pk, rule.see)
    ]


def _make_for(user: User, engagement: Engagement, now: datetime) -> None:
    path = compose(engagement, user, now)
    if path:
        tell(path, engagement, user)
