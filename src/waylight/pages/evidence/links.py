"""Addresses of the evidence behind a figure. A figure on a page always stands beside one of these."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape

from waylight.pages.templatetags.words import utc

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement


def evidence(engagement: Engagement, what: str, **asked: datetime | int | str | None) -> str:
    """Where the rows behind a figure are shown.

    ``what`` is one of ``waylight.pages.evidence.rows.ROWS``; ``asked`` narrows it: ``start`` and ``end`` (UTC),
    ``person`` (id), ``commitment`` (id), ``initiative`` (id).
    """
    query = {k: utc(v) if isinstance(v, datetime) else v for k, v in asked.items() if v is not None}
    address = _page(engagement.pk, what)
    return f"{address}?{urlencode(query)}" if query else address


def evidence_link(where: str, *, said: str, shown: str) -> str:
    """A link that opens the rows behind a figure, for tables that are joined: ``said`` and ``shown`` are escaped."""
    at = escape(where)
    return f'<a class="evidence" href="{at}" hx-get="{at}" hx-target="#evidence-body" aria-label="{said}">{shown}</a>'


@lru_cache(maxsize=1_000)  # a page of weeks asks for the same some hundreds of times
def _page(engagement: int, what: str) -> str:
    return reverse("evidence", args=[engagement, what])
