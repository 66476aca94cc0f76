"""The rater's page: by a link alone, in her language, nothing lost, and nothing said of who answered."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import a_stakeholder, a_user, an_open_round
from tests.pages.test_every_page_is_sound import Page
from waylight.access import links
from waylight.access.rates import Rate
from waylight.pages.asked import view
from waylight.record.asking.answering import Given, given_by
from waylight.record.asking.rounds import close_round, thank
from waylight.record.audit import AuditEvent
from waylight.record.consent import Consent, withdraw
from waylight.record.privacy.retention import keep as keep_for
from waylight.record.pulse import Invitation

pytestmark = pytest.mark.django_db

SENT = {"q1": "2", "talked": "1", "words": "Ask me earlier.", "do": "send"}


@pytest.fixture
def asked(engagement):
    """Somebody who is asked today."""
    pulse = an_open_round(engagement, [a_stakeholder(engagement, "Mei Okafor")], date.fromisoformat(today()))
    return Invitation.objects.select_related("pulse__engagement").get(pulse=pulse)


def today() -> str:
    return timezone.now().date().isoformat()


@pytest.fixture
def link(asked):
    """The address in her mail."""
    return reverse("answer-pulse", args=[links.make("pulse", asked.pk, lasts=timedelta(days=30))[1]])


def words(answer) -> str:
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def test_she_answers_without_an_account_and_sees_it_again(link, asked):
    her = Client()
    page = her.get(link)
    assert page.status_code == 200
    assert "Ines Calder asks you" in words(page)
    assert "“lets others own the outcome”" in words(page)
    assert Page(page.content.decode()).unsound() == []
    answer = her.post(link, SENT, follow=True)
    assert "Your answers are in." in words(answer)
    assert given_by(asked) == Given({1: 2}, talked=1, text="Ask me earlier.")
    again = Client().get(link)
    assert 'value="2" checked' in words(again)
    assert Page(again.content.decode()).unsound() == []


def test_opening_it_changes_nothing(link, asked):
    for _ in range(3):
        Client().get(link)
    assert not given_by(asked)
    assert not Invitation.objects.get().answered


def test_kept_for_later_it_is_a_draft(link, asked):
    answer = Client().post(link, {**SENT, "do": "keep"}, follow=True)
    assert "Nothing is sent yet." in words(answer)
    assert not Invitation.objects.get().answered


def test_another_language_keeps_what_is_typed_on_the_page_and_nothing_in_the_store(link, asked):
    answer = Client().post(link, {"q1": "-3", "words": "Half a sen", "in": "de"})
    assert "Ines Calder fragt Sie" in words(answer)
    assert 'value="-3" checked' in words(answer)
    assert "Half a sen" in words(answer)
    assert not given_by(asked)


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [
        ("de-AT,en;q=0.5", "fragt Sie"),
        ("fr", "vous demande"),
        ("es-MX", "le pregunta"),
        ("ja,fr;q=0.3", "vous demande"),
    ],
)
def test_the_page_speaks_the_readers_language(link, accepted, shown):
    page = Client().get(link, headers={"Accept-Language": accepted})
    assert shown in words(page)
    assert f'<html lang="{page.context["language"]}">' in words(page)
    assert "asks you" not in words(page)


def test_without_a_language_of_ours_it_speaks_that_of_the_mails(engagement, asked, link):
    type(asked.pulse).objects.update(language="es")
    assert "le pregunta" in words(Client().get(link, headers={"Accept-Language": "ja"}))


def test_what_she_typed_when_the_round_had_closed_stands_there_to_be_copied(link, asked):
    her = Client()
    her.get(link)
    close_round(asked.pulse, now=timezone.now())
    answer = her.post(link, SENT)
    assert "It came too late and was not kept" in words(answer)
    assert "Ask me earlier." in words(answer)
    assert "+2" in words(answer)
    assert not given_by(asked)
    assert Page(answer.content.decode()).unsound() == []


def test_a_closed_round_says_so_and_then_what_she_will_do(link, asked):
    her = Client()
    her.post(link, SENT)
    close_round(asked.pulse, now=timezone.now())
    assert "Your answers were in time." in words(her.get(link))
    thank(asked.pulse, "I will let others name the sites.", now=timezone.now())
    assert "I will let others name the sites." in words(her.get(link))


def test_while_the_client_does_not_agree_it_rests(engagement, link):
    withdraw(Consent.objects.get(use="pulse"), by=engagement.client.user, at=timezone.now())
    answer = Client().post(link, SENT)
    assert "The questions rest" in words(answer)
    assert "Ask me earlier." in words(answer)


def test_taken_back_it_is_gone(link, asked):
    her = Client()
    her.post(link, SENT)
    her.post(f"{link}take-back/")
    assert not given_by(asked)
    assert "Your answers are in." not in words(her.get(link))


def test_who_wants_to_be_asked_no_more_is_told_that_nothing_is_kept(link, asked):
    her = Client()
    her.post(link, SENT)
    page = her.post(f"{link}no-more/", follow=True)
    assert "You are not asked any more" in words(page)
    assert not given_by(asked)


@pytest.mark.parametrize(
    ("break_it", "status", "said"),
    [
        (lambda link, asked: link[:-3] + "x/", 404, "cut off in the mail"),
        (lambda link, asked: links.revoke("pulse", asked.pk) and link, 410, "taken back"),
        (lambda link, asked: links.Link.objects.update(expires_at=timezone.now()) and link, 410, "that time is over"),
    ],
)
def test_a_link_that_opens_nothing_says_why(link, asked, break_it, status, said):
    answer = Client().get(break_it(link, asked))
    assert answer.status_code == status
    assert said in words(answer)
    assert Page(answer.content.decode()).unsound() == []


def test_nothing_sent_and_too_much_sent_are_said_and_stand_there_still(link):
    assert "Nothing is answered yet." in words(Client().post(link, {"do": "send"}))
    long = Client().post(link, {**SENT, "words": "word " * 500})
    assert "That is too long." in words(long)
    assert "word word" in words(long)


def test_an_answer_that_the_page_does_not_offer_is_not_kept(link, asked):
    Client().post(link, {**SENT, "q1": "17"})
    assert 17 not in given_by(asked).values.values()


def test_the_audit_log_does_not_know_who_answered(link):
    who = Client()
    who.force_login(a_user("A sponsor who is asked"))
    before = AuditEvent.objects.count()
    who.get(link)
    who.post(link, SENT)
    who.post(f"{link}take-back/")
    assert AuditEvent.objects.count() == before


@pytest.fixture
def three_times(monkeypatch):
    """Three times in one stretch that does not end meanwhile."""
    monkeypatch.setattr(view, "LINKS", Rate("link", 3, timedelta(days=100_000)))


@pytest.mark.usefixtures("three_times")
def test_who_tries_links_out_is_stopped_and_colleagues_at_the_same_address_are_not(link):
    assert [Client().get(link[:-3] + "x/").status_code for _ in range(4)] == [404, 404, 404, 429]
    assert Client().get(link).status_code == 200


@pytest.mark.usefixtures("three_times")
def test_one_link_is_not_opened_without_end(link):
    assert [Client().get(link).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_her_page_speaks_her_language_before_the_browsers_and_she_can_switch(link, asked):
    asked.stakeholder.language = "de"
    asked.stakeholder.save()
    her = Client(headers={"accept-language": "fr"})
    assert '<html lang="de">' in her.get(link).content.decode()
    assert '<html lang="es">' in her.get(f"{link}?in=es").content.decode()
    her.post(link, {**SENT, "in": "es"})
    asked.stakeholder.refresh_from_db()
    assert asked.stakeholder.language == "de"  # what the page learns of her would tell that she was there


def test_she_is_told_how_long_her_answers_are_kept(link, asked):
    her = Client()
    assert "kept as long as the record of this coaching" in words(her.get(link))
    keep_for(asked.pulse.engagement.practice, {"pulse": 1})
    assert "kept for one month after the last day, and then erased" in words(her.get(link))
    keep_for(asked.pulse.engagement.practice, {"pulse": 18})
    assert "kept for 18 months after the last day, and then erased" in words(her.get(link))
    assert "18 Monate lang aufgehoben und dann gelöscht" in words(her.get(f"{link}?in=de"))
    assert "conservées 18 mois" in words(her.get(f"{link}?in=fr"))
    assert "se conserva 18 meses" in words(her.get(f"{link}?in=es"))
