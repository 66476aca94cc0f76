"""The spine of a story: its sections, and for each what the record has to say, sentence by sentence with its rows.

Nothing is made up. A sentence of ours says only what its rows support, with figures rounded; all else are words that
somebody wrote. A section without rows says so. How the story is told is for its coach to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.story.rough import SMALL, so_long, so_many, so_much, so_often, so_sure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from waylight.lenses.story.facts import Change, Facts, Grown, Said

MOST = 12  # pieces of one kind: a story has room for few
INSIGHTS = 60  # of these the one that matters can be any
FEW = 3  # ratings at either end: one alone is a mood
EARLY = 0.5  # of the time: questions carried in the first half say what was needed


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that can be put into the text, and what stands behind it.

    ``source`` is the kind of its rows and ``rows`` their ids, both as the record has them; ``of`` is the series that a
    figure is of. A ``quote`` is the client's own words, and needs her agreement.
    """

    words: str
    source: str
    rows: tuple[int, ...] = ()
    quote: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the spine; without pieces, ``why_not`` says what would have to be there."""

    key: str
    title: str
    pieces: tuple[Piece, ...]
    why_not: str = ""


def spine(facts: Facts, she: str = "she", her: str = "her") -> tuple[Section, ...]:
    """Return the seven sections in the order in which the story is told; ``she`` and ``her`` stand for the client."""
    return tuple(
        _section(key, title.format(she=she, her=her), found(facts), nothing) for key, title, found, nothing in SECTIONS
    )


def _section(key: str, title: str, pieces: Iterable[Piece], nothing: str) -> Section:
    found = tuple(pieces)
    return Section(key, title, found, "" if found else nothing)


def _stood(facts: Facts) -> Iterator[Piece]:
    """Goals as they were written, and the first ratings."""
    for goal in facts.goals[:MOST]:
        yield Piece(goal.words, "goal", (goal.id,))
    first = facts.ratings[:FEW]
    if len(first) == FEW:
        mean = round(sum(one.value for one in first) / FEW)
        yield Piece(
            f"At first the client rated confidence at about {SMALL[mean]} out of ten.",
            "confidence",
            tuple(one.id for one in first),
        )
    for one in facts.often:
        yield Piece(f"In the first weeks: {one.name}, {so_often(one.first)}.", "first-weeks", of=one.key)


def _needed(facts: Facts) -> Iterator[Piece]:
    """Questions that the client carried in the first half of the time of which questions are known."""
    yield from (Piece(one.words, "question", (one.id,), quote=True) for one in _early(facts.questions)[:MOST])


def _early(questions: Sequence[Said]) -> list[Said]:
    if not questions:
        return []
    first, last = questions[0].on, questions[-1].on
    return [one for one in questions if (one.on - first).days <= EARLY * max((last - first).days, 1)]


def _noticed(facts: Facts) -> Iterator[Piece]:
    """The client's own insights, each with what it changed."""
    for one in facts.insights[-INSIGHTS:]:
        yield Piece(one.words, "insight", (one.id,), quote=True)
        if one.changed:
            yield Piece(one.changed, "insight", (one.id,), quote=True)


def _grew(facts: Facts) -> Iterator[Piece]:
    """What grew, and in which way, where the lens of growth says that something did."""
    for one in facts.grown:
        if one.says in ("gradual", "moment", "both", "changed") and not one.fell:
            yield Piece(_growth(one), "path", of=one.key)
    first, last = facts.ratings[:FEW], facts.ratings[-FEW:]
    if len(facts.ratings) >= 2 * FEW:
        before, after = (round(sum(one.value for one in few) / FEW) for few in (first, last))
        if after > before:
            words = f"Confidence, at about {SMALL[before]} out of ten at first, was at about {SMALL[after]} at last."
            yield Piece(words, "confidence", tuple(one.id for one in (*first, *last)))


