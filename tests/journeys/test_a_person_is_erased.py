"""A coach hands on what is held on somebody and erases her, on a phone, without a script; every page passes axe."""

from __future__ import annotations

import json
from zipfile import ZipFile

import pytest

from tests.journeys.test_every_page_is_accessible import violations

PEOPLE = "/engagements/2/people/"


def test_a_person_is_handed_out_and_erased_without_a_script(open_at, tmp_path):
    page = open_at(390, java_script_enabled=False)
    page.goto(PEOPLE)
    one = page.locator("ul.people > li", has=page.get_by_label("Level of")).last
    name = one.get_by_role("heading").inner_text()
    one.get_by_role("link", name=f"What is held on {name}").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Take it for them (ZIP)").click()
    download.value.save_as(tmp_path / "held.zip")
    with ZipFile(tmp_path / "held.zip") as whole:
        assert json.loads(whole.read("export.json"))["about"] == name
    page.get_by_role("link", name="Erase this person").click()
    page.get_by_label("Type the name to confirm").fill("somebody else")
    page.get_by_role("button", name="Erase for good").click()
    assert "This is not the name." in page.content()
    page.get_by_label("Type the name to confirm").fill(name)
    page.get_by_role("button", name="Erase for good").click()
    assert "The person is erased." in page.content()
    page.goto(f"{PEOPLE}?search={name}")
    assert "Nobody of that name." in page.content()


@pytest.mark.parametrize("part", ["coach", "client"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_on_privacy_breaks_a_rule(open_at, part, width):
    page = open_at(width, as_=part, reduced_motion="reduce")
    addresses = ["/privacy/"]
    if part == "coach":
        page.goto("/engagements/1/people/")
        person = page.locator("a", has_text="what is held").last.get_attribute("href")
        addresses += [person, f"{person}erase/"]
    for address in addresses:
        assert page.goto(address).status == 200
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
