"""Template filters that put numbers, days and times into words."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, npgettext, pgettext, pgettext_lazy

from waylight import language
from waylight.access.language import day_written
from waylight.lenses.figure import Figure
from waylight.pages.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping

register = template.Library()

ENDS = (".", "?", "!", "…", "”")

SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
# Words that the store and files hold in English, as a page shows them.
ANSWERS = {
    "needs-action": gettext_lazy("not answered yet"),
    "tentative": gettext_lazy("perhaps"),
    "accepted": pgettext_lazy("an invitation", "accepted"),
    "declined": pgettext_lazy("an invitation", "declined"),
    "organiser": pgettext_lazy("an invitation", "organiser"),
}
LEVELS = {
    "board": pgettext_lazy("a level", "board"),
    "c-suite": pgettext_lazy("a level", "C-suite"),
    "senior leader": pgettext_lazy("a level", "senior leader"),  # not for readers
    "manager": pgettext_lazy("a level", "manager"),
    "individual contributor": pgettext_lazy("a level", "individual contributor"),  # not for readers
}
ROLES = {
    "coach": pgettext_lazy("a role", "coach"),
    "admin": pgettext_lazy("a role", "admin"),
    "client": pgettext_lazy("a role", "client"),
    "sponsor": pgettext_lazy("a role", "sponsor"),
}
STATES = {
    "open": pgettext_lazy("an invitation to an account", "open"),
    "accepted": pgettext_lazy("an invitation to an account", "accepted"),
    "taken back": pgettext_lazy("an invitation to an account", "taken back"),  # not for readers
    "expired": pgettext_lazy("an invitation to an account", "expired"),
}
SIDES = {
    "own team": pgettext_lazy("a side of the map", "own team"),  # not for readers
    "peer": pgettext_lazy("a side of the map", "peer"),
    "upward": pgettext_lazy("a side of the map", "upward"),
    "elsewhere": pgettext_lazy("a side of the map", "elsewhere"),
    "industry": pgettext_lazy("a side of the map", "industry"),
}


@register.filter
def in_words(n: int) -> str:
    """A small whole number in letters: ``19`` is *nineteen*; 21 and more stay figures. Zero is *no*.

    In other languages than English a number bends to its noun, so that it is written in figures there.
    """
    return SMALL[n] if 0 <= n < len(SMALL) and (get_language() or "en").startswith("en") else language.number(n)


@register.filter
def count_of(n: int, noun: str) -> str:
    """A number and its noun, in agreement: ``3|count_of:"person,people"`` is *three people*.

    ``translating`` finds the noun where it is written, so it has to stand there in quotes.
    """
    one, _, many = noun.partition(",")
    return f"{in_words(n)} {npgettext('counted', one, many or one + 's', n)}"


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
    return language.day(when)


@register.filter
def day_and_year(when: date) -> str:
    """A day with its year: *11 June 2026*."""
    return language.day_and_year(when)


@register.filter
def short_day(when: date | None) -> str:
    """A day with its year and a short month, for tables: *11 Jun 2026*; nothing where there is none."""
    how = pgettext("a day with a short month, in letters of Django's date format", "j M Y")
    return day_written(when, how) if when else ""


@register.filter
def full_day(when: date) -> str:
    """A day in full: *Thursday 11 June 2026*."""
    return language.full_day(when)


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
    return "" if seconds is None else gettext("minute {number}").format(number=int(seconds // 60))


@register.filter
def figure(value: float | None) -> str:
    """A figure's value with as many digits as mean something: *9.4*, *14*, *0.3*."""
    if value is None:
        return ""
    return language.number(value, 0 if abs(value) >= 20 or float(value).is_integer() else 1)


@register.filter
def signed(value: float | None, digits: int = 1) -> str:
    """A number with its sign, as answers from −3 to +3 are written: *+1.4*, *−0.5*, *0*."""
    if value is None:
        return ""
    rounded = round(value, digits)
    return f"{'−' if rounded < 0 else '+'}{language.number(abs(rounded), digits)}" if rounded else "0"


@register.filter
def rate(value: float | None) -> str:
    """How often a week, to a quarter of an event in four weeks: *0.25*, *2*, *1.5*."""
    if value is None:
        return ""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return language.number(float(text), len(text.partition(".")[2]))


@register.filter
def interval(found: Figure, digits: str = "figure") -> str:
    """The bounds of a figure: *7.9–10.8*; with ``"rate"``, ``"percent"`` or ``"signed"`` in that filter's digits."""
    if digits == "signed":
        return gettext("{low} to {high}").format(low=signed(found.low), high=signed(found.high))
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
    noun = npgettext("a stretch of time", "hour", "hours", 1 if minutes == 60 else 2)
    return f"{rate(minutes / 60)} {noun}"


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
    if value is None:
        return ""
    difference = f"{'−' if round(100 * value) < 0 else '+'}{abs(100 * value):.0f}"
    return gettext("{difference} points").format(difference=difference)


@register.filter
def days_long(days: float) -> str:
    """A stretch of days as people say it: *9 weeks* from four weeks on, else *12 days*."""
    if days >= 28:
        return ngettext("{count} week", "{count} weeks", round(days / 7)).format(count=round(days / 7))
    many = round(days)
    return ngettext("{count} day", "{count} days", many).format(count=many)


@register.filter
def invitation(answer: str) -> str:
    """How somebody invited answered, in words: the calendar's *needs-action* is *not answered yet*."""
    return str(ANSWERS.get(answer, answer))


@register.filter
def level(word: str) -> str:
    """A level as a page shows it: *C-suite*. In the store and in files it stays in lower case."""
    return str(LEVELS.get(word, word))


@register.filter
def role(word: str) -> str:
    """What somebody is in a practice or an engagement, within a sentence: *coach*."""
    return str(ROLES.get(word, word))


@register.filter
def invitation_state(word: str) -> str:
    """How it stands with the invitation to have an account: *taken back*."""
    return str(STATES.get(word, word))


@register.filter
def side(word: str) -> str:
    """A side of the map as a page shows it; in the store and in files it stays as the practice has it."""
    return str(SIDES.get(word, word))


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


@register.simple_tag
def spoken(voice: Voice, message: str, **given: object) -> SafeString:
    """A sentence of the client, or to her: ``{% spoken voice "What {subject} chose to do" %}``.

    The sentence may hold HTML; what is put into it is escaped. ``translating`` finds it where it is written.
    """
    return format_html(mark_safe(voice.in_language(message)), **voice.words, **given)  # noqa: S308


@register.filter
def as_json(options: object) -> str:
    """Options for a script of ours, to stand in a ``data-`` attribute."""
    return json.dumps(options, default=dict)
