"""Words are longer in other languages: a page fits a phone in each, and a choice of language holds at once."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("locale", "said"), [("de-DE", "Begleitungen"), ("fr-FR", "Accompagnements"), ("es-ES", "Procesos")]
)
def test_no_page_is_wider_than_a_phone(open_at, sample_pages, locale, said):
    page, wide = open_at(390, locale=locale), {}
    assert page.get_by_role("heading", level=1).inner_text() == said
    for address in sample_pages:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide[address] = page.evaluate("document.documentElement.scrollWidth")
    assert wide == {}


def test_a_language_is_chosen_in_the_account_and_given_back_to_the_browser(open_at):
    page = open_at(390, as_="client")
    page.goto("/account/")
    page.get_by_label("Language").select_option("fr")
    page.get_by_label("Language").locator("xpath=ancestor::form").get_by_role("button").click()
    page.get_by_role("status").first.wait_for()
    assert page.locator("html").get_attribute("lang") == "fr"
    page.goto("/engagements/1/today/")
    assert page.get_by_role("heading", level=1).inner_text() == "Aujourd’hui"
    page.goto("/account/")
    page.locator("select[name=language]").select_option("")
    page.locator("form:has(select[name=language]) button").click()
    page.wait_for_url("**/account/")
    assert page.locator("html").get_attribute("lang") == "en-gb"
