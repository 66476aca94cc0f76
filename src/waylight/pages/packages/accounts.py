"""Hours bought and used of engagements, counted by the lens from the rows of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.hours.bought import Account, Bought, Used, account
from waylight.record.package import HoursCorrected, Package, held_by_engagement
from waylight.record.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from waylight.record.engagement import Engagement


def accounts(engagements: Iterable[Engagement], now: datetime) -> dict[int, Account]:
    """What was bought and used, for each engagement by its number; as many queries for one as for many."""
    mine = list(engagements)
    of_mine = {"engagement__in": mine, "removed_at": None}
    meetings, terms = held_by_engagement(mine, now), terms_of(mine)
    corrections: dict[int, list[Used]] = {}
    for whose, pk, minutes in HoursCorrected.objects.filter(**of_mine).values_list("engagement", "pk", "minutes"):
        corrections.setdefault(whose, []).append(Used(pk, minutes))
    bought: dict[int, list[Bought]] = {}
    for one in Package.objects.filter(**of_mine):
        bought.setdefault(one.engagement_id, []).append(Bought(one.pk, one.on, one.minutes, one.paid))
    return {
        one.pk: account(
            bought.get(one.pk, []),
            [Used(meeting.pk, meeting.minutes) for meeting in meetings.get(one.pk, [])],
            corrections.get(one.pk, []),
            otherwise_paid=terms[one.pk].paid,
        )
        for one in mine
    }
