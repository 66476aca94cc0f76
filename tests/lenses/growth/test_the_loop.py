"""The loop: every stage answered, the order told, and links between neighbours; words where there is too little."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.lenses.growth.made import counted, rated, step, weeks
from waylight.lenses.growth.answer import answer
from waylight.lenses.growth.loop import NEIGHBOURS, STAGES, UNKNOWN, Loop, Name, Stage, loop
from waylight.lenses.growth.observed import Observed, observed
from waylight.lenses.growth.together import TOO_FEW

N = 40


def reaching(heard: Observed, by: int, seed: int = 5) -> Observed:
    """Counts that follow, some weeks later, what another series did."""
    more = np.concatenate([np.full(by, heard.values.mean()), heard.values[:-by]])
    return observed("out", weeks(len(more)), np.random.default_rng(seed).poisson(more * 2).astype(float).tolist())


def of(**stages: Stage) -> Loop:
    return loop({name: stages[name] for name in STAGES if name in stages})


def followed() -> Loop:
    heard = counted(step(N, 50), rate=4, seed=2)
    return of(listening=Stage(heard, "counts"), insight=Stage(reaching(heard, 2), "counts"))


def test_each_stage_is_answered_as_it_would_be_alone() -> None:
    confidence = Stage(rated(step(N, 18)), "ratings")
    found = of(confidence=confidence, reaching_out=Stage(counted(step(N, 30)), "counts"))
    assert found.answers["confidence"] == answer(confidence.series, "ratings")
    assert found.answers["reaching_out"].series == "reaching_out"


def test_what_followed_two_weeks_later_is_told_with_its_lag() -> None:
    link = followed().links[0]
    assert (link.earlier, link.later, link.association.weeks, link.told) == ("listening", "insight", 2, True)


def test_every_pair_of_neighbours_has_a_link_and_those_without_series_say_why() -> None:
    found = followed().links
    assert tuple((link.earlier, link.later) for link in found) == NEIGHBOURS
    assert {link.association.why_not for link in found[1:]} == {UNKNOWN}
    assert not any(link.told or link.rate for link in found[1:])


def test_stages_that_rose_months_apart_are_told_in_their_order_with_their_days() -> None:
    stages: dict[Name, Stage] = {
        "reaching_out": Stage(counted(step(52, 12), rate=5, ratio=4), "counts"),
        "being_reached": Stage(counted(step(52, 34), rate=5, ratio=4, seed=2), "counts"),
    }
    found = loop(stages).order
    assert found.told == ("reaching_out", "being_reached")
    first, second = (found.began[name] for name in found.told)
    assert first.low <= weeks(52)[12] <= first.high < second.low <= weeks(52)[34] <= second.high


def test_no_stage_at_all_is_said_and_not_raised() -> None:
    found = loop({})
    assert (found.answers, found.order.orders) == ({}, ())
    assert found.together.answer.why_not == TOO_FEW
    assert {link.association.why_not for link in found.links} == {UNKNOWN}


def test_a_stage_with_too_few_values_says_so_and_the_rest_is_answered() -> None:
    few = Stage(observed("few", weeks(3), [1, 2, 3]), "ratings")
    found = of(confidence=few, sharing=Stage(counted(step(N, 20)), "counts"))
    assert (
        found.answers["confidence"].why_not
        == "Only 3 values are there; it takes at least 6 to tell a step from a slope."
    )
    assert found.answers["sharing"].kinds is not None


def test_counts_and_ratings_together_have_no_size_in_common() -> None:
    out = Stage(counted(step(N, 20)), "counts")
    mixed = of(reaching_out=out, confidence=Stage(rated(step(N, 20)), "ratings")).together.answer
    alike = of(reaching_out=out, sharing=replace(out, series=counted(step(N, 20), seed=3))).together.answer
    assert mixed.size is None
    assert mixed.kinds is not None
    assert alike.size is not None


def test_all_stages_as_one_grew_or_did_not_or_it_is_not_clear() -> None:
    level = {name: Stage(counted(step(N, 60), seed=n), "counts") for n, name in enumerate(STAGES[:3])}
    assert loop(level).says == "nothing grew"
    risen = Stage(counted(step(N, 20), ratio=4), "counts")
    assert loop({**level, "sharing": risen, "insight": risen}).says == "grew"
    fallen = Stage(counted(step(N, 20), rate=8, ratio=0.2), "counts")
    assert loop({"sharing": fallen}).says == loop({}).says == "unclear"
