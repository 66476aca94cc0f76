"""In which language sentences, days and numbers are written, for all that knows no Django.

Lenses and intake say sentences that pages show. Alone they say them in English; Waylight's pages have them said in the
reader's language (``access.language``). A sentence is marked where it stands, by the names that gettext gave:

>>> gettext("Nothing was read.")
'Nothing was read.'
>>> ngettext("{count} row was left out.", "{count} rows were left out.", 2).format(count=2)
'2 rows were left out.'
>>> day_and_year(date(2026, 6, 11)), number(1234.5, 1)
('11 June 2026', '1,234.5')
"""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Speaker(Protocol):
    """Who says a sentence, a day or a number in the language that is spoken now."""

    def gettext(self, message: str) -> str:
        """A sentence."""

    def pgettext(self, context: str, message: str) -> str:
        """A sentence that means one thing here and another elsewhere; ``context`` tells them apart."""

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Of two forms of a sentence, the one for a number."""

    def day(self, when: date) -> str:
        """A day without the year."""

    def day_and_year(self, when: date) -> str:
        """A day with its year."""

    def full_day(self, when: date) -> str:
        """A day with its weekday and year."""

    def number(self, value: float, digits: int) -> str:
        """A number with so many digits after the point."""


class English:
    """What is spoken where nobody else was asked to."""

    def gettext(self, message: str) -> str:
        """The sentence itself."""
        return message

    def pgettext(self, context: str, message: str) -> str:
        """The sentence itself."""
        return message

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The first form for one, the second for every other number."""
        return one if number == 1 else many

    def day(self, when: date) -> str:
        """*11 June*."""
        return f"{when:%-d %B}"

    def day_and_year(self, when: date) -> str:
        """*11 June 2026*."""
        return f"{when:%-d %B %Y}"

    def full_day(self, when: date) -> str:
        """*Thursday 11 June 2026*."""
        return f"{when:%A %-d %B %Y}"

    def number(self, value: float, digits: int) -> str:
        """*1,234.5*."""
        return f"{value:,.{digits}f}"


_speaker: Speaker = English()


def let_speak(speaker: Speaker) -> None:
    """Have everything from here on said by ``speaker``, who knows which language is spoken."""
    global _speaker
    _speaker = speaker


def gettext(message: str) -> str:
    """Say a sentence in the language that is spoken now."""
    return _speaker.gettext(message)


def pgettext(context: str, message: str) -> str:
    """Say a sentence that means something else in another context."""
    return _speaker.pgettext(context, message)


def ngettext(one: str, many: str, number: int) -> str:
    """Say the form of a sentence that goes with a number; the number is put in by ``format``."""
    return _speaker.ngettext(one, many, number)


def gettext_noop(message: str) -> str:
    """Mark a sentence that stands in a table, to be said by ``gettext`` when it is needed."""
    return message


def day(when: date) -> str:
    """A day without the year: *11 June*."""
    return _speaker.day(when)


def day_and_year(when: date) -> str:
    """A day with its year: *11 June 2026*."""
    return _speaker.day_and_year(when)


def full_day(when: date) -> str:
    """A day in full: *Thursday 11 June 2026*."""
    return _speaker.full_day(when)


def number(value: float, digits: int = 0) -> str:
    """A number as people write it, with so many digits after the point."""
    return _speaker.number(value, digits)
