"""She asks, a stakeholder answers on a phone from a real mail, also without scripts, and both see what came of it."""

from __future__ import annotations

import re

import pytest

from tests.journeys.test_every_page_is_accessible import violations

LINK = re.compile(r"http://\S+/asked/\S+")
PHONE = {"color_scheme": "light", "reduced_motion": "reduce"}
DESK = {"color_scheme": "dark", "reduced_motion": "reduce"}


def sound(page, width: int) -> None:
    """The page breaks no rule and is no wider than the window."""
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def ask(her, *names: str, look=lambda page: None) -> None:
    """Plan a round for some people, look at each page on the way, and open it."""
    her.goto("/engagements/1/pulse/")
    look(her)
    her.get_by_role("link", name="Plan a round").click()
    for box in her.get_by_role("checkbox").all():
        box.uncheck()
    for name in names:
        her.get_by_role("checkbox", name=name).check()
    look(her)
    her.get_by_role("button", name="See what is sent").click()
    her.get_by_role("heading", name="This is what they will see").wait_for()
    look(her)
    her.get_by_role("button", name="Open it").click()
    her.get_by_text("Opened.").wait_for()
    look(her)


def answer(rater, link: str) -> None:
    """Answer everything, as with a thumb."""
    assert rater.goto(link).status == 200
    for place, value in ((1, "2"), (2, "0"), (3, "none")):
        rater.locator(f"input[name=q{place}][value='{value}']").check()
    rater.get_by_label("a little").check()
    rater.get_by_label("What is one thing I could try?").fill("Come by when nothing is the matter.")


def close(her) -> None:
    """Close the round that is open."""
    her.get_by_role("button", name="Close it now").click()
    her.get_by_role("heading", name="What was answered").wait_for()


@pytest.mark.parametrize(("width", "kind"), [(1280, DESK), (390, PHONE)])
def test_from_asking_to_thanks(open_at, mailbox, width, kind):
    her = open_at(width, as_="client", **kind)
    ask(her, "Wen Li", "Tiago Prado", look=lambda page: sound(page, width))
    link = LINK.search(mailbox.text_to("wen.li@campus.example")).group()
    rater = open_at(width, as_="", **kind)
    answer(rater, link)
    sound(rater, width)
    rater.get_by_role("button", name="Send my answers").click()
    rater.get_by_text("Your answers are in.").wait_for()
    sound(rater, width)
    close(her)
    sound(her, width)
    her.get_by_text("Thank them").click()
    her.get_by_label("What I will do").fill("I will come by when nothing is the matter.")
    her.get_by_role("button", name="Tell them").click()
    her.get_by_text("Those who answered are told.").wait_for()
    thanks = LINK.search(mailbox.text_to("wen.li@campus.example")).group()
    for one in (link, thanks):
        rater.goto(one)
        rater.get_by_text("I will come by when nothing is the matter.").wait_for()
        sound(rater, width)


def test_without_scripts_on_a_phone_and_in_german(open_at, mailbox):
    her = open_at(390, as_="client", **PHONE)
    ask(her, "Wen Li")
    link = LINK.search(mailbox.text_to("wen.li@campus.example")).group()
    rater = open_at(390, as_="", java_script_enabled=False, locale="de-DE")
    rater.goto(link)
    rater.locator("input[name=q1][value='-1']").check()
    rater.get_by_role("button", name="Für später aufheben").click()
    rater.get_by_text("Das ist Ihr Entwurf.").wait_for()
    assert rater.locator("input[name=q1][value='-1']").is_checked()
    rater.get_by_role("button", name="Français").click()
    rater.get_by_role("heading", name="Ines Calder vous demande").wait_for()
    rater.get_by_role("button", name="Envoyer mes réponses").click()
    rater.get_by_text("Vos réponses sont arrivées.").wait_for()
    rater.get_by_role("button", name="Retirer tout ce que").click()
    rater.get_by_role("button", name="Envoyer mes réponses").wait_for()
    close(her)


def test_what_was_typed_is_there_again_in_a_tab_opened_anew(open_at, mailbox):
    her = open_at(1280, as_="client", **PHONE)
    ask(her, "Wen Li")
    link = LINK.search(mailbox.text_to("wen.li@campus.example")).group()
    rater = open_at(390, as_="")
    answer(rater, link)
    rater.goto("about:blank")
    rater.goto(link)
    rater.get_by_text("What you chose here before is back.").wait_for()
    assert rater.get_by_label("What is one thing I could try?").input_value() == "Come by when nothing is the matter."
    assert rater.locator("input[name=q1][value='2']").is_checked()
    rater.get_by_role("button", name="Send my answers").click()
    rater.get_by_text("Your answers are in.").wait_for()
    rater.get_by_role("button", name="Take back everything").click()
    rater.get_by_role("button", name="Send my answers").wait_for()
    assert not rater.locator("input[name=q1][value='2']").is_checked()
    close(her)


def test_with_the_keyboard_alone(open_at, mailbox):
    her = open_at(1280, as_="client", **PHONE)
    ask(her, "Wen Li")
    rater = open_at(1280, as_="")
    rater.goto(LINK.search(mailbox.text_to("wen.li@campus.example")).group())
    rater.locator("input[name=q1]").first.focus()
    rater.keyboard.press("Space")
    rater.keyboard.press("ArrowRight")
    rater.keyboard.press("ArrowRight")
    assert rater.locator("input[name=q1][value='-1']").is_checked()
    while not rater.evaluate("document.activeElement.value === 'send'"):
        rater.keyboard.press("Tab")
    rater.keyboard.press("Enter")
    rater.get_by_text("Your answers are in.").wait_for()
    close(her)


@pytest.mark.parametrize("width", [1280, 390])
def test_she_is_asked_in_the_language_that_was_chosen_for_her(open_at, mailbox, width):
    coach = open_at(width, as_="coach", **PHONE)
    coach.goto("/engagements/1/pulse/plan/")
    for box in coach.get_by_role("checkbox").all():
        box.uncheck()
    coach.get_by_role("checkbox", name="Wen Li").check()
    coach.get_by_label("Language for Wen Li").select_option("Español")
    sound(coach, width)
    coach.get_by_role("button", name="See what is sent").click()
    coach.get_by_role("button", name="Open it").click()
    coach.get_by_text("Opened.").wait_for()
    said = mailbox.text_to("wen.li@campus.example")
    assert "dos minutos" in said
    rater = open_at(width, as_="", **PHONE, locale="en-GB")
    rater.goto(LINK.search(said).group())
    rater.get_by_text("Lo que responda se conserva").wait_for()
    sound(rater, width)
    rater.get_by_role("button", name="English").click()
    rater.get_by_text("What you answer is kept").wait_for()
    close(coach)
    coach.goto("/engagements/1/pulse/plan/")
    assert coach.get_by_label("Language for Wen Li").input_value() == "es"
    coach.get_by_label("Language for Wen Li").select_option("as the round")
    coach.get_by_role("button", name="See what is sent").click()
    coach.get_by_role("button", name="throw it away").click()


def test_the_page_without_any_in_doubt_says_so(open_at):
    page = open_at(390, as_="coach", **PHONE)
    page.goto("/account/mails/")
    page.get_by_text("No mail is in doubt.").first.wait_for()
    sound(page, 390)
