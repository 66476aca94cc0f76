"""A coach sets labels right: by a link and a button, or in one key press that is answered with the turn alone."""

from __future__ import annotations

import re

import pytest

from tests.factories import a_transcript
from tests.pages.test_every_page_is_sound import Page
from tests.pages.test_mirror import SAID
from waylight.record.mirror import Correction

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(engagement):
    return a_transcript(engagement, *SAID)


def base(meeting) -> str:
    return f"/engagements/{meeting.engagement_id}/meetings/{meeting.pk}/mirror/"


def at(meeting, turn: int) -> str:
    return f"{base(meeting)}turns/{meeting.utterances.get(turn=turn).pk}/"


def told(page: str, turn: int) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition(f'id="turn-{turn}"')[2].partition("</li>")[0]).split())


def asked_to_told(page: str) -> str:
    return re.search(r"asked, of asked and told: (\d+ %)", page)[1]


def test_a_label_leads_to_all_others_and_choosing_one_comes_back_to_the_turn(as_coach, meeting):
    page = as_coach.get(f"{at(meeting, 1)}?only=open-questions").content.decode()
    assert Page(page).unsound() == []
    assert page.count('name="as" value="') == 9
    assert 'name="only" value="open-questions"' in page
    answer = as_coach.post(at(meeting, 1), {"as": "question closed", "only": "open-questions"})
    assert answer.url == f"{base(meeting)}?only=open-questions#turn-1"
    shown = told(as_coach.get(base(meeting)).content.decode(), 1)
    assert re.search(r"closed question , as you say; the model: open question, \d+ %", shown)


def test_a_key_press_is_answered_with_the_turn_the_figures_and_a_sentence(as_coach, meeting):
    page = as_coach.post(at(meeting, 3), {"as": "reflection complex"}, HTTP_HX_REQUEST="true").content.decode()
    assert told(page, 3).endswith("turn 3")
    assert "complex reflection" in told(page, 3)
    assert 'id="beside" hx-swap-oob="true"' in page
    assert "Kept: complex reflection. The model says: " in page
    assert "<html" not in page


def test_what_the_coach_says_counts_in_the_figures_and_the_models_word_stays(as_coach, engagement):
    meeting = a_transcript(engagement, *SAID * 3)
    before = asked_to_told(as_coach.get(base(meeting)).content.decode())
    as_coach.post(at(meeting, 1), {"as": "input advice"})
    after = as_coach.get(base(meeting)).content.decode()
    assert asked_to_told(after) != before
    assert "the model: open question" in told(after, 1)
    as_coach.post(at(meeting, 1), {"as": ""})
    back = as_coach.get(base(meeting)).content.decode()
    assert asked_to_told(back) == before
    assert "as you say" not in told(back, 1)


def test_a_label_of_the_other_side_and_one_that_there_is_not_are_refused(as_coach, meeting):
    for turn, label in ((1, "sustain"), (2, "question open"), (1, "applause")):
        assert as_coach.post(at(meeting, turn), {"as": label}).status_code == 404
    assert not Correction.objects.exists()


def test_a_label_given_when_the_names_were_swapped_no_longer_counts(as_coach, meeting):
    one, other = (meeting.utterances.get(turn=n).speaker_id for n in (1, 2))
    as_coach.post(at(meeting, 1), {"as": "question closed"})
    as_coach.post(f"{base(meeting)}who/", {"coach": other, "client": one})
    assert "as you say" not in told(as_coach.get(base(meeting)).content.decode(), 1)
    as_coach.post(f"{base(meeting)}who/", {"forget": "1"})
    assert "as you say" in told(as_coach.get(base(meeting)).content.decode(), 1)


def test_the_others_are_agreed_to_at_once_and_that_is_taken_back_at_once(as_coach, meeting):
    as_coach.post(at(meeting, 1), {"as": "question closed"})
    answer = as_coach.post(f"{base(meeting)}rest/", {"agree": "1"}, follow=True).content.decode()
    assert "you agree to the other 7 labels" in answer
    assert "you agree" in told(answer, 2)
    assert "The others are right" not in answer
    answer = as_coach.post(f"{base(meeting)}rest/", {"agree": ""}, follow=True).content.decode()
    assert "Taken back for 7 labels" in answer
    assert [one.rest for one in Correction.objects.all()] == [False]


def test_what_one_chose_can_be_looked_at_alone(as_coach, meeting):
    as_coach.post(at(meeting, 3), {"as": "other"})
    page = as_coach.get(f"{base(meeting)}?only=mine").content.decode()
    assert re.findall(r'id="turn-(\d+)" class="turn \w+ match"', page) == ["3"]


def test_inside_a_long_turn_its_parts_are_told_apart(as_coach, engagement):
    words = "It surprised you that she minded. What would you like to do now?"
    meeting = a_transcript(engagement, ("client", "She minded it."), ("coach", words), ("client", "I will ask."))
    page = as_coach.get(at(meeting, 2)).content.decode()
    assert "“What would you like to do now?”" in page
