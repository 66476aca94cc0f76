"""What every lens gives back: a value with its uncertainty and the rows it was made from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    ``value`` is None when there is too little to say; then ``why_not`` says so in a sentence for the reader.
    ``low`` and ``high`` bound the 90 % interval. ``rows`` are the ids of the rows counted: the evidence.
    """

    value: float | None
    low: float | None
    high: float | None
    rows: tuple[int, ...] = ()
    why_not: str = ""

    @classmethod
    def unknown(cls, why_not: str, rows: tuple[int, ...] = ()) -> Figure:
        """Return a figure without a value and say why."""
        return cls(None, None, None, rows, why_not)
