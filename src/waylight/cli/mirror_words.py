"""The mirror of meetings as JSON, and as lines to read."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from waylight.lenses.figure import Figure
from waylight.lenses.mirror.language import NOT_ENGLISH, is_english
from waylight.lenses.mirror.meeting import Meeting, figures
from waylight.lenses.mirror.noticing import noticing
from waylight.lenses.mirror.reading import Reading, read
from waylight.lenses.mirror.yardsticks import yardsticks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from waylight.intake.rows import TurnRow
    from waylight.lenses.mirror.turns import Turn


def as_json(meetings: Mapping[str, Sequence[Turn]], rows: Mapping[str, Sequence[TurnRow]]) -> Iterator[str]:
    """Yield ``{"turns": [...], "meetings": [...]}``; where the language is not known, labels are null."""
    known, readings = _readings(meetings)
    yield '{"turns": ['
    comma = ""
    for name in meetings:
        for row, one in zip(rows[name], readings[name], strict=True):
            yield comma + json.dumps(_turn(name, row, one if name in known else None), ensure_ascii=False)
            comma = ",\n"
    yield '],\n"meetings": [\n'
    told = (_meeting(name, turns, readings[name] if name in known else None) for name, turns in meetings.items())
    yield ",\n".join(json.dumps(one, ensure_ascii=False) for one in told)
    yield "\n]}\n"


def _readings(meetings: Mapping[str, Sequence[Turn]]) -> tuple[set[str], dict[str, Sequence[Reading]]]:
    """The meetings in a language that is known, and the readings of all."""
    known = {name for name, turns in meetings.items() if is_english(turn.text for turn in turns)}
    return known, dict(zip(meetings, read(list(meetings.values())), strict=True))


def _turn(meeting: str, row: TurnRow, one: Reading | None) -> dict[str, object]:
    return {
        "conversation": meeting,
        "turn": row.turn,
        "speaker": row.speaker,
        "behaviour": (one.label or None) if one else None,
        "subtype": (one.subtype or None) if one else None,
        "probability": one.probability if one else None,
    }


def _meeting(name: str, turns: Sequence[Turn], readings: Sequence[Reading] | None) -> dict[str, object]:
    found = figures(turns, readings)
    return {
        "conversation": name,
        "turns": len(turns),
        **dataclasses.asdict(found),
        "noticing": [dataclasses.asdict(place) for place in noticing(turns)] if readings is not None else [],
        "yardsticks": [dataclasses.asdict(one) for one in yardsticks(found)],
    }


def as_text(meetings: Mapping[str, Sequence[Turn]], rows: Mapping[str, Sequence[TurnRow]]) -> Iterator[str]:
    """Yield each meeting's figures as lines."""
    del rows  # the words themselves are not printed
    known, readings = _readings(meetings)
    for name, turns in meetings.items():
        found = figures(turns, readings[name] if name in known else None)
        yield f"{name}\n{'=' * len(name)}\n" + ("" if name in known else NOT_ENGLISH + "\n")
        for title, figure in _lines(found):
            yield f"{title:32} {figure}\n"
        places = len(noticing(turns)) if name in known else 0
        yield f"{'places where the client noticed':32} {places}\n"
        for one in yardsticks(found):
            yield f"  {one.said}\n"
        yield "\n"


def _lines(found: Meeting) -> Iterator[tuple[str, str]]:
    for field in dataclasses.fields(found):
        value = getattr(found, field.name)
        title = field.name.replace("_", " ")
        if isinstance(value, Figure):
            yield title, _figure(value)
        else:
            yield title, ", ".join(taken.word for taken in value[:8]) or "none"


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return figure.why_not
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return f"{figure.value:.4g}"
    return f"{figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"
