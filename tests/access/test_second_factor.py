"""Coaches, admins and support staff see nothing before they have a second factor, the sample on this machine aside."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.factories import a_coach, a_user, an_admin, an_engagement, with_second_factor
from waylight.access.models import User
from waylight.record.people import Member, Practice

pytestmark = pytest.mark.django_db

SET_UP = "/account/second-factor/"
SAYS = b"This is the sample"
LOOPBACK = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}


def without(user: User) -> User:
    Authenticator.objects.filter(user=user).delete()
    return user


def browser_of(user: User, **where: str) -> Client:
    browser = Client(**where)
    browser.force_login(user)
    return browser


@pytest.fixture
def of_sample():
    practice = Practice.objects.create(name="Anything at all", sample=True)
    return without(a_coach(practice=practice).user)


def test_a_coach_without_one_is_led_to_set_one_up_from_wherever(engagement):
    browser = browser_of(without(engagement.coach.user))
    for page in ("/", "/engagements/new/", f"/engagements/{engagement.pk}/journal/"):
        assert browser.get(page).url == SET_UP, page
    assert browser.post(f"/engagements/{engagement.pk}/meetings/", {}).url == SET_UP
    assert b"Before anything opens" in browser.get(SET_UP).content


def test_a_part_of_a_page_leads_the_whole_page_there(engagement):
    answer = browser_of(without(engagement.coach.user)).get("/", HTTP_HX_REQUEST="true")
    assert (answer.content, answer["HX-Redirect"]) == (b"", SET_UP)


def test_account_and_sign_out_are_open_without_one():
    browser = browser_of(without(a_coach().user))
    for page in ("/account/", "/account/sessions/", SET_UP, "/sign-out/"):
        assert browser.get(page).status_code == 200, page


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_an_app_or_a_passkey_opens(kind):
    coach = without(a_coach().user)
    Authenticator.objects.create(user=coach, type=kind, data={})
    assert browser_of(coach).get("/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor():
    coach = without(a_coach().user)
    Authenticator.objects.create(user=coach, type="recovery_codes", data={})
    assert browser_of(coach).get("/").status_code == 302


def test_an_admin_needs_one_too():
    admin = an_admin(Practice.objects.create(name="A practice")).user
    assert browser_of(admin).get("/").status_code == 200
    assert browser_of(without(admin)).get("/").status_code == 302


def test_support_staff_need_one_too():
    staff = User.objects.create_superuser("staff@example.org", "a password for tests")
    assert browser_of(staff).get("/support/").url == SET_UP
    assert browser_of(with_second_factor(staff)).get("/support/").status_code == 200


def test_a_client_need_not_have_one(engagement):
    assert browser_of(engagement.client.user).get(f"/engagements/{engagement.pk}/").status_code == 200


def test_a_client_who_coaches_elsewhere_needs_one(engagement):
    her = engagement.client.user
    Member.objects.create(practice=Practice.objects.create(name="Hers"), user=her, role=Member.Role.COACH)
    assert browser_of(her).get(f"/engagements/{engagement.pk}/").url == SET_UP


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000"])
def test_the_sample_opens_on_ones_own_machine_and_says_so(of_sample, host):
    page = browser_of(of_sample, HTTP_HOST=host, REMOTE_ADDR="127.0.0.1").get("/")
    assert page.status_code == 200
    assert SAYS in page.content


@pytest.mark.parametrize(
    "where",
    [
        {"HTTP_HOST": "testserver"},
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "for=192.0.2.7"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_the_sample_reached_from_elsewhere_needs_one(of_sample, where):
    assert browser_of(of_sample, **{**LOOPBACK, **where}).get("/").url == SET_UP


def test_a_practice_that_is_called_like_the_sample_is_not_the_sample(of_sample):
    namesake = a_coach(practice=Practice.objects.create(name="Anything at all")).user
    assert browser_of(without(namesake), **LOOPBACK).get("/").url == SET_UP


def test_who_works_in_the_sample_and_elsewhere_needs_one(of_sample):
    Member.objects.create(practice=Practice.objects.create(name="Real"), user=of_sample, role=Member.Role.COACH)
    assert browser_of(of_sample, **LOOPBACK).get("/").url == SET_UP


def test_the_sample_says_nothing_to_others(engagement):
    assert SAYS not in browser_of(an_engagement().coach.user, **LOOPBACK).get("/").content
    assert SAYS not in browser_of(a_user(), **LOOPBACK).get("/").content
