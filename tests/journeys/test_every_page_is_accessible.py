"""axe finds no violation of WCAG 2.2 AA on any page, wide and narrow, light and dark, as coach and as client.

Every page is looked at wide and narrow as both, and in all four ways of width and colours by one or the other.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import sign_in, sign_in_new
from tests.journeys.watching import WATCH_SHIFTS, shift, watched

STATIC = Path(__file__).parents[2] / "src/waylight/pages/static"
# What passes is not described: that took as long as looking. Stylesheets are not fetched once more: of the rules only
# that on pages that cannot be turned needs them, and it is held below.
BROKEN = {"resultTypes": ["violations"], "preload": False}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], **BROKEN}
OF_COLOUR = {"runOnly": ["color-contrast", "link-in-text-block"], **BROKEN}  # of those, what looks at colours
AXE = Axe().axe_script


def violations(page, rules: dict = RULES) -> list[tuple[str, list[str]]]:
    """The rules that the page breaks, and where."""
    if not page.evaluate("'axe' in window"):  # half a megabyte of script: once for each page that was opened
        page.evaluate(AXE)
    broken = page.evaluate("rules => axe.run(rules).then(found => found.violations)", rules)
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in broken]


def violations_light_and_dark(page) -> list[tuple[str, list[str]]]:
    """The same of a page that is light now, then dark: that changes nothing but colours, as a test below holds."""
    broken = violations(page)
    page.emulate_media(color_scheme="dark")
    broken += violations(page, OF_COLOUR)
    page.emulate_media(color_scheme="light")
    return broken


@pytest.mark.parametrize(
    ("part", "width", "scheme"),
    [("coach", 1280, "light"), ("coach", 390, "dark"), ("client", 1280, "dark"), ("client", 390, "light")],
)
def test_no_page_breaks_a_rule_is_wider_than_the_window_moves_or_is_refused_anything(
    open_at, served, sample_pages, part, width, scheme
):
    page = open_at(width, as_=part, color_scheme=scheme, reduced_motion="reduce")
    page.add_init_script(WATCH_SHIFTS)
    said, asked, found = watched(page), [], {}
    page.on("request", lambda request: asked.append(request.url))
    for address in sample_pages:
        answer = page.goto(address)
        assert answer.status == 200, address
        assert "script-src 'self'" in answer.headers["content-security-policy"], address
        moved, refused = shift(page), page.evaluate("window.refused")
        wide = page.evaluate("document.documentElement.scrollWidth") > width
        broken = violations(page)
        if moved or refused or wide or broken:
            found[address] = {"moved": moved, "refused": refused, "wide": wide, "broken": broken}
    assert found == {}
    assert said == []
    assert [url for url in asked if not url.startswith((served.address, "data:"))] == []


def test_dark_differs_from_light_in_colours_alone():
    styles = [path.read_text() for path in STATIC.rglob("*.css")]
    dark = [block for text in styles for block in re.findall(r"prefers-color-scheme[^{]*\{(.*?)\}\s*\}", text, re.S)]
    assert dark
    for block in dark:
        values = re.findall(r"--[\w-]+:\s*([^;]+);", block)
        assert block.count(":") == len(values) + 1  # and the colon of :root
        assert [value for value in values if not re.fullmatch(r"#[0-9a-f]{3,8}", value)] == []
    said = "".join([*styles, *(path.read_text() for path in STATIC.rglob("*.js") if path.name != "htmx.min.js")])
    assert said.count("prefers-color-scheme") == len(dark)


def test_no_stylesheet_turns_a_page_by_how_a_phone_is_held():
    assert [path.name for path in STATIC.rglob("*.css") if "orientation" in path.read_text()] == []


OWN = (
    "/account/tokens/",
    "/account/mails/",
    "/account/webhooks/",
    "/dashboard/",
    "/dashboard/?days=14",
    "/journal/coaching/",
    "/templates/?from=looking-back",
    "/clients/",
    "/first-steps/",
    "/coaching-log/bring/",
)
OWN += (
    "/journal/",
    "/journal/?turn=200",
    "/journal/hours/",
    "/journal/months/2026/3/",
    "/journal/years/2026/",
    "/mirror/",
)
REST = (*OWN, "/engagements/new/", *(f"/engagements/1/{part}" for part in (
    "edit/", "erase/", "meetings/5/", "meetings/5/agreement/", "meetings/5/chosen/",
    "files/1/", "files/table/", "files/?kind=mail", "people/?everyone=1", "evidence/confidence/",
    "evidence/insights/", "evidence/seen/?commitment=1", "evidence/listening/", "evidence/sharing/", "evidence/notes/",
    "stories/1/page/", "stories/1/page/versions/", "stories/1/page/agreement/", "stories/1/slide/",
    "stalling/", "nothing/", "between/", "assistant/",
    "map/?week=20&with=4&person=priya",
    "stakeholders/?who=missing&sort=-level", "stakeholders/new/?level=board&side=peer", "perspectives/new/?insight=1",
    "meetings/5/mirror/", "meetings/5/mirror/?only=noticed&q=i", "meetings/5/mirror/shown/",
    "meetings/5/mirror/turns/200/", "mirror/?since=2026-03-01", "meetings/5/mirror/supervision/?only=noticed",
    "initiatives/1/belongs/", "initiatives/1/edit/", "initiatives/1/parts/1/", "perspectives/1/",
)))  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_further_in_breaks_a_rule(open_at, width, scheme):
    page = open_at(width, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for address in REST:
        page.goto(address)
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        if broken := violations(page):
            found[address] = broken
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[f"{address} is too wide"] = []
    assert found == {}


OF_CLIENT = tuple(f"/engagements/1/{part}" for part in ("today/", "today/mails/", "journal/insights/1/"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_no_page_of_the_clients_alone_breaks_a_rule(open_at, width, scheme):
    page = open_at(width, as_="client", color_scheme=scheme, reduced_motion="reduce")
    for address in OF_CLIENT:
        assert page.goto(address).status == 200, address
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_the_sheet_with_evidence_breaks_no_rule_and_fits(open_at, width, scheme):
    page = open_at(width, color_scheme=scheme, reduced_motion="reduce")
    page.goto("/engagements/1/brief/")
    page.locator("a.evidence[hx-get]").first.click()
    sheet = page.get_by_role("dialog")
    sheet.wait_for()
    assert violations(page) == []
    box = sheet.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.querySelectorAll('h1').length") == 1


def test_a_form_with_mistakes_breaks_no_rule(open_at):
    page = open_at(390)
    page.goto("/engagements/new/")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


def test_the_list_of_who_opened_it_breaks_no_rule(open_at):
    page = open_at(390, as_="client", color_scheme="light", reduced_motion="reduce")
    assert page.goto("/engagements/1/opened/").status == 200
    assert violations_light_and_dark(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_an_admins_audit_log_and_form_for_handing_over_break_no_rule(open_at, made):
    make = """
