"""Who looks after a practice sees its members, invites and removes; nobody else does, and they see nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import a_coach, a_user, an_admin, an_engagement, with_second_factor
from waylight.record.account_invitation import AccountInvitation
from waylight.record.people import Member

pytestmark = pytest.mark.django_db

ADA = {"name": "Ada Brook", "email": "ada@brook.example", "role": "coach"}


@pytest.fixture
def admin():
    return an_admin(a_coach("Maren Voss").practice)


@pytest.fixture
def page(admin):
    return f"/members/{admin.practice_id}/"


@pytest.fixture
def as_admin(admin):
    browser = Client()
    browser.force_login(admin.user)
    return browser


def test_the_one_practice_opens_at_once(as_admin, page):
    assert as_admin.get("/members/").url == page
    words = as_admin.get(page).content.decode()
    assert "Maren Voss" in words
    assert "None was sent." in words


def test_of_several_practices_one_is_chosen(admin, as_admin):
    other = a_coach().practice
    Member.objects.create(practice=other, user=admin.user, role=Member.Role.ADMIN)
    words = as_admin.get("/members/").content.decode()
    assert admin.practice.name in words
    assert other.name in words


def test_an_invitation_goes_out_and_is_listed(as_admin, page, mailoutbox):
    answer = as_admin.post(page, ADA, follow=True)
    words = answer.content.decode()
    assert "on its way to ada@brook.example" in words
    assert ">open<" in words
    [mail] = mailoutbox
    assert mail.to == ["ada@brook.example"]
    assert "http://testserver/invitations/" in mail.body
    assert "to work as a coach in" in mail.body


def test_nobody_who_invites_sees_the_link(as_admin, page, mailoutbox):
    words = as_admin.post(page, ADA, follow=True).content.decode()
    token = mailoutbox[0].body.partition("/invitations/")[2].partition("/")[0]
    assert token
    assert token not in words


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"email": "not an address"}, "valid email"),
        ({"name": " "}, "required"),
        ({"role": "client"}, "not one of the available"),
        ({"role": "owner"}, "not one of the available"),
    ],
)
def test_what_does_not_fit_is_said_and_nobody_is_invited(as_admin, page, mailoutbox, given, reason):
    words = as_admin.post(page, {**ADA, **given}).content.decode()
    assert reason in words
    assert "Nobody was invited yet" in words
    assert not AccountInvitation.objects.exists()
    assert mailoutbox == []


def test_a_second_invitation_to_the_same_is_said_to_be_one(as_admin, page, mailoutbox):
    as_admin.post(page, ADA)
    assert "invited already" in as_admin.post(page, ADA).content.decode()
    assert len(mailoutbox) == 1


def test_it_is_sent_again_and_taken_back(as_admin, page, mailoutbox):
    as_admin.post(page, ADA)
    one = AccountInvitation.objects.get()
    as_admin.post(f"{page}invitations/{one.pk}/send/")
    assert len(mailoutbox) == 2
    words = as_admin.post(f"{page}invitations/{one.pk}/take-back/", follow=True).content.decode()
    assert ">taken back<" in words
    former, latest = (mail.body.partition("testserver")[2].split()[0] for mail in mailoutbox)
    for link in (former, latest):
        assert Client().get(link).status_code == 410


def test_a_mail_that_does_not_go_out_is_said_and_the_invitation_stands(as_admin, page, settings):
    from tests.servers import free_port

    settings.EMAIL_BACKEND = "waylight.access.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    words = as_admin.post(page, ADA, follow=True).content.decode()
    assert "could not be sent just now" in words
    assert "The invitation stands" in words
    assert ">open<" in words


def test_a_member_is_removed(admin, as_admin, page):
    free = a_coach("Ada Brook", practice=admin.practice)
    words = as_admin.post(f"{page}{free.pk}/remove/", follow=True).content.decode()
    assert "Ada Brook is no longer coach here." in words
    assert not Member.objects.filter(pk=free.pk).exists()


def test_the_last_admin_is_told_why_they_stay(admin, as_admin, page):
    assert "another admin first" in as_admin.post(f"{page}{admin.pk}/remove/", follow=True).content.decode()


def test_an_admin_who_removes_herself_is_led_away(admin, as_admin, page):
    an_admin(admin.practice)
    assert as_admin.post(f"{page}{admin.pk}/remove/").url == "/account/"
    assert as_admin.get(page).status_code == 403


def test_nobody_else_sees_or_changes_members(admin, page):
    coach = Member.objects.get(practice=admin.practice, role="coach")
    elsewhere = an_admin(a_coach().practice)
    for user in (coach.user, elsewhere.user, with_second_factor(a_user())):
        browser = Client()
        browser.force_login(user)
        assert browser.get(page).status_code in {403, 404}
        assert browser.post(page, ADA).status_code in {403, 404}
        assert browser.post(f"{page}{coach.pk}/remove/").status_code in {403, 404}
    assert not AccountInvitation.objects.exists()
    assert Member.objects.filter(pk=coach.pk).exists()


def test_an_admin_does_not_reach_into_another_practice(as_admin, page):
    other = an_admin(a_coach().practice)
    assert as_admin.post(f"{page}{other.pk}/remove/").status_code == 404
    assert Member.objects.filter(pk=other.pk).exists()


def test_an_admin_sees_nothing_of_an_engagement(admin, as_admin):
    engagement = an_engagement(coach=Member.objects.get(practice=admin.practice, role="coach"))
    assert "Ines Calder" not in as_admin.get("/").content.decode()
    for part in ("", "journal/", "meetings/", "invited/"):
        assert as_admin.get(f"/engagements/{engagement.pk}/{part}").status_code == 404
