"""A year's review as a file to keep: Markdown, or plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop

from waylight.pages.templatetags.words import count_of, figure, hours, interval, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.lenses.figure import Figure
    from waylight.lenses.mirror.over_time import Overall
    from waylight.pages.learning.review import Month, Review

FIGURES = (
    ("asked_to_told", gettext_noop("Asked, of asked and told"), "percent"),
    ("talk_share", gettext_noop("Of the words, the coach’s"), "percent"),
    ("reflections", gettext_noop("Reflections a meeting"), "figure"),
)
HEADINGS = {"#": "=", "##": "-"}  # what plain text puts below a heading


def as_markdown(review: Review) -> str:
    """The review in Markdown."""
    return "\n\n".join(_parts(review)) + "\n"


def as_text(review: Review) -> str:
    """The same without marks: headings are underlined."""
    return "\n\n".join(map(_plain, _parts(review))) + "\n"


def _plain(part: str) -> str:
    marks, _, words = part.partition(" ")
    return f"{words}\n{HEADINGS[marks] * len(words)}" if marks in HEADINGS else part


def _parts(review: Review) -> Iterator[str]:
    yield "# " + gettext("What I learned in {year}").format(year=review.year)
    yield gettext("Names, companies, places, dates and figures in what I wrote are replaced.")
    yield "## " + gettext("The year")
    yield "\n".join(f"- {one}" for one in _the_year(review))
    yield _figures(review.mirror)
    for month in review.months:
        yield from _month(month)
    if review.studies:
        yield "## " + gettext("Hours of learning")
        yield "\n".join(
            f"- {one.on.isoformat()}: {topic} ({one.get_kind_display()}, {hours(one.minutes)})"
            for one, topic in review.studies
        )


def _the_year(review: Review) -> Iterator[str]:
    """Hours of coaching, and of each kind of learning."""
    meetings = count_of(review.meetings, "meeting")
    yield gettext("Coaching: {meetings}, {hours}").format(meetings=meetings, hours=hours(review.minutes))
    for kind, minutes in review.kinds:
        yield gettext("Learning, {kind}: {hours}").format(kind=kind, hours=hours(minutes))


def _month(month: Month) -> Iterator[str]:
    yield f"## {capfirst(MONTHS[month.first.month])}"
    if month.meetings:
        yield f"{capfirst(count_of(len(month.meetings), 'meeting'))}, {hours(month.minutes)}."
    if month.mirrored:
        yield _figures(month.mirror)
    for one in month.notes:
        question = one.note.kind == "question"
        yield gettext("A question for supervision: {words}").format(words=one.text) if question else one.text


def known(mirror: Overall) -> bool:
    """Whether any of the three figures has a value; else all say the same: too few meetings."""
    return any(getattr(mirror, name).value is not None for name, _, _ in FIGURES)


def _figures(mirror: Overall) -> str:
    if not known(mirror):
        return mirror.talk_share.why_not
    return "\n".join(f"- {gettext(words)}: {said(getattr(mirror, name), digits)}" for name, words, digits in FIGURES)


def said(found: Figure, digits: str) -> str:
    """*41 % (33 %–49 %)*, or why there is no figure."""
    if found.value is None:
        return found.why_not
    write = percent if digits == "percent" else figure
    return f"{write(found.value)} ({interval(found, digits)})"
