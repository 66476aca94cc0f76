"""A coach invites the client and the sponsor; who opens the link accepts it, or is told why nothing was changed."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import a_coach, a_user, an_engagement
from waylight.access.links import Link
from waylight.access.models import User
from waylight.record.account_invitation import AccountInvitation
from waylight.record.engagement import Engagement
from waylight.record.people import Person

pytestmark = pytest.mark.django_db

PASSWORD = "a lamp that is lit"


@pytest.fixture
def engagement(db):
    """One whose client has no account yet."""
    made = an_engagement()
    Person.objects.filter(pk=made.client_id).update(user=None)
    return Engagement.objects.get(pk=made.pk)


@pytest.fixture
def page(engagement):
    return f"/engagements/{engagement.pk}/invited/"


@pytest.fixture
def invite(as_coach, page, mailoutbox):
    """Invite somebody by address; gives the link that the mail brought."""

    def invite_(email: str = "ines@norvia.example", role: str = "client") -> str:
        as_coach.post(page, {"name": "Ines Calder", "email": email, "role": role})
        return mailoutbox[-1].body.partition("testserver")[2].split()[0]

    return invite_


def accept(browser: Client, link: str, **given: str):
    return browser.post(link, {"name": "Ines Calder", "password": PASSWORD, **given})


def test_a_new_client_sets_name_and_password_and_is_in(invite, engagement):
    link, browser = invite(), Client()
    assert "For ines@norvia.example" in browser.get(link).content.decode()
    assert accept(browser, link).url == f"/engagements/{engagement.pk}/"
    assert browser.get(f"/engagements/{engagement.pk}/journal/").status_code == 200
    again = Client()
    again.post("/sign-in/", {"login": "ines@norvia.example", "password": PASSWORD})
    assert again.get("/").status_code == 200


def test_opening_the_link_changes_nothing_however_often(invite):
    link = invite()
    for _ in range(3):
        assert Client().get(link).status_code == 200
    assert not User.objects.filter(email="ines@norvia.example").exists()


def test_the_mail_says_nothing_of_the_engagement(invite, engagement, mailoutbox):
    invite("pays@norvia.example", "sponsor")
    assert "Calder" not in mailoutbox[-1].body
    assert engagement.practice.name not in mailoutbox[-1].body


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "password12"}, "too common"),
        ({"password": "ines@norvia.example"}, "too similar"),
        ({"name": " "}, "required"),
    ],
)
def test_what_does_not_do_is_said_and_makes_no_account(invite, given, reason):
    link = invite()
    assert reason in accept(Client(), link, **given).content.decode()
    assert not User.objects.filter(email="ines@norvia.example").exists()
    assert accept(Client(), link).status_code == 302


def test_who_has_an_account_signs_in_first_and_comes_back(invite, engagement):
    known = User.objects.create_user("ines@norvia.example", PASSWORD, name="Ines Calder")
    link, browser = invite(), Client()
    page = browser.get(link)
    assert page.context["sign_in"] == f"/sign-in/?next={quote(link, safe='')}"
    assert accept(browser, link).status_code == 200  # without signing in, posting accepts nothing
    assert not Engagement.objects.visible_to(known).exists()
    signed = browser.post(page.context["sign_in"], {"login": known.email, "password": PASSWORD, "next": link})
    assert signed.url == link
    assert browser.post(link).url == f"/engagements/{engagement.pk}/"
    assert Engagement.objects.visible_to(known).get() == engagement


def test_a_link_for_another_address_is_said_and_changes_nothing(invite, engagement):
    link, other, browser = invite(), a_user(), Client()
    browser.force_login(other)
    for answer in (browser.get(link), browser.post(link)):
        assert answer.status_code == 403
        words = answer.content.decode()
        assert "for another address" in words
        assert "ines@norvia.example" not in words
    assert not Engagement.objects.visible_to(other).exists()
    assert AccountInvitation.objects.get().state == "open"


def test_a_link_that_was_used_says_so(invite):
    link = invite()
    accept(Client(), link)
    for answer in (Client().get(link), accept(Client(), link, password="another password")):
        assert answer.status_code == 410
        assert "accepted already" in answer.content.decode()


def test_a_link_that_is_too_old_says_so(invite):
    link = invite()
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    for answer in (Client().get(link), accept(Client(), link)):
        assert answer.status_code == 410
        assert "was good until" in answer.content.decode()
    assert not User.objects.filter(email="ines@norvia.example").exists()


def test_a_link_that_was_taken_back_says_so(invite, as_coach, page):
    link = invite()
    as_coach.post(f"{page}{AccountInvitation.objects.get().pk}/take-back/")
    answer = accept(Client(), link)
    assert answer.status_code == 410
    assert "taken back" in answer.content.decode()


def test_a_link_that_was_cut_off_says_so(invite):
    answer = Client().get(f"{invite()[:-5]}/")
    assert answer.status_code == 404
    assert "cut off" in answer.content.decode()


def test_the_page_says_who_takes_part_and_what_became_of_invitations(invite, as_coach, page):
    assert "has no account yet" in as_coach.get(page).content.decode()
    accept(Client(), invite())
    words = as_coach.get(page).content.decode()
    assert "signs in with ines@norvia.example" in words
    assert ">accepted<" in words
    assert 'value="client"' not in words


def test_only_the_coach_invites(invite, engagement, page):
    browser = Client()
    accept(browser, invite())
    assert browser.get(page).status_code == 403
    assert browser.post(page, {"name": "X", "email": "x@example.org", "role": "sponsor"}).status_code == 403
    stranger = Client()
    stranger.force_login(a_coach(practice=engagement.practice).user)
    assert stranger.get(page).status_code == 404
    assert AccountInvitation.objects.count() == 1


def test_an_invitation_of_another_engagement_is_not_touched(invite, page):
    link, other = invite(), an_engagement("Henrik Aas")
    stranger = Client()
    stranger.force_login(other.coach.user)
    one = AccountInvitation.objects.get()
    for do in ("take-back", "send"):
        assert stranger.post(f"/engagements/{other.pk}/invited/{one.pk}/{do}/").status_code == 404
    assert Client().get(link).status_code == 200


def test_links_cannot_be_tried_out_by_the_hundred(db):
    answers = [Client().get(f"/invitations/tried-{n}/").status_code for n in range(61)]  # a minute may pass meanwhile
    assert set(answers[:30]) == {404}
    assert 429 in answers[30:]