from waylight.access.models import User
from waylight.record.engagement import Engagement
from waylight.record.people import Member
user = User.objects.create_user("nora@coach.example", "a password for tests", name="Nora Lindt")
Member.objects.create(practice=Engagement.objects.get(pk=1).practice, user=user, role=Member.Role.ADMIN)
user = User.objects.create_user("jonas@coach.example", "a password for tests", name="Jonas Falk")
Member.objects.create(practice=Engagement.objects.get(pk=1).practice, user=user, role=Member.Role.COACH)
"""
    made(make)
    page = open_at(390, as_="", color_scheme="light", reduced_motion="reduce")
    sign_in(page, "nora@coach.example", "a password for tests")
    page.get_by_role("link", name="Look after your practice").click()
    page.get_by_role("link", name="Audit log").click()
    page.get_by_role("heading", name="Audit log").wait_for()
    assert violations_light_and_dark(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.goto("/")
    page.get_by_role("link", name="Look after your practice").click()
    page.get_by_role("link", name="Hand over what Maren Voss coaches").click()
    page.get_by_label("New coach").wait_for()
    assert violations_light_and_dark(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_sign_in_page_breaks_no_rule(open_at):
    page = open_at(390, as_="")
    page.goto("/sign-in/")
    assert violations(page) == []


def test_long_names_and_words_fit_a_phone(new_coach_account, open_at):
    page = open_at(390, as_="")
    sign_in_new(page, *new_coach_account)
    page.get_by_role("link", name="Begin an engagement").click()
    page.get_by_label("The client's name").fill("Donaudampfschifffahrtsgesellschaftskapitän Freifrau von der Au " * 2)
    page.get_by_label("First day").fill("2026-02-01")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Home").click()
    page.get_by_label("Add one").fill("Donaudampfschifffahrtsgesellschaftskapitän" * 5)
    page.get_by_role("button", name="Add").click()
    home, wide = page.url.partition("#")[0], []
    for part in (
        "",
        "brief/",
        "path/",
        "map/",
        "movement/",
        "meetings/",
        "journal/",
        "people/",
        "files/",
        "edit/",
        "erase/",
    ):
        page.goto(home + part)
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(part)
    assert wide == []
