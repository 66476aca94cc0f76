"""The first start loads the sample and says where it is; what the pages and the command line say is the same."""

from __future__ import annotations

import json
import urllib.request

import pytest


def test_the_first_start_prints_the_address_and_two_sign_ins(served):
    assert served.address in served.said
    assert served.said.count("password:") == 2


def test_the_sample_opens_on_an_engagement_with_a_next_step(open_at):
    page = open_at(1280)
    assert page.get_by_role("link", name="Ines Calder").is_visible()
    page.get_by_role("link", name="the brief").first.click()
    assert "Since last time" in page.get_by_role("heading", level=1).inner_text()


def test_the_command_line_gives_the_same_brief_as_the_page(open_at, served):
    page = open_at(1280)
    page.goto("/engagements/1/brief/")
    done = served.command("brief", "1", "--format", "json")
    assert done.returncode == 0, done.stderr
    brief = json.loads(done.stdout)
    assert page.get_by_role("heading", level=1).inner_text() == brief["title"]
    words = page.locator("main").inner_text()
    for line in [*brief["commitments"], *brief["questions"], *brief["reflections"]]:
        assert line["text"] in words


def test_an_engagement_that_is_not_there_is_said_to_be_so(served):
    done = served.command("brief", "Nobody")
    assert done.returncode == 2
    assert "there is no such engagement" in done.stderr


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_format_is_printed(served, form):
    done = served.command("brief", "Ines Calder", "--format", form)
    assert done.returncode == 0
    assert "Questions carried over".casefold() in done.stdout.casefold()


def test_the_brief_prints_on_one_sheet(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/brief/")
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") + pdf.count(b"/Type /Page ") == 1


def test_every_page_is_read_without_javascript(open_at, sample_pages):
    page = open_at(1280, java_script_enabled=False)
    for address in sample_pages:
        assert page.goto(address).status == 200
        assert page.get_by_role("heading", level=1).is_visible(), address


def test_the_page_does_not_move_when_evidence_opens(open_at):
    page = open_at(1280, reduced_motion="reduce")
    page.goto("/engagements/1/brief/")
    heading = page.locator("main h1")
    before = heading.bounding_box()
    page.locator("a.evidence[hx-get]").first.click()
    page.get_by_role("dialog").wait_for()
    assert heading.bounding_box() == before


def test_the_server_answers_who_is_not_signed_in_with_the_sign_in_page(served):
    with urllib.request.urlopen(f"{served.address}/engagements/1/brief/", timeout=10) as answer:
        assert "/sign-in/" in answer.url


def test_a_wrong_password_is_said_in_words(open_at):
    page = open_at(390, as_="")
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    assert "do not belong together" in page.get_by_role("alert").inner_text()


def test_a_second_one_on_the_same_port_says_so_and_serves_nothing(served):
    done = served.command("run", "--port", served.address.rpartition(":")[2], timeout=60)
    assert done.returncode == 2
    assert "Something else listens on port" in done.stderr
    assert done.stdout == ""
