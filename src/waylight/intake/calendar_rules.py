"""Recurrence rules followed for a bounded number of steps.

A rule may go on for ever, name a day that never comes (30 February), or strike every second. dateutil does as it is
told, so it is told less: an end no later than the horizon and than ``MOST_STEPS`` steps, and at most hourly.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import MAXYEAR, datetime, timedelta
from math import prod
from typing import NamedTuple

from dateutil.rrule import rrulestr

from waylight.intake.calendar_work import Work
from waylight.language import gettext

MOST_STEPS = 50_000  # 137 years of days, or more than five of hours
MOST_STARTS = 50_000  # that a rule may make on the way
_MOST_A_DAY = 24  # a meeting more than hourly is a clock
_LONGEST_RULE = 500  # letters; all weeks of a year are 150
_STEP = {
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(days=7),
    "MONTHLY": timedelta(days=31),
    "YEARLY": timedelta(days=366),
}
_COST = {"HOURLY": 5, "DAILY": 5, "WEEKLY": 6, "MONTHLY": 12, "YEARLY": 90}  # microseconds a step, as measured
_COST_START = 2  # microseconds for each that is made
_COST_SEARCH = 250_000  # for centuries of days among which none is meant
_PARTS = "INTERVAL WKST BYMONTH BYWEEKNO BYYEARDAY BYMONTHDAY BYDAY BYHOUR BYMINUTE BYSECOND BYSETPOS".split()
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")


class CannotFollow(Exception):
    """A rule that is not followed; says why, as the beginning of a sentence."""


class Followed(NamedTuple):
    """Wall times of a rule, in order, and whether these are all up to the end that was asked for."""

    starts: list[datetime]
    complete: bool


def follow(rule: str, start: datetime, end: datetime, work: Work, *, days: bool = False) -> Followed:
    """Follow a rule from ``start`` to ``end`` (both on the wall of the series, ``end`` with any UNTIL applied).

    ``days``: the series is of whole days, so that hours mean nothing. Raises CannotFollow.
    """
    parts = _parts(rule)
    frequency = parts["FREQ"]
    if days:
        parts = {name: value for name, value in parts.items() if name not in _TIMES}
        if frequency == "HOURLY":
            raise CannotFollow(gettext("It repeats whole days by the hour"))
    step = _STEP[frequency] * min(_number(parts, "INTERVAL", 1), MOST_STEPS)
    text = ";".join(f"{name}={parts[name]}" for name in ("FREQ", *_PARTS) if name in parts)
    last, count = _last(start, step, end), _number(parts, "COUNT", MOST_STARTS + 1)
    found = _found(text, start, last, min(count, MOST_STARTS))
    if found.reached is None:
        work.spend(_COST_SEARCH)
    else:
        work.spend((1 + (found.reached - start) // step) * _COST[frequency] + len(found.starts) * _COST_START)
    made = len(found.starts)
    return Followed(found.starts, made == count or (made < MOST_STARTS and last == end))


def _last(start: datetime, step: timedelta, end: datetime) -> datetime:
    """Where a rule is left: at ``end``, or after ``MOST_STEPS`` if that comes first."""
    try:
        return min(end, start + step * MOST_STEPS)
    except OverflowError:
        return end


def rule_until(rule: str) -> str:
    """The value of a rule's UNTIL, "" if it has none."""
    return next((part[6:] for part in rule.upper().split(";") if part.startswith("UNTIL=")), "")


class _Found(NamedTuple):
    starts: list[datetime]
    reached: datetime | None  # how far the rule was followed; None when nothing came after ``end`` in all time


def _found(rule: str, start: datetime, end: datetime, most: int) -> _Found:
    """At most ``most`` starts until ``end``.

    dateutil looks for a next start up to the year 9999. So it is asked as close to that year as can be: the calendar
    repeats itself every 400 years, which are 20,871 weeks.
    """
    starts: list[datetime] = []
    if start > end:
        return _Found(starts, start)
    later = 400 * ((MAXYEAR - 1 - end.year) // 400)
    try:
        rules = rrulestr(rule, dtstart=start.replace(year=start.year + later))
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        raise CannotFollow(gettext("Its rule of recurrence could not be read")) from None
    with suppress(ValueError, IndexError, OverflowError):  # the last week of all time has days outside it
        for one in rules:
            at = one.replace(year=one.year - later)
            if at > end:
                return _Found(starts, end)
            starts.append(at)
            if len(starts) >= most:
                return _Found(starts, at)
    return _Found(starts, None)


def _parts(rule: str) -> dict[str, str]:
    """The parts of a rule that can be followed."""
    parts = {name.strip(): value.strip() for name, _, value in (one.partition("=") for one in rule.upper().split(";"))}
    if len(rule) > _LONGEST_RULE:
        raise CannotFollow(gettext("Its rule of recurrence is too long"))
    if parts.get("FREQ") in {"SECONDLY", "MINUTELY"} or _times_a_day(parts) > _MOST_A_DAY:
        raise CannotFollow(gettext("It repeats more often than every hour"))
    known = parts.get("FREQ") in _STEP and parts.get("RSCALE", "GREGORIAN") == "GREGORIAN"
    if not known or _number(parts, "INTERVAL", 1) < 1 or _number(parts, "COUNT", 1) < 1:
        raise CannotFollow(gettext("Its rule of recurrence could not be read"))
    return parts


def _times_a_day(parts: dict[str, str]) -> int:
    hourly = parts.get("FREQ") == "HOURLY" and "BYHOUR" not in parts
    return prod([_MOST_A_DAY if hourly else 1, *(len(set(parts.get(name, "0").split(","))) for name in _TIMES)])


def _number(parts: dict[str, str], name: str, otherwise: int) -> int:
    text = parts.get(name, str(otherwise))
    return int(text) if text.isascii() and text.isdecimal() else 0
