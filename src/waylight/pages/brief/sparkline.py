"""A small line of ratings, drawn on the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext

from waylight.pages.templatetags.words import rate

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT, MARGIN = 220, 44, 4


def sparkline(values: Sequence[float], low: float = 0, high: float = 10) -> str:
    """SVG of at least two ratings between ``low`` and ``high``; "" with fewer. The same numbers stand beside it."""
    if len(values) < 2:
        return ""
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    scale = (HEIGHT - 2 * MARGIN) / (high - low)
    points = [(MARGIN + n * step, HEIGHT - MARGIN - (value - low) * scale) for n, value in enumerate(values)]
    said = gettext("{count} ratings, from {first} to {last}")
    return format_html(
        '<svg class="sparkline" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<polyline points="{}"/><circle cx="{}" cy="{}" r="3.5"/></svg>',  # not for readers
        WIDTH,
        HEIGHT,
        said.format(count=len(values), first=rate(values[0]), last=rate(values[-1])),
        " ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        f"{points[-1][0]:.1f}",
        f"{points[-1][1]:.1f}",
    )
