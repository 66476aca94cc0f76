"""What the stages say, in sentences: with a probability where there is one, and in words alone where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.pages.templatetags.words import count_of, day_and_year, percent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from waylight.lenses.growth.answer import Answer
    from waylight.lenses.growth.loop import Link, Name
    from waylight.lenses.growth.order import Order

THIRDS = ("early", "mid-", "late")
NO_CAUSE = "That does not show that one caused the next."
UNLIKELY, LIKELY = 0.2, 0.5


def chance(p: float) -> str:
    """A probability as a person says it: what is next to nothing is *under 1 %*, and what is all but sure not sure."""
    if 0 < p < 0.01:
        return "under 1 %"
    return "over 99 %" if 0.99 < p < 1 else percent(p)


def about(day: date) -> str:
    """A day as nobody knows it more exactly: *early March*, *mid-March*, *late March*."""
    third = THIRDS[min((day.day - 1) // 10, 2)]
    return f"{third}{'' if third.endswith('-') else ' '}{day:%B}"


def in_one_sentence(answer: Answer, way: str) -> str:
    """The answer with its probability; the sentence says why where there is none. ``way``: grew, fell or changed."""
    if answer.kinds is None:
        return answer.why_not
    kinds, says = answer.kinds, answer.says
    if says == "nothing":
        return f"Nothing grew, as far as this shows: {chance(kinds.nothing)}."
    if says == "unclear" and way == "nothing":
        likeliest = f"that nothing changed is likeliest, {chance(kinds.nothing)}"
        return f"Nothing grew, as far as this shows: {likeliest}, and nothing is likelier to have risen than not."
    if says == "unclear":
        return (
            f"It cannot be told from this yet: that nothing changed has {chance(kinds.nothing)}, "
            f"change over time {chance(kinds.gradual)}, a moment {chance(kinds.moment)}, both {chance(kinds.both)}."
        )
    if says == "gradual":
        other = f"a single moment is {_how_likely(kinds.moment)}: {chance(kinds.moment)}"
        return f"It {way}, over {_time(answer)}: {chance(kinds.gradual)}; {other}."
    if says == "moment":
        other = f"gradual change is {_how_likely(kinds.gradual)}: {chance(kinds.gradual)}"
        return f"There was a moment when it {_at_once(way)}, {_when(answer)}: {chance(kinds.moment)}; {other}."
    if says == "both":
        return f"It {way}, {_when(answer)} and over {_time(answer)} as well: {chance(kinds.both)}."
    ways = f"over time {chance(kinds.gradual)}, at a moment {chance(kinds.moment)}, both {chance(kinds.both)}"
    return f"It {way}: {chance(1 - kinds.nothing)}. In which way stays open: {ways}."


def _how_likely(chance: float) -> str:
    return "unlikely" if chance < UNLIKELY else "less likely" if chance < LIKELY else "likelier"


def way_of(answer: Answer, *, ratio: bool) -> str:
    """*grew*, *fell*, or *changed* where the interval of its size holds both."""
    size, none = answer.size, 1.0 if ratio else 0.0
    if size is None or size.low <= none <= size.high:
        return "changed"
    return "grew" if size.low > none else "fell"


def _at_once(verb: str) -> str:
    return {"grew": "rose"}.get(verb, verb)


def _time(answer: Answer) -> str:
    if answer.growth is None:
        return "some time"
    weeks = max(round(answer.growth.weeks.value), 1)
    return f"about {count_of(weeks, 'week')} from {about(answer.growth.start.day)}"


def _when(answer: Answer) -> str:
    return f"about {day_and_year(answer.moment_on.day)}" if answer.moment_on else "at some time"


def when_exactly(answer: Answer) -> list[str]:
    """The dates with their intervals, given that it happened so."""
    found = []
    if answer.growth:
        foot, top = answer.growth.start, answer.growth.end
        for name, end in (("If it grew, it began", foot), ("and had grown", top)):
            found.append(f"{name} about {day_and_year(end.day)} (50 %: {_range(end, '_50')}; 90 %: {_range(end)})")
    if answer.moment_on:
        on = answer.moment_on
        found.append(
            f"if there was a moment: about {day_and_year(on.day)} (50 %: {_range(on, '_50')}; 90 %: {_range(on)})"
        )
    return found


def _range(when: object, sure: str = "") -> str:
    low, high = (getattr(when, f"{end}{sure}") for end in ("low", "high"))
    return f"{low:%-d %b} to {high:%-d %b %Y}"


def size(answer: Answer, *, ratio: bool) -> str:
    """How much, given that anything changed, with its 90 % interval; "" where it is not known."""
    found = answer.size
    if found is None:
        return ""
    if ratio:
        return f"{found.value:.1f} times as many (90 %: {found.low:.1f} to {found.high:.1f})"
    return f"{found.value:+.1f} points (90 %: {found.low:+.1f} to {found.high:+.1f})"


def more_weeks(answer: Answer) -> str:
    """How many more weeks are likely to settle it; "" where it is settled or nothing can be said."""
    if answer.check is None or answer.weeks_more == 0:
        return ""
    if answer.weeks_more is None:
        return "Not even a year more is likely to settle it."
    return f"About {count_of(answer.weeks_more, 'more week')} would be likely to settle it."


def in_order(order: Order, names: dict[str, str]) -> str:
    """*These rose in this order: listening, confidence, reaching out (84 %).*; or that there is no order to tell."""
    if not order.orders:
        return order.why_not
    likeliest, p = order.orders[0]
    said = ", ".join(names[key].lower() for key in likeliest)
    if order.told:
        return f"These rose in this order: {said} ({chance(p)}). {NO_CAUSE}"
    return f"In which order they rose can’t be told; the likeliest is {said} ({chance(p)}). {NO_CAUSE}"


def went_before(link: Link, names: Mapping[Name, str]) -> str:
    """*Weeks with more reaching out were followed, two weeks later, by weeks with more being reached.*"""
    found = link.association
    much = "less" if (found.correlation or 0) < 0 else "more"
    weeks = count_of(found.weeks or 0, "week")
    earlier, later = names[link.earlier].lower(), names[link.later].lower()
    return f"Weeks with more of “{earlier}” were followed, {weeks} later, by weeks with {much} of “{later}”."
