"""Everybody's reach and reciprocity are what measuring them one by one gives."""

from __future__ import annotations

from hypothesis import given, settings

from tests.lenses.influence.log.logs import ROWS, a_log
from waylight.lenses.influence.contacts import Contact
from waylight.lenses.influence.log.everyone import everyone
from waylight.lenses.influence.log.measure import NotThere, measure
from waylight.lenses.influence.log.table import Rule, full
from waylight.lenses.influence.log.windows import Every, bounds

SHOWN = ("reach_out", "reach_in", "people", "reciprocity")


@given(ROWS)
@settings(max_examples=4, deadline=None)
def test_all_at_once_is_one_by_one(rows: list[Contact]) -> None:
    log = a_log(*rows)
    found = {
        (row["person"], bounds(row["window"], Every.WEEK, 0, 0)[0]): tuple(row[name] for name in SHOWN)
        for row in everyone(full(log), Every.WEEK, Rule()).to_pyarrow().to_pylist()
    }
    one_by_one = {}
    for person in (f"p{n}" for n in range(1, 6)):
        try:
            weeks = measure(log, person, Every.WEEK, only=SHOWN)
        except NotThere:
            continue
        for week in weeks:
            if week.measures["people"].figure.value:
                one_by_one[person, week.start] = tuple(week.measures[name].figure.value for name in SHOWN)
    assert found == one_by_one
