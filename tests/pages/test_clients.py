"""A list of clients: looked at by line, brought whole or not at all, twice adds nothing, and undone."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from tests.factories import a_coach
from tests.pages.test_every_page_is_sound import Page
from waylight.record import clients_brought, insight
from waylight.record.clients_brought import ClientsBrought
from waylight.record.engagement import Engagement
from waylight.record.keys import Key
from waylight.record.package import Package
from waylight.record.past_hours import PastHours
from waylight.record.people import Organisation, Person

pytestmark = pytest.mark.django_db

HERE = "/clients/"
LIST = """Client name,E-mail,Company,Time zone,Start date,End date,Goals,Hours
Mei Okafor,mei@norvia.example,Norvia,Europe/Lisbon,2026-02-02,,Be heard,10
Tom Weir,tom@weir.example,,,,,,
"""


@pytest.fixture
def coach():
    return a_coach()


@pytest.fixture
def browser(coach):
    signed_in = Client()
    signed_in.force_login(coach.user)
    return signed_in


def look(browser, text: str = LIST, name: str = "clients.csv"):
    return browser.post(HERE, {"file": SimpleUploadedFile(name, text.encode())})


def typed(answer, **changed: str) -> dict[str, str]:
    """What the preview's form would send."""
    form = answer.context["form"]
    given = {field.html_name: field.value() or "" for field in form}
    return {name: value for name, value in {**given, **changed}.items() if value}


def bring(browser, text: str = LIST, **changed: str):
    return browser.post(HERE, {**typed(look(browser, text)), "bring": "1", **changed}, follow=True)


def test_a_list_is_looked_at_before_anything_is_kept(browser):
    shown = look(browser).content.decode()
    for said in ("Two clients new", "Mei Okafor", "Norvia", "Europe/Lisbon", "Be heard"):
        assert said in shown
    assert Page(shown).unsound() == []
    assert not Engagement.objects.exists()


def test_engagements_begin_with_all_that_the_list_says(coach, browser):
    assert "Two engagements begun" in bring(browser, otherwise="2026-03-01").content.decode()
    mei, tom = Engagement.objects.select_related("client__organisation").order_by("client__name")
    assert (mei.client.name, mei.client.organisation.name, mei.zone) == ("Mei Okafor", "Norvia", "Europe/Lisbon")
    assert (mei.begins, mei.goals, mei.coach) == (date(2026, 2, 2), "Be heard", coach)
    assert Package.objects.get().minutes == 600
    assert (tom.begins, tom.zone) == (date(2026, 3, 1), "UTC")


def test_the_same_list_twice_changes_nothing(browser):
    bring(browser)
    answer = bring(browser)
    assert "Everybody in the list is here already" in answer.content.decode()
    assert (Engagement.objects.count(), ClientsBrought.objects.count()) == (2, 1)
    assert "two here already" in look(browser).content.decode()


def test_a_longer_list_brings_who_is_new(browser):
    bring(browser)
    bring(browser, f"{LIST}Lena Brandt,lena@norvia.example,,,,,,\n")
    assert sorted(Person.objects.filter(coached_in__isnull=False).values_list("name", flat=True)) == [
        "Lena Brandt",
        "Mei Okafor",
        "Tom Weir",
    ]


def test_with_a_line_that_cannot_be_read_nothing_comes_in_unless_it_is_left_out(browser):
    text = f"{LIST},no.name@norvia.example,,,,,,\n"
    shown = look(browser, text).content.decode()
    assert "<b>line 4</b> There is no name in this line." in shown
    refused = bring(browser, text).content.decode()
    assert "Some lines cannot be read" in refused
    assert Page(refused).unsound() == []
    assert not Engagement.objects.exists()
    bring(browser, text, leave_out="on")
    assert Engagement.objects.count() == 2


def test_a_list_of_which_no_line_can_be_read_is_not_said_to_be_here_already(browser):
    refused = bring(browser, "name,email\n,no.name@norvia.example\n", leave_out="on").content.decode()
    assert "Not one line can be read like this" in refused
    assert "here already. Nothing was changed" not in refused
    assert not ClientsBrought.objects.exists()


def test_what_fails_half_way_leaves_nothing(browser, monkeypatch):
    begin, begun = clients_brought.begin, []

    def once(*args, **given):
        if begun:
            raise OSError("disk full")
        begun.append(begin(*args, **given))
        return begun[0]

    monkeypatch.setattr(clients_brought, "begin", once)
    with pytest.raises(OSError, match="disk full"):
        bring(browser)
    assert not Engagement.objects.exists()
    assert not ClientsBrought.objects.exists()


