"""What to write instead: words that give nobody away, the same for the same thing, and that read well."""

from __future__ import annotations

import re
from math import floor, log10
from typing import TYPE_CHECKING

from waylight.lenses.story.patterns import MONTHS
from waylight.lenses.story.span import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# English alone: with their articles and cases, words of another language would stand wrong in its sentences.
USUAL = {
    Kind.PERSON: "a colleague",
    Kind.COMPANY: "a company",
    Kind.PLACE: "a place",
    Kind.PRODUCT: "a product",
    Kind.INITIATIVE: "an initiative",  # not for readers
    Kind.ROLE: "a role",
    Kind.EMAIL: "an address",  # not for readers
    Kind.PHONE: "a number",
    Kind.URL: "a page on the web",  # not for readers
    Kind.HANDLE: "somebody",
    Kind.RARE_WORD: "something",
}
ORDINALS = ("", "another", "a third", "a fourth", "a fifth", "a sixth")
DETERMINERS = frozenset("a an the our my your his her their its this that these those each every no one".split())
SEASONS = {12: "winter", 1: "winter", 2: "winter", 3: "spring", 4: "spring", 5: "spring", 6: "summer", 7: "summer"}
SEASONS |= {8: "summer", 9: "autumn", 10: "autumn", 11: "autumn"}
TAG = re.compile(r"<[^<>\n]{1,80}>")
NUMBER = re.compile(r"\d+(?:[.,'’ ]\d{3})*(?:[.,]\d+)?")


def stand_ins(text: str, spans: Sequence[Span], instead: Mapping[str, str] | None = None) -> list[str]:
    """Return for each span what to write in its place.

    ``instead`` gives words for what a span is ``about``; where it says nothing, the kind decides. Two different
    things never
    get the same words ("a colleague", "another colleague"); the second mention of one thing says "the". An article
    before
    the span makes that of the words fall away, and the first word of a sentence gets its capital.
    """
    given = dict(instead or {})
    named: dict[tuple[Kind, str], str] = {}
    counts: dict[str, int] = {}
    found = []
    for span in spans:
        words = given.get(span.about) or _by_form(span, text[span.start : span.end])
        if not words:
            words = _of_thing(span, USUAL[span.kind], named, counts)
        elif span.kind in USUAL:
            words = _of_thing(span, words, named, counts)
        found.append(_fit(text, span, words))
    return found


def _of_thing(span: Span, words: str, named: dict[tuple[Kind, str], str], counts: dict[str, int]) -> str:
    key = (span.kind, span.about)
    if key in named:
        return named[key]
    n = counts[words] = counts.get(words, 0) + 1
    bare = re.sub(r"^(?:an?|the) ", "", words)
    if n > 1 and bare != words:
        words = f"{ORDINALS[n - 1]} {bare}" if n <= len(ORDINALS) else f"yet another {bare}"  # not for readers
    again = "the other " if n > 1 else "the "  # not for readers
    named[key] = re.sub(r"^(?:an?|another|yet another) (?=\w)", again, words)
    named[key] = re.sub(r"^a (?=third|fourth|fifth|sixth)", "the ", named[key])
    return words


def _by_form(span: Span, shown: str) -> str:
    if span.kind is Kind.DATE:
        return _season(shown)
    if span.kind in (Kind.FIGURE, Kind.AGE):
        rough = NUMBER.sub(lambda match: rounded(match.group()), shown, count=1)
        return f"about {rough}" if NUMBER.search(shown) else ""
    return ""


def _season(shown: str) -> str:
    month = next((MONTHS[word] for word in re.findall(r"[a-z]+", shown.lower()) if word in MONTHS), None)
    iso = re.match(r"\d{4}-(\d\d?)-", shown)
    if month is None and iso and 1 <= int(iso.group(1)) <= 12:
        month = int(iso.group(1))
    if month is None and shown[:1] in ("Q", "q"):
        return "a quarter"
    if month is None:
        return "a day" if re.search(r"[./-]", shown) else "one year"  # not for readers
    days = re.sub(r"\b(?:19|20)\d\d\b", "", shown) if not iso else "1"
    return f"a day in {SEASONS[month]}" if re.search(r"\d", days) else SEASONS[month]  # not for readers


def rounded(number: str) -> str:
    """Return a number with one digit that is not a nought: *300* for *284*."""
    decimals = re.search(r"[.,](\d{1,2})$", number)
    whole = float(re.sub(r"[^\d]", "", number[: decimals.start()] if decimals else number) or 0)
    value = whole + (float(f"0.{decimals.group(1)}") if decimals else 0)
    if value <= 0:
        return "0"
    size = 10 ** floor(log10(value))
    return f"{round(value / size) * size:,.0f}" if size >= 1 else "1"


def _fit(text: str, span: Span, words: str) -> str:
    if word_before(text, span) in DETERMINERS:
        words = re.sub(r"^(?:an?|the|my|your|his|her|their|its|our) ", "", words)
    if word_before(text, span) == "about":
        words = words.removeprefix("about ")
    tags = tags_within(text[span.start : span.end])
    return (words[:1].upper() + words[1:] if opens(text, span.start) else words) + tags


def tags_within(shown: str) -> str:
    """Return the mark-up that a name was split by: it stays whole."""
    return "".join(TAG.findall(shown))


def word_before(text: str, span: Span) -> str:
    """Return the word right before a span, in lower case; "" where there is none."""
    before = re.search(r"(\w+) $", text[max(0, span.start - 20) : span.start])
    return before.group(1).lower() if before else ""


def opens(text: str, start: int) -> bool:
    """Return whether a sentence or a line begins here, quotation marks and the marks of lists and headings apart."""
    before = text[max(0, start - 12) : start].rstrip(' \t"“‘(*_#>-')
    return not before or before[-1] in ".!?…\n"
