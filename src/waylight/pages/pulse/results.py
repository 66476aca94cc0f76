"""The results of a round that is over: for each behaviour its groups, and what changed; and the words, shuffled.

The same answers are shown to every reader of a kind in the same groups, which are tried in an order that never changes:
what is shown of a round is final but for the group of those who answered the next one too, and that is tried last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_noop

from waylight.lenses.figure import Figure
from waylight.lenses.pulse.change import by_the_same, difference, differs
from waylight.lenses.pulse.groups import LEAST, LEAST_FOR_CLIENT, Answered, Grouped, grouped
from waylight.pages.gone import answers_went
from waylight.pages.pulse.drawing import Bar, bars
from waylight.pages.templatetags.words import level, side
from waylight.record.asking.given import Rated, ratings, rounds_over, said
from waylight.record.asking.planning import asks_about_in
from waylight.record.privacy.retention import let_go_before
from waylight.record.pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.record.pulse import Behaviour

    Ratings = dict[tuple[int, int], list[Rated]]

ALL, TALKED, NOT_TALKED, BEFORE, AFTER = "all", "talked", "not talked", "before too", "next time too"  # not for readers
LET_GO = gettext_noop("Not shown any more, because the round before was let go.")
AT = datetime(1970, 1, 1, tzinfo=UTC)  # nothing is shown before a round is over, so all answers come at one time


@dataclass(frozen=True, slots=True)
class Row:
    """A group in words, and what it answered."""

    name: str
    group: Grouped


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered on one behaviour. ``last`` is the last day of the round it is compared with."""

    behaviour: Behaviour
    all: Grouped
    bars: list[Bar]
    levels: list[Row]
    sides: list[Row]
    last: date | None
    change: Figure | None
    same: Figure | None
    same_people: int
    talked: Grouped
    not_talked: Grouped
    follow_up: Figure

    @property
    def rows(self) -> list[Row]:
        """The groups of the table, everybody first."""
        return [Row(gettext("everybody"), self.all), *self.levels, *self.sides]

    @property
    def in_words(self) -> str:
        """What talking about it goes with, in a sentence to any reader."""
        if not differs(self.follow_up):
            return gettext(
                "Those who were talked with about it and those who were not cannot be told apart in what they see."
            )
        if (self.follow_up.value or 0) > 0:
            return gettext("Those who were talked with about it see more change than those who were not.")
        return gettext("Those who were talked with about it see less change than those who were not.")

    @property
    def not_in_words(self) -> str:
        """Why it cannot be said what talking about it goes with. No language's reason begins with a noun."""
        why = self.follow_up.why_not
        sentence = gettext("Whether those who were talked with about it see it otherwise: {why_not}")
        return sentence.format(why_not=why[:1].lower() + why[1:])


@dataclass(frozen=True, slots=True)
class Results:
    """A round's results. ``words`` is None where there are too few to show any."""

    results: list[Result]
    words: list[str] | None
    least: int


def results_for(pulse: Pulse, reader: Asking, *, now: datetime) -> Results:
    """The results as client or coach sees them."""
    least = LEAST_FOR_CLIENT if pulse.engagement.client.user_id == reader.pk else LEAST
    words = said(pulse)
    return Results(_results(pulse, least, now), words if len(words) >= least else None, least)


def results_for_sponsor(pulse: Pulse, *, now: datetime) -> Results:
    """The results as the sponsor sees them: groups alone."""
    return results_for_sponsor_of([pulse], now=now)[0]


def results_for_sponsor_of(pulses: Sequence[Pulse], *, now: datetime) -> list[Results]:
    """The same for some rounds of one engagement, in their order."""
    return [Results(one, None, LEAST) for one in _results_of(pulses, LEAST, now)]


def _results(pulse: Pulse, least: int, now: datetime) -> list[Result]:
    return _results_of([pulse], least, now)[0]


def _results_of(pulses: Sequence[Pulse], least: int, now: datetime) -> list[list[Result]]:
    """The results of rounds of one engagement; all that was answered in it is read once."""
    here = Pulse.objects.filter(engagement__in={one.engagement_id for one in pulses})
    every = rounds_over(here.select_related("engagement").prefetch_related("asked"), now)
    rated = ratings(every)
    about, gone = asks_about_in(pulses), let_go_before(pulses[0].engagement) if pulses else {}
    return [[_result(one, pulse, every, rated, least, gone) for one in about[pulse.pk]] for pulse in pulses]


