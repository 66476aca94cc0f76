"""Engagements made to fit and to measure the signs of stalling on. This is their whole recipe.

- An engagement is looked at after 12 to 40 weeks, each as likely. Three of ten stall: from some week, at least three
  after the beginning and at least three before the look, nothing grows. The others grow, by a factor of 1 to 4 in 26
  weeks (even in the logarithm; a quarter of them hardly, by 1 to 1.2).
- A client has habits of her own: 0.2 to 1.5 journal entries a week (one in eight keeps no journal), a rating every one
  to four weeks (one in five gives none), one or two commitments a meeting, each settled by the next one with a
  probability of 0.4 to 0.9, 0.5 to 4 contacts a week that others begin, new people at 0.05 to 0.5 a week.
  Coaching is every two or three weeks; 1 in 20 to 1 in 4 meetings are moved or cancelled.
- Where it stalls, each of six things happens or does not, three times in four: entries fall to 0.15 to 0.7 of what they
  were, commitments are settled with 0.2 to 0.7 of the probability, new people come at 0 to 0.6 of the rate, what others
  begin stops growing (and in half of these falls to 0.6 to 1), confidence falls by 0.03 to 0.15 points a week, and one
  in five to one in two meetings more are moved.
- In three of ten she is away for two or three weeks, whether or not it stalls. Ratings scatter by 0.4 to 1.2 points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from waylight.lenses.growth.series import Rated
from waylight.lenses.growth.stalling.rows import Begun, Dated, Met, Promise, Rows

FIRST = date(2026, 1, 5)


@dataclass(frozen=True)
class Recipe:
    """What may be varied: the share that stalls, how often each thing happens then, and how much is noted at all."""

    stalls: float = 0.3
    happens: float = 0.75
    noted: float = 1.0  # times the rates of entries, contacts and ratings
    fades: bool = False  # it stalls little by little, over eight weeks, instead of at once
    kept_in_spells: float = 0.0  # standard deviation of the log rate from week to week, with a carry of 0.6


@dataclass(frozen=True)
class Made:
    """An engagement, the day it is looked at, and whether it stalls."""

    rows: Rows
    today: date
    stalls: bool


def make(seed: int, recipe: Recipe = Recipe()) -> Made:
    """Make one engagement."""
    chance = np.random.default_rng([seed, 6])
    weeks = int(chance.integers(12, 41))
    stalls = bool(chance.random() < recipe.stalls)
    since = int(chance.integers(3, weeks - 3)) if stalls else weeks
    stalled = ((np.arange(weeks) - since + 1) / (8 if recipe.fades else 1)).clip(0, 1)
    here, away = _here(weeks, chance)
    effect = {name: float(chance.random() < recipe.happens) * stalled for name in EFFECTS}
    spells = _spells(weeks, recipe.kept_in_spells, chance) * here
    rows = Rows(
        FIRST,
        _entries(effect["entries"], spells * recipe.noted, chance),
        begun=_begun(effect, since, spells * recipe.noted, chance),
        ratings=_ratings(effect["confidence"], here, recipe.noted, chance),
        away=away,
    )
    rows = _with_meetings(rows, effect, chance)
    return Made(rows, FIRST + timedelta(weeks=weeks, days=-1), stalls)


EFFECTS = ("entries", "settling", "people", "reach_in", "confidence", "meetings")
Column = np.ndarray[tuple[int], np.dtype[np.float64]]


def _here(weeks: int, chance: np.random.Generator) -> tuple[Column, list[tuple[date, date]]]:
    """Weeks of work, and the absence in days."""
    here = np.ones(weeks)
    if chance.random() > 0.3:
        return here, []
    first, long = int(chance.integers(0, weeks - 3)), int(chance.integers(2, 4))
    here[first : first + long] = 0
    begins = FIRST + timedelta(weeks=first)
    return here, [(begins, begins + timedelta(weeks=long, days=-1))]


def _spells(weeks: int, sd: float, chance: np.random.Generator) -> Column:
    off = chance.standard_normal(weeks)
    for week in range(1, weeks):
        off[week] = 0.6 * off[week - 1] + 0.8 * off[week]
    return np.asarray(np.exp(sd * off - sd**2 / 2))


def _days(rate: Column, chance: np.random.Generator) -> list[date]:
    """Days drawn at a rate a week."""
    many = chance.poisson(rate)
    return [
        FIRST + timedelta(days=7 * n + int(chance.integers(7))) for n in np.repeat(np.arange(len(rate)), many).tolist()
    ]


def _entries(stalled: Column, often: Column, chance: np.random.Generator) -> list[Dated]:
    if chance.random() < 1 / 8:
        return []
    rate = chance.uniform(0.2, 1.5) * often * (1 - stalled * (1 - chance.uniform(0.15, 0.7)))
    return [Dated(n, on) for n, on in enumerate(_days(rate, chance))]


def _begun(effect: dict[str, Column], since: int, often: Column, chance: np.random.Generator) -> list[Begun]:
    """Contacts others begin, and those with people who are new; she begins with whom she knows at one a week."""
    week = np.arange(len(often))
    growth = chance.uniform(0, np.log(1.2 if chance.random() < 0.25 else 4))
    held = effect["reach_in"]
    level = growth * (week * (1 - held) + np.minimum(week, since) * held) / 26
    falls = chance.uniform(0.6, 1) if chance.random() < 0.5 else 1.0
    into = chance.uniform(0.5, 4) * np.exp(level) * often * (1 - held * (1 - falls))
    new = chance.uniform(0.05, 0.5) * often * (1 - effect["people"] * (1 - chance.uniform(0, 0.6)))
    found = [(on, int(chance.integers(12)), True) for on in _days(into, chance)]
    found += [(on, int(chance.integers(12)), False) for on in _days(1.0 * often, chance)]
    found += [(on, 100 + n, bool(chance.random() < 0.5)) for n, on in enumerate(_days(new, chance))]
    return [Begun(n, on, person, into) for n, (on, person, into) in enumerate(found)]


def _ratings(stalled: Column, here: Column, often: float, chance: np.random.Generator) -> list[Rated]:
    if chance.random() < 1 / 5:
        return []
    every = float(chance.integers(1, 5))
    level = chance.uniform(3, 7) + chance.uniform(0, 0.08) * np.cumsum(1 - stalled)
    level = level - chance.uniform(0.03, 0.15) * np.cumsum(stalled)
    given = chance.random(len(here)) < here * min(often / every, 1.0)
    values = (level + chance.uniform(0.4, 1.2) * chance.standard_normal(len(here))).clip(0, 10)
    weeks = np.flatnonzero(given)
    return [Rated(n, FIRST + timedelta(weeks=int(week)), round(float(values[week]), 1)) for n, week in enumerate(weeks)]


def _with_meetings(rows: Rows, effect: dict[str, Column], chance: np.random.Generator) -> Rows:
    """Add the coaching meetings, and the commitments made in them."""
    weeks, every = len(effect["meetings"]), int(chance.integers(2, 4))
    often, more = chance.uniform(0.05, 0.25), chance.uniform(0.2, 0.5)
    settled, less = chance.uniform(0.4, 0.9), chance.uniform(0.2, 0.7)
    held = list(range(1, weeks, every))
    meetings = [
        Met(n, FIRST + timedelta(weeks=week), bool(chance.random() < often + more * effect["meetings"][week]))
        for n, week in enumerate(held)
    ]
    promises: list[Promise] = []
    for n, met in enumerate(meetings):
        for _ in range(int(chance.integers(1, 3))):
            promises.append(Promise(len(promises), met.on, _settled(held[n + 1 :], settled, less, effect, chance)))
    return replace(rows, meetings=meetings, promises=promises)


def _settled(
    later: list[int], settled: float, less: float, effect: dict[str, Column], chance: np.random.Generator
) -> date | None:
    """The day before the later meeting by which it is settled."""
    for week in later:
        if chance.random() < settled * (1 - effect["settling"][week] * (1 - less)):
            return FIRST + timedelta(weeks=week, days=-1)
    return None
