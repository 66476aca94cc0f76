"""Somebody without an account sees, by a link, what is held on her, takes it along and asks to be erased."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language

from tests.factories import a_coach, a_stakeholder, an_engagement, an_interaction
from waylight.access import links
from waylight.access.links import Link
from waylight.access.mail import compose
from waylight.record.account_invitation import invite_to
from waylight.record.audit import AuditEvent
from waylight.record.engagement import erase
from waylight.record.meeting import Utterance, plan
from waylight.record.people import Alias, Person, Stakeholder, join
from waylight.record.privacy.asked import ErasureAsked
from waylight.record.privacy.erasing import erase_person
from waylight.record.privacy.links import PrivacyLink, make_link
from waylight.record.pulse import Answer, Invitation, Pulse

pytestmark = pytest.mark.django_db


@pytest.fixture
def mei(engagement):
    """A stakeholder with contact, words in a transcript and an answer to a pulse."""
    stake = a_stakeholder(engagement, "Mei Okafor")
    an_interaction(engagement, None, "Mei Okafor")
    alias = Alias.objects.get(person=stake.person)
    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    Utterance.objects.create(meeting=meeting, turn=1, speaker=alias, text="Mei's own words")
    pulse = Pulse.objects.create(engagement=engagement, opens="2026-03-01", closes="2026-03-09")
    asked = Invitation.objects.create(pulse=pulse, stakeholder=stake)
    Answer.objects.create(invitation=asked, question=1, value=2, text="Mei's answer")
    return stake.person


@pytest.fixture
def english_again():
    """What is spoken in a test's own thread afterwards, whoever asked last."""
    yield
    translation.deactivate()


@pytest.fixture
def page(engagement, mei):
    """Where links for her are made."""
    return reverse("privacy-links", args=[engagement.pk, mei.pk])


@pytest.fixture
def link(engagement, mei):
    """The address of a link for her."""
    return reverse("held-by-link", args=[make_link(engagement, mei, by=engagement.coach.user)[1]])