def over_time(behaviour: Behaviour, reader: Asking, *, now: datetime) -> list[tuple[Pulse, Grouped]]:
    """What all who were asked answered on a behaviour in each round that is over, as its page shows it to a reader."""
    engagement = behaviour.engagement
    least = LEAST_FOR_CLIENT if engagement.client.user_id == reader.pk else LEAST
    mine = Pulse.objects.visible_to(reader).filter(engagement=engagement, asked__behaviour=behaviour)
    rounds = list(mine)
    for one in rounds:
        one.engagement = engagement  # it knows the zone, and is the same for all of them
    chain = rounds_over(rounds, now)
    rated = ratings(chain)
    given = {one.pk: rated.get((one.pk, behaviour.pk), []) for one in chain}
    return [(one, _shown(chain, given, at, least, only={ALL})[ALL]) for at, one in enumerate(chain)]


def _result(
    behaviour: Behaviour, pulse: Pulse, every: list[Pulse], rated: Ratings, least: int, gone: Mapping[str, date]
) -> Result:
    chain = [one for one in every if any(asked.behaviour_id == behaviour.pk for asked in one.asked.all())]
    given = {one.pk: rated.get((one.pk, behaviour.pk), []) for one in chain}
    here = [one.pk for one in chain].index(pulse.pk)
    shown = _shown(chain, given, here, least)
    last = chain[here - 1] if here else None
    if last and answers_went(last, gone):
        return _alone(behaviour, shown[ALL])
    before = _shown(chain, given, here - 1, least, only={ALL, AFTER}) if last else {}
    same = (before[AFTER], shown[BEFORE]) if last else None
    practice = pulse.engagement.practice
    return Result(
        behaviour=behaviour,
        all=shown[ALL],
        bars=bars(shown[ALL]),
        levels=_named(shown, "level", practice.levels),
        sides=_named(shown, "side", practice.sides),
        last=last.closes if last else None,
        change=difference(before[ALL], shown[ALL]) if last else None,
        same=by_the_same(_answered(given[last.pk]), _answered(given[pulse.pk]), same) if last and same else None,
        same_people=shown[BEFORE].answers if last else 0,
        talked=shown[TALKED],
        not_talked=shown[NOT_TALKED],
        follow_up=difference(shown[NOT_TALKED], shown[TALKED]),
    )


def _alone(behaviour: Behaviour, every: Grouped) -> Result:
    """What stays when the round before was let go: everybody, who were tried first, as they were shown before.

    Which other groups were shown hung on that round. Other ones beside those that readers remember could tell more.
    """
    unknown = Figure.unknown(gettext(LET_GO))
    gone = Grouped(unknown)
    nothing: dict[str, Any] = {"levels": [], "sides": [], "last": None, "change": None, "same": None, "same_people": 0}
    return Result(behaviour, every, bars(every), **nothing, talked=gone, not_talked=gone, follow_up=unknown)


def _shown(
    chain: list[Pulse], given: dict[int, list[Rated]], at: int, least: int, only: set[str] | None = None
) -> dict[str, Grouped]:
    """The groups of one round on one behaviour, as they are shown beside one another."""
    people = [frozenset(one.person for one in given[pulse.pk]) for pulse in chain]
    twice = {
        BEFORE: people[at] & people[at - 1] if at else frozenset(),
        AFTER: people[at] & people[at + 1] if at + 1 < len(chain) else frozenset(),
    }
    answers = _answered(given[chain[at].pk], twice)
    names = {name for one in answers for name in one.groups}
    places = sorted(names - {ALL, TALKED, NOT_TALKED, *twice})  # not by the practice's order, which may change
    return grouped(answers, [ALL, BEFORE, TALKED, NOT_TALKED, *places, AFTER], releases=[AT], least=least, only=only)


def _answered(rated: list[Rated], twice: dict[str, frozenset[int]] | None = None) -> list[Answered]:
    return [Answered(one.person, one.value, AT, _groups(one, twice or {})) for one in rated]


def _groups(one: Rated, twice: dict[str, frozenset[int]]) -> tuple[str, ...]:
    """What a rater belongs to."""
    places = _places(one.talked, one.level, one.side)
    return (*places, *(name for name, people in twice.items() if one.person in people))


@cache  # few, and asked for as often as there are answers
def _places(talked: int | None, level: str, side: str) -> tuple[str, ...]:
    """The groups that do not hang on other rounds. Who said nothing of a talk is in neither of these groups."""
    of_talk = {None: (), 0: (NOT_TALKED,)}.get(talked, (TALKED,))
    placed = (f"level {level}",) * bool(level) + (f"side {side}",) * bool(side)
    return (ALL, *of_talk, *placed)


def _named(shown: dict[str, Grouped], kind: str, words: list[str]) -> list[Row]:
    begins = f"{kind} "
    found = {name.removeprefix(begins): one for name, one in shown.items() if name.startswith(begins)}
    said = level if kind == "level" else side
    return [Row(said(name), one) for name, one in found.items()]
