"""No page and no list of the API asks the store more often when there is more to show.

One engagement is walked twice: with some of everything, and with more of everything. What grows with what is listed
is asked at least once more for each thing that was added.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.everybody import every_page
from tests.api.conftest import token_of
from tests.api.test_who_may_what import address, with_more
from tests.grown import Growing
from waylight.access.parts import Part
from waylight.access.rules import rule_of
from waylight.api.operations import EVERY
from waylight.api.urls import urlpatterns  # noqa: F401  (declares the operations)
from waylight.pages.evidence.rows import ROWS
from waylight.record.people import Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.django_db

SOME, MORE = 2, 3  # things of each kind at first, and added to them
GIVEN = re.compile(r"'[^']*'|\b\d+\b|\bs\d+_x\d+\b|%s")
MANY = re.compile(r"\(\?(, \?)*\)")
# What was read of files is gone through file by file, so that no more of it is in memory than a part of one.
STAGED, IMPORT = "record_stagedchunk", "record_import"
FILE_BY_FILE = {
    **dict.fromkeys(["privacy-export", "get_export", "person-erase"], (STAGED,)),
    **dict.fromkeys(["import", "preview_import"], (STAGED, IMPORT)),  # a preview compares each file with the record
}


def shape(sql: str) -> str:
    """A query without what it asks about, so that the same one asked of many things is seen to be the same."""
    return MANY.sub("(…)", GIVEN.sub("?", sql))


def asked(browser: Client, address: str, **more: object) -> Counter[str]:
    """The queries of an address."""
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address, **more)
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert answer.status_code in {200, 302, 404, 410}, (address, answer.status_code)
    return Counter(shape(one["sql"]) for one in queries.captured_queries)


def more_often(few: Counter[str], many: Counter[str], name: str) -> list[str]:
    """The queries that are asked once more for each thing that was added, and how often."""
    grown = {one: times for one, times in (many - few).items() if times >= MORE}
    allowed = FILE_BY_FILE.get(name, ())
    return [f"{times} more: {one}" for one, times in grown.items() if not any(f'"{table}' in one for table in allowed)]


def walked_twice(growing: Growing, walk: Callable[[], Iterator[tuple[str, Counter[str]]]]) -> dict[str, list[str]]:
    """What grew, by page, between a walk and one after more was added."""
    dict(walk())  # once before, so that nothing is made or noted for the first time
    few = dict(walk())
    growing.add(MORE)
    dict(walk())  # what is kept is made anew from what was added
    many = dict(walk())
    assert few.keys() == many.keys()
    return {name: grew for name in few if (grew := more_often(few[name], many[name], name))}


@pytest.fixture
def growing(engagement):
    """An engagement with some of everything, whose coach also looks after the practice."""
    Member.objects.create(practice=engagement.practice, user=engagement.coach.user, role=Member.Role.ADMIN)
    one = Growing(engagement, with_more(engagement))
    one.add(SOME)
    return one


def test_no_page_asks_more_often_when_there_is_more(growing, as_coach, as_client):
    def walk() -> Iterator[tuple[str, Counter[str]]]:
        for page in every_page():
            rule = rule_of(page.name)
            if rule is None or not rule.see or page.name.startswith("admin:"):
                continue
            browser = as_client if rule.see == {Part.CLIENT} else as_coach
            browser = Client() if Part.ANYBODY in rule.see else browser
            yield page.name, asked(browser, page.address(growing.known))

    assert walked_twice(growing, walk) == {}


def test_no_evidence_and_no_search_asks_more_often_when_there_is_more(growing, as_coach):
    here = f"/engagements/{growing.engagement.pk}/"
    window = "start=2026-01-05T00:00:00Z&end=2026-06-01T00:00:00Z"

    def walk() -> Iterator[tuple[str, Counter[str]]]:
        for what in ROWS:
            person = f"person={growing.known['person']}&" if what in {"contact", "reach-out", "reach-in"} else ""
            yield what, asked(as_coach, f"{here}evidence/{what}/?{person}{window}")
        yield "search", asked(as_coach, f"{here}search/?q=ask")
        yield "people", asked(as_coach, f"{here}people/?name=person")
        yield "map beside", asked(as_coach, f"{here}map/?week=2&with=1")
        yield "everybody", asked(as_coach, f"{here}stakeholders/?who=everybody")

    assert walked_twice(growing, walk) == {}


def test_no_list_of_the_api_asks_more_often_when_there_is_more(growing):
    bearer = {"Authorization": f"Bearer {token_of(growing.engagement.coach.user)}"}

    def walk() -> Iterator[tuple[str, Counter[str]]]:
        for one in EVERY.values():
            if one.method == "GET" and one.allowed != {Part.CLIENT}:
                yield one.name, asked(Client(), address(one, growing.known), headers=bearer)

    assert walked_twice(growing, walk) == {}
