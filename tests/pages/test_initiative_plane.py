"""The way of an initiative in the plane of ownership and leadership stands on its page, with the rows behind it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import an_interaction
from waylight.pages.columns import contacts_of
from waylight.pages.initiatives.plane import plane
from waylight.record.belonging import choose_threads
from waylight.record.initiative import launch

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def bench(engagement):
    """An initiative: at first the client starts everything, then four others do and she answers."""
    others = ["Mei Okafor", "Jo Pires", "Ife Balogun", "Tomás Ferrão"]
    threads = []
    for n in range(64):
        starts = None if n < 32 else others[n % 4]
        to = others[n % 4] if starts is None else None
        an_interaction(engagement, starts, to, thread=f"t{n}", at=f"{BEGAN + timedelta(days=3 * n):%Y-%m-%dT%H:%M}")
        if starts is not None:  # she answers, and so takes part
            answered = f"{BEGAN + timedelta(days=3 * n, hours=2):%Y-%m-%dT%H:%M}"
            an_interaction(engagement, None, starts, thread=f"t{n}", at=answered, reply=True)
        threads.append(f"t{n}")
    one = launch(engagement, name="Open Bench", since=date(2026, 1, 1))
    choose_threads(one, threads)
    return one


def test_ownership_falls_while_leadership_stays(bench, engagement):
    found = plane(bench, contacts_of(bench, engagement.coach.user, until=LATER))
    owned = [one.ownership.value for one in found.windows]
    assert owned[:2] == [1.0, 1.0]
    assert owned[3] < 0.5
    assert [one.leadership.value for one in found.windows] == [1.0] * 4
    assert found.change.held.value > 0.95
    assert found.change.words.startswith("To the left without falling")


def test_every_figure_leads_to_its_rows(bench, engagement, as_coach):
    page = as_coach.get(f"/engagements/{engagement.pk}/initiatives/{bench.pk}/").content.decode()
    section = page[page.index('id="plane-title"') : page.index('id="views"')]
    links = re.findall(r'href="([^"]*evidence[^"]*)"', section)
    assert len(links) == 8
    rows = as_coach.get(links[0].replace("&amp;", "&")).content.decode()
    assert "16" in rows


def test_points_lie_in_the_square(bench, engagement):
    found = plane(bench, contacts_of(bench, engagement.coach.user, until=LATER))
    for one in found.places:
        assert found.left <= one.west <= one.x <= one.east <= found.left + found.side
        assert found.head <= one.north <= one.y <= one.south <= found.foot


def test_too_little_is_said_and_nothing_drawn(engagement, as_coach):
    one = launch(engagement, name="Small", since=date(2026, 1, 1))
    an_interaction(engagement, None, "Mei Okafor", thread="only")
    choose_threads(one, ["only"])
    page = as_coach.get(f"/engagements/{engagement.pk}/initiatives/{one.pk}/").content.decode()
    assert "Less than eight weeks of contact belong to it yet" in page
    assert "<polyline" not in page