def _growth(one: Grown) -> str:
    what = f"“{one.name}”" if one.name else "What is measured"
    long = f" over {so_long(one.weeks)}" if one.weeks is not None else " over time"
    odds = so_sure(one.chance)
    match one.says:
        case "gradual":
            return f"{what} grew{long}, without a single moment; that is {odds}."
        case "moment":
            return f"{what} rose at one moment; that is {odds}."
        case "both":
            return f"{what} rose at one moment and grew{long} as well; that is {odds}."
        case _:
            return f"{what} grew; that is {odds}. In which way stays open."


def _moved(facts: Facts) -> Iterator[Piece]:
    """Who came, how much more others reach out, and whether those around the client do so among one another."""
    if facts.began:
        yield Piece(f"{_capital(so_many(facts.began, 'person', 'people'))} began to reach out first.", "began")
    if facts.brought:
        people = so_many(facts.brought, "person", "people")
        yield Piece(f"{_capital(people)} came through somebody else.", "brought")
    if _rose(facts.reached) and facts.reached.value is not None:
        yield Piece(f"Compared with before, others reached out first {so_much(facts.reached.value)}.", "reach-in")
    if _rose(facts.around) and facts.around.value is not None:
        much = so_much(facts.around.value)
        yield Piece(f"Compared with similar people, those around the client began {much} with one another.", "movement")
    for one in facts.often:
        words = f"{_capital(one.name)}: {so_often(one.first)} at first, {so_often(one.last)} at last."
        yield Piece(words, "first-and-last-weeks", of=one.key)


def _rose(change: Change) -> bool:
    return change.value is not None and change.low is not None and change.low > 0


def _learned(facts: Facts) -> Iterator[Piece]:
    """What the coach wrote in her own journal about meetings of this engagement."""
    yield from (Piece(one.words, "learning", (one.id,)) for one in facts.learned[-MOST:])


def _otherwise(facts: Facts) -> Iterator[Piece]:
    """What did not grow, what cannot be told, what was not reached and what was let go."""
    for one in facts.grown:
        if one.says == "nothing":
            words = f"{_named(one)} did not grow, as far as can be told; that is {so_sure(one.chance)}."
            yield Piece(words, "path", of=one.key)
        elif one.fell and one.says != "unclear":
            yield Piece(f"{_named(one)} fell; that is {so_sure(one.chance)}.", "path", of=one.key)
        elif one.says == "unclear" and not one.why_not:
            yield Piece(f"Whether {_named(one, start=False)} grew cannot be told.", "path", of=one.key)
    for change, what, source in (
        (facts.reached, "others reached out first more than before", "reach-in"),
        (facts.around, "those around the client began more with one another than comparable people", "movement"),
    ):
        if change.value is not None and not _rose(change):
            fell = change.high is not None and change.high < 0
            words = f"{_capital(what).replace(' more ', ' less ', 1)}." if fell else f"Whether {what} cannot be told."
            yield Piece(words, source)
    yield from (Piece(f"Not reached as expected: {one.words}", "goal", (one.id,)) for one in facts.short_of[:MOST])
    yield from (
        Piece(f"Chosen, and then dropped: {one.words}", "commitment", (one.id,)) for one in facts.dropped[:MOST]
    )


def _named(one: Grown, *, start: bool = True) -> str:
    return f"“{one.name}”" if one.name else "What is measured" if start else "what is measured"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


SECTIONS: tuple[tuple[str, str, Callable[[Facts], Iterator[Piece]], str], ...] = (
    ("stood", "Where {she} stood", _stood, "No goal is written down, and there are no three ratings of confidence."),
    ("needed", "What {she} needed", _needed, "No question that is carried along is written down."),
    ("noticed", "What {she} noticed", _noticed, "No insight is written down, or none that is shared with you."),
    ("grew", "How it grew", _grew, "Nothing can be said to have grown yet."),
    ("moved", "The movement around {her}", _moved, "No movement is known."),
    (
        "learned",
        "And I get to learn with them",
        _learned,
        "Nothing in your own journal is about a meeting of this engagement.",
    ),
    (
        "otherwise",
        "It does not always work out this way",
        _otherwise,
        "Nothing in the record says that something did not grow, was not reached, or was dropped.",
    ),
)
