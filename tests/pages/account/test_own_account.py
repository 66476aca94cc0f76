"""Name, address and password are changed by their owner, and nothing is half changed."""

from __future__ import annotations

import re

import pytest

from tests.factories import a_user
from tests.pages.account.conftest import PASSWORD, is_signed_in
from waylight.access.models import User


def ask_for(browser, address: str):
    return browser.post("/account/address/", {"email": address, "action_add": "1"}, follow=True)


def code_in(mail) -> str:
    return re.search(r"this code.+?\n\n(\S+)", mail.body, re.S)[1]


def test_the_name_is_changed(user, signed_in):
    signed_in.post("/account/", {"name": "  Ines C. "})
    assert User.objects.get(pk=user.pk).name == "Ines C."
    answer = signed_in.post("/account/", {"name": " "})
    assert answer.status_code == 200
    assert User.objects.get(pk=user.pk).name == "Ines C."


def test_the_address_changes_once_the_code_is_entered(user, signed_in, sign_in, mailoutbox):
    ask_for(signed_in, "New@Example.org")
    assert mailoutbox[-1].to == ["new@example.org"]
    assert User.objects.get(pk=user.pk).email == user.email
    signed_in.post("/account/address/code/", {"code": code_in(mailoutbox[-1])})
    old, user.email = user.email, "new@example.org"
    assert is_signed_in(sign_in(user)[0])
    assert mailoutbox[-1].to == [old]  # who had the account until now is told
    assert "was changed" in mailoutbox[-1].body


def test_a_wrong_code_changes_no_address(user, signed_in, mailoutbox):
    ask_for(signed_in, "new@example.org")
    answer = signed_in.post("/account/address/code/", {"code": "WRONG1"})
    assert "not the code" in answer.content.decode()
    assert User.objects.get(pk=user.pk).email == user.email


def test_an_address_of_another_account_is_not_taken_over(user, signed_in, mailoutbox):
    other = a_user()
    ask_for(signed_in, other.email)
    answer = signed_in.post("/account/address/code/", {"code": code_in(mailoutbox[-1])})
    assert "cannot be used here" in answer.content.decode()
    assert User.objects.get(pk=user.pk).email == user.email


def test_the_address_is_changed_only_after_the_password_again(user, sign_in, mailoutbox):
    browser, _ = sign_in(user)
    answer = browser.post("/account/address/", {"email": "new@example.org", "action_add": "1"})
    assert answer.url.startswith("/account/confirm/")
    assert mailoutbox == []


def test_the_password_is_changed_and_ends_other_sessions(user, signed_in, sign_in, mailoutbox):
    other, _ = sign_in(user)
    given = {"oldpassword": PASSWORD, "password1": "quite another lamp", "password2": "quite another lamp"}
    assert signed_in.post("/account/password/", given).url == "/account/"
    assert is_signed_in(signed_in)
    assert not is_signed_in(other)
    assert is_signed_in(sign_in(user, "quite another lamp")[0])
    assert "password of your account was changed" in mailoutbox[-1].body


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"oldpassword": "wrong"}, "not your current password"),
        ({"password2": "something else"}, "same password"),
        ({"password1": "short", "password2": "short"}, "too short"),
    ],
)
def test_a_password_that_does_not_do_is_refused_with_the_reason(user, signed_in, sign_in, given, reason):
    good = {"oldpassword": PASSWORD, "password1": "quite another lamp", "password2": "quite another lamp"}
    answer = signed_in.post("/account/password/", {**good, **given})
    assert reason in answer.content.decode()
    assert is_signed_in(sign_in(user)[0])


def test_pages_speak_the_language_that_was_chosen(user, signed_in):
    signed_in.post("/account/", {"language": "de"})
    assert User.objects.get(pk=user.pk).language == "de"
    answer = signed_in.get("/account/", headers={"accept-language": "fr"})
    assert answer.headers["Content-Language"] == "de"
    assert '<html lang="de" dir="ltr">' in answer.content.decode()
    signed_in.post("/account/", {"language": ""})
    assert signed_in.get("/account/", headers={"accept-language": "fr"}).headers["Content-Language"] == "fr"


def test_a_language_that_waylight_does_not_speak_is_refused(user, signed_in):
    answer = signed_in.post("/account/", {"language": "tlh"})
    assert answer.status_code == 200
    assert "Select a valid choice" in answer.content.decode()
    assert User.objects.get(pk=user.pk).language == ""
