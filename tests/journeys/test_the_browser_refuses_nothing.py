"""The strict policy costs no reader anything: no page does what it forbids, and the browser keeps no page."""

from __future__ import annotations

import re

import pytest

from tests.factories import code_now
from tests.journeys.conftest import sign_in
from tests.journeys.watching import watched

# HTMX notes the address it is at; a copy of the page would stand beside it.
KEPT = "[...Object.keys(localStorage), ...Object.keys(sessionStorage).filter(key => !key.endsWith('for-history'))]"


@pytest.fixture
def support(made, open_at):
    """Somebody of the support staff, signed in with a second factor."""
    make = """
from tests.factories import with_second_factor
from waylight.access.account_secrets import open_secret
from waylight.access.models import User
user = with_second_factor(User.objects.create_superuser("support@waylight.example", "a password for tests"))
print(open_secret(user.authenticator_set.get().data["secret"]))
"""
    key = made(make)
    page = open_at(1280, as_="")
    sign_in(page, "support@waylight.example", "a password for tests", lands_on="One more step")
    page.get_by_label("Code").fill(code_now(key))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Engagements").wait_for()
    return page


ELSEWHERE = ("/support/logout/", "/support/r/")  # what ends the session, and what leads to pages of others


def kind(address: str) -> str:
    """An address whatever row it is of: of each table, one row's pages are enough."""
    return re.sub(r"/[^/]*\d[^/]*(?=/)", "/1", address)  # a key may be a number or a UUID


def further(page, met: set[str]) -> list[str]:
    """Where the links of a page lead within the admin that is of no kind met before; it is met now."""
    linked = page.evaluate("[...document.links].map(link => link.pathname)")
    inside = [one for one in linked if one.startswith("/support/") and not one.startswith(ELSEWHERE)]
    found = {kind(one): one for one in inside if kind(one) not in met}
    met.update(found)
    return list(found.values())


def test_no_page_of_the_support_staff_does_what_the_policy_forbids(support):
    said, waiting, seen = watched(support), ["/support/"], {"/support/"}
    while waiting:
        address = waiting.pop()
        assert support.goto(address).status == 200, address
        assert support.evaluate("window.refused") == [], address
        waiting += further(support, seen)
    assert {"/support/record/engagement/1/change/", "/support/access/user/1/delete/"} <= seen
    assert said == []


def test_evidence_the_slider_and_a_file_on_its_way_do_nothing_forbidden(open_at, tmp_path):
    page = open_at(1280)
    said = watched(page)
    page.goto("/engagements/1/brief/")
    page.locator("a.evidence[hx-get]").first.click()
    page.get_by_role("dialog").wait_for()
    page.goto("/engagements/1/map/")
    page.locator("#week").focus()
    with page.expect_response(re.compile(r"/map/\?week=")):
        page.keyboard.press("ArrowLeft")
    page.goto("/engagements/1/files/")
    (tmp_path / "nothing.bin").write_bytes(b"\xff\xd8\xff\xe0" * 40)
    page.get_by_label("Choose files").set_input_files(str(tmp_path / "nothing.bin"))
    page.get_by_role("button", name="Read these files").click()
    page.get_by_role("heading", name="What was read").wait_for()
    page.get_by_role("button", name="Throw away what was read").click()
    page.get_by_text("Thrown away.").wait_for()
    assert page.evaluate("window.refused") == []
    assert said == []


def test_an_inline_script_would_be_refused(open_at):
    page = open_at(1280)
    watched(page)
    page.goto("/engagements/1/brief/")
    page.evaluate("""() => new Promise((done) => {
        document.addEventListener("securitypolicyviolation", () => done(true));
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
    })""")
    assert page.evaluate("window.ran === undefined")
    assert len(page.evaluate("window.refused")) == 1


def test_the_browser_keeps_no_page_and_goes_back_by_asking_again(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/map/")
    page.locator("#week").focus()
    with page.expect_response(re.compile(r"/map/\?week=1$")):
        page.keyboard.press("Home")
    page.get_by_text("week 1 of").wait_for()
    assert page.evaluate(KEPT) == []
    page.go_back()
    page.get_by_role("heading", level=1).wait_for()
    assert page.locator("#map-week").inner_text() != "week 1 of"
    assert page.locator("nav[aria-label=Engagement]").count() == 1
    assert page.evaluate(KEPT) == []


def test_files_that_are_too_many_are_refused_on_the_page_in_the_servers_words(open_at, tmp_path):
    page = open_at(390)
    page.goto("/engagements/1/files/")
    files = []
    for n in range(201):
        files.append(tmp_path / f"{n}.txt")
        files[-1].write_text("x")
    page.locator("#files").evaluate("input => { input.dataset.most = 1000 }")  # the page itself would not send so many
    page.get_by_label("Choose files").set_input_files([str(path) for path in files])
    page.get_by_role("button", name="Read these files").click()
    assert "More than 200 files came at once" in page.get_by_role("alert").inner_text()
