"""axe finds nothing on the pages of an account, on a phone, light and dark; nothing is wider than the window."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import sign_in, sign_in_new
from tests.journeys.test_every_page_is_accessible import violations_light_and_dark

WIDTH = 390
BEFORE = (
    *("/sign-in/", "/account/code/", "/account/reset/", "/account/reset/sent/", "/account/reset/done/"),
    *("/account/reset/1-not-a-key/", "/account/closed/", "/account/by-invitation/", "/invitations/no-token/"),
)
SIGNED_IN = (
    *("/account/", "/account/sessions/", "/account/address/", "/account/password/", "/account/second-factor/"),
    *("/account/confirm/", "/account/confirm/code/", "/sign-out/", "/members/", "/invitations/no-token/"),
)
JUST_CONFIRMED = (
    *("/account/second-factor/passkey/", "/account/second-factor/app/remove/"),
    *("/account/second-factor/codes/", "/account/second-factor/codes/new/"),
)


@pytest.fixture
def page(open_at):
    return open_at(WIDTH, as_="", color_scheme="light", reduced_motion="reduce")


def broken(page) -> list[str]:
    """What breaks a rule on the page as it is, light and dark, and whether it is too wide."""
    found = [f"{page.url} {rule}: {where}" for rule, where in violations_light_and_dark(page)]
    return found + (
        [f"{page.url} is too wide"] if page.evaluate("document.documentElement.scrollWidth") > WIDTH else []
    )


def on_each(page, addresses) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        assert page.get_by_role("heading", level=1).is_visible(), address
        found += broken(page)
    return found


def test_the_pages_around_signing_in(page):
    found = on_each(page, BEFORE)
    page.goto("/account/code/")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_role("button", name="Send the code").click()
    page.get_by_label("Code from the mail").fill("wrong")
    page.keyboard.press("Enter")
    page.get_by_text("not the code that was sent").wait_for()
    assert found + broken(page) == []


def test_the_pages_of_an_account(page, new_coach_account):
    email, password = new_coach_account
    sign_in(page, email, password, lands_on="Second factor")
    found = broken(page)
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    page.get_by_text("not your password").wait_for()
    found += broken(page)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    page.get_by_label("Code that the app shows").fill("000000")
    page.keyboard.press("Enter")
    page.get_by_text("That is not right").wait_for()
    found += broken(page)
    sign_in_again(page, email, password)
    assert found + on_each(page, [*SIGNED_IN, *JUST_CONFIRMED]) == []


def sign_in_again(page, email: str, password: str) -> None:
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    sign_in_new(page, email, password)


def test_who_takes_part_in_an_engagement(open_at):
    page = open_at(WIDTH, as_="coach")
    found = on_each(page, ["/engagements/1/invited/"])
    page.get_by_label("Name", exact=True).fill("Somebody")
    page.get_by_label("E-mail address").fill("maren.voss@waylight.example")
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_text("own address").wait_for()
    assert found + broken(page) == []
