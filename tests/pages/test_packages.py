"""Hours bought, used and left: counted from meetings held, corrected with a reason, removed and put back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.pages.test_every_page_is_sound import Page
from waylight.record.meeting import call_off, plan
from waylight.record.package import HoursCorrected, Package, buy, correct_hours
from waylight.record.privacy.erasing import erase_person
from waylight.record.terms import InGroup, Terms, add_to_group

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 5)


@pytest.fixture
def address(engagement) -> str:
    return f"/engagements/{engagement.pk}/packages/"


@pytest.fixture
def met(engagement):
    """Two meetings held, one called off, one to come."""
    plan(engagement, at=datetime(2026, 2, 2, 10, tzinfo=UTC))
    plan(engagement, at=datetime(2026, 3, 2, 10, tzinfo=UTC), minutes=90)
    call_off(plan(engagement, at=datetime(2026, 4, 2, 10, tzinfo=UTC)))
    plan(engagement, at=datetime.now(UTC) + timedelta(days=9))


def page(browser, address: str) -> str:
    return browser.get(address).content.decode()


def test_an_empty_page_says_that_nothing_can_be_said(as_coach, as_client, address):
    for browser in (as_coach, as_client):
        shown = page(browser, address)
        assert "No hours are noted as bought" in shown
        assert Page(shown).unsound() == []


@pytest.mark.usefixtures("met")
def test_hours_are_bought_and_what_is_left_is_counted_from_meetings_held(as_coach, as_client, address):
    as_coach.post(address, {"hours": "10", "on": "2026-01-05", "paid": "paid"})
    for browser in (as_coach, as_client):
        shown = page(browser, address)
        assert "7.5 hours <small>of 10 hours bought; 2.5 hours used" in shown
        assert "two meetings held" in shown
        assert Page(shown).unsound() == []


@pytest.mark.usefixtures("met")
def test_a_warning_stands_where_little_is_left(engagement, as_coach, address):
    buy(engagement, on=DAY, minutes=240)
    assert "It may be time to speak" in page(as_coach, address)
    buy(engagement, on=DAY, minutes=600)
    assert "It may be time to speak" not in page(as_coach, address)


@pytest.mark.usefixtures("met")
def test_more_used_than_bought_is_said_without_a_negative_hour_hidden(engagement, as_coach, address):
    buy(engagement, on=DAY, minutes=60)
    assert "1.5 hours more were used than were bought" in page(as_coach, address)


@pytest.mark.usefixtures("met")
def test_a_correction_counts_with_its_reason_and_is_taken_back(engagement, as_coach, address):
    buy(engagement, on=DAY, minutes=600)
    as_coach.post(f"{address}corrections/", {"hours": "-0.5", "on": "2026-03-02", "why": "We began late"})
    one = HoursCorrected.objects.get()
    shown = page(as_coach, address)
    assert "8 hours <small>of" in shown
    assert "“We began late”" in shown
    assert "−0.5 hours" in shown
    as_coach.post(f"{address}corrections/{one.pk}/")
    assert "7.5 hours <small>of" in page(as_coach, address)
    as_coach.post(f"{address}corrections/{one.pk}/")
    assert "8 hours <small>of" in page(as_coach, address)


@pytest.mark.parametrize(
    "given", [{"hours": "0.5", "why": " "}, {"hours": "0", "why": "x"}, {"hours": "x", "why": "y"}]
)
def test_a_correction_without_a_reason_or_time_is_refused_and_what_was_typed_stays(as_coach, address, given):
    shown = as_coach.post(f"{address}corrections/", {"on": "2026-03-02", **given}).content.decode()
    assert 'class="errorlist"' in shown
    assert f'value="{given["hours"]}"' in shown
    assert Page(shown).unsound() == []
    assert not HoursCorrected.objects.exists()


def test_a_package_is_removed_and_put_back(engagement, as_coach, address):
    one = buy(engagement, on=DAY, minutes=600)
    as_coach.post(f"{address}{one.pk}/")
    shown = page(as_coach, address)
    assert "No hours are noted as bought" in shown
    assert "Removed packages" in shown
    as_coach.post(f"{address}{one.pk}/")
    assert "10 hours <small>of" in page(as_coach, address)


def test_the_client_reads_and_changes_nothing(engagement, as_client, address):
    one = buy(engagement, on=DAY, minutes=600)
    assert as_client.post(address, {"hours": "10", "on": "2026-01-05", "paid": "paid"}).status_code == 403
    assert as_client.post(f"{address}{one.pk}/").status_code == 403
    assert Package.objects.filter(removed_at=None).count() == 1
    assert "Note hours bought" not in page(as_client, address)


@pytest.mark.usefixtures("met")
def test_the_table_holds_every_row_counted_and_no_formula(engagement, as_coach, address):
    buy(engagement, on=DAY, minutes=600)
    correct_hours(engagement, on=date(2026, 3, 3), minutes=30, why="=1+1", by=engagement.coach.user)
    lines = as_coach.get(f"{address[:-1]}.csv").content.decode().splitlines()
    assert lines[1:] == [
        "2026-01-05,bought,10,paid",
        "2026-02-02,meeting held,-1,",
        "2026-03-02,meeting held,-1.5,",
        "2026-03-03,corrected,-0.5,'=1+1",
    ]


def test_a_group_has_a_number_and_people_who_are_removed_and_put_back(engagement, as_coach, address):
    as_coach.post(f"{address}kind/", {"form": "group", "number": "6", "paid": "free"})
    assert Terms.objects.get().number == 6
    as_coach.post(f"{address}group/", {"name": "Lena Brandt", "address": "lena@norvia.example", "since": "2026-01-05"})
    shown = page(as_coach, address)
    assert "Six are coached together" in shown
    assert "Lena Brandt" in shown
    assert "Pro bono." in shown
    assert Page(shown).unsound() == []
    one = InGroup.objects.get()
    as_coach.post(f"{address}group/{one.pk}/")
    assert "Not in the group any more" in page(as_coach, address)
    as_coach.post(f"{address}group/{one.pk}/")
    assert "Not in the group any more" not in page(as_coach, address)


def test_the_client_is_not_named_into_her_own_group(engagement, as_coach, address):
    given = {"name": "Ines", "address": "ines@norvia.example", "since": "2026-01-05"}
    shown = as_coach.post(f"{address}group/", given).content.decode()
    assert "is the client, and counted already" in shown
    assert not InGroup.objects.exists()


def test_erasing_somebody_in_a_group_takes_the_name(engagement, as_coach, address):
    as_coach.post(f"{address}kind/", {"form": "group", "paid": "paid"})
    one = add_to_group(engagement, name="Lena Brandt", since=DAY)
    erase_person(one.person, by=engagement.coach.user, why="asked")
    assert "Lena Brandt" not in page(as_coach, address)
