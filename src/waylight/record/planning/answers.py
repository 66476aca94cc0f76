"""Takes what a client's calendar program answered to an invitation."""

from __future__ import annotations

import uuid
from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from waylight.record.people import Alias, normalise
from waylight.record.planning.invited import Reply
from waylight.record.planning.series import Series

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from waylight.intake.calendar_reply import Answered
    from waylight.record.engagement import Engagement

NOT_OURS = gettext_noop("This answers an invitation that was not sent from here. Nothing was noted.")


@transaction.atomic
def take_replies(engagement: Engagement, answers: Iterable[Answered]) -> list[Reply]:
    """Note what was answered. An answer that is older than the one that stands changes nothing.

    Raises ValueError for an invitation that is not of this engagement, or an address that is not its client's.
    """
    return [_take(engagement, one) for one in answers]


def _take(engagement: Engagement, one: Answered) -> Reply:
    series = _series(engagement, one.uid)
    if normalise(one.address) not in _addresses(engagement):
        why = gettext("{address} is no address of {name}’s. Nothing was noted.")
        raise ValueError(why.format(address=one.address[:100], name=engagement.client.name))
    place = _place(series, one.occurrence) if one.occurrence else 0
    stands = Reply.objects.select_for_update().filter(series=series, place=place).first()
    if stands and stands.said_at >= one.at:
        return stands
    said = {"answer": one.answer, "sequence": one.sequence, "said_at": one.at}
    return Reply.objects.update_or_create(series=series, place=place, defaults=said)[0]


def _series(engagement: Engagement, uid: str) -> Series:
    try:
        seal = uuid.UUID(uid.removesuffix("@waylight"))
    except ValueError:
        raise ValueError(gettext(NOT_OURS)) from None
    found = Series.objects.filter(engagement=engagement, seal=seal).first()
    if found is None:
        raise ValueError(gettext(NOT_OURS))
    return found


def _addresses(engagement: Engagement) -> set[str]:
    client = engagement.client
    hers = Alias.objects.filter(engagement=engagement, person=client, value__contains="@")
    own = {normalise(client.user.email)} if client.user else set()
    return own | set(hers.values_list("value", flat=True))


def _place(series: Series, occurrence: datetime) -> int:
    where = ZoneInfo(series.zone)
    for place, wall in enumerate(series.planned(), 1):
        if wall.replace(tzinfo=where).astimezone(UTC) == occurrence:
            return place
    raise ValueError(gettext("This answers a time at which no meeting was planned. Nothing was noted."))
