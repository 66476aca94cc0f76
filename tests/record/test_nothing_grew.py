"""The second sample engagement, brought in as anybody's files: nothing grew, and the lens says so; the first grew."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from waylight.cli.sample import FOLDER, load_engagement
from waylight.lenses.growth.loop import Loop, Name, Stage, loop
from waylight.lenses.growth.observed import observed
from waylight.pages.path.path import Path, compose

pytestmark = pytest.mark.django_db
STAGES: dict[str, Name] = {
    "insights": "insight",
    "confidence": "confidence",
    "reach_out": "reaching_out",
    "reach_in": "being_reached",
}


def stages(path: Path, last: date) -> dict[Name, Stage]:
    """The stages that the path has series of, in the whole weeks of the engagement."""
    found: dict[Name, Stage] = {}
    for one in path.series:
        if one.key in STAGES:
            values = [value for value in one.values if value.week.monday <= last]
            series = observed(one.key, [value.week.monday for value in values], [v.figure.value for v in values])
            found[STAGES[one.key]] = Stage(series, "ratings" if one.key == "confidence" else "counts")
    return found


def of_sample(folder: str, now: datetime, last: date) -> Loop:
    engagement = load_engagement(FOLDER / folder)
    path = compose(engagement, engagement.coach.user, now)
    assert path
    return loop(stages(path, last))


def test_nothing_grew_for_henrik() -> None:
    found = of_sample("short", datetime(2026, 5, 12, tzinfo=UTC), date(2026, 5, 4))
    assert found.says == "nothing grew"
    assert found.together.answer.kinds
    assert found.together.answer.kinds.nothing == max(found.together.answer.kinds)
    assert {one.says for one in found.answers.values()} <= {"nothing", "unclear"}
    assert max(found.order.rose.values()) < 0.5
    assert not any(link.told for link in found.links)


def test_it_grew_for_ines_and_there_was_no_moment() -> None:
    found = of_sample("ines", datetime(2026, 6, 11, tzinfo=UTC), date(2026, 6, 1))
    assert found.says == "grew"
    joint = found.together.answer.kinds
    assert joint
    assert joint.gradual == max(joint)
    assert joint.moment < 0.05
    assert found.order.rose["being_reached"] > 0.8
