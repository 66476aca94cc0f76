"""A mail that waits is sent by one worker, who claims it first; a claim that grows old is free again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

CLAIM = timedelta(hours=1)


def free(now: datetime, lasts: timedelta = CLAIM) -> Q:
    """Rows with ``claimed_at`` and ``sent_at`` that are not sent, and that nobody is about to send."""
    return Q(sent_at=None) & (Q(claimed_at=None) | Q(claimed_at__lt=now - lasts))


def claim(model: type[Model], pk: int, now: datetime, lasts: timedelta = CLAIM) -> bool:
    """Claim a row that is to be sent; False if it is not there, is sent, or somebody else claimed it first."""
    rows: Any = model._default_manager
    return bool(rows.filter(free(now, lasts), pk=pk).update(claimed_at=now))
