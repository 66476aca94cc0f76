"""A stakeholder opens her link on a phone; that page, the file she takes along and pages of a conflict pass axe."""

from __future__ import annotations

from zipfile import ZipFile

import pytest

from tests.journeys.test_every_page_is_accessible import violations

WAYS = [(390, "light"), (1280, "dark")]  # no colour depends on a width


def sound(page, width: int) -> None:
    """The page breaks no rule and is no wider than the window."""
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def link_for_somebody(coach) -> str:
    """The address of a link that the coach makes for the last person of the list who has no account."""
    coach.goto("/engagements/1/people/")
    coach.locator("a", has_text="what is held").last.click()
    coach.get_by_role("link", name="Links for them").click()
    coach.get_by_label("shown here once, to copy").check()
    coach.get_by_role("button", name="Make it").click()
    return coach.get_by_label("Copy it, and hand it to").input_value()


@pytest.mark.parametrize(("width", "scheme"), WAYS)
def test_the_page_by_a_link_and_the_page_it_is_made_on(open_at, tmp_path, width, scheme):
    look = {"color_scheme": scheme, "reduced_motion": "reduce"}
    coach = open_at(width, **look)
    link = link_for_somebody(coach)
    sound(coach, width)
    her = open_at(width, as_="", java_script_enabled=True, **look)
    assert her.goto(link).status == 200
    sound(her, width)
    her.get_by_role("button", name="Ask to be erased").click()
    her.get_by_text("sees it and decides").wait_for()
    sound(her, width)
    coach.locator("p.eyebrow a").click()
    coach.get_by_text("asks to be erased").first.wait_for()
    coach.get_by_role("link", name="Decide").first.click()
    sound(coach, width)
    coach.get_by_label("Why not, in words").fill("Ask me again in June.")
    coach.get_by_role("button", name="Answer that").click()
    assert her.goto(link).status == 200
    her.get_by_text("Ask me again in June.").wait_for()
    sound(her, width)
    with her.expect_download() as download:
        her.get_by_role("link", name="Take it with you (ZIP)").click()
    download.value.save_as(tmp_path / "held.zip")
    with ZipFile(tmp_path / "held.zip") as whole:
        whole.extract("index.html", tmp_path)
    her.goto((tmp_path / "index.html").as_uri())
    sound(her, width)
    assert her.goto(f"{link[:-3]}xx/").status == 404
    sound(her, width)


@pytest.mark.parametrize(("width", "scheme"), WAYS)
def test_a_note_and_the_pages_of_a_conflict(open_at, width, scheme):
    look = {"color_scheme": scheme, "reduced_motion": "reduce"}
    coach, elsewhere = open_at(width, **look), open_at(width, **look)
    coach.goto("/engagements/1/meetings/5/")
    coach.get_by_label("A note", exact=True).fill(f"Written at {width}, {scheme}.")
    coach.get_by_role("button", name="Keep the note").click()
    coach.get_by_text("Noted").first.wait_for()
    address = coach.locator("a[href*='/notes/']").last.get_attribute("href")
    for page in (coach, elsewhere):
        page.goto(address)
        sound(page, width)
        page.get_by_label("Your note").fill(f"Kept by {id(page)}.")
    coach.get_by_role("button", name="Keep it so").click()
    coach.get_by_text("Written again.").wait_for()
    elsewhere.get_by_role("button", name="Keep it so").click()
    elsewhere.get_by_role("heading", name="As it reads now").wait_for()
    sound(elsewhere, width)
    people_at_once(coach, elsewhere, width)
    goals_at_once(coach, elsewhere, width)


def people_at_once(coach, elsewhere, width: int) -> None:
    """Two say where the same person stands; the second sees what the first said."""
    for page in (coach, elsewhere):
        page.goto("/engagements/1/people/")
        page.locator("input.role").last.fill(f"role {id(page)}")
    coach.locator("form.place button").last.click()
    coach.get_by_text(": noted.").wait_for()
    elsewhere.locator("form.place button").last.click()
    elsewhere.get_by_role("heading", name="As it is noted now").wait_for()
    sound(elsewhere, width)


@pytest.mark.parametrize(("width", "scheme"), WAYS)
def test_an_entry_that_two_windows_of_hers_write_again(open_at, width, scheme):
    look = {"color_scheme": scheme, "reduced_motion": "reduce", "as_": "client"}
    first, second = open_at(width, **look), open_at(width, **look)
    first.goto("/engagements/1/journal/")
    first.get_by_text("Write an entry").click()
    first.get_by_label("What you noticed").fill(f"Noticed at {width}, {scheme}.")
    first.get_by_role("button", name="Write it down").click()
    first.get_by_text("Written.").wait_for()
    address = (
        first.get_by_role("article").filter(has_text=f"{width}, {scheme}").get_by_text("change").get_attribute("href")
    )
    for page in (first, second):
        page.goto(address)
        page.get_by_label("What you noticed").fill(f"Written again by {id(page)}.")
    first.get_by_role("button", name="Keep it so").click()
    first.get_by_text("Written again.").wait_for()
    second.get_by_role("button", name="Keep it so").click()
    second.get_by_role("heading", name="As it reads now").wait_for()
    sound(second, width)


def goals_at_once(coach, elsewhere, width: int) -> None:
    """Two change the engagement; the second sees that it was changed."""
    for page in (coach, elsewhere):
        page.goto("/engagements/1/edit/")
        page.get_by_label("Goals").fill(f"Goals of {id(page)}.")
    coach.get_by_role("button", name="Keep the changes").click()
    coach.get_by_text("Changed.").wait_for()
    elsewhere.get_by_role("button", name="Keep the changes").click()
    elsewhere.get_by_role("alert").wait_for()
    sound(elsewhere, width)
