"""What the client types stays in her browser until Waylight has it, whatever happens, and for her alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import sample_account, sign_in
from tests.journeys.test_today import TODAY, rate, save, take_back, unfold

WORDS = "The heron waits by the weir."
NAME = re.compile("What am I still|What is on your mind")


@pytest.fixture
def her(open_at):
    """The client's page."""
    page = open_at(390, as_="client")
    page.goto(TODAY)
    return page


def words_in(page) -> str:
    return page.get_by_role("textbox", name=NAME).input_value()


def type_words(page) -> None:
    page.get_by_role("textbox", name=NAME).fill(WORDS)
    rate(page, "Mood", 4)
    page.get_by_text("Kept in this browser, not saved yet.").wait_for()


def is_back(page) -> None:
    page.get_by_text("What you typed here before is back.").wait_for()
    assert words_in(page) == WORDS
    assert page.get_by_role("group", name="Mood").get_by_role("radio", name="4", exact=True).is_checked()


def kept(page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('waylight-draft-'))")


def test_it_is_there_after_a_reload_and_a_closed_tab_until_it_is_thrown_away(her):
    type_words(her)
    her.reload()
    is_back(her)
    other = her.context.new_page()
    her.close()
    other.goto(TODAY)
    is_back(other)
    other.get_by_role("button", name="Throw it away").click()
    expect(other.locator("#id_text")).to_have_value("")
    assert kept(other) == []


def test_without_a_line_it_is_said_and_sent_when_the_line_is_back(her):
    type_words(her)
    her.context.set_offline(True)
    her.get_by_role("button", name="Save").click()
    her.get_by_text("You are offline, so nothing is saved yet.").wait_for()
    assert words_in(her) == WORDS
    her.context.set_offline(False)
    her.get_by_text("Saved, for you alone").wait_for()
    assert kept(her) == []
    assert WORDS in her.locator("article.entry").first.inner_text()
    take_back(her)


def test_an_answer_that_was_lost_on_its_way_makes_no_second_entry(her):
    type_words(her)

    def save_and_lose_the_answer(route):
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    her.route(f"**{TODAY}", save_and_lose_the_answer, times=1)
    her.get_by_role("button", name="Save").click()
    her.get_by_text("You are offline").wait_for()
    save(her)
    assert her.locator("article.entry").filter(has_text=WORDS).count() == 1
    take_back(her)


def test_it_is_there_after_signing_in_again(her, served):
    type_words(her)
    her.context.clear_cookies()
    her.get_by_role("button", name="Save").click()
    her.get_by_role("heading", name="Sign in").wait_for()
    email, password = sample_account(served, "client")
    her.get_by_label("E-mail address").fill(email)
    her.get_by_label("Password").fill(password)
    her.get_by_role("button", name="Sign in").click()
    is_back(her)
    save(her)
    take_back(her)


def test_it_stays_when_waylight_breaks(her):
    type_words(her)
    her.route(f"**{TODAY}", lambda route: route.fulfill(status=500, body="<h1>Broken</h1>"), times=1)
    her.get_by_role("button", name="Save").click()
    her.get_by_text("Waylight could not save it just now").wait_for()
    assert words_in(her) == WORDS
    save(her)
    take_back(her)


def test_a_form_with_a_mistake_comes_back_with_everything_in_it(her):
    type_words(her)
    unfold(her, "Who helped me")
    her.get_by_label("Who? Type a name").fill("Nadia Rahim")
    her.get_by_role("button", name="Save").click()
    her.get_by_text("Say what you saw or heard.").wait_for()
    assert words_in(her) == WORDS
    her.get_by_label("What I saw or heard").fill("it is theirs")
    save(her)
    take_back(her)


def test_what_was_saved_on_another_device_is_told_and_both_are_kept(her):
    type_words(her)
    kept_by = {"storage_state": her.context.storage_state(), "base_url": her.url.partition("/engagements")[0]}
    laptop = her.context.browser.new_context(**kept_by)
    there = laptop.new_page()
    there.goto(TODAY)
    there.evaluate("localStorage.clear()")
    there.reload()
    there.get_by_role("textbox", name=NAME).fill("Written on the laptop.")
    save(there)
    her.get_by_role("button", name="Save").click()
    her.get_by_text("changed after you opened this page").wait_for()
    assert words_in(her) == WORDS
    assert "Written on the laptop." in her.locator(".written").inner_text()
    save(her)
    assert her.locator("article.entry").filter(has_text="heron").count() == 1
    take_back(her)
    take_back(there)
    laptop.close()


def test_signing_out_asks_first_and_then_leaves_nothing(her):
    type_words(her)
    her.once("dialog", lambda asked: asked.dismiss())
    her.get_by_role("button", name="Sign out").click()
    assert kept(her) != []
    assert words_in(her) == WORDS
    her.once("dialog", lambda asked: asked.accept())
    her.get_by_role("button", name="Sign out").click()
    her.get_by_role("heading", name="Sign in").wait_for()
    assert kept(her) == []


def test_nobody_else_in_the_same_browser_can_read_it(her, served):
    type_words(her)
    key = her.locator("form[data-key]").get_attribute("data-key")
    her.context.clear_cookies()
    sign_in(her, *sample_account(served, "coach"))
    assert len(kept(her)) == 1
    held = her.evaluate("JSON.stringify(localStorage) + atob(Object.values(localStorage)[0].split('.')[1])")
    assert "heron" not in held
    for address in ("/", "/engagements/1/", "/engagements/1/journal/", TODAY):
        her.goto(address)
        assert key not in her.content()
        assert "heron" not in her.content()
    her.once("dialog", lambda asked: asked.accept())
    her.get_by_role("button", name="Sign out").click()
    her.get_by_role("heading", name="Sign in").wait_for()
