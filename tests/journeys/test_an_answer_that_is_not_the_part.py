"""Whoever is signed out meanwhile, or meets an error, sees the page that says so, and not a sheet that never opens."""

from __future__ import annotations

import pytest

FIRST = "a.evidence[hx-get]"


@pytest.fixture
def brief(open_at):
    """The brief, as the coach sees it."""
    page = open_at(1280)
    page.goto("/engagements/1/brief/")
    return page


def test_signed_out_meanwhile_leads_to_the_sign_in_page_and_back_here_afterwards(brief):
    brief.context.clear_cookies()
    brief.locator(FIRST).first.click()
    brief.get_by_role("heading", level=1, name="Sign in").wait_for()
    assert brief.url.endswith("next=/engagements/1/brief/")
    assert not brief.get_by_role("dialog").is_visible()


def test_rows_that_are_gone_are_said_to_be_so_on_a_page_of_their_own(brief):
    brief.evaluate("void htmx.ajax('GET', '/engagements/1/evidence/nothing/', '#evidence-body')")
    brief.get_by_role("heading", level=1, name="There is nothing here for you").wait_for()
    assert brief.url.endswith("/evidence/nothing/")


def test_a_server_that_does_not_answer_is_said_to_be_so_until_it_does(brief):
    brief.context.set_offline(True)
    brief.locator(FIRST).first.click()
    said = brief.get_by_role("alert")
    said.wait_for()
    assert "does not answer" in said.inner_text()
    brief.context.set_offline(False)
    brief.locator(FIRST).first.click()
    brief.get_by_role("dialog").wait_for()
    assert not said.is_visible()
