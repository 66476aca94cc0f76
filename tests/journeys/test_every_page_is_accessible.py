"""axe finds no violation of WCAG 2.2 AA on any page, wide and narrow, light and dark, as coach and as client."""

from __future__ import annotations

import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import sign_in

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", ["coach", "client"])
def test_no_page_breaks_a_rule(open_at, sample_pages, width, scheme, part):
    page = open_at(width, as_=part, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for address in sample_pages:
        assert page.goto(address).status == 200, address
        results = Axe().run(page, options=RULES)
        if results.violations_count:
            found[address] = [
                (v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in results.response["violations"]
            ]
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_of_who_opened_it_breaks_no_rule(open_at, scheme):
    page = open_at(390, as_="client", color_scheme=scheme)
    assert page.goto("/engagements/1/opened/").status == 200
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_audit_log_breaks_no_rule(open_at, served, scheme):
    email = f"admin.{scheme}@coach.example"
    make = f"""
from waylight.access.models import User
from waylight.record.engagement import Engagement
from waylight.record.people import Member
user = User.objects.create_user("{email}", "a password for tests", name="Nora Lindt")
Member.objects.create(practice=Engagement.objects.get(pk=1).practice, user=user, role=Member.Role.ADMIN)
"""
    script = f"import django\ndjango.setup()\n{make}"
    environment = {**served.environment, "DJANGO_SETTINGS_MODULE": "waylight.settings"}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
    page = open_at(390, as_="", color_scheme=scheme)
    sign_in(page, email, "a password for tests")
    page.get_by_role("link", name="The audit log of your practice").click()
    page.get_by_role("heading", name="Audit log").wait_for()
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_sign_in_page_breaks_no_rule(open_at):
    page = open_at(390, as_="")
    page.goto("/sign-in/")
    assert Axe().run(page, options=RULES).violations_count == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_window(open_at, sample_pages, width):
    page = open_at(width)
    wide = []
    for address in sample_pages:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(address)
    assert wide == []
