"""Reads tables of dated values: CSV with the columns series, at and value, and exposure where it is known."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from waylight.intake.recognise import AT
from waylight.intake.rows import Choices, Place, Problem, ValueRow
from waylight.intake.tables import Table, column

SERIES = {"series", "name", "measure"}
VALUE = {"value", "count", "rating"}
EXPOSURE = {"exposure", "days worked", "days"}  # not for readers
MISSING = {"", "na", "n/a", "nan", "null", "none", "-"}
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
LARGEST = 1e9


class _Unreadable(ValueError):
    """Why a cell cannot be read, as a sentence."""


class _Zones:
    """Sees to it that times of one file all name a zone, or none does."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._with_zone: bool | None = None

    def local(self, at: datetime) -> datetime:
        """The time as clocks show it there; raises _Unreadable for a time unlike those before it."""
        if self._with_zone is None:
            self._with_zone = at.tzinfo is not None
        if self._with_zone != (at.tzinfo is not None):
            now, then = "with a zone", "without one"  # not for readers
            if at.tzinfo is None:
                now, then = "without a zone", "with one"  # not for readers
            raise _Unreadable(
                f"This time is written {now} and those before it {then}; write all in one way."  # not for readers
            )
        return at.astimezone(self._zone).replace(tzinfo=None) if at.tzinfo else at


def read_dated(
    stream: BinaryIO,
    *,
    name: str,
    whole: bool,
    choices: Choices = Choices(),  # noqa: B008
) -> Iterator[ValueRow | Problem]:
    """Read a table of dated values, one row at a time; a row that cannot be read is a Problem, the others are read.

    ``whole``: values are counts, so that a part of one or one below 0 is a Problem. ``choices.zone`` says whose days
    they are where a time names its zone. An empty cell or NA under value is a value that is missing.
    """
    table = Table(stream, name)
    names = (("series", SERIES), ("at", AT), ("value", VALUE), ("exposure", EXPOSURE))
    named = {key: title for key, known in names if (title := column(table.columns, known))}
    if lacking := [key for key in ("series", "at", "value") if key not in named]:
        gone = ", ".join(lacking)
        reason = f"A table of dated values needs columns series, at and value; missing here: {gone}."  # not for readers
        yield Problem(Place(name, 1), reason)
        return
    zones = _Zones(choices.zone)
    for item in table.rows():
        if isinstance(item, Problem):
            yield item
            continue
        place = Place(name, item[0])
        try:
            yield _row({key: item[1].get(title, "") for key, title in named.items()}, place, zones, whole=whole)
        except _Unreadable as why:
            yield Problem(place, str(why))


def _row(cells: dict[str, str], place: Place, zones: _Zones, *, whole: bool) -> ValueRow:
    if not cells["series"]:
        raise _Unreadable("The name of the series is missing.")  # not for readers
    at = _time(cells["at"], zones)
    value = None if cells["value"].lower() in MISSING else _value(cells["value"], whole=whole)
    exposure = 1.0
    if "exposure" in cells:
        if cells["exposure"].lower() in MISSING:
            raise _Unreadable(
                "The exposure is missing; write the days worked, and 0 for an absence."  # not for readers
            )
        exposure = _number(cells["exposure"])
        if exposure < 0:
            raise _Unreadable(
                f"The exposure is {cells['exposure'][:40]}; time worked cannot be less than 0."  # not for readers
            )
    if whole and exposure == 0 and value:
        raise _Unreadable(
            f"{cells['value'][:40]} counted in a time without work; one of the two is wrong."  # not for readers
        )
    return ValueRow(place, cells["series"], at, value, exposure)


def _time(text: str, zones: _Zones) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _Unreadable(f"“{text[:40]}” is no day that can be read; write 2026-06-11.") from None  # not for readers
    at = zones.local(at) if len(text) > len("2026-06-11") or at.tzinfo else at
    if not EARLIEST <= at.date() < LATEST:
        raise _Unreadable(f"The day {at:%Y-%m-%d} lies outside 1900 to 2199.")  # not for readers
    return at


def _value(text: str, *, whole: bool) -> float:
    value = _number(text)
    if whole and value < 0:
        raise _Unreadable(
            f"{text[:40]} is below 0, and nothing can be counted less than not at all."  # not for readers
        )
    if whole and value != int(value):
        raise _Unreadable(f"{text[:40]} is no whole number, as counts are; these may be ratings.")  # not for readers
    return value


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise _Unreadable(f"“{text[:40]}” is no number.") from None  # not for readers
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise _Unreadable(f"“{text[:40]}” is no number that a value can have.")  # not for readers
    return value
