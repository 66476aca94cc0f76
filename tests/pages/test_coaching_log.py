"""The log of coaching hours: who agrees is listed, who does not is left off and counted; kept as CSV and XLSX."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.factories import a_coach, a_past_coaching, an_engagement
from tests.pages.test_every_page_is_sound import Page
from waylight.record.coaching_log import PastCoaching
from waylight.record.consent import Consent, withdraw
from waylight.record.engagement import erase
from waylight.record.handing_over import hand_over
from waylight.record.meeting import plan
from waylight.record.terms import set_terms

pytestmark = pytest.mark.django_db

LOG = "/journal/coaching/"
GIVEN = {
    "name": "Tom Weir",
    "contact": "tom@weir.example",
    "form": "one",
    "begins": "2024-01-08",
    "paid_hours": "12.5",
    "pro_bono_hours": "1",
    "may_name": "on",
}


def page(browser) -> str:
    return browser.get(LOG).content.decode()


def an_hour(engagement, *, minutes: int = 60, day: str = "2026-03-02"):
    return plan(engagement, at=datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC), minutes=minutes)


def withdraw_it(engagement) -> None:
    one = Consent.objects.get(engagement=engagement, use=Consent.Use.HOURS_LOG)
    withdraw(one, by=engagement.client.user, at=datetime.now(UTC))


def test_an_empty_log_says_how_a_line_comes_about(as_coach):
    shown = page(as_coach)
    assert "No line can be listed yet" in shown
    assert "100 hours, 75 of them paid, 8 clients" in shown
    assert Page(shown).unsound() == []


def test_hours_held_are_listed_with_name_address_and_days(engagement, as_coach):
    an_hour(engagement, minutes=90)
    lines = as_coach.get("/journal/coaching.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Client name,Contact,Individual or group,Number in group,Start date,End date,Paid hours")
    assert lines[1:] == [f"Ines Calder,{engagement.client.user.email},Individual,,2026-01-05,,1.5,0"]


def test_who_does_not_agree_is_left_off_and_counted(engagement, as_coach):
    an_hour(engagement)
    withdraw_it(engagement)
    shown = page(as_coach)
    assert "does not agree to be named; 1 hour paid" in shown
    for file in ("csv", "xlsx"):
        assert b"Ines" not in as_coach.get(f"/journal/coaching.{file}").content
    assert as_coach.get("/journal/coaching.csv").content.decode().count("\n") == 1


def test_a_group_of_sixteen_is_left_off_and_one_of_six_counts_six_clients(engagement, as_coach):
    an_hour(engagement)
    set_terms(engagement, form="group", number=16, paid=True)
    assert "more than 15 in the group" in page(as_coach)
    set_terms(engagement, form="group", number=6, paid=False)
    lines = as_coach.get("/journal/coaching.csv").content.decode().splitlines()
    assert lines[1].endswith("Group,6,2026-01-05,,0,1")
    assert "six clients" in page(as_coach)


def test_hours_by_hand_are_noted_written_again_removed_put_back_and_gone(as_coach):
    as_coach.post(LOG, GIVEN)
    one = PastCoaching.objects.get()
    assert (one.paid_minutes, one.pro_bono_minutes, one.number) == (750, 60, 1)
    assert "Tom Weir" in page(as_coach)
    changed = as_coach.post(f"{LOG}{one.pk}/", {**GIVEN, "paid_hours": "20", "seen": one.mark})
    assert changed.status_code == 302
    assert PastCoaching.objects.get().paid_minutes == 1200
    as_coach.post(f"{LOG}{one.pk}/counts/")
    assert b"Tom Weir" not in as_coach.get("/journal/coaching.csv").content
    as_coach.post(f"{LOG}{one.pk}/counts/")
    assert b"Tom Weir" in as_coach.get("/journal/coaching.csv").content
    as_coach.post(f"{LOG}{one.pk}/forget/")
    assert PastCoaching.objects.exists(), "only what was removed before goes for good"
    as_coach.post(f"{LOG}{one.pk}/counts/")
    as_coach.post(f"{LOG}{one.pk}/forget/")
    assert not PastCoaching.objects.exists()


def test_what_was_changed_meanwhile_is_not_overwritten(engagement, as_coach):
    one = a_past_coaching(engagement.coach)
    answer = as_coach.post(f"{LOG}{one.pk}/", {**GIVEN, "name": "Other", "seen": "of before"})
    assert answer.status_code == 409
    assert "Other" in answer.content.decode()
    assert PastCoaching.objects.get().name == "Tom Weir"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends": "2023-01-01"}, "The last day is before the first."),
        ({"form": "group"}, "A group has between two and"),
        ({"paid_hours": "0", "pro_bono_hours": "0"}, "Give the hours"),
        ({"name": " "}, "This field is required"),
        ({"begins": "soon"}, "Enter a valid date"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(as_coach, wrong, said):
    shown = as_coach.post(LOG, {**GIVEN, **wrong}).content.decode()
    assert said in shown
    assert "tom@weir.example" in shown
    assert Page(shown).unsound() == []
    assert not PastCoaching.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"ends": "2023-01-01"}, "ends"), ({"form": "group"}, "number"), ({"paid_hours": "0"}, "paid_hours")],
)
def test_what_does_not_fit_is_said_beside_its_field_whatever_the_words(as_coach, engagement, monkeypatch, wrong, field):
    monkeypatch.setattr("waylight.record.coaching_log.gettext", lambda _: "So nicht.")
    one = a_past_coaching(engagement.coach)
    for address, shown in ((LOG, {}), (f"{LOG}{one.pk}/", {"seen": one.mark})):
        form = as_coach.post(address, {**GIVEN, "pro_bono_hours": "0", **wrong, **shown}).context["form"]
        assert form.errors == {field: ["So nicht."]}


def test_hours_by_hand_of_who_may_not_be_named_are_left_off(engagement, as_coach):
    a_past_coaching(engagement.coach, may_name=False)
    assert "does not agree to be named; 10 hours paid" in page(as_coach)
    assert b"Tom Weir" not in as_coach.get("/journal/coaching.csv").content


def test_the_workbook_holds_numbers_days_and_no_formula(engagement, as_coach):
    a_past_coaching(engagement.coach, name='=HYPERLINK("http://x")', contact="+1 555\x0b")
    an_hour(engagement)
    sheet = load_workbook(BytesIO(as_coach.get("/journal/coaching.xlsx").content)).active
    first, second, last = list(sheet.iter_rows(min_row=2))
    assert (first[0].value, first[0].data_type) == ('=HYPERLINK("http://x")', "s")
    assert first[1].value == "+1 555"
    assert (first[4].value, first[6].value) == (datetime(2024, 1, 8), 10)
    assert second[0].value == "Ines Calder"
    assert [cell.value for cell in last] == ["Total", None, None, 2, None, None, 11, 0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_table_begins_no_formula(engagement, as_coach):
    a_past_coaching(engagement.coach, name="=1+1")
    assert "'=1+1" in as_coach.get("/journal/coaching.csv").content.decode()


def test_it_is_hers_alone(engagement, as_coach, as_client):
    one = a_past_coaching(engagement.coach)
    other = Client()
    other.force_login(a_coach("Ada Bright", practice=engagement.practice).user)
    assert "Tom Weir" not in page(other)
    assert other.get(f"{LOG}{one.pk}/").status_code == 404
    assert other.post(f"{LOG}{one.pk}/counts/").status_code == 404
    assert as_client.get(LOG).status_code == 403


def test_hours_before_a_handing_over_are_the_former_coachs(engagement):
    an_hour(engagement, minutes=120)
    former, new = engagement.coach, a_coach("Ada Bright", practice=engagement.practice)
    hand_over(engagement, to=new, by=former.user)
    browser = Client()
    browser.force_login(new.user)
    assert "no meeting held yet" in page(browser)
    browser.force_login(former.user)
    assert "handed over to another coach: 2 hours" in page(browser)


def test_of_an_erased_engagement_hours_are_counted_without_a_name(engagement, as_coach):
    an_hour(engagement)
    erase(engagement)
    shown = page(as_coach)
    assert "Engagements that were erased: 1 hour." in shown
    assert "Ines" not in shown


def test_as_many_queries_for_many_engagements_as_for_one(engagement, as_coach, django_assert_max_num_queries):
    an_hour(engagement)
    as_coach.get(LOG)
    with django_assert_max_num_queries(100) as few:
        as_coach.get(LOG)
    for n in range(5):
        an_hour(an_engagement(f"Client {n}", coach=engagement.coach))
    with django_assert_max_num_queries(len(few)):
        as_coach.get(LOG)
