"""What the tutorial tells a newcomer to open is there. ``WAYLIGHT_PICTURES=1`` takes its pictures anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.journeys.conftest import open_page

DOCS = Path(__file__).parents[2] / "docs"
TUTORIAL = (DOCS / "tutorial.md").read_text()
# The text of a page as it is read, with the links that stand in it.
SEEN = "document.body.innerText"
WIDE = {"width": 1280, "height": 860}


def take(page, name: str) -> None:
    """Take a picture that the tutorial shows, if pictures are to be taken."""
    assert f"images/tutorial/{name}.png" in TUTORIAL
    if os.environ.get("WAYLIGHT_PICTURES"):
        page.screenshot(path=DOCS / f"images/tutorial/{name}.png", clip={"x": 0, "y": 0, **WIDE})


def test_everything_that_the_tutorial_names_is_there(open_at):
    page, seen = open_at(1280, color_scheme="light", reduced_motion="reduce"), []

    def look(name: str = "") -> None:
        seen.append(page.evaluate(SEEN))
        if name:
            take(page, name)

    look()
    page.get_by_role("link", name="Ines Calder", exact=True).click()
    look()
    for menu, name in (("", "Brief"), ("Growth", "Path"), ("Influence", "Map")):
        if menu:
            open_page(page, menu, name)
        else:
            page.get_by_role("link", name=name, exact=True).click()
        page.locator(".bar [aria-current]", has_text=name).wait_for(state="attached")
        look(name.lower())
    open_page(page, "Meetings", "Meetings")
    look()
    page.goto("/engagements/1/meetings/5/mirror/")
    look("mirror")
    for address in ("/engagements/1/consent/", "/engagements/1/files/", "/set-up/", "/first-steps/"):
        page.goto(address)
        look()
    her = open_at(1280, as_="client")
    her.goto("/engagements/1/opened/")
    words = " ".join([*seen, her.evaluate(SEEN)]).casefold()
    for named in re.findall(r"\*\*(.+?)\*\*", TUTORIAL):
        assert named.casefold() in words, named


def test_every_picture_of_the_tutorial_was_taken():
    for name in re.findall(r"\]\((images/\S+\.png)\)", TUTORIAL):
        assert (DOCS / name).is_file(), name
