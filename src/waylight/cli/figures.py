"""Figures in a terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waylight.lenses.figure import Figure


def as_json(figure: Figure) -> dict[str, object]:
    """The figure for ``json.dumps``; of its rows their number."""
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "rows": len(figure.rows),
        "why_not": figure.why_not,
    }


def in_words(figure: Figure) -> str:
    """The figure with its interval, or why there is none."""
    if figure.value is None or figure.low is None or figure.high is None:
        return figure.why_not
    return f"{figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"


def change_in_words(figure: Figure) -> str:
    """A share more or less, in per cent, with its interval, or why there is none."""
    if figure.value is None or figure.low is None or figure.high is None:
        return figure.why_not
    return f"{figure.value:+.0%} ({figure.low:+.0%} to {figure.high:+.0%})"
