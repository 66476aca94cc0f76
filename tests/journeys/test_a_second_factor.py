"""A new coach protects her account: with an app, with a passkey, and gets in again with either."""

from __future__ import annotations

import re

import pytest

from tests.factories import code_now
from tests.journeys.conftest import set_up_app, sign_in, sign_in_new


@pytest.fixture
def by_name(open_at, served):
    """A page at the machine's name, where passkeys work, in a browser with a built-in authenticator."""

    def by_name_():
        page = open_at(390, as_="", base_url=served.address.replace("127.0.0.1", "localhost"))
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return page, devices, made["authenticatorId"]

    return by_name_


def sign_out(page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()


def add_passkey(page, password: str) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="It is me").click()
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()


def test_nothing_opens_before_an_app_is_set_up_and_then_its_code_is_asked_for(open_at, new_coach_account):
    page = open_at(390, as_="")
    sign_in(page, *new_coach_account, lands_on="Second factor")
    page.goto("/engagements/new/")
    assert page.get_by_role("heading", level=1).inner_text() == "Second factor"
    key = set_up_app(page, new_coach_account[1])
    page.get_by_role("link", name="They are safe").click()
    page.get_by_text("There is no engagement yet.").wait_for()
    sign_out(page)
    sign_in(page, *new_coach_account, lands_on="One more step")
    page.get_by_label("Code").fill("000000")
    page.keyboard.press("Enter")
    page.get_by_text("That is not right").wait_for()
    page.get_by_label("Code").fill(code_now(key))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Engagements").wait_for()


def test_a_passkey_is_added_and_signs_in_alone(by_name, new_coach_account):
    page, devices, authenticator = by_name()
    sign_in(page, *new_coach_account, lands_on="Second factor")
    add_passkey(page, new_coach_account[1])
    [credential] = devices.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    assert credential["isResidentCredential"]
    page.get_by_role("link", name="They are safe").click()
    page.get_by_role("heading", name="Engagements").wait_for()
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="Engagements").wait_for()


def test_a_passkey_is_the_second_step_after_a_password(by_name, new_coach_account):
    page, _, _ = by_name()
    sign_in(page, *new_coach_account, lands_on="Second factor")
    add_passkey(page, new_coach_account[1])
    page.goto("/")
    sign_out(page)
    sign_in(page, *new_coach_account, lands_on="One more step")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="Engagements").wait_for()


def test_a_device_without_the_passkey_is_told_so(by_name):
    page, _, _ = by_name()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    assert "Nothing came from the device" in page.get_by_role("alert").inner_text()
    assert page.get_by_role("heading", name="Sign in").is_visible()


def test_the_sample_opens_without_one_and_says_so(open_at):
    page = open_at(390, as_="coach")
    assert page.get_by_text(re.compile("This is the sample")).is_visible()


def test_another_browser_is_signed_out_from_here(open_at, new_coach_account):
    here, there = open_at(390, as_=""), open_at(1280, as_="")
    key = sign_in_new(here, *new_coach_account)
    sign_in(there, *new_coach_account, lands_on="One more step")
    there.get_by_label("Code").fill(code_now(key))
    there.keyboard.press("Enter")
    there.get_by_role("heading", name="Engagements").wait_for()
    here.goto("/account/sessions/")
    here.get_by_role("button", name="Sign out everywhere else").click()
    here.get_by_text("Everywhere else is signed out.").wait_for()
    there.reload()
    there.get_by_role("heading", name="Sign in").wait_for()
