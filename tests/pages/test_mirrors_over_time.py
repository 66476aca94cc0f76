"""The mirrors of many meetings side by side, what is otherwise since a day, and what is taken to supervision."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from django.test import Client
from django.utils.translation import get_language

from tests.factories import a_coach, a_stakeholder, a_transcript, an_engagement
from tests.pages.test_every_page_is_sound import Page
from tests.pages.test_mirror import SAID, matches
from waylight.record.consent import Consent, withdraw
from waylight.record.initiative import launch
from waylight.record.mirror import correct

pytestmark = pytest.mark.django_db
DAYS = ("2026-02-03", "2026-02-17", "2026-03-03", "2026-03-17", "2026-04-07", "2026-04-21")


def read(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert Page(answer.content.decode()).unsound() == []
    return html.unescape(answer.content.decode())


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def held(engagement):
    """Six meetings; in the last three every question was telling, as the coach says."""
    meetings = [a_transcript(engagement, *SAID * 3, on=day) for day in DAYS]
    for meeting in meetings[3:]:
        for turn in meeting.utterances.filter(turn__in=(1, 7, 9, 15, 17, 23)):
            correct(turn, engagement.coach, "input advice")
    return meetings


def test_every_meeting_has_its_figures_and_they_lead_to_its_turns(as_coach, engagement, held):
    page = read(as_coach, f"/engagements/{engagement.pk}/mirror/")
    for day in ("3 February 2026", "21 April 2026"):
        assert f">{day}</a>" in page
    links = re.findall(r'<td><a class="evidence" href="([^"#]+)#said"', page)
    assert len(links) == 18
    assert matches(as_coach.get(links[0]).content.decode())
    assert page.count("<svg") == 3


def test_what_is_otherwise_since_a_day_is_said_with_its_interval(as_coach, engagement, held):
    page = text(read(as_coach, f"/engagements/{engagement.pk}/mirror/?since=2026-03-10"))
    assert "Before and since 10 March 2026" in page
    assert re.search(
        r"asked, of asked and told \d+ % \d+ %–\d+ % \d+ % \d+ %–\d+ % −\d+ points −\d+ points to −\d+ points", page
    )
    assert "does not say that the day made it so" in page


def test_a_day_that_leaves_too_few_meetings_on_a_side_says_so(as_coach, engagement, held):
    page = text(read(as_coach, f"/engagements/{engagement.pk}/mirror/?since=2026-02-10"))
    assert "There are too few meetings before that day to say what is otherwise." in page
    assert "is not a day like 2026-03-12" in text(read(as_coach, f"/engagements/{engagement.pk}/mirror/?since=soon"))


def test_without_a_transcript_the_page_says_what_it_takes(as_coach, engagement):
    assert "No transcript of a meeting of yours can be read yet." in read(
        as_coach, f"/engagements/{engagement.pk}/mirror/"
    )
    assert "No transcript of a meeting of yours can be read yet." in read(as_coach, "/mirror/")


def test_all_engagements_of_a_coach_stand_together_and_no_other_coachs(as_coach, engagement, held):
    second = an_engagement("Henrik Aas", coach=engagement.coach)
    a_transcript(second, *SAID, on="2026-03-05")
    other = an_engagement("Odd Lie", coach=a_coach("Ada Bright", practice=engagement.practice))
    a_transcript(other, *SAID, on="2026-03-06")
    page = read(as_coach, "/mirror/")
    assert "<td>Henrik Aas</td>" in page
    assert page.count("<td>Ines Calder</td>") == 6
    assert "Odd Lie" not in page
    assert "Henrik Aas" not in read(as_coach, f"/engagements/{engagement.pk}/mirror/")


def test_what_is_not_agreed_to_any_more_is_not_counted(as_coach, engagement, held):
    agreement = Consent.objects.get(engagement=engagement, use=Consent.Use.RECORDING)
    withdraw(agreement, by=engagement.client.user, at=agreement.given_at)
    assert "No transcript of a meeting of yours can be read yet." in read(
        as_coach, f"/engagements/{engagement.pk}/mirror/"
    )


def test_the_table_can_be_kept(as_coach, engagement, held):
    answer = as_coach.get(f"/engagements/{engagement.pk}/mirror.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["day"] for row in rows] == list(DAYS)
    assert float(rows[0]["asked_to_told"]) > float(rows[5]["asked_to_told"])
    assert float(rows[0]["reflections low"]) <= float(rows[0]["reflections"]) <= float(rows[0]["reflections high"])


def test_the_client_has_no_such_page_and_no_link_to_one(as_client, engagement, held):
    for address in (f"/engagements/{engagement.pk}/mirror/", "/mirror/", f"/engagements/{engagement.pk}/mirror.csv"):
        assert as_client.get(address).status_code == 403
    assert "/mirror/" not in as_client.get(f"/engagements/{engagement.pk}/meetings/").content.decode()


def test_a_meeting_goes_to_supervision_without_a_name_in_it(as_coach, engagement):
    a_stakeholder(engagement, "Mei Okafor")
    launch(engagement, name="Lanternfish", since=None)
    said = (*SAID, ("client", "Mei Okafor and Ines Calder spoke of Lanternfish in Lisbon on 12 March 2026."))
    meeting = a_transcript(engagement, *said)
    base = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/supervision"
    page, file = read(as_coach, f"{base}/"), as_coach.get(f"{base}.md")
    assert file["Content-Disposition"].startswith("attachment")
    for words in (text(page.partition('class="handed"')[2].partition("</section>")[0]), file.content.decode()):
        for name in ("Mei", "Okafor", "Ines", "Calder", "Lanternfish", "Lisbon", "12 March", "Maren"):
            assert name not in words
        assert "Coach: What was it like to hear that? [open question]" in words
        assert "Client: " in words


def test_what_goes_to_supervision_is_english_like_its_words_whoever_reads_the_page(as_coach, engagement, monkeypatch):
    monkeypatch.setattr("waylight.pages.mirror.labels.gettext", lambda words: f"{words} ({get_language()})")
    meeting = a_transcript(engagement, *SAID)
    base = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/"
    assert "open question (de)" in as_coach.get(base, headers={"accept-language": "de"}).content.decode()
    file = as_coach.get(f"{base}supervision.md", headers={"accept-language": "de"}).content.decode()
    assert "Coach: What was it like to hear that? [open question (en-gb)]" in file
    assert "- turns with several questions: 1" in file


def test_only_the_turns_of_a_filter_are_taken_along_if_one_is_chosen(as_coach, engagement):
    meeting = a_transcript(engagement, *SAID)
    correct(meeting.utterances.get(turn=5), engagement.coach, "input advice")
    base = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/"
    assert f"{base}supervision/?only=told" in read(as_coach, f"{base}?only=told")
    file = as_coach.get(f"{base}supervision.md?only=told").content.decode()
    assert "quicker" in file
    assert "What was it like" not in file


def test_another_coach_takes_nothing_along(engagement):
    meeting = a_transcript(engagement, *SAID)
    browser = Client()
    browser.force_login(a_coach("Ada Bright", practice=engagement.practice).user)
    assert browser.get(f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/supervision.md").status_code == 404