def test_columns_are_named_by_hand(browser):
    text = "Who,Where\nMei Okafor,mei@norvia.example\n"
    answer = look(browser, text)
    assert "There is no name in this line." in answer.content.decode()
    again = browser.post(HERE, typed(answer, column_name="who", column_address="where"))
    assert "One client new" in again.content.decode()
    browser.post(HERE, {**typed(again), "bring": "1"})
    assert Engagement.objects.get().client.name == "Mei Okafor"


def test_it_is_undone_and_the_keys_go_with_it(browser, django_capture_on_commit_callbacks):
    bring(browser)
    with django_capture_on_commit_callbacks(execute=True):
        shown = browser.post(f"{HERE}{ClientsBrought.objects.get().pk}/undo/", follow=True).content.decode()
    assert "Two engagements removed." in shown
    assert "undone" in shown
    assert Page(shown).unsound() == []
    assert not Engagement.objects.exists()
    assert not PastHours.objects.exists()
    assert not Organisation.objects.exists()
    assert not Key.objects.filter(destroyed_at=None, member=None).exists()
    bring(browser)
    assert Engagement.objects.count() == 2


def test_an_engagement_to_which_something_was_added_stays(browser):
    bring(browser)
    mei = Engagement.objects.get(client__name="Mei Okafor")
    insight.commit(mei, on=date(2026, 3, 1), text="Ask Tom")
    shown = browser.post(f"{HERE}{ClientsBrought.objects.get().pk}/undo/", follow=True).content.decode()
    assert "One engagement removed. Something was added for Mei Okafor; they stay." in shown
    assert Engagement.objects.get() == mei


def test_a_client_who_has_an_account_by_now_stays(browser, coach):
    bring(browser)
    tom = Engagement.objects.get(client__name="Tom Weir")
    tom.client.user = a_coach("Somebody").user
    tom.client.save()
    browser.post(f"{HERE}{ClientsBrought.objects.get().pk}/undo/")
    assert Engagement.objects.get() == tom


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b" ", "There is no line with columns"),
        ("book.xlsx", b"PK\x03\x04 zip", "This workbook could not be opened"),
        ("large.csv", b"name\n" + b"x" * (1 << 20), "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_list_is_said_to_be_none(browser, name, data, said):
    answer = browser.post(HERE, {"file": SimpleUploadedFile(name, data)})
    assert said in answer.content.decode()
    assert Page(answer.content.decode()).unsound() == []


def test_a_workbook_is_read_and_its_columns_are_remembered(browser):
    book = Workbook()
    book.active.append(["Coachee", "Since", "E-Mail-Adresse"])
    book.active.append(["Mei Okafor", date(2026, 2, 2), "mei@norvia.example"])
    kept = io.BytesIO()
    book.save(kept)
    first = browser.post(HERE, {"file": SimpleUploadedFile("clients.xlsx", kept.getvalue())})
    browser.post(HERE, {**typed(first), "column_begins": "since", "bring": "1"}, follow=True)
    mei = Engagement.objects.select_related("client").get()
    assert (mei.client.name, mei.begins) == ("Mei Okafor", date(2026, 2, 2))
    again = browser.post(HERE, {"file": SimpleUploadedFile("clients.xlsx", kept.getvalue())})
    assert again.context["form"]["column_begins"].value() == "since"


@pytest.mark.parametrize("content", ["", "not base64!", "A" * 99])
def test_a_list_that_did_not_arrive_whole_changes_nothing(browser, content):
    answer = browser.post(HERE, {"content": content, "bring": "1"}, follow=True)
    assert answer.status_code == 200
    assert not Engagement.objects.exists()


def test_what_stands_in_a_list_is_shown_as_text(browser):
    shown = look(browser, "name,email\n<script>alert(1)</script>,a@b.example\n").content.decode()
    assert "<script>alert" not in shown
    assert re.search("&lt;script&gt;alert", shown)


def test_another_coachs_list_is_not_undone(browser):
    bring(browser)
    other = Client()
    other.force_login(a_coach("Ada Bright").user)
    assert other.post(f"{HERE}{ClientsBrought.objects.get().pk}/undo/").status_code == 404
    assert Engagement.objects.count() == 2
