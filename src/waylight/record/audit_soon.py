"""Noting what is done through pages: at once if the store takes it, and else as a note that waits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import DatabaseError

from waylight.record import audit_waiting
from waylight.record.audit import Verb, note_that, noted_since
from waylight.record.impatient import cannot_write_now, impatient

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


def note_opened(user: Asking, what: str, engagement: Engagement, *, at: datetime | None = None) -> None:
    """Note that somebody opened a page: once for each person, page and hour of the clock (UTC)."""
    now = at or datetime.now(UTC)
    hour = now.replace(minute=0, second=0, microsecond=0)
    name = f"{user.pk} {what} {engagement.pk} {hour:%Y-%m-%dT%H}"
    if not audit_waiting.waits(name) and not noted_since(user, Verb.OPENED, what, engagement.pk, hour):
        _note(name, user, Verb.OPENED, what, engagement, now)


def note_soon(user: Asking | None, verb: Verb, what: str, engagement: Engagement | None) -> None:
    """Note something that was done, each time it is done."""
    now = datetime.now(UTC)
    _note(f"{user.pk if user else None} {verb} {what} {now.isoformat()}", user, verb, what, engagement, now)


def _note(name: str, user: Asking | None, verb: Verb, what: str, engagement: Engagement | None, at: datetime) -> None:
    try:
        with impatient():
            note_that(user, verb, what, engagement, at=at)
    except DatabaseError as failure:
        if not cannot_write_now(failure):
            raise
        audit_waiting.keep(
            name,
            {
                "at": at,
                "user_id": user.pk if user else None,
                "practice_id": engagement.practice_id if engagement else None,
                "engagement_id": engagement.pk if engagement else None,
                "verb": verb,
                "what": what,
            },
        )
