"""Figures as a story tells them: rounded, in words, so that none of them gives anybody away or claims too much."""

from __future__ import annotations

from waylight.language import gettext, pgettext

QUARTER, THIRD, HALF, MOST = 0.125, 0.29, 0.415, 0.6  # shares up to which the one before is said
SURE, LIKELY = 0.95, 0.85
A_WHILE, A_YEAR = 7, 46  # weeks: what is shorter is told in weeks, what is longer in years
IN_LETTERS = 10  # the last number that is written so


def in_letters(n: int) -> str:
    """*no*, *one*, … *ten*; from eleven on in figures."""
    words = (
        pgettext("a number in a sentence of a story", "no"),
        pgettext("a number in a sentence of a story", "one"),
        pgettext("a number in a sentence of a story", "two"),
        pgettext("a number in a sentence of a story", "three"),
        pgettext("a number in a sentence of a story", "four"),
        pgettext("a number in a sentence of a story", "five"),
        pgettext("a number in a sentence of a story", "six"),
        pgettext("a number in a sentence of a story", "seven"),
        pgettext("a number in a sentence of a story", "eight"),
        pgettext("a number in a sentence of a story", "nine"),
        pgettext("a number in a sentence of a story", "ten"),
    )
    return words[n] if n <= IN_LETTERS else str(n)


def so_many(n: int, one: str, many: str) -> str:
    """*one person*, *a few people*, *about ten people*, *about 30 people*: never an exact number above two.

    ``one`` and ``many`` are words for people, in the language that is spoken.
    """
    if n <= 2:
        few = (
            pgettext("people in a story", "no {people}").format(people=many),
            pgettext("people in a story", "one {person}").format(person=one),
            pgettext("people in a story", "two {people}").format(people=many),
        )
        return few[n]
    if n <= 6:
        return pgettext("people in a story", "a few {people}").format(people=many)
    number = in_letters(max(round(n / 10) * 10, 10))
    return pgettext("people in a story", "about {number} {people}").format(number=number, people=many)


def so_long(weeks: float) -> str:
    """*a few weeks*, *about four months*, *about a year*, *about two years*: as it stands behind *over*."""
    if weeks < A_WHILE:
        return pgettext("it grew over", "a few weeks")
    if weeks < A_YEAR:
        number = in_letters(min(max(round(weeks / 4.345), 2), 10))
        return pgettext("it grew over", "about {number} months").format(number=number)
    years = max(round(weeks / 52), 1)
    if years == 1:
        return pgettext("it grew over", "about a year")
    return pgettext("it grew over", "about {number} years").format(number=in_letters(years))


def so_much(share: float) -> str:
    """A change by a share of what was: *about a third more*, *about half less*, *about twice as much*."""
    if share >= 0.85:
        times = round(1 + share)
        if times == 2:
            return pgettext("contact in a story", "about twice as much")
        return pgettext("contact in a story", "about {number} times as much").format(number=in_letters(times))
    return _less(-share) if share < 0 else _more(share)


def _more(share: float) -> str:
    if share <= QUARTER:
        return pgettext("contact in a story", "a little more")
    if share <= THIRD:
        return pgettext("contact in a story", "about a quarter more")
    if share <= HALF:
        return pgettext("contact in a story", "about a third more")
    if share <= MOST:
        return pgettext("contact in a story", "about half more")
    return pgettext("contact in a story", "well over half more")


def _less(share: float) -> str:
    if share <= QUARTER:
        return pgettext("contact in a story", "a little less")
    if share <= THIRD:
        return pgettext("contact in a story", "about a quarter less")
    if share <= HALF:
        return pgettext("contact in a story", "about a third less")
    if share <= MOST:
        return pgettext("contact in a story", "about half less")
    return pgettext("contact in a story", "well over half less")


def so_often(a_week: float) -> str:
    """*less than once a week*, *about once a week*, *about three times a week*, *about 20 times a week*."""
    if a_week < 0.6:
        return gettext("less than once a week")
    n = round(a_week)
    if n <= 1:
        return gettext("about once a week")
    if n == 2:
        return gettext("about twice a week")
    number = in_letters(n if n <= IN_LETTERS else round(n / 10) * 10)
    return gettext("about {number} times a week").format(number=number)


def so_sure(chance: float) -> str:
    """A probability as odds that a listener hears: *all but sure*, *more than eight in ten*, *about six in ten*."""
    if chance >= SURE:
        return pgettext("that is", "all but sure")
    if chance >= LIKELY:
        return pgettext("that is", "more than eight in ten")
    return pgettext("that is", "about {number} in ten").format(number=in_letters(max(round(chance * 10), 1)))
