"""Figures as a story tells them: rounded, in words, so that none of them gives anybody away or claims too much."""

from __future__ import annotations

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SHARES = ((0.125, "a little"), (0.29, "about a quarter"), (0.415, "about a third"), (0.6, "about half"))
SURE, LIKELY = 0.95, 0.85
A_WHILE, A_YEAR = 7, 46  # weeks: what is shorter is told in weeks, what is longer in years


def so_many(n: int, one: str, many: str) -> str:
    """*one person*, *a few people*, *about ten people*, *about thirty people*: never an exact number above two."""
    if n <= 2:
        return f"{SMALL[n]} {one if n == 1 else many}"
    if n <= 6:
        return f"a few {many}"
    tens = max(round(n / 10) * 10, 10)
    return f"about {SMALL[10] if tens == 10 else tens} {many}"


def so_long(weeks: float) -> str:
    """*a few weeks*, *about four months*, *about a year*, *about two years*."""
    if weeks < A_WHILE:
        return "a few weeks"
    if weeks < A_YEAR:
        return f"about {SMALL[min(max(round(weeks / 4.345), 2), 10)]} months"
    years = max(round(weeks / 52), 1)
    return "about a year" if years == 1 else f"about {SMALL[years] if years <= 10 else years} years"


def so_much(share: float) -> str:
    """A change by a share of what was: *about a third more*, *about half less*, *about twice as much*."""
    size = abs(share)
    if share >= 0.85:
        times = round(1 + share)
        return "about twice as much" if times == 2 else f"about {SMALL[times] if times <= 10 else times} times as much"
    words = next((words for top, words in SHARES if size <= top), "well over half")
    return f"{words} {'less' if share < 0 else 'more'}"


def so_often(a_week: float) -> str:
    """*less than once a week*, *about once a week*, *about three times a week*, *about twenty times a week*."""
    if a_week < 0.6:
        return "less than once a week"
    n = round(a_week)
    if n <= 2:
        return f"about {'once' if n <= 1 else 'twice'} a week"
    return f"about {SMALL[n] if n <= 10 else round(n / 10) * 10} times a week"


def so_sure(chance: float) -> str:
    """A probability as odds that a listener hears: *all but sure*, *more than eight in ten*, *about six in ten*."""
    if chance >= SURE:
        return "all but sure"
    if chance >= LIKELY:
        return "more than eight in ten"
    return f"about {SMALL[max(round(chance * 10), 1)]} in ten"
