"""The client writes between meetings, on a phone and on a large screen, and her coach asks and reads what is shared."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.conftest import open_page, sample_account
from tests.journeys.test_every_page_is_accessible import violations

TODAY = "/engagements/1/today/"
LOOK = {"color_scheme": "light", "reduced_motion": "reduce"}
OPEN = re.compile(r"http://\S+/today/[^/\s]+/(?=\s)")
STOP = re.compile(r"http://\S+/today/[^/\s]+/stop/")


def unfold(page, *names: str) -> None:
    for name in names:
        page.locator("summary").filter(has_text=name).click()


def rate(page, name: str, value: int) -> None:
    page.get_by_role("group", name=name).get_by_role("radio", name=str(value), exact=True).check()


def save(page) -> None:
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved, ").wait_for()


def take_back(page) -> None:
    page.get_by_role("button", name="Take it all back").click()
    page.get_by_text("Taken back").wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_she_writes_everything_shares_it_and_takes_it_back(open_at, width):
    her, coach = open_at(width, as_="client", **LOOK), open_at(width, **LOOK)
    her.goto(TODAY)
    her.get_by_role("textbox", name="What am I still").fill("They carried it without me.")
    rate(her, "Mood", 7)
    rate(her, "Confidence", 6)
    unfold(her, "Who helped me", "What I chose to do", "What’s next")
    her.get_by_label("Who? Type a name").fill("Nadia Rahim")
    her.get_by_label("What I saw or heard").fill("start where they are")
    her.get_by_role("group", name="Call the regulator").get_by_label("dropped").check()
    her.get_by_role("group", name="Call the regulator").get_by_label("Why, or how").fill("It was not mine.")
    her.get_by_label("What I will do next").fill("Ask Wen first")
    her.get_by_label("By", exact=False).last.fill("2026-12-09")
    assert violations(her) == []
    save(her)
    assert violations(her) == []
    assert her.evaluate("document.documentElement.scrollWidth") <= width
    coach.goto("/engagements/1/journal/")
    assert "They carried it" not in coach.content()
    entry = her.get_by_role("article").filter(has_text="They carried it without me.").last
    entry.get_by_role("button", name="share it").click()
    her.get_by_text("Shared with your coach.").wait_for()
    coach.reload()
    shown = coach.get_by_role("article").filter(has_text="They carried it")
    for words in ("mood 7", "Nadia Rahim", "It was not mine.", "by 9 December"):
        assert words in shown.inner_text()
    her.get_by_role("button", name="make it private").click()
    her.get_by_text("Private again.").wait_for()
    coach.reload()
    assert "They carried it" not in coach.content()
    her.goto(her.url)
    entry = her.locator("article.entry").first.get_by_role("link", name="in the journal").get_attribute("href")
    her.goto(f"{TODAY}?saved={re.search(r'entry=([0-9]+)', entry)[1]}")
    take_back(her)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_coach_asks_she_answers_and_the_coach_withdraws(open_at, width):
    her, coach = open_at(width, as_="client", **LOOK), open_at(width, **LOOK)
    coach.goto("/engagements/1/")
    open_page(coach, "Meetings", "Between")
    assert violations(coach) == []
    coach.get_by_role("button", name="Did something come to you?", exact=True).click()
    coach.get_by_text("stands on the page of Ines Calder now").wait_for()
    her.goto(TODAY)
    her.get_by_text("Maren Voss asks you").wait_for()
    her.get_by_label("Did something come to you?").fill("Yes: it is theirs now.")
    her.get_by_label("Share it with my coach").check()
    save(her)
    coach.reload()
    coach.get_by_role("link", name="Shared answer of").first.click()
    coach.get_by_text("Yes: it is theirs now.").wait_for()
    assert coach.get_by_role("button", name="Change").count() == 0
    coach.goto("/engagements/1/between/")
    assert coach.evaluate("document.documentElement.scrollWidth") <= width
    coach.get_by_role("button", name="Withdraw it").click()
    coach.get_by_text("Withdrawn.").wait_for()
    take_back(her)


def test_she_chooses_somebody_she_knows_by_typing_part_of_the_way(open_at):
    her = open_at(390, as_="client", **LOOK)
    her.goto(TODAY)
    unfold(her, "Who helped me")
    names = her.locator("#helpers option").evaluate_all("all => all.map((one) => one.value)")
    known = next(name for name in names if name.startswith("Priya"))
    her.get_by_label("Who? Type a name").fill(known)
    assert her.locator("[name=helper]").evaluate("one => one.selectedOptions[0].text") == known
    her.get_by_label("What I saw or heard").fill("it is theirs")
    save(her)
    assert known.partition(" (")[0] in her.locator("article.entry").first.inner_text()
    take_back(her)


def test_without_scripts_there_are_two_fields_for_who_helped_and_all_is_kept(open_at):
    her = open_at(390, as_="client", java_script_enabled=False)
    her.goto(TODAY)
    her.get_by_role("textbox", name="What am I still").fill("Without a script.")
    unfold(her, "Who helped me")
    her.get_by_label("Somebody you know").select_option(index=1)
    her.get_by_role("button", name="Save").click()
    her.get_by_text("Say what you saw or heard.").wait_for()
    assert her.get_by_role("textbox", name="What am I still").input_value() == "Without a script."
    her.get_by_label("What I saw or heard").fill("listen first")
    save(her)
    take_back(her)


def test_with_the_keyboard_alone(open_at):
    her = open_at(1280, as_="client", **LOOK)
    her.goto(TODAY)
    her.get_by_role("textbox", name="What am I still").focus()
    her.keyboard.type("By hand.")
    for _ in range(2):
        her.keyboard.press("Tab")
    for _ in range(4):  # from no number to 3
        her.keyboard.press("ArrowRight")
    for _ in range(30):
        her.keyboard.press("Tab")
        if her.evaluate("document.activeElement.textContent") == "Save":
            break
    her.keyboard.press("Enter")
    her.get_by_text("Saved, for you alone").wait_for()
    assert "mood 3" in her.locator("article.entry").first.inner_text()
    take_back(her)


def as_if_asked_last_week(served) -> None:
    """The mail of this hour is due only if it was asked for before."""
    served.store.says(
        "from datetime import timedelta; from waylight.record.between.wish import Wish\n"
        "one = Wish.objects.get(); one.since -= timedelta(days=7); one.save()"
    )


def test_one_tap_in_a_mail_opens_the_page_once_and_one_press_stops_the_mails(open_at, served, mailbox):
    address, _ = sample_account(served, "client")
    her = open_at(390, as_="client", **LOOK)
    her.goto(f"{TODAY}mails/")
    her.get_by_role("button", name="Send me these mails").click()
    her.get_by_text("Choose at least one day.").wait_for()
    for box in her.get_by_role("checkbox").all():
        box.check()
    her.get_by_label("From").select_option(str(datetime.now(ZoneInfo("Europe/Lisbon")).hour))
    her.get_by_role("button", name="Send me these mails").click()
    her.get_by_text("The mails will come.").wait_for()
    as_if_asked_last_week(served)
    assert served.command("pulse", "due").returncode == 0
    mail = mailbox.mail_to(address)
    text = mail.get_body(["plain"]).get_content()
    link, stop = OPEN.search(text).group(), STOP.search(text).group()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "".join(mail["List-Unsubscribe"].split()) == f"<{stop}>"

    phone = open_at(390, as_="", **LOOK)
    assert phone.request.get(link).status == 200  # what looks at links on their way uses none up
    phone.goto(link)
    phone.get_by_role("heading", name="Today", exact=True).wait_for()
    assert phone.url.endswith(TODAY)

    other = open_at(390, as_="", **LOOK)
    assert other.goto(link).status == 410
    other.get_by_text("This link was used already.").wait_for()
    assert violations(other) == []
    other.get_by_role("button", name="Send me a fresh link").click()
    other.get_by_role("heading", name="A fresh link is on its way").wait_for()
    fresh = OPEN.search(mailbox.text_to(address)).group()
    plain = open_at(390, as_="", java_script_enabled=False)
    plain.goto(fresh)
    assert plain.get_by_role("heading", name="Your page for today").is_visible()
    plain.get_by_role("button", name="Open it").click()
    plain.get_by_role("heading", name="Today", exact=True).wait_for()

    coach = open_at(390, **LOOK)
    assert coach.goto(fresh).status in {403, 410}
    pressed = other.request.post(stop, form={"List-Unsubscribe": "One-Click"})
    assert pressed.status == 200
    other.goto(stop)
    other.get_by_role("heading", name="No more of these mails").wait_for()
    her.goto(f"{TODAY}mails/")
    assert her.get_by_role("button", name="Stop these mails").count() == 0
