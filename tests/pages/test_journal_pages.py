"""A link to a journal entry leads to the page that holds it, however long the journal is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from waylight.pages.journal.links import entry_address
from waylight.record import insight

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(engagement):
    """Forty-five entries, the oldest first."""
    first = date(2026, 1, 5)
    return [
        insight.reflect(engagement, on=first + timedelta(days=n), text=f"Entry {n}.", private=False) for n in range(45)
    ]


@pytest.mark.parametrize("number", [0, 24, 25, 44])
def test_an_entry_is_on_the_page_its_address_leads_to(engagement, as_coach, entries, number):
    address = entry_address(engagement, entries[number].pk)
    page, _, anchor = address.partition("#")
    assert f'id="{anchor}"' in as_coach.get(page).content.decode()


@pytest.mark.parametrize("entry", ["", "x", "0", "9" * 30])
def test_an_entry_that_is_not_there_leads_to_the_newest(engagement, as_coach, entries, entry):
    answer = as_coach.get(f"/engagements/{engagement.pk}/journal/?entry={entry}")
    assert "Entry 44." in answer.content.decode()


def test_sharing_an_old_entry_leads_back_to_it(engagement, as_client, entries):
    answer = as_client.post(f"/engagements/{engagement.pk}/journal/{entries[0].pk}/share/", follow=True)
    assert "Entry 0." in answer.content.decode()
