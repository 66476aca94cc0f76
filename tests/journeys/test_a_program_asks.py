"""Somebody makes a token on her account's page, a program asks with it over the network, and it ends in one press."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.journeys.conftest import sample_account
from waylight.client import NotSignedIn, Waylight


@pytest.mark.parametrize("width", [1280, 390])
def test_a_token_is_made_used_and_ended(open_at, served, width):
    page = open_at(width)
    page.goto("/account/")
    page.get_by_role("link", name="Tokens with which a program asks").click()
    page.get_by_role("link", name="Make a token").click()
    page.get_by_role("heading", name=re.compile("Is it still you|A new token")).wait_for()
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill(sample_account(served, "coach")[1])
        page.get_by_role("button", name="It is me").click()
    name = f"Notebook {width}"
    page.get_by_label("What it is for").fill(name)
    page.get_by_role("button", name="Make it").click()
    page.get_by_role("heading", name="Your new token").wait_for()
    said = page.locator(".key").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    with Waylight(served.address, said) as waylight:
        first = waylight.list_engagements().items[0]
        path = waylight.get_path(first.id)
        assert any(one.figure.value is not None for series in path.series for one in series.values)
        page.get_by_role("link", name="I have it").click()
        assert page.get_by_text("Last used on").count()
        page.get_by_role("button", name=f"End it: {name}").click()
        page.get_by_text("opens nothing any more").wait_for()
        with pytest.raises(NotSignedIn):
            waylight.list_engagements()


def test_what_is_not_there_is_a_problem_on_a_real_server_too(served):
    answer = httpx.get(f"{served.address}/api/nothing")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
