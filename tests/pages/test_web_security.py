"""Every answer tells the browser to run nothing inline and to keep no copy; no form is taken without its token."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.everybody import every_page, everybody, filled
from waylight.access.rules import rule_of
from waylight.record.insight import Commitment

pytestmark = pytest.mark.django_db
PAGES = [page for page in every_page() if not page.name.startswith("admin:")]

ELSEWHERE = [
    "//evil.example/",
    "https://evil.example/",
    "https:evil.example",
    "\\\\evil.example\\",
    "/\\evil.example",
    "///evil.example",
    "/%5Cevil.example/../..//evil.example",
    "javascript:alert(1)",
    " //evil.example",
    "\t//evil.example",
    "http:///evil.example",
    "//evil.example%2f@localhost",
    "%2f%2fevil.example",
]


@pytest.fixture
def known(engagement):
    """What stands in the addresses of an engagement that holds one of everything."""
    return filled(engagement)


def test_a_policy_on_every_page_lets_nothing_inline_run(known, as_coach):
    for page in PAGES:
        policy = as_coach.get(page.address(known))["Content-Security-Policy"]
        assert "default-src 'none'" in policy, page.name
        assert "script-src 'self'" in policy, page.name
        assert "unsafe" not in policy, page.name
        assert "frame-ancestors 'none'" in policy, page.name


def test_no_page_is_kept_by_the_browser_or_on_the_way(known, as_coach):
    for page in PAGES:
        assert "no-store" in as_coach.get(page.address(known))["Cache-Control"], page.name


@pytest.mark.parametrize("path", ["/sign-in/", "/engagements/1/brief/", "/nothing/here/", "/support/"])
def test_every_answer_carries_what_keeps_other_sites_out(path):
    answer = Client().get(path)
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "microphone=()" in answer["Permissions-Policy"]


def test_no_page_has_a_style_or_a_script_or_a_handler_inside_it(known, as_coach):
    for page in PAGES:
        answer = as_coach.get(page.address(known))
        if answer["Content-Type"].startswith("text/html") and "attachment" not in answer.get("Content-Disposition", ""):
            words = answer.content.decode()
            assert not re.search(r"<style|<[^>]+\sstyle=|<[^>]+\son\w+=|javascript:", words), page.name
            assert not re.search(r"<script(?![^>]*\ssrc=)", words), page.name


def test_no_form_is_taken_without_its_token(engagement, known):
    refused = set()
    forms = {page.name: page for page in PAGES if (rule := rule_of(page.name)) and rule.act}
    for user in filter(None, everybody(engagement).values()):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(user)
        for name, page in forms.items():
            answer = browser.post(page.address(known), {"text": "forged", "state": "kept"})
            assert answer.status_code in {403, 404}, name
            if "This form is too old" in answer.content.decode():
                refused.add(name)
    assert refused == set(forms)
    assert "forged" not in {one.text for one in Commitment.objects.all()}


def test_signing_in_needs_the_token_too():
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "a@b.example", "password": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize("to", ELSEWHERE)
def test_a_form_never_leads_to_another_site(known, as_coach, to):
    page = reverse("commitment", args=[known["engagement"], known["commitment"]])
    answer = as_coach.post(page, {"state": "kept", "back": to})
    assert _stays(answer.url), answer.url


@pytest.mark.parametrize("to", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(engagement, to):
    user = engagement.client.user
    answer = Client().post("/sign-in/", {"login": user.email, "password": "a password for tests", "next": to})
    assert answer.status_code == 302
    assert _stays(answer.url), answer.url


def test_a_form_leads_back_to_the_page_it_stood_on(engagement, known, as_coach):
    back = f"/engagements/{engagement.pk}/#commit"
    page = reverse("commitment", args=[known["engagement"], known["commitment"]])
    assert as_coach.post(page, {"state": "kept", "back": back}).url == back


def _stays(address: str) -> bool:
    """As a browser reads it: blanks and line ends are dropped, a backslash is a slash."""
    read = re.sub(r"[\t\r\n]", "", address.strip()).replace("\\", "/")
    return urlsplit(urljoin("http://testserver/sign-in/", re.sub(r"^(https?:)/*(?=[^/])", r"\1//", read)))[:2] == (
        "http",
        "testserver",
    )
