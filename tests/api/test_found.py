"""A search finds what one may read, and a ZIP takes along what is held on who asks."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.api.conftest import waylight
from waylight.client import NotAllowed
from waylight.record import insight


def test_a_search_finds_what_one_may_read(engagement, coach, client):
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text="They own the rollout.", private=True)
    assert coach.search(engagement.pk, q="rollout").items == []
    [hit] = client.search(engagement.pk, q="ROLLOUT").items
    assert (hit.kind, hit.id, hit.found) == ("reflection", entry.pk, "rollout")
    assert hit.page.startswith(f"/engagements/{engagement.pk}/journal/")


def test_a_search_says_how_much_more_there_is(engagement, client):
    for n in range(3):
        insight.reflect(engagement, on=date(2026, 3, 1 + n), text="rollout", private=True)
    found = client.search(engagement.pk, q="rollout", limit=2)
    assert (len(found.items), found.more, found.items[0].on) == (2, 1, date(2026, 3, 3))


def test_all_that_is_held_is_taken_along(engagement, client):
    insight.reflect(engagement, on=date(2026, 3, 1), text="They own the rollout.", private=True)
    with ZipFile(BytesIO(client.get_export())) as whole:
        assert "They own the rollout." in whole.read("export.json").decode()


def test_a_token_for_some_engagements_does_not_take_all_along(engagement):
    with pytest.raises(NotAllowed):
        waylight(engagement.client.user, engagements=[engagement.pk]).get_export()
