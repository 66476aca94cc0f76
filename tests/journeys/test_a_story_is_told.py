"""The sample's story from end to end: its coach writes and replaces, its client strikes, agrees and withdraws."""

from __future__ import annotations

import re

from tests.journeys.conftest import sample_account

STORIES = "/engagements/1/stories/"


def press(page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_a_story_is_written_agreed_to_published_and_withdrawn(open_at, served, mailbox):
    coach, client = open_at(1280), open_at(390, as_="client", java_script_enabled=False)
    # The coach finds the sample's draft, puts a piece of the record into it, and replaces every name.
    coach.goto(STORIES)
    coach.get_by_role("link", name="Letting go, and leading: a page").click()
    text = coach.get_by_role("textbox", name="The text")
    assert "Open Bench" in text.input_value()
    coach.get_by_role("button", name=re.compile("Put into the text: At first the client rated")).click()
    coach.get_by_text("Kept as version 2.").wait_for()
    assert "At first the client rated confidence at about four out of ten." in text.input_value()
    coach.get_by_role("link", name=re.compile("Where it is from, at last: Others reached out first")).click()
    coach.get_by_role("heading", name="Ines Calder: was reached by others first").wait_for()
    press(coach, "Close")
    press(coach, "Replace all of them")
    coach.get_by_text("Replaced in a page.").wait_for()
    coach.get_by_text("Nothing was found that could give somebody away.").wait_for()
    assert not re.search("Open Bench|Norvia|Tomás|Mei|Sol|Aveiro|2026", text.input_value())
    # The text as it is can be published nowhere before she is asked and agrees.
    coach.get_by_role("link", name="ask her, publish").click()
    coach.get_by_text("it can be published nowhere").wait_for()
    coach.get_by_label("Where, in words").fill("My own site")
    press(coach, "Ask her")
    coach.get_by_text("Asked. It stands on her own page").wait_for()
    letter = mailbox.text_to(sample_account(served, "client")[0])
    assert "Ines" not in letter
    # She reads it, on a phone and without scripts, and strikes a sentence.
    client.goto(re.search(r"https?://\S+/stories/asked/\d+/", letter).group())
    client.get_by_text("Maren Voss asks whether exactly this text").wait_for()
    client.get_by_text("Strike or change something").click()
    own = client.get_by_role("textbox", name="The text as you would have it")
    own.fill(own.input_value().replace(" Whether she reached out more herself cannot be told.", ""))
    press(client, "Propose this text")
    client.get_by_text("Your text is version 4.").wait_for()
    # Both see it; the coach asks anew, and she agrees to the text and to each quote.
    coach.reload()
    press(coach, "Ask her")
    coach.get_by_text("Asked. It stands on her own page").wait_for()
    client.goto(STORIES)
    client.get_by_role("link", name="A page, version 4, on the web").click()
    for box in client.get_by_role("checkbox").all():
        box.check()
    press(client, "I agree")
    client.get_by_text("You agree to this text for this use").wait_for()
    coach.reload()
    press(coach, "Publish version 4 on the web")
    coach.get_by_text("Published on the web: version 4.").wait_for()
    reader = open_at(390, as_="", java_script_enabled=False)
    address = coach.get_by_role("link", name="read it there").get_attribute("href")
    assert reader.goto(address).status == 200
    reader.get_by_role("heading", level=1, name="Letting go, and leading").wait_for()
    coach.get_by_text("Note where a copy went").click()
    coach.get_by_label("To whom").fill("The supervision group")
    press(coach, "Note it")
    coach.get_by_text("Noted.").wait_for()
    # She withdraws: it goes, and the list says who has a copy.
    client.goto(STORIES)
    press(client, "Withdraw: version 4, on the web")
    client.get_by_text("Withdrawn. What was published on it is taken down").wait_for()
    assert client.get_by_text("The supervision group").is_visible()
    assert reader.reload().status == 410
    reader.get_by_role("heading", name="This story is not here any more").wait_for()
    coach.goto(STORIES)
    assert coach.get_by_role("region", name="Published now").get_by_text("Nothing.").is_visible()
    press(coach, "Told: The supervision group")
    coach.get_by_text("and told so on").wait_for()


def test_a_coach_takes_a_year_along_and_nobody_is_named(open_at):
    page = open_at(1280)
    page.goto("/journal/years/2026/")
    page.get_by_role("heading", name="What I learned in 2026").wait_for()
    assert "with somebody in the team" in page.get_by_role("main").inner_text()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep it (Markdown)").click()
    said = kept.value.path().read_text("utf-8")
    assert said.startswith("# What I learned in 2026")
    assert not re.search("Sol|Ines|Calder", said)


def test_where_nothing_grew_the_story_says_so(open_at):
    page = open_at(390)
    page.goto("/engagements/2/stories/")
    page.get_by_label("What you find it by").fill("Asked before it is decided")
    press(page, "Begin it")
    page.get_by_role("textbox", name="The text").fill("He set out to be asked.")
    press(page, "Keep it")
    page.get_by_role("link", name="It does not always work out this way", exact=True).click()
    assert page.url.endswith("#of-otherwise")
    press(page, "Put into the text: Whether what is measured grew cannot be told.")
    page.get_by_text("Kept as version 2.").wait_for()
    said = page.get_by_role("textbox", name="The text").input_value()
    assert said.endswith("## It does not always work out this way\n\nWhether what is measured grew cannot be told.")
    assert page.get_by_role("link", name="It does not always work out this way", exact=True).count() == 0


def test_a_story_from_right_to_left_is_written_with_keyboard_and_phone(open_at):
    page = open_at(390)
    page.goto("/engagements/1/stories/1/post/")
    page.get_by_label("Language of its texts").focus()
    page.keyboard.type("Hebrew")
    page.keyboard.press("Tab")
    page.keyboard.type("זה גדל.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Kept as version 1.").wait_for()
    text = page.get_by_role("textbox", name="The text")
    assert (text.get_attribute("dir"), text.get_attribute("lang")) == ("rtl", "he")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_label("Language of its texts").select_option("en")  # as the other journeys find it
    press(page, "Keep it")
    page.get_by_text("Every text of this story is in English from now on.").wait_for()


def test_the_text_is_written_by_keyboard_alone(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/stories/1/slide/")
    page.get_by_role("textbox", name="The text").focus()
    page.keyboard.type("It grew.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Keep it"
    page.keyboard.press("Enter")
    page.get_by_text("Kept as version 1.").wait_for()
