"""The client reads what each use means, agrees and withdraws; the pages say what has stopped; the coach records."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from tests.factories import an_engagement, an_interaction, weekly_contact
from waylight.record.consent import Consent, agreed, give, latest, withdraw
from waylight.record.consent_words import WORDS, Words
from waylight.record.imports import Import
from waylight.record.interaction import Interaction

pytestmark = pytest.mark.django_db
Use = Consent.Use
MAIL = b"From a@b Thu Jan  1 00:00:00 2026\nFrom: ines@norvia.example\nTo: mei@norvia.example\n" + (
    b"Date: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <1@norvia.example>\nSubject: x\n\nbody\n"
)


@pytest.fixture
def engagement(db):
    return an_engagement(consents=False)


def page(browser, engagement, name="consent") -> str:
    return browser.get(f"/engagements/{engagement.pk}/{name}/").content.decode()


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace(" .", ".")


def agree(browser, engagement, use=Use.MAIL, **given):
    return browser.post(f"/engagements/{engagement.pk}/consent/agree/", {"use": use, **given}, follow=True)


def withdraw_it(browser, engagement, use=Use.MAIL):
    standing = latest(engagement)[use]
    return browser.post(f"/engagements/{engagement.pk}/consent/{standing.pk}/withdraw/", follow=True)


def test_both_read_the_words_of_every_use(engagement, as_client, as_coach):
    for browser in (as_client, as_coach):
        html = page(browser, engagement)
        for words in WORDS.values():
            assert words.title in html
            assert words.never in html


def test_the_client_agrees_and_withdraws_and_agrees_again(engagement, as_client):
    assert "Mail headers: agreed." in agree(as_client, engagement).content.decode()
    assert latest(engagement)[Use.MAIL].words == WORDS[Use.MAIL].in_full
    said = withdraw_it(as_client, engagement).content.decode()
    assert WORDS[Use.MAIL].stops in said
    assert not agreed(engagement, Use.MAIL)
    assert "Withdrawn on" in page(as_client, engagement)
    agree(as_client, engagement)
    assert agreed(engagement, Use.MAIL)


def test_the_coach_can_neither_agree_nor_withdraw(engagement, as_client, as_coach):
    assert "I agree" not in page(as_coach, engagement)
    assert "agreed by word or on paper" in agree(as_coach, engagement).content.decode()
    assert not agreed(engagement, Use.MAIL)
    agree(as_client, engagement)
    assert "Withdraw" not in page(as_coach, engagement)
    assert withdraw_it(as_coach, engagement).status_code == 403
    assert agreed(engagement, Use.MAIL)


def test_the_client_sees_who_recorded_what_she_agreed_to_by_word(engagement, as_client, as_coach):
    agree(as_coach, engagement, how="word")
    assert "by word of mouth, as Maren Voss recorded." in page(as_client, engagement)
    assert "by word of mouth, as you recorded." in page(as_coach, engagement)
    withdraw_it(as_client, engagement)
    assert not agreed(engagement, Use.MAIL)


def test_the_client_cannot_record_an_agreement_as_if_she_were_the_coach(engagement, as_client):
    assert agree(as_client, engagement, how="paper").status_code == 403


@pytest.mark.parametrize("given", [{"use": "everything"}, {"use": Use.MAIL, "how": "telepathy"}, {"use": ""}])
def test_a_form_that_names_nothing_known_is_answered_with_a_sentence(engagement, as_client, given):
    assert "not something to agree to" in agree(as_client, engagement, **given).content.decode()
    assert not Consent.objects.exists()


def test_words_that_changed_since_are_shown_as_they_were_agreed_to(engagement, as_client, monkeypatch):
    give(engagement, Use.MAIL, WORDS[Use.MAIL].in_full, by=engagement.client.user, at=timezone.now())
    assert "The words have changed since" not in page(as_client, engagement)
    monkeypatch.setitem(WORDS, Use.MAIL, Words(2, "Mail headers", "Less.", "Less.", "More.", "All of it."))
    html = page(as_client, engagement)
    assert "The words have changed since" in html
    assert "version 1" in html


def test_who_agreed_in_german_agrees_to_what_is_read_in_english(engagement, as_client, monkeypatch):
    said = Words(1, "Language", "Thank you.", "much less", "as before", "much more")
    monkeypatch.setitem(WORDS, Use.MAIL, said)
    try:
        as_client.post(
            f"/engagements/{engagement.pk}/consent/agree/", {"use": Use.MAIL}, headers={"accept-language": "de"}
        )
    finally:
        translation.deactivate()
    kept = latest(engagement)[Use.MAIL].words
    assert "Danke." in kept
    assert agreed(engagement, Use.MAIL)
    html = page(as_client, engagement)
    assert "The words have changed since" not in html
    assert "These words were agreed to in another language" in html
    assert "Danke." in html
    monkeypatch.setitem(WORDS, Use.MAIL, replace(said, read="I cannot say"))
    assert "The words have changed since" in page(as_client, engagement)


def bring(browser, engagement) -> str:
    files = {"files": SimpleUploadedFile("mail.mbox", MAIL)}
    browser.post(f"/engagements/{engagement.pk}/files/", files)
    return f"/engagements/{engagement.pk}/files/{Import.objects.latest('pk').pk}/"


def test_the_preview_says_what_is_missing_and_who_can_agree_and_bringing_in_refuses(
    engagement, as_coach, django_capture_on_commit_callbacks
):
    address = bring(as_coach, engagement)
    shown = words_of(as_coach.get(address).content.decode())
    why = "Mail headers cannot come in, because Ines Calder has not agreed to that. Ines Calder can agree"
    assert why in shown
    answer = as_coach.post(f"{address}confirm/")
    assert answer.status_code == 422
    assert why in words_of(answer.content.decode())
    assert not Interaction.objects.exists()
    agree(as_coach, engagement, how="word")
    assert why not in words_of(as_coach.get(address).content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        as_coach.post(f"{address}confirm/")
    assert Interaction.objects.count() == 1


def test_a_form_sent_past_the_preview_is_refused_too(engagement, as_coach):
    address = bring(as_coach, engagement)
    as_coach.post(f"{address}confirm/", {"leave_out-1": "on"})
    assert not Interaction.objects.exists()


def test_the_pages_say_what_has_stopped_and_count_it_no_more(engagement, as_coach, as_client):
    agree(as_client, engagement)
    weekly_contact(engagement, "Mei Okafor", weeks=8)
    assert "Mei Okafor" in page(as_coach, engagement, "map")
    one = latest(engagement)[Use.MAIL]
    Consent.objects.filter(pk=one.pk).update(given_at=datetime(2026, 1, 5, tzinfo=UTC))
    one.refresh_from_db()
    withdraw(one, by=engagement.client.user, at=datetime(2026, 6, 3, 9, tzinfo=UTC))
    said = "Mail headers are not used since 3 June 2026, because Ines Calder withdrew her agreement."
    for name in ("brief", "path", "map", "meetings", "people", "evidence/reach-out"):
        html = page(as_coach, engagement, name)
        assert said in words_of(html), name
        assert "A first time, a silence or a figure is one of what is left." in html
        if name != "people":
            assert "Mei Okafor" not in html, name
    assert "because you withdrew your agreement." in words_of(page(as_client, engagement, "map"))
    brief = as_coach.get(f"/engagements/{engagement.pk}/brief.txt").content.decode()
    assert said in " ".join(brief.split())
    assert "none has been brought in" not in brief.split("Calendar")[0].rpartition("Mail")[2]


def test_rows_that_nobody_agreed_to_are_said_to_rest(engagement, as_coach):
    an_interaction(engagement, None, "Mei Okafor")
    assert "Mail headers are not used, because Ines Calder has not agreed to that yet." in page(
        as_coach, engagement, "map"
    )


def test_a_strangers_agreement_is_not_found(engagement, as_client):
    other = an_engagement("Henrik Aas")
    standing = latest(other)[Use.MAIL]
    assert as_client.post(f"/engagements/{other.pk}/consent/{standing.pk}/withdraw/").status_code == 404
    assert as_client.post(f"/engagements/{engagement.pk}/consent/{standing.pk}/withdraw/").status_code == 404
    assert agreed(other, Use.MAIL)
