"""Client and coach choose what is asked, look at it, open it, and thank; what is refused is said on the page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from tests.factories import a_planned_round, a_stakeholder, an_open_round
from tests.pages.test_every_page_is_sound import Page
from waylight.record.asking.answering import Given, keep
from waylight.record.asking.planning import mark_of_plan
from waylight.record.consent import Consent, withdraw
from waylight.record.engagement import person_of
from waylight.record.people import alias_for, place
from waylight.record.pulse import Behaviour, Pulse

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def today():
    return timezone.now().date()


@pytest.fixture
def mei(engagement):
    return a_stakeholder(engagement, "Mei Okafor")


def at(name: str, engagement, *more: int) -> str:
    return reverse(name, args=[engagement.pk, *more])


def planned_form(mei, **given) -> dict:
    return {
        "question": "What is one thing I could try?",
        "opens": today().isoformat(),
        "closes": today().isoformat(),
        "language": "de",
        "raters": [mei.pk],
        **given,
    }


@pytest.mark.parametrize("who", ["as_client", "as_coach"])
def test_from_words_to_an_open_round(request, who, engagement, mei, mailoutbox):
    browser = request.getfixturevalue(who)
    browser.post(at("pulse", engagement), {"text": "lets others own the outcome"})
    preview = browser.post(at("plan-round", engagement), planned_form(mei), follow=True)
    assert "This is what they will see" in words(preview)
    assert "„lets others own the outcome“" in words(preview)
    assert "viel weniger" in words(preview)  # in the language of the round
    assert Page(preview.content.decode()).unsound() == []
    pulse = Pulse.objects.get()
    opened = browser.post(at("open-round", engagement, pulse.pk), {"seen": mark_of_plan(pulse)}, follow=True)
    assert "Opened." in words(opened)
    assert Page(opened.content.decode()).unsound() == []
    [mail] = mailoutbox
    assert mail.to == ["mei.okafor@norvia.example"]
    assert "http://testserver/asked/" in mail.body


def test_what_was_changed_after_the_preview_is_not_sent(engagement, mei, as_client, mailoutbox):
    pulse = a_planned_round(engagement, [mei], today())
    answer = as_client.post(at("open-round", engagement, pulse.pk), {"seen": "another"}, follow=True)
    assert "look again" in words(answer)
    assert mailoutbox == []


def test_without_agreement_it_says_where_to_agree(engagement, mei, as_coach, mailoutbox):
    pulse = a_planned_round(engagement, [mei], today())
    withdraw(Consent.objects.get(use="pulse"), by=engagement.client.user, at=timezone.now())
    answer = as_coach.post(at("open-round", engagement, pulse.pk), {"seen": mark_of_plan(pulse)}, follow=True)
    assert "has not agreed to the pulse" in words(answer)
    assert "not agreed to" in words(as_coach.get(at("pulse", engagement)))
    assert mailoutbox == []


def test_a_fourth_behaviour_and_an_empty_one_are_refused_beside_the_field(engagement, as_client):
    for text in ("one", "two", "three", "four", ""):
        page = as_client.post(at("pulse", engagement), {"text": text}, follow=True)
        assert Page(page.content.decode()).unsound() == []
    assert Behaviour.objects.count() == 3


def test_a_behaviour_is_asked_about_no_more(engagement, as_client):
    as_client.post(at("pulse", engagement), {"text": "one"})
    as_client.post(at("retire-behaviour", engagement, Behaviour.objects.get().pk))
    assert not Behaviour.objects.exists()


def test_the_plan_says_why_the_coach_is_not_asked_and_takes_an_address_for_who_has_none(engagement, mei, as_client):
    place(engagement, person_of(engagement.coach), named=True)
    nowhere = place(engagement, alias_for(engagement, "Only A Name").person, named=True)
    page = as_client.get(at("plan-round", engagement))
    assert "Maren Voss coaches here" in words(page)
    assert Page(page.content.decode()).unsound() == []
    where = at("rater-address", engagement, nowhere.person_id)
    assert "not an e-mail address" in words(as_client.post(where, {"address": "nonsense"}, follow=True))
    assert "somebody else" in words(as_client.post(where, {"address": "mei.okafor@norvia.example"}, follow=True))
    assert "can be asked now" in words(as_client.post(where, {"address": "only@norvia.example"}, follow=True))
    assert f'id="rater-{nowhere.pk}"' in words(as_client.get(at("plan-round", engagement)))


def test_days_that_do_not_fit_are_said_on_the_form_and_what_was_typed_stays(engagement, mei, as_client):
    page = as_client.post(at("plan-round", engagement), planned_form(mei, closes="2020-01-01", question="What else?"))
    assert "lies before the first" in words(page)
    assert "What else?" in words(page)
    assert not Pulse.objects.exists()


def test_who_answered_is_on_no_page_while_it_is_open(engagement, mei, as_client, as_coach):
    priya = a_stakeholder(engagement, "Priya Raman")
    pulse = an_open_round(engagement, [mei, priya], today())
    before = [words(one.get(at("round", engagement, pulse.pk))) for one in (as_client, as_coach)]
    keep(pulse.invitations.get(stakeholder=mei), Given({1: 2}, text="Heard."), send=True, now=timezone.now())
    after = [words(one.get(at("round", engagement, pulse.pk))) for one in (as_client, as_coach)]
    without_token = [re.sub(r'value="\w{64}"', "", page) for page in (*before, *after)]
    assert without_token[:2] == without_token[2:]


def test_closing_thanking_and_stopping(engagement, mei, as_client, mailoutbox):
    pulse = an_open_round(engagement, [mei], today(), every_weeks=4)
    keep(pulse.invitations.get(), Given({1: 2}), send=True, now=timezone.now())
    as_client.post(at("stop-repeating", engagement, pulse.pk))
    assert Pulse.objects.get().every_weeks is None
    as_client.post(at("close-round", engagement, pulse.pk))
    page = as_client.post(at("thank-raters", engagement, pulse.pk), {"words": ""})
    assert 'aria-invalid="true"' in words(page)
    page = as_client.post(at("thank-raters", engagement, pulse.pk), {"words": "I will ask first."}, follow=True)
    assert "I will ask first." in words(page)
    assert [mail.subject for mail in mailoutbox] == ["What becomes of what you answered"]


def test_a_planned_round_is_thrown_away_and_an_opened_one_is_not(engagement, mei, as_client):
    as_client.post(at("discard-round", engagement, a_planned_round(engagement, [mei], today()).pk))
    assert not Pulse.objects.exists()
    pulse = an_open_round(engagement, [mei], today())
    assert "opened already" in words(as_client.post(at("discard-round", engagement, pulse.pk), follow=True))


def test_a_raters_language_is_chosen_where_she_is_chosen_and_stays(engagement, mei, as_coach):
    as_coach.post(at("pulse", engagement), {"text": "lets others own the outcome"})
    as_coach.post(at("plan-round", engagement), planned_form(mei, **{f"language-{mei.pk}": "fr"}))
    mei.refresh_from_db()
    assert mei.language == "fr"
    page = as_coach.get(at("plan-round", engagement)).content.decode()
    assert '<option value="fr" selected>' in page
    assert Page(page).unsound() == []
    as_coach.post(at("plan-round", engagement), planned_form(mei))  # a form that does not say it changes nothing
    mei.refresh_from_db()
    assert mei.language == "fr"
    refused = as_coach.post(at("plan-round", engagement), planned_form(mei, **{f"language-{mei.pk}": "tlh"}))
    assert "“tlh” is none of the languages." in words(refused)


def test_a_raters_language_is_chosen_where_her_address_is_noted_or_she_is_named(engagement, as_client):
    person = alias_for(engagement, "Luca Brandt", name="Luca Brandt").person
    luca = place(engagement, person, level="manager", side="peer", named=True)
    to = at("rater-address", engagement, person.pk)
    as_client.post(to, {"address": "luca@norvia.example", "language": "es"})
    luca.refresh_from_db()
    assert luca.language == "es"
    as_client.post(at("name-somebody", engagement), {"name": "Noor Haddad", "language": "de"})
    assert engagement.stakeholder_set.get(person__name="Noor Haddad").language == "de"


def test_the_first_question_is_offered_in_the_language_of_those_who_are_asked(engagement, as_client, monkeypatch):
    monkeypatch.setattr("waylight.pages.pulse.forms.gettext", lambda message: f"{message} ({get_language()})")
    engagement.practice.language = "de"
    engagement.practice.save()
    page = as_client.get(reverse("plan-round", args=[engagement.pk]), headers={"Accept-Language": "fr"})
    assert "What is one thing I could try? (de)" in page.content.decode()


def test_who_has_no_address_is_asked_for_it_in_every_language(engagement, as_client, monkeypatch):
    monkeypatch.setattr("waylight.record.asking.raters.gettext", lambda message: f"anders: {message}")
    nobody = place(engagement, alias_for(engagement, "Only A Name").person, named=True)
    page = as_client.get(reverse("plan-round", args=[engagement.pk])).content.decode()
    assert reverse("rater-address", args=[engagement.pk, nobody.person_id]) in page
