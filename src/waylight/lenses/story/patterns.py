"""What gives somebody away by its form alone: addresses, numbers, dates, ages and exact figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waylight.language import gettext_noop
from waylight.lenses.story.span import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = {
    name: n
    for n, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_FULL_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_MONEY = r"(?:euros?|dollars?|pounds?|francs?|EUR|USD|GBP|CHF)\b"
_UNIT = rf"(?:%|‰|per ?cent\b|(?:thousand|million|billion|bn|[kKmM])\b|{_MONEY})"
_NUMBER = r"\d+(?:[.,'’ ]\d{3})*(?:[.,]\d+)?"
_BARE = rf"(?!(?<=out of )10\b)(?<![\w.]){_NUMBER}\b"  # how far a scale goes gives nobody away

# In the order in which they are asked: what an earlier one took, a later one does not take again.
PATTERNS: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    (
        Kind.URL,
        gettext_noop("It is an address on the web."),
        re.compile(r"\b(?:https?://|www\.)[^\s<>\"”]*[^\s<>\"”.,;:!?)\]]", re.I),
    ),
    (
        Kind.EMAIL,
        gettext_noop("It is an e-mail address."),
        re.compile(r"[\w.+%-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.I),
    ),
    (
        Kind.URL,
        gettext_noop("It is an address on the web."),
        re.compile(
            r"\b(?:[\w-]+\.)+(?:com|org|net|io|eu|co|de|pt|fr|es|it|nl|uk|ch|at|be|dev|app|info)\b(?:/[^\s<>\"”]*)?"
        ),
    ),
    (Kind.HANDLE, gettext_noop("It is somebody's name on a network."), re.compile(r"(?<![\w@])@\w[\w.]*\w")),
    (
        Kind.DATE,
        gettext_noop("It is a date."),
        re.compile(rf"\b{_YEAR}-\d\d?-\d\d?\b|\b\d\d?[./]\d\d?[./](?:\d\d){{1,2}}\b"),
    ),
    (
        Kind.DATE,
        gettext_noop("It is a date."),
        re.compile(
            rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?|\b{_MONTH} {_DAY}\b(?:,? {_YEAR})?|\b{_MONTH},? {_YEAR}\b", re.I
        ),
    ),
    (
        Kind.DATE,
        gettext_noop("It is a month."),
        re.compile(rf"\b(?:in|since|until|by|from|to|last|early|late|mid|this|of)[ -]({_FULL_MONTH})\b"),
    ),
    (
        Kind.DATE,
        gettext_noop("It is a month."),
        re.compile(r"\b(?:January|February|September|October|November|December)\b"),
    ),
    (Kind.DATE, gettext_noop("It is a quarter or a year."), re.compile(rf"\bQ[1-4](?:[ /-]?{_YEAR})?\b|\b{_YEAR}s?\b")),
    (
        Kind.AGE,
        gettext_noop("It is an age."),
        re.compile(
            r"\b(?:aged? )(\d\d?)\b|\b(\d\d?)(?:-|‑| )years?(?:-|‑| )old\b|\b(?:turn(?:ed|s|ing)?) (\d\d)\b", re.I
        ),
    ),
    (
        Kind.PHONE,
        gettext_noop("It looks like a telephone number."),
        re.compile(r"(?<![\w.,])(?:\+|00)?\(?\d{1,4}\)?(?:[ ./()-]?\d{2,4}){2,6}(?!\w|[.,]\d)"),
    ),
    (
        Kind.FIGURE,
        gettext_noop("It is an exact figure."),
        re.compile(
            rf"[€$£¥]\s?{_NUMBER}(?: ?{_UNIT})?|(?<![\w.]){_NUMBER} ?(?:{_UNIT}|[€$£¥])|{_BARE}",
            re.I,
        ),
    ),
)
FEWEST_DIGITS = 7  # a telephone number has more than a figure
ROUND = re.compile(r"\D{0,3}[1-9][0.,'’ ]*\D*")  # one digit that is not a nought
ONE_DIGIT = re.compile(r"\d")
ROUGHLY = "≈ "  # "about", where there are no words for it
# As drafts say it in the languages that they are made in.
ABOUT = ("about ", ROUGHLY, "etwa ", "environ ", "unos ", "unas ", "alrededor de ")  # not for readers


def by_pattern(text: str) -> list[Span]:
    """Return what gives somebody away by its form, in order, without overlaps. A figure of one digit gives nobody
    away.
    """
    found: list[Span] = []
    taken = bytearray(len(text))
    for kind, why, pattern in PATTERNS:
        for start, end in _places(pattern, text):
            if not any(taken[start:end]) and _tells(kind, text[start:end]) and not _round(kind, text, start, end):
                taken[start:end] = b"\1" * (end - start)
                found.append(Span(start, end, kind, why, text[start:end].casefold()))
    return sorted(found)


def _round(kind: Kind, text: str, start: int, end: int) -> bool:
    """Whether a figure is told roughly already, as ``stand_in`` would tell it: *about 300*, *≈ 300*."""
    if kind not in (Kind.FIGURE, Kind.AGE):
        return False
    before = text[max(0, start - max(map(len, ABOUT))) : start].lower()
    return before.endswith(ABOUT) and bool(ROUND.fullmatch(text[start:end]))


def _places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        group = next((n for n in range(1, pattern.groups + 1) if match.group(n)), 0)
        yield match.span(group)


def _tells(kind: Kind, words: str) -> bool:
    digits = sum(letter.isdigit() for letter in words)
    if kind is Kind.PHONE:
        return digits >= FEWEST_DIGITS
    return kind is not Kind.FIGURE or not ONE_DIGIT.fullmatch(words)
