"""Everybody meets at every page what docs/who-may-what.md says; nothing is open that does not stand there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import path, reverse

from tests.access.everybody import PARTS, every_page, everybody, filled, outcome, sent
from tests.factories import an_engagement
from waylight.access.every_page import every_page_has_a_rule

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parents[2] / "docs/who-may-what.md"
PAGES = [page for page in every_page() if not page.name.startswith("admin:")]


def said() -> dict[tuple[str, str], dict[str, str]]:
    """The table as people read it: page and way to what each part meets."""
    cells = [
        [cell.strip().strip("`") for cell in line.split("|")[1:-1]]
        for line in TABLE.read_text().splitlines()
        if line.startswith("| `")
    ]
    return {(name, way): dict(zip(PARTS, outcomes, strict=True)) for name, _, way, *outcomes in cells}


def test_everybody_meets_at_every_page_what_the_table_says(engagement):
    known, who = filled(engagement), everybody(engagement)
    met = {
        (page.name, way): {part: outcome(who[part], way, page.address(known), sent(page, known)) for part in PARTS}
        for page in PAGES
        for way in ("GET", "POST")
    }
    open_to_somebody = {asked: outcomes for asked, outcomes in met.items() if "–" not in outcomes.values()}
    assert open_to_somebody == said()


def test_a_page_asked_for_in_a_way_it_does_not_know_says_so(engagement):
    known, who = filled(engagement), everybody(engagement)
    ways = {(page.name, way) for page in PAGES for way in ("GET", "POST", "PUT", "DELETE")} - set(said())
    by_name = {page.name: page for page in PAGES}
    for name, way in sorted(ways):
        assert outcome(who["client"], way, by_name[name].address(known), {}) in {"–", "refused", "not found"}, name


@pytest.mark.parametrize("way", ["GET", "POST"])
def test_things_of_another_engagement_are_not_found_under_ones_own(engagement, way):
    known, foreign = filled(engagement), filled(an_engagement("Henrik Aas"))
    for page in (page for page in PAGES if "engagement" in page.arguments):
        for argument in set(page.arguments) - {"engagement", "what", "form", "length", "shape"}:
            mixed = page.address({**known, argument: foreign[argument]})
            for user in (engagement.coach.user, engagement.client.user):
                assert outcome(user, way, mixed, sent(page, known)) in {"not found", "refused", "–"}, (page, argument)


def test_a_proposal_cannot_be_made_of_what_was_said_elsewhere(engagement):
    known, foreign = filled(engagement), filled(an_engagement("Henrik Aas"))
    form = {"utterance": foreign["utterance"], "text": "I will ask Mei.", "as": "commitment"}
    address = reverse("proposal", args=[known["engagement"]])
    assert outcome(engagement.coach.user, "POST", address, form) == "not found"


def test_the_admin_is_for_support_alone(engagement):
    who = everybody(engagement)
    inside = {"object_id": 1, "content_type_id": 1, "app_label": "record", "url": "anything"}
    pages = [page for page in every_page() if page.name.startswith("admin:") and page.name != "admin:logout"]
    assert len(pages) > 20
    for page in pages:
        met = {part: outcome(user, "GET", page.address(inside), {}) for part, user in who.items() if part != "support"}
        assert met == {part: "sign in" if part == "nobody" else "refused" for part in met}, page.name
    assert outcome(who["support"], "GET", reverse("admin:index"), {}) == "yes"


def test_a_page_without_a_rule_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match="who may use lawless"):
        every_page_has_a_rule([path("lawless/", lambda request: None, name="lawless")])


def test_a_rule_without_a_page_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match=r"not there: .*brief"):
        every_page_has_a_rule([])
