"""What the stages say, in sentences: with a probability where there is one, and in words alone where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext, gettext_noop, pgettext

from waylight import language
from waylight.access.language import day_written
from waylight.pages.templatetags.words import count_of, day_and_year, percent, short_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from waylight.lenses.growth.answer import Answer
    from waylight.lenses.growth.loop import Link, Name
    from waylight.lenses.growth.order import Order
    from waylight.lenses.growth.spread import Dated

THIRDS = (gettext_noop("early {month}"), gettext_noop("mid-{month}"), gettext_noop("late {month}"))
UNLIKELY, LIKELY = 0.2, 0.5
# Each kind that may be named, by which way it went.
GRADUAL = {
    "grew": gettext_noop("It grew, over {time}: {chance}; a single moment is {likely}: {other}."),
    "fell": gettext_noop("It fell, over {time}: {chance}; a single moment is {likely}: {other}."),
    "changed": gettext_noop("It changed, over {time}: {chance}; a single moment is {likely}: {other}."),
}
MOMENT = {
    "grew": gettext_noop("There was a moment when it rose, {when}: {chance}; gradual change is {likely}: {other}."),
    "fell": gettext_noop("There was a moment when it fell, {when}: {chance}; gradual change is {likely}: {other}."),
    "changed": gettext_noop(
        "There was a moment when it changed, {when}: {chance}; gradual change is {likely}: {other}."
    ),
}
BOTH = {
    "grew": gettext_noop("It grew, {when} and over {time} as well: {chance}."),
    "fell": gettext_noop("It fell, {when} and over {time} as well: {chance}."),
    "changed": gettext_noop("It changed, {when} and over {time} as well: {chance}."),
}
OPEN = {
    "grew": gettext_noop(
        "It grew: {chance}. In which way stays open: over time {gradual}, at a moment {moment}, both {both}."
    ),
    "fell": gettext_noop(
        "It fell: {chance}. In which way stays open: over time {gradual}, at a moment {moment}, both {both}."
    ),
    "changed": gettext_noop(
        "It changed: {chance}. In which way stays open: over time {gradual}, at a moment {moment}, both {both}."
    ),
}


def chance(p: float) -> str:
    """A probability as a person says it: what is next to nothing is *under 1 %*, and what is all but sure not sure."""
    if 0 < p < 0.01:
        return gettext("under {share}").format(share=percent(0.01))
    return gettext("over {share}").format(share=percent(0.99)) if 0.99 < p < 1 else percent(p)


def about(day: date) -> str:
    """A day as nobody knows it more exactly: *early March*, *mid-March*, *late March*."""
    return gettext(THIRDS[min((day.day - 1) // 10, 2)]).format(month=day_written(day, "F"))


def in_one_sentence(answer: Answer, way: str) -> str:
    """The answer with its probability; the sentence says why where there is none. ``way``: grew, fell or changed."""
    if answer.kinds is None:
        return gettext(answer.why_not) if answer.why_not else ""
    kinds, says = answer.kinds, answer.says
    if says == "nothing":
        return gettext("Nothing grew, as far as this shows: {chance}.").format(chance=chance(kinds.nothing))
    if says == "unclear":
        return _unclear(answer, way)
    given = {"time": _time(answer), "when": _when(answer)}
    if says == "gradual":
        given |= {"chance": chance(kinds.gradual), "other": chance(kinds.moment), "likely": _how_likely(kinds.moment)}
        return gettext(GRADUAL[way]).format(**given)
    if says == "moment":
        given |= {"chance": chance(kinds.moment), "other": chance(kinds.gradual), "likely": _how_likely(kinds.gradual)}
        return gettext(MOMENT[way]).format(**given)
    if says == "both":
        return gettext(BOTH[way]).format(**given, chance=chance(kinds.both))
    return gettext(OPEN[way]).format(chance=chance(1 - kinds.nothing), **_each(answer))


def _unclear(answer: Answer, way: str) -> str:
    each = _each(answer)
    if way == "nothing":
        return gettext(
            "Nothing grew, as far as this shows: that nothing changed is likeliest, {nothing}, "
            "and nothing is likelier to have risen than not."
        ).format(**each)
    return gettext(
        "It cannot be told from this yet: that nothing changed has {nothing}, "
        "change over time {gradual}, a moment {moment}, both {both}."
    ).format(**each)


def _each(answer: Answer) -> dict[str, str]:
    """The four probabilities, by their names."""
    return {name: chance(p) for name, p in answer.kinds._asdict().items()} if answer.kinds else {}


def _how_likely(chance: float) -> str:
    if chance < UNLIKELY:
        return pgettext("a moment or gradual change", "unlikely")
    if chance < LIKELY:
        return pgettext("a moment or gradual change", "less likely")
    return pgettext("a moment or gradual change", "likelier")


def way_of(answer: Answer, *, ratio: bool) -> str:
    """*grew*, *fell*, or *changed* where the interval of its size holds both."""
    size, none = answer.size, 1.0 if ratio else 0.0
    if size is None or size.low <= none <= size.high:
        return "changed"
    return "grew" if size.low > none else "fell"


def _time(answer: Answer) -> str:
    if answer.growth is None:
        return gettext("some time")
    weeks = count_of(max(round(answer.growth.weeks.value), 1), "week")
    return gettext("about {weeks} from {start}").format(weeks=weeks, start=about(answer.growth.start.day))


def _when(answer: Answer) -> str:
    if not answer.moment_on:
        return gettext("at some time")
    return gettext("about {day}").format(day=day_and_year(answer.moment_on.day))


def when_exactly(answer: Answer) -> list[str]:
    """The dates with their intervals, given that it happened so."""
    found = []
    if answer.growth:
        foot, top = answer.growth.start, answer.growth.end
        began = gettext("If it grew, it began about {day} (50 %: {half}; 90 %: {most})")
        grown = gettext("and had grown about {day} (50 %: {half}; 90 %: {most})")
        found += [began.format(**_dated(foot)), grown.format(**_dated(top))]
    if answer.moment_on:
        on = gettext("if there was a moment: about {day} (50 %: {half}; 90 %: {most})")
        found.append(on.format(**_dated(answer.moment_on)))
    return found


def _dated(on: Dated) -> dict[str, str]:
    """A day, with the stretches that hold it in half of all cases and in nine of ten."""
    return {
        "day": day_and_year(on.day),
        "half": _stretch(on.low_50, on.high_50),
        "most": _stretch(on.low, on.high),
    }


def _stretch(low: date, high: date) -> str:
    short = pgettext("a day in short, in letters of Django's date format", "j M")
    return gettext("{first} to {last}").format(first=day_written(low, short), last=short_day(high))


def size(answer: Answer, *, ratio: bool) -> str:
    """How much, given that anything changed, with its 90 % interval; "" where it is not known."""
    found = answer.size
    if found is None:
        return ""
    write = _to_a_tenth if ratio else _with_sign
    given = {"value": write(found.value), "low": write(found.low), "high": write(found.high)}
    if ratio:
        return gettext("{value} times as many (90 %: {low} to {high})").format(**given)
    return gettext("{value} points (90 %: {low} to {high})").format(**given)


def _to_a_tenth(value: float) -> str:
    return language.number(value, 1)


def _with_sign(value: float) -> str:
    return f"{'-' if value < 0 else '+'}{language.number(abs(value), 1)}"


def more_weeks(answer: Answer) -> str:
    """How many more weeks are likely to settle it; "" where it is settled or nothing can be said."""
    if answer.check is None or answer.weeks_more == 0:
        return ""
    if answer.weeks_more is None:
        return gettext("Not even a year more is likely to settle it.")
    weeks = count_of(answer.weeks_more, "more week")
    return gettext("About {weeks} would be likely to settle it.").format(weeks=weeks)


def in_order(order: Order, names: dict[str, str]) -> str:
    """*These rose in this order: listening, confidence, reaching out (84 %).*; or that there is no order to tell."""
    if not order.orders:
        return gettext(order.why_not) if order.why_not else ""
    likeliest, p = order.orders[0]
    said = ", ".join(_within(names[key]) for key in likeliest)
    if order.told:
        rose = gettext("These rose in this order: {order} ({chance}). That does not show that one caused the next.")
    else:
        rose = gettext(
            "In which order they rose can’t be told; the likeliest is {order} ({chance}). "
            "That does not show that one caused the next."
        )
    return rose.format(order=said, chance=chance(p))


def went_before(link: Link, names: Mapping[Name, str]) -> str:
    """*Weeks with more reaching out were followed, two weeks later, by weeks with more being reached.*"""
    found = link.association
    if (found.correlation or 0) < 0:
        followed = gettext(
            "Weeks with more of “{earlier}” were followed, {weeks} later, by weeks with less of “{later}”."
        )
    else:
        followed = gettext(
            "Weeks with more of “{earlier}” were followed, {weeks} later, by weeks with more of “{later}”."
        )
    earlier, later = _within(names[link.earlier]), _within(names[link.later])
    return followed.format(earlier=earlier, later=later, weeks=count_of(found.weeks or 0, "week"))


def _within(name: str) -> str:
    """A name within a sentence: small, but in German, where nouns are written large."""
    return name if (get_language() or "").startswith("de") else name.lower()
