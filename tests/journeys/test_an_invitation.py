"""An invitation arrives by mail, is accepted, and opens what it is for; a code by mail opens it again."""

from __future__ import annotations

import re

from tests.journeys.conftest import set_up_app, sign_in_new

PASSWORD = "a lamp that is lit"


def link_in(text: str) -> str:
    return re.search(r"http://\S+/invitations/\S+", text)[0]


def invite(page, name: str, email: str, role: str) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label(re.compile(f"^{role}")).check()
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_text(f"on its way to {email}").wait_for()


def accept(page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Accept").click()


def test_a_practice_invites_a_coach_who_sets_up_her_second_factor_first(open_at, new_coach_account, mailbox):
    page = open_at(390, as_="")
    sign_in_new(page, *new_coach_account)
    page.get_by_role("link", name="Look after your practice").click()
    page.get_by_role("heading", name="Members").wait_for()
    invite(page, "Nadia Roth", "nadia@brook.example", "coach")
    new = open_at(390, as_="")
    accept(new, link_in(mailbox.text_to("nadia@brook.example")))
    new.get_by_role("heading", name="Second factor").wait_for()
    set_up_app(new, PASSWORD)
    new.get_by_role("link", name="They are safe").click()
    new.get_by_role("link", name="Begin an engagement").wait_for()
    page.reload()
    assert page.get_by_text("Nadia Roth", exact=True).count() == 2  # among members, and among invitations
    assert page.get_by_text("accepted", exact=True).is_visible()


def let_the_sponsor_see(open_at) -> None:
    """The sample's client agrees that her sponsor sees goals and meetings."""
    client = open_at(390, as_="client")
    client.goto("/engagements/1/consent/")
    client.get_by_role("button", name="I agree: Reports to your sponsor").click()
    client.get_by_text("Reports to your sponsor: agreed.").wait_for()


def test_a_sponsor_is_invited_sees_one_page_and_comes_back_with_a_code_by_mail(open_at, mailbox):
    page = open_at(390, as_="coach")
    page.goto("/engagements/1/")
    page.get_by_role("link", name="Invite the client or a sponsor").click()
    invite(page, "Who Pays", "pays@norvia.example", "sponsor")
    link = link_in(mailbox.text_to("pays@norvia.example"))
    sponsor = open_at(390, as_="")
    accept(sponsor, link)
    sponsor.get_by_text("because Ines Calder has not agreed to that yet").wait_for()
    let_the_sponsor_see(open_at)
    sponsor.reload()
    sponsor.get_by_text("As sponsor you see the goals").wait_for()
    assert sponsor.get_by_role("navigation").count() == 0
    sponsor.get_by_role("button", name="Sign out").click()
    sponsor.get_by_role("link", name="Get a code by mail").click()
    sponsor.get_by_label("E-mail address").fill("pays@norvia.example")
    sponsor.get_by_role("button", name="Send the code").click()
    code = re.search(r"Your code is\s+(\S+)", mailbox.text_to("pays@norvia.example"))[1]
    sponsor.get_by_label("Code from the mail").fill(code)
    sponsor.keyboard.press("Enter")
    sponsor.get_by_role("heading", name="That you sponsor").wait_for()
    assert sponsor.goto("/engagements/1/journal/").status == 403
    assert sponsor.goto(link).status == 410
    assert "accepted already" in sponsor.locator("main").inner_text()
    page.reload()
    page.get_by_role("button", name="No longer the sponsor").click()
    page.get_by_text("has no sponsor any more").wait_for()
    assert sponsor.goto("/engagements/1/").status == 404
