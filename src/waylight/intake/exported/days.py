"""Days and times as other tools write them: with figures in any order, or with a month's name in four languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from waylight.intake.exported.headings import plain
from waylight.language import gettext

Order = Literal["", "day", "month"]
DAY_FIRST: Order = "day"
MONTH_FIRST: Order = "month"
_FIGURES = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?=\D|$)", re.A)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(?:uhr|h)?\s*([ap])?\.?\s?m?\.?", re.A | re.I)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", re.A)
_WORDED = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s*(?:de\s+)?([^\W\d]{3,12})\.?,?(?:\s+del?)?\s*"
    r"|([^\W\d]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+)(\d{4})"
)
_MONTHS = (
    "jan january januar janner janvier janv enero ene|feb february februar fevrier fevr fev febrero"
    "|mar march marz maerz mrz mars marzo|apr april avril avr abril abr|may mai mayo|jun june juni juin junio"
    "|jul july juli juillet juil julio|aug august aout agosto ago|sep sept september septembre septiembre set"
    "|oct october oktober okt octobre octubre|nov november novembre noviembre"
    "|dec december dezember dez decembre diciembre dic"
)
MONTHS = {word: number for number, words in enumerate(_MONTHS.split("|"), start=1) for word in words.split()}
EARLIEST, LATEST = 1970, 2099


class NoDay(ValueError):
    """Why something is no day, as a sentence."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, with the time and zone that stand beside it if any do."""

    day: date
    clock: time | None = None


def order_of(texts: Iterable[str]) -> Order | None:
    """Whether figures are written day first or month first, as far as they show; None if they could be either.

    “” where no day is written so that the question arises. With points between figures, the day is first.

    >>> order_of(["03/04/2026", "25/04/2026"]), order_of(["03/04/2026"]), order_of(["2026-04-03"])
    ('day', None, '')
    """
    asked = False
    for text in texts:
        found = _FIGURES.match(text.strip())
        if not found or len(found[1]) > 2:
            continue
        if found[2] == "." or int(found[1]) > 12:
            return DAY_FIRST
        if int(found[3]) > 12:
            return MONTH_FIRST
        asked = asked or found[1] != found[3]  # 04/04 is one day however it is read
    return None if asked else ""


def when(text: str, order: Order) -> When:
    """Read a day, and the time after it if there is one. Raises NoDay."""
    text = " ".join(text.split())
    if _ISO.match(text):
        return _iso(text)
    found = _FIGURES.match(text) or _WORDED.match(text)
    if not found:
        raise NoDay(gettext("“{text}” is no day; write it as 2026-03-01.").format(text=text[:20]))
    year, month, day = _by_figures(found, order) if found.re is _FIGURES else _by_words(found, text)
    try:
        on = date(year, month, day)
    except ValueError:
        said = gettext("“{text}” is no day that there is; is the day or the month first?")
        raise NoDay(said.format(text=text[:20])) from None
    if not EARLIEST <= on.year <= LATEST:
        said = gettext("“{text}” lies outside {first} to {last}.")
        raise NoDay(said.format(text=text[:20], first=EARLIEST, last=LATEST))
    rest = text[found.end() :].strip(" ,T-–")
    rest = re.sub(r"^(?:at|um|a las|à|a)\s+", "", rest, flags=re.I)
    return When(on, clock(rest) if rest else None)


def clock(text: str) -> time:
    """Read a time of day: 14:30, 2:30 pm, 14h30, 14.30 Uhr. Raises NoDay."""
    found = _CLOCK.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and found[4]:
        hour = 99 if not 1 <= hour <= 12 else hour % 12 + (12 if found[4].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        raise NoDay(gettext("“{text}” is no time of day; write it as 14:30.").format(text=text[:20]))
    return time(hour, minute)


def _iso(text: str) -> When:
    try:
        at = datetime.fromisoformat(text.replace(" UTC", "+00:00"))
    except ValueError:
        said = gettext("“{text}” is no time that there is; write it as 2026-03-01 14:30.")
        raise NoDay(said.format(text=text[:30])) from None
    if not EARLIEST <= at.year <= LATEST:
        said = gettext("“{text}” lies outside {first} to {last}.")
        raise NoDay(said.format(text=text[:20], first=EARLIEST, last=LATEST))
    return When(at.date(), at.timetz())


def _by_figures(found: re.Match[str], order: Order) -> tuple[int, int, int]:
    one, two, three = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) > 2:
        return one, two, three
    year = three if len(found[4]) > 2 else three + (2000 if three < 70 else 1900)
    return (year, one, two) if order == MONTH_FIRST else (year, two, one)


def _by_words(found: re.Match[str], text: str) -> tuple[int, int, int]:
    day, word = (found[1], found[2]) if found[1] else (found[4], found[3])
    month = MONTHS.get(plain(word))
    if month is None:
        raise NoDay(gettext("“{text}” is no day; write it as 2026-03-01.").format(text=text[:20]))
    return int(found[5]), month, int(day)