def words(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def exported(answer) -> dict[str, str]:
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as whole:
        return {name: whole.read(name).decode() for name in whole.namelist()}


@pytest.mark.parametrize("who", ["as_coach", "as_client"])
def test_coach_or_client_mails_a_link_and_does_not_see_it(request, who, engagement, page, mailoutbox):
    browser = request.getfixturevalue(who)
    answer = browser.post(page, {"how": "mei.okafor@norvia.example"}, follow=True)
    assert "on its way to mei.okafor@norvia.example" in words(answer)
    [mail] = mailoutbox
    assert mail.to == ["mei.okafor@norvia.example"]
    assert engagement.practice.name not in mail.body
    address = mail.body.partition("testserver")[2].split()[0]
    assert address not in words(answer)
    assert "Mei's own words" not in mail.body
    assert "For Mei Okafor" in words(Client().get(address))


def test_a_link_to_copy_is_shown_once(page, as_coach):
    shown = re.search(r'value="http://testserver(/held/[^"]+)"', words(as_coach.post(page, {"how": "shown"})))[1]
    assert "For Mei Okafor" in words(Client().get(shown))
    again = words(as_coach.get(page))
    assert "/held/" not in again
    assert "shown, to copy" in again


def test_a_mail_goes_only_to_an_address_she_has(page, as_coach, mailoutbox):
    assert "valid choice" in words(as_coach.post(page, {"how": "maren@coach.example"}))
    assert mailoutbox == []
    assert not PrivacyLink.objects.exists()


@pytest.fixture
def no_mail_server(settings):
    """Mail would go to a server that is not there."""
    from tests.servers import free_port

    settings.EMAIL_BACKEND = "waylight.access.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


@pytest.mark.usefixtures("no_mail_server")
def test_a_mail_that_does_not_go_out_leaves_no_link_open(page, as_coach):
    answer = words(as_coach.post(page, {"how": "mei.okafor@norvia.example"}, follow=True))
    assert "The link is closed again" in answer
    assert PrivacyLink.objects.get().state == "taken back"


def test_opened_often_it_shows_the_same_and_changes_nothing_but_what_is_noted(engagement, link):
    seen = [re.sub(r'csrfmiddlewaretoken" value="\w+"', "", words(Client().get(link))) for _ in range(3)]
    assert seen[0] == seen[1] == seen[2]
    assert "Own words in transcripts" in seen[0]
    opened = AuditEvent.objects.filter(verb="opened", engagement_id=engagement.pk)
    assert [(one.user_id, one.what.split()[0]) for one in opened] == [(None, "held-by-link")]


def test_the_client_sees_that_it_was_opened(engagement, link, as_client):
    Client().get(link)
    shown = words(as_client.get(reverse("opened", args=[engagement.pk])))
    assert "somebody by a link" in shown
    assert "opened what is held on a person, by a link" in shown


def test_the_zip_has_her_words_to_read_and_for_programs(link):
    files = exported(Client().get(f"{link}export.zip"))
    parts = {part["key"]: part["rows"] for part in json.loads(files["export.json"])["parts"]}
    assert [row["text"] for row in parts["turns"]] == ["Mei's own words"]
    assert [row["direction"] for row in parts["contact"]] == ["received"]
    assert len(parts["links"]) == 1
    assert "Mei&#x27;s own words" in files["index.html"]


def test_an_answer_to_a_pulse_is_shown_by_no_link_since_who_made_it_could_open_it(link):
    page, files = Client().get(link), exported(Client().get(f"{link}export.zip"))
    for text in (words(page), *files.values()):
        assert "Mei's answer" not in text
        assert "Mei&#x27;s answer" not in text
        assert "What you answered to a pulse is not shown by a link" in text


def test_nothing_of_another_coachs_engagement_is_shown(engagement, mei, link):
    other = an_engagement("Rosa Lind", coach=a_coach("Jon Berg", practice=engagement.practice))
    theirs = a_stakeholder(other, "Mei Okafor")
    an_interaction(other, None, "Mei Okafor")
    Alias.objects.filter(person=theirs.person).update(person=mei)
    assert "Jon Berg" not in words(Client().get(link))
    numbers = {
        part["engagement"] for part in json.loads(exported(Client().get(f"{link}export.zip"))["export.json"])["parts"]
    }
    assert numbers == {engagement.pk}


def test_a_link_follows_who_its_name_is_said_to_be(engagement, mei, link):
    other = a_stakeholder(engagement, "M Okafor")
    join(Alias.objects.filter(person=mei), into=other.person)
    assert "For M Okafor" in words(Client().get(link))


def closed(link: str, status: int, reason: str) -> None:
    """Whichever way it is used, the link says why it opens nothing, and nothing was asked by it."""
    for answer in (Client().get(link), Client().get(f"{link}export.zip"), Client().post(f"{link}ask/")):
        assert answer.status_code == status
        assert reason in words(answer)
    assert not ErasureAsked.objects.filter(answered_at=None).exists()


def test_a_link_that_is_too_old_says_until_when_it_was_good(link):
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    closed(link, 410, "was good until")


def test_a_link_that_was_taken_back_says_so_and_the_list_too(link, page, as_coach):
    made = PrivacyLink.objects.get()
    as_coach.post(f"{page}{made.pk}/close/")
    closed(link, 410, "taken back")
    assert ">taken back</span>" in words(as_coach.get(page))


def test_a_link_that_was_altered_says_so(link):
    closed(f"{link[:-3]}xx/", 404, "cut off")


def test_a_link_for_something_else_opens_nothing_here(engagement, link):
    _, token = invite_to(engagement, by=engagement.coach.user, email="a@b.example", name="A", role="sponsor")
    closed(reverse("held-by-link", args=[token]), 404, "not one that opens anything")
    secret = link.split("/")[2]
    assert Client().get(reverse("accept-invitation", args=[secret])).status_code == 404


def test_a_clock_that_went_back_closes_no_link(link):
    ahead = timezone.now() + timedelta(days=2)
    Link.objects.update(made_at=ahead, expires_at=ahead + timedelta(days=30))
    PrivacyLink.objects.update(made_at=ahead)
    assert Client().get(link).status_code == 200
    assert Client().post(f"{link}ask/").status_code == 302


def test_trying_links_out_is_limited(link):
    answers = [Client().get(f"/held/guess-{n}/").status_code for n in range(31)]
    assert answers[:30] == [404] * 30
    assert answers[30] == 429
    assert Client().get(link).status_code == 429


def test_a_link_whose_engagement_is_gone_opens_nothing(engagement, link):
    Client().post(f"{link}ask/")
    erase(engagement)
    closed(link, 404, "no longer there")


def test_she_asks_to_be_erased_and_the_coach_sees_it_where_she_looks(engagement, mei, link, as_coach, as_client):
    browser = Client()
    assert "You asked to be erased on" in words(browser.post(f"{link}ask/", follow=True))
    browser.post(f"{link}ask/")
    assert ErasureAsked.objects.count() == 1
    for name in ("engagement", "people"):
        address = reverse(name, args=[engagement.pk])
        assert "Mei Okafor asks to be erased." in words(as_coach.get(address))
        assert "asks to be erased" not in words(as_client.get(address))
    event = AuditEvent.objects.get(verb="asked")
    assert (event.user_id, event.what) == (None, f"erasure {ErasureAsked.objects.get().pk} person {mei.pk}")


def test_the_coach_is_told_by_one_mail_that_names_nobody(engagement, link, mailoutbox):
    Client().post(f"{link}ask/")
    Client().post(f"{link}ask/")
    [mail] = mailoutbox
    assert mail.to == [engagement.coach.user.email]
    assert reverse("engagement", args=[engagement.pk]) in mail.body
    assert "Okafor" not in f"{mail.subject}{mail.body}{mail.alternatives[0].content}"


def test_the_coach_is_told_in_the_language_of_the_coach(engagement, link, monkeypatch, english_again):
    coach = engagement.coach.user
    coach.language = "fr"
    coach.save(update_fields=["language"])
    spoken = []

    def compose_and_note(*given):
        spoken.append(get_language())
        return compose(*given)

    monkeypatch.setattr("waylight.pages.privacy.by_link.compose", compose_and_note)
    Client(headers={"accept-language": "es"}).post(f"{link}ask/")
    assert spoken == ["fr"]


def test_a_link_is_mailed_in_the_language_in_which_she_is_asked_in_pulses(
    engagement, mei, page, as_coach, mailoutbox, english_again
):
    Stakeholder.objects.filter(engagement=engagement, person=mei).update(language="fr")
    as_coach.post(page, {"how": "mei.okafor@norvia.example"})
    with translation.override("fr"):
        month = date_format(PrivacyLink.objects.get().link.expires_at, "F")
    assert f" {month} " in mailoutbox[0].body


@pytest.mark.usefixtures("no_mail_server")
def test_a_mail_server_that_is_down_takes_no_request_away(link):
    assert "You asked to be erased on" in words(Client().post(f"{link}ask/", follow=True))


def test_the_coach_says_why_not_and_she_reads_it_and_may_ask_again(engagement, mei, link, as_coach):
    Client().post(f"{link}ask/")
    asked = ErasureAsked.objects.get()
    decline = reverse("decline-erasure", args=[engagement.pk, mei.pk, asked.pk])
    assert "Say why" in words(as_coach.post(decline, {"why": " "}, follow=True))
    as_coach.post(decline, {"why": "We work together until June; ask me then."})
    shown = words(Client().get(link))
    assert "Maren Voss answered on" in shown
    assert "We work together until June; ask me then." in shown
    assert "answered already" in words(as_coach.post(decline, {"why": "Otherwise."}, follow=True))
    Client().post(f"{link}ask/")
    assert "sees it and decides" in words(Client().get(link))


def test_with_erasing_her_links_close_and_say_why_and_where_they_went_is_forgotten(
    engagement, mei, page, as_coach, link
):
    made, token = make_link(engagement, mei, by=engagement.coach.user, sent_to="mei.okafor@norvia.example")
    Client().post(f"{link}ask/")
    erase_person(mei, by=engagement.coach.user, why="asked")
    for address in (link, reverse("held-by-link", args=[token])):
        closed(address, 410, "was erased on")
    assert not PrivacyLink.objects.exclude(sent_to="").exists()
    assert "asks to be erased" not in words(as_coach.get(reverse("people", args=[engagement.pk])))
    assert "Nothing with this person" in words(as_coach.post(page, {"how": "shown"}))
    assert made.pk in PrivacyLink.objects.values_list("pk", flat=True)


def test_who_has_an_account_needs_no_link(engagement, as_coach):
    for person in (engagement.client, Person.objects.get(user=engagement.coach.user)):
        page = reverse("privacy-links", args=[engagement.pk, person.pk])
        assert "signs in, or can be invited" in words(as_coach.post(page, {"how": "shown"}))
    assert not PrivacyLink.objects.exists()


def test_a_link_of_the_same_token_is_known_only_by_its_hash(engagement, mei):
    made, token = make_link(engagement, mei, by=engagement.coach.user)
    assert token not in repr(list(Link.objects.values()))
    assert links.read(token, "privacy") == made.link
