"""The client withdraws what she agreed to, on a phone and by keyboard, and sees who opened her engagement."""

from __future__ import annotations

import json

MAP = "/engagements/1/map/"
STOPPED = "Mail headers are not used since"


def withdraw(page) -> None:
    page.goto("/engagements/1/consent/")
    page.get_by_text("Withdraw this: Mail headers").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Withdraw it: Mail headers").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Mail headers: withdrawn.").wait_for()


def agree(page) -> None:
    page.goto("/engagements/1/consent/")
    page.get_by_role("button", name="I agree: Mail headers").click()
    page.get_by_text("Mail headers: agreed.").wait_for()


def test_what_is_withdrawn_stops_without_scripts_too_until_it_is_agreed_to_again(open_at):
    client = open_at(390, as_="client", java_script_enabled=False)
    coach = open_at(1280, as_="coach", java_script_enabled=False)
    withdraw(client)
    coach.goto(MAP)
    assert STOPPED in coach.locator("main").inner_text()
    agree(client)
    coach.goto(MAP)
    assert STOPPED not in coach.locator("main").inner_text()


def test_what_is_withdrawn_stops_on_the_command_line_too_until_it_is_agreed_to_again(open_at, served):
    client, coach = open_at(390, as_="client"), open_at(1280, as_="coach")
    brief = served.command("brief", "1", "--format", "json").stdout
    withdraw(client)
    coach.goto(MAP)
    assert STOPPED in coach.locator("main").inner_text()
    assert "because Ines Calder withdrew her agreement" in coach.locator("main").inner_text()
    resting = json.loads(served.command("brief", "1", "--format", "json").stdout)
    assert any(sentence.startswith(STOPPED) for sentence in resting["unknown"])
    agree(client)
    coach.goto(MAP)
    assert STOPPED not in coach.locator("main").inner_text()
    assert served.command("brief", "1", "--format", "json").stdout == brief


def test_the_client_sees_that_her_coach_opened_the_brief_and_the_log_is_whole(open_at, served):
    coach = open_at(1280, as_="coach")
    coach.goto("/engagements/1/brief/")
    client = open_at(390, as_="client")
    client.goto("/engagements/1/")
    client.get_by_role("link", name="Who opened your engagement").click()
    assert client.get_by_role("row").filter(has_text="Maren Voss").filter(has_text="opened the brief").count() >= 1
    done = served.command("audit", "verify")
    assert done.returncode == 0, done.stdout
    assert "The audit log is whole" in done.stdout
