"""The answer of ``waylight growth`` as JSON and as sentences."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from waylight.lenses.growth.shapes import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waylight.lenses.growth.answer import Answer, Value
    from waylight.lenses.growth.spread import Dated, Spread
    from waylight.lenses.growth.together import Together

DIGITS = 6
SAYS = {
    "nothing": "nothing changed, as far as this shows",
    "moment": "there was a moment",
    "gradual": "it grew",
    "both": "there was a moment, and it grew",
    "changed": "something changed; whether at once or over time stays open",
    "unclear": "too little to tell",
}


def as_json(answers: Sequence[Answer], joint: Together) -> dict[str, object]:
    """Return what ``json.dumps`` takes: every answer, and the joint one with the part that each series has in it."""
    return {
        "series": [_one(answer) for answer in answers],
        "together": {**_one(joint.answer), "parts": {name: round(p, DIGITS) for name, p in joint.parts.items()}},
    }


def _one(answer: Answer) -> dict[str, object]:
    return {
        "series": answer.series,
        "values": answer.values,
        **_probabilities(answer),
        "says": answer.says,
        "when": {
            "moment": _dated(answer.moment_on),
            "growth": answer.growth
            and {
                "start": _dated(answer.growth.start),
                "end": _dated(answer.growth.end),
                "weeks": _spread(answer.growth.weeks),
            },
        },
        "size": _spread(answer.size),
        "check": answer.check and {**asdict(answer.check), "fits": answer.check.fits},
        "weeks_more": answer.weeks_more,
        "why_not": answer.why_not,
    }


def _probabilities(answer: Answer) -> dict[str, float | None]:
    """Return the four, rounded so that they still add to 1: what rounding leaves over goes to the largest."""
    if answer.kinds is None:
        return dict.fromkeys(KINDS)
    rounded = {kind: round(p, DIGITS) for kind, p in answer.kinds._asdict().items()}
    largest = max(rounded, key=lambda kind: rounded[kind])
    rounded[largest] = round(1 - sum(p for kind, p in rounded.items() if kind != largest), DIGITS)
    return dict(rounded)


def _dated(when: Dated | None) -> dict[str, str] | None:
    return {key: day.isoformat() for key, day in asdict(when).items()} if when else None


def _spread(given: Spread | None) -> dict[str, float] | None:
    return {key: round(value, DIGITS) for key, value in asdict(given).items()} if given else None


def sentences(answers: Sequence[Answer], joint: Together, value: Value) -> str:
    """Return the answers as text, a paragraph a series."""
    paragraphs = [_paragraph(answer, value) for answer in answers]
    if joint.answer.kinds:
        paragraphs.append(_paragraph(joint.answer, value))
    return "\n".join("\n".join(lines) + "\n" for lines in paragraphs)


def _paragraph(answer: Answer, value: Value) -> Iterator[str]:
    if answer.kinds is None:
        yield f"{answer.series}: {answer.why_not}"
        return
    nothing, moment, gradual, both = answer.kinds
    yield f"{answer.series}: {SAYS[answer.says]}."
    yield f"  nothing changed {nothing:.0%}, a moment {moment:.0%}, gradual growth {gradual:.0%}, both {both:.0%}"
    if answer.moment_on:
        yield f"  if there was a moment: about {_days(answer.moment_on)}"
    if answer.growth:
        yield f"  if it grew: from {_days(answer.growth.start)} until {_days(answer.growth.end)}"
    if answer.size:
        yield f"  if it changed: {_size(answer.size, value)}"
    if answer.check and not answer.check.fits:
        yield "  The model could hardly have made these values; take its answer with care."
    if answer.check and answer.weeks_more is None:
        yield "  Not even a year more is likely to settle it."
    elif answer.check and answer.weeks_more:
        yield f"  Some {answer.weeks_more} more weeks are likely to settle it."


def _days(when: Dated) -> str:
    return f"{when.day} (90 %: {when.low} to {when.high})"


def _size(size: Spread, value: Value) -> str:
    if value == "counts":
        return f"{size.value:.2g} times as many (90 %: {size.low:.2g} to {size.high:.2g})"
    return f"{size.value:+.1f} points (90 %: {size.low:+.1f} to {size.high:+.1f})"
