"""Listening, as far as a transcript of somebody's own meeting shows it: the room that the others had."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST_WORDS = 100  # of fewer a single sentence moves the share by a tenth


def others_share(turns: Iterable[tuple[bool, str]]) -> float | None:
    """Return the share of all words that others said; a turn is whether it is her own, and its text.

    None where she says nothing or nobody else does (the transcript then lacks a side), and for fewer than
    ``FEWEST_WORDS`` words.
    """
    hers = others = 0
    for own, text in turns:
        words = len(text.split())
        hers, others = hers + words * own, others + words * (not own)
    return others / (hers + others) if hers and others and hers + others >= FEWEST_WORDS else None
