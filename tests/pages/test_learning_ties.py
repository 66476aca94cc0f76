"""Notes about a meeting, a turn or a figure; questions for supervision; a month unchanged; hours of learning."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date

import pytest

from tests.factories import a_coach, a_transcript, an_engagement
from tests.pages.test_every_page_is_sound import Page
from tests.pages.test_mirror import SAID
from waylight.record.handing_over import hand_over
from waylight.record.learning import LearningNote, Study, learn, study
from waylight.record.privacy.held import held_by_account

pytestmark = pytest.mark.django_db


def read(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert Page(answer.content.decode()).unsound() == []
    return html.unescape(answer.content.decode())


@pytest.fixture
def meeting(engagement):
    return a_transcript(engagement, *SAID)


def test_a_note_about_a_turn_leads_back_to_it(as_coach, engagement, meeting):
    turn = meeting.utterances.get(turn=5)
    form = read(as_coach, f"/journal/?turn={turn.pk}")
    assert "Write about turn 5 of the meeting of 12 March 2026, with Ines Calder" in form
    given = dict(re.findall(r'type="hidden" name="(turn)" value="(\d+)"', form))
    as_coach.post("/journal/", {"on": "2026-03-13", "text": "I told.", **given})
    page = read(as_coach, "/journal/")
    where = re.search(r'About\s+<a href="([^"]+)">turn 5 of', page)[1]
    assert where == f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/?at=5#turn-5"


def test_a_note_about_a_figure_leads_to_the_turns_behind_it(as_coach, engagement, meeting):
    page = read(as_coach, f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/")
    link = re.search(r'href="(/journal/\?meeting=\d+&figure=talk_share)"', page)[1]
    given = dict(re.findall(r'type="hidden" name="(meeting|figure)" value="(\w+)"', read(as_coach, link)))
    as_coach.post("/journal/", {"on": "2026-03-13", "text": "Half was mine.", **given})
    assert "?only=talk-share#said" in read(as_coach, "/journal/")


def test_nothing_of_another_coachs_engagement_can_be_tied(as_coach):
    foreign = a_transcript(an_engagement("Henrik Aas"), *SAID)
    for tie in ({"turn": foreign.utterances.first().pk}, {"meeting": foreign.pk}, {"turn": "x", "meeting": "-1"}):
        assert "Henrik" not in as_coach.get("/journal/", tie).content.decode()
        as_coach.post("/journal/", {"on": "2026-03-13", "text": "words", **tie})
    assert set(LearningNote.objects.values_list("meeting", "utterance")) == {(None, None)}


def test_a_note_stays_when_what_it_is_about_goes(as_coach, engagement, meeting):
    learn(engagement.coach, on=date(2026, 3, 13), text="I told.", utterance=meeting.utterances.get(turn=5))
    meeting.utterances.all().delete()
    assert "the meeting of 12 March 2026" in read(as_coach, "/journal/")
    meeting.delete()
    page = read(as_coach, "/journal/")
    assert "I told." in page
    assert "12 March" not in page


def test_a_coach_who_handed_an_engagement_over_keeps_the_note_without_the_meeting(as_coach, engagement, meeting):
    learn(engagement.coach, on=date(2026, 3, 13), text="I told.", meeting=meeting)
    hand_over(engagement, to=a_coach("Ada Bright", practice=engagement.practice), by=engagement.coach.user)
    page = read(as_coach, "/journal/")
    assert "I told." in page
    assert "Ines" not in page


def test_questions_for_supervision_stand_by_themselves_and_are_taken_there(as_coach, engagement):
    learn(engagement.coach, on=date(2026, 3, 12), text="Only a note.")
    as_coach.post("/journal/", {"on": "2026-03-13", "text": "Whose wish was it?", "kind": "question"})
    page = read(as_coach, "/journal/?only=questions")
    assert "Whose wish was it?" in page
    assert "Only a note." not in page
    question = LearningNote.objects.get(kind="question")
    for word in ("taken there on", ""):
        as_coach.post(f"/journal/{question.pk}/taken/")
        assert ("taken there on" in read(as_coach, "/journal/?only=questions")) is bool(word)


def test_a_month_holds_what_was_written_in_it_unchanged_and_in_order(as_coach, engagement):
    words = "First  line,\n\n*not* formatted & <b>kept</b>."
    learn(engagement.coach, on=date(2026, 3, 31), text="Last.")
    learn(engagement.coach, on=date(2026, 3, 1), text=words)
    learn(engagement.coach, on=date(2026, 4, 1), text="Later.")
    study(engagement.coach, on=date(2026, 3, 5), minutes=90, kind="supervision", topic="Silence")
    page = as_coach.get("/journal/months/2026/3/").content.decode()
    assert "*not* formatted &amp; &lt;b&gt;kept&lt;/b&gt;." in page
    assert page.index("First  line,") < page.index("Last.")
    assert "Later." not in page
    assert "1.5 hours" in page
    assert ">March 2026</a>" in read(as_coach, "/journal/")
    assert "Nothing was written" in read(as_coach, "/journal/months/2025/1/")
    assert as_coach.get("/journal/months/2026/13/").status_code == 404


def test_hours_are_noted_summed_by_year_and_kind_and_kept_as_a_table(as_coach):
    for given in (
        {"on": "2026-03-05", "hours": "1.5", "kind": "supervision", "topic": "=Silence", "given_by": "Rut Adler"},
        {"on": "2026-03-09", "hours": "2", "kind": "reading", "topic": "Listening"},
        {"on": "2025-11-02", "hours": "6", "kind": "training", "topic": "Ethics"},
    ):
        assert as_coach.post("/journal/hours/", given).status_code == 302
    page = re.sub(r"<[^>]+>", " ", read(as_coach, "/journal/hours/"))
    assert re.search(r"2026\s+1\.5\s+0\s+0\s+0\s+2\s+3\.5", page)
    rows = list(csv.reader(io.StringIO(as_coach.get("/journal/hours.csv").content.decode("utf-8-sig"))))
    assert rows[0] == ["day", "hours", "kind", "topic", "given by"]
    assert rows[1] == ["2025-11-02", "6", "training", "Ethics", ""]
    assert rows[2] == ["2026-03-05", "1.5", "supervision", "'=Silence", "Rut Adler"]
    as_coach.post(f"/journal/hours/{Study.objects.get(kind='reading').pk}/remove/")
    assert "Listening" not in read(as_coach, "/journal/hours/").partition("<summary>Removed entries</summary>")[0]
    assert "Listening" not in as_coach.get("/journal/hours.csv").content.decode()
    one = Study.objects.get(kind="reading")
    as_coach.post(f"/journal/hours/{one.pk}/remove/")
    assert "Listening" in as_coach.get("/journal/hours.csv").content.decode()


@pytest.mark.parametrize("wrong", [{"hours": "0"}, {"hours": "25"}, {"topic": " "}, {"kind": "golf"}, {"on": ""}])
def test_wrong_hours_are_refused_beside_the_field(as_coach, wrong):
    given = {"on": "2026-03-05", "hours": "1", "kind": "reading", "topic": "Listening", **wrong}
    page = as_coach.post("/journal/hours/", given).content.decode()
    assert 'class="errorlist"' in page
    assert Page(page).unsound() == []
    assert not Study.objects.exists()


def test_nobody_else_sees_hours_and_the_coach_is_handed_them_out(as_client, engagement):
    one = study(engagement.coach, on=date(2026, 3, 5), minutes=90, kind="supervision", topic="Silence")
    assert as_client.get("/journal/hours/").status_code == 403
    other = a_coach("Ada Bright", practice=engagement.practice)
    assert Study.objects.visible_to(other.user).count() == 0
    held = {part.key: list(part.rows()) for part in held_by_account(engagement.coach.user)}
    assert held["learning_hours"][0]["topic"] == "Silence"
    assert Study.objects.get(pk=one.pk).minutes == 90


def test_a_coach_who_is_a_client_elsewhere_ties_nothing_to_the_meetings_of_her_own_coach(as_coach, engagement):
    where_she_is_client = an_engagement("Henrik Aas")
    where_she_is_client.client.user = engagement.coach.user
    where_she_is_client.client.save()
    there = a_transcript(where_she_is_client, *SAID)
    for tie in ({"turn": there.utterances.first().pk}, {"meeting": there.pk}):
        as_coach.post("/journal/", {"on": "2026-03-13", "text": "words", **tie})
    assert set(LearningNote.objects.values_list("meeting", "utterance")) == {(None, None)}
