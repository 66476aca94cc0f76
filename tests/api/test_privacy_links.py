"""By a program, somebody without an account gets a link to what is held on her, and an answer if she asks to go."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import a_stakeholder, an_engagement
from waylight.access import mail
from waylight.api.shapes.privacy import DeclinedErasure, NewPrivacyLink
from waylight.client import DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.audit import AuditEvent, Verb
from waylight.record.people import Person
from waylight.record.privacy.asked import ask_to_be_erased
from waylight.record.privacy.links import make_link

NEW = NewPrivacyLink()
HERS = "mei.okafor@norvia.example"


@pytest.fixture
def mei(engagement) -> int:
    """The number of somebody who matters, and has no account."""
    return a_stakeholder(engagement, "Mei Okafor").person_id


@pytest.fixture
def asked(engagement, mei):
    """She asked to be erased."""
    link, _ = make_link(engagement, Person.objects.get(pk=mei), by=engagement.coach.user)
    return ask_to_be_erased(link, holder=None)


def opened(address: str) -> int:
    """How the address of a link is answered, whoever asks."""
    return Client().get(re.sub(r"^https?://[^/]+", "", address)).status_code


def test_one_that_is_told_is_told_once_and_closed_again(engagement, client, coach, mei):
    made = client.make_privacy_link(engagement.pk, mei, NEW, key="once")
    assert client.make_privacy_link(engagement.pk, mei, NEW, key="once") == made
    assert (made.state, made.sent_to, made.by) == ("open", "", "Ines Calder")
    assert opened(made.address) == 200
    [listed] = coach.list_privacy_links(engagement.pk, mei).items
    assert listed == coach.get_privacy_link(engagement.pk, mei, made.id)
    assert "address" not in listed.model_dump()
    coach.close_privacy_link(engagement.pk, mei, made.id, seen=coach.get_privacy_link(engagement.pk, mei, made.id))
    assert opened(made.address) == 410
    closed = coach.get_privacy_link(engagement.pk, mei, made.id)
    assert (closed.state, closed.until) == ("taken back", None)
    for verb, who in ((Verb.MADE_LINK, engagement.client), (Verb.CLOSED_LINK, engagement.coach)):
        assert AuditEvent.objects.get(verb=verb).user_id == who.user_id


def test_one_that_is_mailed_stands_in_the_mail_alone(
    engagement, coach, mei, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = coach.make_privacy_link(engagement.pk, mei, NewPrivacyLink(sent_to=HERS))
    assert (made.sent_to, made.address) == (HERS, "")
    [sent] = mailoutbox
    assert sent.to == [HERS]
    assert opened(re.search(r"https?://\S+/held/\S+", sent.body)[0]) == 200


def test_one_whose_mail_cannot_be_sent_is_closed(
    engagement, coach, mei, monkeypatch, django_capture_on_commit_callbacks
):
    def refuses(self):
        raise OSError("no server")

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuses)
    with django_capture_on_commit_callbacks(execute=True):
        made = coach.make_privacy_link(engagement.pk, mei, NewPrivacyLink(sent_to=HERS))
    assert coach.get_privacy_link(engagement.pk, mei, made.id).state == "taken back"


def test_it_is_mailed_only_to_an_address_in_the_files_and_for_who_has_no_account(engagement, coach, mei):
    with pytest.raises(DoesNotFit, match=f"one of these: {HERS}"):
        coach.make_privacy_link(engagement.pk, mei, NewPrivacyLink(sent_to="somebody@else.example"))
    with pytest.raises(DoesNotFit, match="signs in"):
        coach.make_privacy_link(engagement.pk, engagement.client_id, NEW)
    with pytest.raises(NotFound):
        coach.make_privacy_link(engagement.pk, a_stakeholder(an_engagement("Henrik Aas"), "Bo Lind").person_id, NEW)
    assert coach.list_privacy_links(engagement.pk, mei).items == []


def test_the_coach_says_once_why_somebody_is_not_erased_and_she_reads_it(engagement, coach, mei, asked):
    [waits] = coach.list_erasures_asked(engagement.pk, waiting=True).items
    assert (waits.id, waits.person.name, waits.reason) == (asked.pk, "Mei Okafor", "")
    why = DeclinedErasure(why="The engagement ends in May; then you are.")
    answered = coach.decline_erasure(engagement.pk, asked.pk, why)
    assert answered.reason == why.why
    assert coach.get_erasure_asked(engagement.pk, asked.pk) == answered
    assert coach.list_erasures_asked(engagement.pk, waiting=True).items == []
    assert coach.list_erasures_asked(engagement.pk).items == [answered]
    with pytest.raises(NotNow, match="answered already"):
        coach.decline_erasure(engagement.pk, asked.pk, why)
    address = coach.make_privacy_link(engagement.pk, mei, NEW).address
    page = Client().get(re.sub(r"^https?://[^/]+", "", address))
    assert why.why in page.content.decode()


def test_only_the_coach_reads_who_asks_and_answers_with_words(engagement, client, coach, asked):
    with pytest.raises(NotAllowed):
        client.list_erasures_asked(engagement.pk)
    with pytest.raises(NotAllowed):
        client.decline_erasure(engagement.pk, asked.pk, DeclinedErasure(why="Words."))
    with pytest.raises(DoesNotFit, match="Say why"):
        coach.decline_erasure(engagement.pk, asked.pk, DeclinedErasure(why="  "))
    assert coach.get_erasure_asked(engagement.pk, asked.pk).answered_at is None
