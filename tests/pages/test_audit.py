"""The client sees who opened her engagement; the admin sees what is done in her practice, and nobody's words."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.factories import a_coach, a_user, an_admin, an_engagement
from waylight.pages.audit.places import FORMS, PAGES
from waylight.pages.audit.words import did
from waylight.pages.noting import NOTED_ELSEWHERE
from waylight.record import insight
from waylight.record.audit import AuditEvent, Verb, note_that
from waylight.record.meeting import plan
from waylight.urls import of_engagement

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_admin(engagement):
    """The admin of the practice, signed in."""
    client = Client()
    client.force_login(an_admin(engagement.practice, "Nora Lindt").user)
    return client


def noted(**of) -> list[tuple[str, str]]:
    return list(AuditEvent.objects.filter(**of).order_by("number").values_list("verb", "what"))


def since(browser, work) -> list[tuple[str, str]]:
    """What is noted while ``work`` is done."""
    last = AuditEvent.objects.count()
    work(browser)
    return noted(number__gt=last)


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_every_page_and_form_of_an_engagement_has_a_name_in_words():
    names = {pattern.name for pattern in of_engagement}
    assert names <= {*PAGES, *FORMS, *NOTED_ELSEWHERE}


def test_opening_a_page_is_noted_once_an_hour_and_a_file_each_time(engagement, as_coach):
    base = f"/engagements/{engagement.pk}/"

    def look(browser):
        for address in ("brief/", "brief/", "brief.txt", "brief.txt", "map/"):
            assert browser.get(base + address).status_code == 200

    found = since(as_coach, look)
    assert sorted(found) == [
        ("downloaded", "brief-download txt"),
        ("downloaded", "brief-download txt"),
        ("opened", "brief"),
        ("opened", "map"),
    ]


def test_what_is_not_found_or_not_allowed_is_not_noted_as_opened(engagement, as_coach):
    other = an_engagement("Henrik Aas")

    def look(browser):
        browser.get(f"/engagements/{other.pk}/brief/")
        browser.get(f"/engagements/{engagement.pk}/opened/")
        browser.get(f"/engagements/{engagement.pk}/meetings/999/")

    assert since(as_coach, look) == []


def test_a_change_is_noted_with_its_number_and_without_a_word_of_it(engagement, as_coach):
    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    address = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/notes/"
    found = since(as_coach, lambda browser: browser.post(address, {"text": "only mine to read"}))
    assert found == [("sent", f"note {meeting.pk}")]
    row = AuditEvent.objects.latest("number")
    assert "only mine" not in repr(AuditEvent.objects.filter(pk=row.pk).values())


def test_a_form_that_is_shown_again_changed_nothing_and_is_not_noted(engagement, as_coach):
    address = f"/engagements/{engagement.pk}/meetings/"
    assert since(as_coach, lambda browser: browser.post(address, {"on": "never"})) == []
    good = {"on": "2026-12-01", "at": "10:00", "minutes": "60"}
    assert since(as_coach, lambda browser: browser.post(address, good)) == [("sent", "meetings")]


def test_signing_in_and_out_and_in_vain_are_noted_without_an_address(engagement):
    client = engagement.client.user
    browser = Client()
    address = "never.seen@nowhere.example"

    def come_and_go(browser):
        browser.post("/sign-in/", {"login": address, "password": "x"})
        browser.post("/sign-in/", {"login": client.email.upper(), "password": "wrong"})
        browser.post("/sign-in/", {"login": client.email, "password": "a password for tests"})
        browser.post("/sign-out/")

    last = AuditEvent.objects.count()
    come_and_go(browser)
    events = AuditEvent.objects.filter(number__gt=last).order_by("number")
    assert list(events.values_list("verb", "what", "user_id")) == [
        ("did not sign in", "", None),
        ("did not sign in", "", client.pk),
        ("signed in", "", client.pk),
        ("signed out", "", client.pk),
    ]
    assert address not in repr(list(events.values()))


def test_the_client_sees_who_opened_her_engagement_when_and_which_page(engagement, as_coach, as_client):
    as_coach.get(f"/engagements/{engagement.pk}/brief/")
    as_client.get(f"/engagements/{engagement.pk}/map/")
    shown = text(as_client.get(f"/engagements/{engagement.pk}/opened/"))
    assert "Maren Voss opened the brief" in shown
    assert "Ines Calder opened the map" in shown
    only_others = text(as_client.get(f"/engagements/{engagement.pk}/opened/?others=1"))
    assert "Maren Voss opened the brief" in only_others
    assert "Ines Calder opened the map" not in only_others


def test_what_the_coach_recorded_is_not_said_to_be_her_agreement():
    assert did("agreed", "sponsor report") == "agreed to reports to the sponsor"
    assert did("withdrew", "mail") == "withdrew the agreement to mail headers"
    assert did("recorded", "mail") == "recorded that the agreement to mail headers is given"
    assert did("recorded", "sponsor report withdrawn") == (
        "recorded that the agreement to reports to the sponsor is withdrawn"
    )


def test_an_invitation_is_noted_once_and_says_whom_it_is_about_in_numbers(engagement, as_coach, mailoutbox):
    address = f"/engagements/{engagement.pk}/invited/"
    form = {"name": "Who Pays", "email": "pays@norvia.example", "role": "sponsor"}
    [(verb, what)] = since(as_coach, lambda browser: browser.post(address, form))
    assert (verb, what.rpartition(" ")[0]) == ("invited", "sponsor invitation")
    assert since(as_coach, lambda browser: browser.post(address, form)) == []  # invited already
    link = mailoutbox[-1].body.partition("testserver")[2].split()[0]
    given = {"name": "Who Pays", "password": "a lamp that is lit"}
    found = since(Client(), lambda browser: browser.post(link, given))
    assert [verb for verb, _ in found] == ["accepted", "signed in"]
    assert "pays" not in repr(list(AuditEvent.objects.values()))


def test_who_is_invited_accepts_or_leaves_is_said_in_words():
    assert did("invited", "client invitation 3 person 12") == "invited a client (invitation 3, person 12)"
    assert did("accepted", "admin invitation 3 member 5") == "accepted to be an admin (invitation 3, member 5)"
    assert did("took back", "coach invitation 3") == "took back the invitation of a coach (invitation 3)"
    assert did("removed", "coach member 5 account 9") == "removed a coach (member 5, account 9)"


def test_nobody_else_sees_who_opened_it(engagement, as_coach, as_admin):
    assert as_coach.get(f"/engagements/{engagement.pk}/opened/").status_code == 403
    assert as_admin.get(f"/engagements/{engagement.pk}/opened/").status_code == 404


def test_what_was_done_in_another_engagement_is_not_shown(engagement, as_client):
    other = an_engagement("Henrik Aas")
    note_that(other.coach.user, Verb.OPENED, "path", other)
    assert "the path" not in text(as_client.get(f"/engagements/{engagement.pk}/opened/"))


def test_an_account_that_is_gone_is_said_to_be_gone(engagement, as_client):
    somebody = a_user("Somebody")
    note_that(somebody, Verb.OPENED, "brief", engagement)
    somebody.delete()
    assert "an account that is gone opened the brief" in text(as_client.get(f"/engagements/{engagement.pk}/opened/"))


def test_only_an_admin_opens_the_audit_log(engagement, as_coach, as_client, as_admin):
    for address in ("/audit/", "/audit.csv"):
        assert as_coach.get(address).status_code == 403
        assert as_client.get(address).status_code == 403
        assert as_admin.get(address).status_code == 200
    assert "/members/" in as_admin.get("/").content.decode()
    assert "/audit/" not in as_coach.get("/").content.decode()


def test_the_admin_sees_her_practice_and_no_other(engagement, as_admin):
    other = an_engagement("Henrik Aas", coach=a_coach("Stig Dahl"))
    note_that(engagement.coach.user, Verb.OPENED, "brief", engagement)
    note_that(other.coach.user, Verb.OPENED, "path", other)
    note_that(other.coach.user, Verb.SIGNED_IN)
    shown = text(as_admin.get("/audit/"))
    assert "Maren Voss opened the brief" in shown
    assert "Stig Dahl" not in shown
    assert "Stig Dahl" not in as_admin.get("/audit.csv").content.decode()


def test_no_words_of_the_client_are_in_the_admins_log(engagement, as_client, as_admin):
    secret = "a sentence of her own"
    as_client.post(f"/engagements/{engagement.pk}/journal/", {"on": "2026-03-01", "text": secret})
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text=secret, private=True)
    as_client.get(f"/engagements/{engagement.pk}/journal/{entry.pk}/")
    for address in ("/audit/", "/audit.csv"):
        page = as_admin.get(address).content.decode()
        assert "wrote in the journal" in page
        assert secret not in page


def test_the_log_is_filtered_by_day_and_person(engagement, as_admin):
    coach, client = engagement.coach.user, engagement.client.user
    note_that(coach, Verb.OPENED, "brief", engagement, at=datetime(2026, 3, 1, 23, 59, tzinfo=UTC))
    note_that(client, Verb.OPENED, "map", engagement, at=datetime(2026, 3, 2, 0, 0, tzinfo=UTC))
    note_that(client, Verb.OPENED, "path", engagement, at=datetime(2026, 3, 3, 0, 0, tzinfo=UTC))

    def rows(query: str) -> list[str]:
        return re.findall(r"opened the \w+", text(as_admin.get(f"/audit/?{query}")))

    assert rows("day=2026-03-01") == ["opened the brief"]
    assert rows("day=2026-03-02") == ["opened the map"]
    assert rows(f"person={client.pk}") == ["opened the path", "opened the map"]
    assert rows(f"person={coach.pk}&day=2026-03-02") == []
    assert "is not a day" in text(as_admin.get("/audit/?day=yesterday&person=x"))


def test_a_long_log_is_shown_a_page_at_a_time(engagement, as_admin):
    for n in range(101):
        note_that(engagement.coach.user, Verb.OPENED, f"meeting {n}", engagement)
    first = as_admin.get("/audit/")
    assert first.content.decode().count("opened a meeting") == 100
    assert "older" in text(first)
    assert as_admin.get("/audit/?page=2").content.decode().count("opened a meeting") == 1


def test_the_log_is_taken_as_a_table(engagement, as_admin):
    note_that(engagement.coach.user, Verb.OPENED, "meeting 3", engagement)
    table = as_admin.get("/audit.csv").content.decode("utf-8-sig")
    row = next(one for one in csv.DictReader(io.StringIO(table)) if one["what"] == "meeting 3")
    event = AuditEvent.objects.get(what="meeting 3")
    assert (row["number"], row["who"], row["did"]) == (str(event.number), "Maren Voss", "opened a meeting")
    assert (row["engagement"], row["hash"]) == (str(engagement.pk), event.hash)


def test_what_was_printed_is_named():
    assert did("printed", "brief") == "printed the brief"
    assert did("printed", "influence") == "printed the measures of influence"
