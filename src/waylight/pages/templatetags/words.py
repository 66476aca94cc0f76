"""Template filters that put numbers, days and times into words."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import template

from waylight.lenses.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

register = template.Library()

AS_WRITTEN = {"c-suite": "C-suite"}  # levels that are not all lower case on a page
ENDS = (".", "?", "!", "…", "”")

SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()


@register.filter
def in_words(n: int) -> str:
    """A small whole number in letters: ``19`` is *nineteen*; 21 and more stay figures. Zero is *no*."""
    return SMALL[n] if 0 <= n < len(SMALL) else f"{n:,}"


@register.filter
def count_of(n: int, noun: str) -> str:
    """A number and its noun, in agreement: ``3|count_of:"person,people"`` is *three people*."""
    one, _, many = noun.partition(",")
    return f"{in_words(n)} {one if n == 1 else many or one + 's'}"


@register.filter(name="of")
def held_of(held: Mapping[int, object], number: int) -> object:
    """What is held of a row, by its number; None if nothing is."""
    return held.get(number)


@register.filter
def spaced(name: str) -> str:
    """A column's name as words: *brought at* for ``brought_at``."""
    return name.replace("_", " ")


@register.filter
def day(when: date) -> str:
    """A day without the year: *11 June*."""
    return f"{when:%-d %B}"


@register.filter
def day_and_year(when: date) -> str:
    """A day with its year: *11 June 2026*."""
    return f"{when:%-d %B %Y}"


@register.filter
def full_day(when: date) -> str:
    """A day in full: *Thursday 11 June 2026*."""
    return f"{when:%A %-d %B %Y}"


@register.filter
def in_zone(when: datetime, zone: str) -> datetime:
    """An aware time as it reads in a zone."""
    return when.astimezone(ZoneInfo(zone))


@register.filter
def clock(when: datetime) -> str:
    """The time of day: *16:00*."""
    return f"{when:%H:%M}"


@register.filter
def minute(seconds: float | None) -> str:
    """Seconds from a recording's start as *minute 48*; nothing where the file gives no time."""
    return "" if seconds is None else f"minute {int(seconds // 60)}"


@register.filter
def figure(value: float | None) -> str:
    """A figure's value with as many digits as mean something: *9.4*, *14*, *0.3*."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 20 or float(value).is_integer() else f"{value:.1f}"


@register.filter
def signed(value: float | None, digits: int = 1) -> str:
    """A number with its sign, as answers from −3 to +3 are written: *+1.4*, *−0.5*, *0*."""
    if value is None:
        return ""
    text = f"{value:+.{digits}f}"
    return "0" if not float(text) else text.replace("-", "−")


@register.filter
def rate(value: float | None) -> str:
    """How often a week, to a quarter of an event in four weeks: *0.25*, *2*, *1.5*."""
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


@register.filter
def interval(found: Figure, digits: str = "figure") -> str:
    """The bounds of a figure: *7.9–10.8*; with ``"rate"``, ``"percent"`` or ``"signed"`` in that filter's digits."""
    if digits == "signed":
        return f"{signed(found.low)} to {signed(found.high)}"
    write = {"figure": figure, "rate": rate, "percent": percent}[digits]
    return f"{write(found.low)}–{write(found.high)}"


@register.filter
def coordinate(value: float) -> str:
    """A place in a drawing, to a tenth: ``x="{{ x|coordinate }}"``."""
    return f"{value:.1f}"


@register.filter
def percent(value: float | None) -> str:
    """A share in [0, 1] as *41 %*."""
    return "" if value is None else f"{100 * value:.0f} %"


@register.filter
def hours(minutes: int) -> str:
    """A time in minutes as *1.5 hours*."""
    return f"{rate(minutes / 60)} {'hour' if minutes == 60 else 'hours'}"


@register.filter
def as_hours(minutes: int) -> str:
    """A time in minutes as hours in a table: *1.5*."""
    return rate(minutes / 60)


@register.filter
def more_hours(minutes: int) -> str:
    """Time more or less, with its sign: *+0.5 hours*, *−1 hour*."""
    return f"{'−' if minutes < 0 else '+'}{hours(abs(minutes))}"


@register.filter
def more(value: float | None) -> str:
    """A difference with its sign: *+0.5*, *−2*."""
    return "" if value is None else f"{'−' if round(value, 1) < 0 else '+'}{figure(abs(value))}"


@register.filter
def points(value: float | None) -> str:
    """A difference of shares in percentage points, with its sign: *+7 points*."""
    return "" if value is None else f"{'−' if round(100 * value) < 0 else '+'}{abs(100 * value):.0f} points"


@register.filter
def days_long(days: float) -> str:
    """A stretch of days as people say it: *9 weeks* from four weeks on, else *12 days*."""
    return f"{round(days / 7)} weeks" if days >= 28 else f"{round(days)} days"


@register.filter
def invitation(answer: str) -> str:
    """How somebody invited answered, in words: the calendar's *needs-action* is *not answered yet*."""
    return {"needs-action": "not answered yet", "tentative": "perhaps"}.get(answer, answer)


@register.filter
def level(word: str) -> str:
    """A level as a page shows it: *C-suite*. In the store and in files it stays in lower case."""
    return AS_WRITTEN.get(word, word)


@register.filter
def stop(text: str) -> str:
    """Somebody's words with a full stop after them, unless they end with a sign of their own."""
    return text if not text or text.endswith(ENDS) else f"{text}."


@register.filter
def sentence(text: str) -> str:
    """Somebody's words as a sentence that stands alone: *The order of sites was turned round.*"""
    return stop(text[:1].upper() + text[1:])


def utc(when: datetime) -> str:
    """A time as addresses carry it: ``2026-06-08T00:00Z``."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


register.filter("utc", utc)


@register.filter
def as_json(options: object) -> str:
    """Options for a script of ours, to stand in a ``data-`` attribute."""
    return json.dumps(options, default=dict)
