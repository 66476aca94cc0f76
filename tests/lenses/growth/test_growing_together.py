"""Several series of one person: a timing that they share is seen where one alone can't show it."""

from __future__ import annotations

from tests.lenses.growth.made import counted, ramp, step
from waylight.lenses.growth.answer import answered, consider
from waylight.lenses.growth.observed import Observed
from waylight.lenses.growth.together import Together, together


def joint(*series: Observed) -> Together:
    return together([consider(one, "counts") for one in series])


def test_four_weak_series_that_grew_at_once_say_more_than_each_alone() -> None:
    several = [counted(ramp(52, 12, 32), rate=2, ratio=2.5, seed=n, name=f"series {n}") for n in range(4)]
    alone = [answered(consider(one, "counts")).kinds for one in several]
    found = joint(*several).answer.kinds
    assert found
    assert found.gradual > max(one.gradual for one in alone if one)


def test_a_series_that_did_not_change_has_little_part_in_what_the_others_share() -> None:
    grown = [counted(step(52, 20), seed=n, name=f"grew {n}") for n in range(3)]
    parts = joint(*grown, counted(step(52, 60), rate=6, seed=9, name="level")).parts
    assert min(parts[one.name] for one in grown) > 0.95
    assert parts["level"] < 0.5


def test_series_that_did_not_change_do_not_change_together() -> None:
    found = joint(*[counted(step(52, 60), seed=n, name=f"level {n}") for n in range(6)]).answer
    assert found.kinds
    assert found.kinds.nothing > 0.8


def test_the_order_of_the_series_changes_nothing() -> None:
    one, other = counted(step(26, 12), seed=1, name="a"), counted(step(26, 60), seed=2, name="b")
    assert joint(one, other).answer.kinds == joint(other, one).answer.kinds


def test_a_series_that_lacks_a_week_is_weighed_at_the_same_dates() -> None:
    one, other = counted(step(26, 12), seed=1, name="a"), counted(step(26, 12), seed=2, name="b")
    lacking = Observed("b", *(column[2:] for column in (other.at, other.values, other.exposure)))
    found = joint(one, lacking).answer.kinds
    assert found
    assert found.nothing < 0.05


def test_one_series_shares_its_timing_with_nobody() -> None:
    found = joint(counted(step(26, 12)))
    assert found.answer.kinds is None
    assert found.answer.why_not == "It takes two series with enough values to look for a timing that they share."
