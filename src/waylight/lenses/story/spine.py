"""The spine of a story: its sections, and for each what the record has to say, sentence by sentence with its rows.

Nothing is made up. A sentence of ours says only what its rows support, with figures rounded; all else are words that
somebody wrote. A section without rows says so. How the story is told is for its coach to write.

Titles and sentences are said in the language that is spoken: that of the story, as they go into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.language import gettext, gettext_noop, ngettext, pgettext
from waylight.lenses.story.rough import in_letters, so_long, so_many, so_much, so_often, so_sure

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
    """A section of the spine; without pieces, ``why_not`` says what would have to be there.

    That is in English, to be said by ``gettext`` to whoever writes: she may read another language than the story's.
    """

    key: str
    title: str
    pieces: tuple[Piece, ...]
    why_not: str = ""


def spine(facts: Facts, she: str = "she", her: str = "her") -> tuple[Section, ...]:
    """Return the seven sections in the order in which the story is told; ``she`` and ``her`` stand for the client."""
    return tuple(
        _section(key, gettext(title).format(she=she, her=her), found(facts), nothing)
        for key, title, found, nothing in SECTIONS
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
            gettext("At first the client rated confidence at about {number} out of ten.").format(
                number=in_letters(mean)
            ),
            "confidence",
            tuple(one.id for one in first),
        )
    for one in facts.often:
        words = gettext("In the first weeks: {what}, {often}.").format(what=one.name, often=so_often(one.first))
        yield Piece(words, "first-weeks", of=one.key)


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
            words = gettext("Confidence, at about {before} out of ten at first, was at about {after} at last.")
            said = words.format(before=in_letters(before), after=in_letters(after))
            yield Piece(said, "confidence", tuple(one.id for one in (*first, *last)))


def _growth(one: Grown) -> str:
    known = one.weeks is not None
    match one.says:
        case "gradual" if known:
            words = gettext("{what} grew over {time}, without a single moment; that is {odds}.")
        case "gradual":
            words = gettext("{what} grew over time, without a single moment; that is {odds}.")
        case "moment":
            words = gettext("{what} rose at one moment; that is {odds}.")
        case "both" if known:
            words = gettext("{what} rose at one moment and grew over {time} as well; that is {odds}.")
        case "both":
            words = gettext("{what} rose at one moment and grew over time as well; that is {odds}.")
        case _:
            words = gettext("{what} grew; that is {odds}. In which way stays open.")
    time = so_long(one.weeks) if one.weeks is not None else ""
    return words.format(what=_named(one), time=time, odds=so_sure(one.chance))


def _moved(facts: Facts) -> Iterator[Piece]:
    """Who came, how much more others reach out, and whether those around the client do so among one another."""
    if facts.began:
        words = ngettext("{People} began to reach out first.", "{People} began to reach out first.", facts.began)
        yield Piece(words.format(People=_people(facts.began)), "began")
    if facts.brought:
        words = ngettext("{People} came through somebody else.", "{People} came through somebody else.", facts.brought)
        yield Piece(words.format(People=_people(facts.brought)), "brought")
    if _rose(facts.reached) and facts.reached.value is not None:
        words = gettext("Compared with before, others reached out first {much}.")
        yield Piece(words.format(much=so_much(facts.reached.value)), "reach-in")
    if _rose(facts.around) and facts.around.value is not None:
        words = gettext("Compared with similar people, those around the client began {much} with one another.")
        yield Piece(words.format(much=so_much(facts.around.value)), "movement")
    for one in facts.often:
        words = gettext("{What}: {before} at first, {after} at last.")
        said = words.format(What=_capital(one.name), before=so_often(one.first), after=so_often(one.last))
        yield Piece(said, "first-and-last-weeks", of=one.key)


def _people(n: int) -> str:
    person, people = pgettext("so many of them", "person"), pgettext("so many of them", "people")
    return _capital(so_many(n, person, people))


def _rose(change: Change) -> bool:
    return change.value is not None and change.low is not None and change.low > 0


def _learned(facts: Facts) -> Iterator[Piece]:
    """What the coach wrote in her own journal about meetings of this engagement."""
    yield from (Piece(one.words, "learning", (one.id,)) for one in facts.learned[-MOST:])


def _otherwise(facts: Facts) -> Iterator[Piece]:
    """What did not grow, what cannot be told, what was not reached and what was let go."""
    for one in facts.grown:
        if words := _not_grown(one):
            yield Piece(words.format(what=_named(one), odds=so_sure(one.chance)), "path", of=one.key)
    if facts.reached.value is not None and not _rose(facts.reached):
        yield Piece(_not_reached(fell=_fell(facts.reached)), "reach-in")
    if facts.around.value is not None and not _rose(facts.around):
        yield Piece(_not_around(fell=_fell(facts.around)), "movement")
    short, dropped = gettext("Not reached as expected: {words}"), gettext("Chosen, and then dropped: {words}")
    yield from (Piece(short.format(words=one.words), "goal", (one.id,)) for one in facts.short_of[:MOST])
    yield from (Piece(dropped.format(words=one.words), "commitment", (one.id,)) for one in facts.dropped[:MOST])


def _not_grown(one: Grown) -> str:
    """What is said of a series that did not grow or of which it is not known; "" where it grew, or too little is."""
    if one.says == "nothing":
        return gettext("{what} did not grow, as far as can be told; that is {odds}.")
    if one.fell and one.says != "unclear":
        return gettext("{what} fell; that is {odds}.")
    if one.says != "unclear" or one.why_not:
        return ""
    if not one.name:
        return gettext("Whether what is measured grew cannot be told.")
    return gettext("Whether {what} grew cannot be told.")


def _fell(change: Change) -> bool:
    return change.high is not None and change.high < 0


def _not_reached(*, fell: bool) -> str:
    if fell:
        return gettext("Others reached out first less than before.")
    return gettext("Whether others reached out first more than before cannot be told.")


def _not_around(*, fell: bool) -> str:
    if fell:
        return gettext("Those around the client began less with one another than comparable people.")
    return gettext("Whether those around the client began more with one another than comparable people cannot be told.")


def _named(one: Grown) -> str:
    """A series as a sentence begins with it."""
    return gettext("“{name}”").format(name=one.name) if one.name else gettext("What is measured")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


SECTIONS: tuple[tuple[str, str, Callable[[Facts], Iterator[Piece]], str], ...] = (
    (
        "stood",
        gettext_noop("Where {she} stood"),
        _stood,
        gettext_noop("No goal is written down, and there are no three ratings of confidence."),
    ),
    (
        "needed",
        gettext_noop("What {she} needed"),
        _needed,
        gettext_noop("No question that is carried along is written down."),
    ),
    (
        "noticed",
        gettext_noop("What {she} noticed"),
        _noticed,
        gettext_noop("No insight is written down, or none that is shared with you."),
    ),
    ("grew", gettext_noop("How it grew"), _grew, gettext_noop("Nothing can be said to have grown yet.")),
    ("moved", gettext_noop("The movement around {her}"), _moved, gettext_noop("No movement is known.")),
    (
        "learned",
        gettext_noop("And I get to learn with them"),
        _learned,
        gettext_noop("Nothing in your own journal is about a meeting of this engagement."),
    ),
    (
        "otherwise",
        gettext_noop("It does not always work out this way"),
        _otherwise,
        gettext_noop("Nothing in the record says that something did not grow, was not reached, or was dropped."),
    ),
)
