"""The coach's mirror of one meeting: what it shows, what it finds, and what it says where there is little to show."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from tests.factories import a_coach, a_transcript, an_engagement
from tests.pages.test_every_page_is_sound import Page
from waylight.pages.mirror.labels import BY_SAID, OF_CLIENT, OF_COACH, every_label
from waylight.record.consent import Consent, withdraw
from waylight.record.handing_over import hand_over
from waylight.record.meeting import Meeting, Utterance, plan
from waylight.record.mirror import ShownMirror, WhoSpoke, correct

pytestmark = pytest.mark.django_db

TOLD = "You should call Mei on Monday, and I would suggest that you write to her as well because it is quicker."
SAID = (
    ("coach", "What was it like to hear that?"),
    ("client", "First like falling. I hadn't thought that Mei would mind, and I never asked her about the pilot."),
    ("coach", "It surprised you that she minded."),
    ("client", "Yes. I just realised that I had decided for all of us, and that the team could see it."),
    ("coach", TOLD),
    ("client", "Perhaps. I do not know if that is what they would want from me now."),
    ("coach", "What would you like to do? And when?"),
    ("client", "I will ask Mei on Monday how she sees it, and then only listen to what she says."),
)


def mirror(browser, meeting, query: str = "") -> str:
    answer = browser.get(f"/engagements/{meeting.engagement_id}/meetings/{meeting.pk}/mirror/{query}")
    assert answer.status_code == 200
    page = html.unescape(answer.content.decode())
    assert Page(answer.content.decode()).unsound() == []
    return page


def turns(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'<li id="turn-(\d+)"', page)]


def matches(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'<li id="turn-(\d+)" class="turn \w+ match"', page)]


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def meeting(engagement):
    return a_transcript(engagement, *SAID, seconds=20)


def test_every_label_of_the_model_has_words_and_keys_are_told_apart():
    assert set(BY_SAID) == every_label()
    for labels in (OF_COACH, OF_CLIENT):
        keys = [label.key for label in labels]
        assert len({*keys, "n", "p", "u"}) == len(keys) + 3


def test_the_meeting_stands_as_it_ran_each_turn_with_a_label_and_its_probability(as_coach, meeting):
    page = mirror(as_coach, meeting)
    assert turns(page) == list(range(1, 9))
    first = text(page.partition('id="turn-1"')[2].partition("</li>")[0])
    assert re.search(r"What was it like to hear that\? open question, \d+ %", first)
    assert text(page).count("counselling is not coaching") == 1
    assert "grade" in page


def test_who_spoke_is_drawn_along_time_and_along_words_without_times(as_coach, engagement, meeting):
    page = mirror(as_coach, meeting)
    strips = dict(re.findall(r'aria-label="([^":]+): (\w+) turns?"', page))
    assert strips["Ines Calder"] == "four"
    assert "Maren Voss asks" in strips
    assert "3 minutes" in page
    bare = mirror(as_coach, a_transcript(engagement, *SAID, on="2026-04-02"))
    assert "The transcript has no times, so the ribbon runs along the words." in bare


def test_a_filter_shows_its_turns_each_with_its_neighbours(as_coach, engagement, meeting):
    correct(meeting.utterances.get(turn=5), engagement.coach, "input advice")
    page = mirror(as_coach, meeting, "?only=told")
    assert (matches(page), turns(page)) == ([5], [4, 5, 6])
    noticed = mirror(as_coach, meeting, "?only=noticed")
    assert matches(noticed) == [2, 4]
    assert "<mark>I just realised</mark>" in noticed
    assert matches(mirror(as_coach, meeting, "?only=nonsense")) == []
    assert turns(mirror(as_coach, meeting, "?only=nonsense")) == list(range(1, 9))


def test_words_are_searched_inside_a_filter_whatever_their_capitals(as_coach, meeting):
    assert matches(mirror(as_coach, meeting, "?q=MEI")) == [2, 5, 8]
    assert matches(mirror(as_coach, meeting, "?q=mei&only=noticed")) == [2]
    nothing = mirror(as_coach, meeting, "?q=zebra")
    assert "No turn of this meeting is one of these." in nothing


def test_every_figure_leads_to_the_turns_behind_it(as_coach, meeting):
    page = mirror(as_coach, meeting)
    links = re.findall(r'<dd><a class="evidence" href="([^"#]+)#said"', page)
    assert len(links) >= 3
    for link in links:
        assert matches(as_coach.get(link).content.decode()), link
    assert matches(mirror(as_coach, meeting, "?only=stacked-questions")) == [7]
    assert matches(mirror(as_coach, meeting, "?only=longest-turn")) == [5]


def test_what_others_hold_figures_against_is_named_as_theirs_with_its_turns(as_coach, engagement):
    page = mirror(as_coach, a_transcript(engagement, *SAID * 3, seconds=20))
    assert "MITI 4.2.1, a manual for counselling" in page
    links = re.findall(r'href="[^"]*(\?only=marker-\d)#said"', page)
    assert len(links) >= 4
    assert matches(as_coach.get(f"/engagements/{engagement.pk}/meetings/{Meeting.objects.last().pk}/mirror/{links[-1]}")
                   .content.decode())  # fmt: skip


def test_too_little_is_said_in_words_and_without_a_number(as_coach, engagement):
    page = text(mirror(as_coach, a_transcript(engagement, *SAID[:2])))
    assert "a share says something from 5 on" in page
    assert "The transcript has no times, so nothing can be said about this." in page


def test_a_meeting_without_a_transcript_says_so(as_coach, engagement):
    page = mirror(as_coach, plan(engagement, at=_noon()))
    assert "There is no transcript of this meeting." in page


def _noon():
    from datetime import UTC, datetime

    return datetime(2026, 3, 12, 12, tzinfo=UTC)


def test_a_transcript_that_may_not_be_used_is_not_read(as_coach, engagement, meeting):
    agreement = Consent.objects.get(engagement=engagement, use=Consent.Use.RECORDING)
    withdraw(agreement, by=engagement.client.user, at=agreement.given_at)
    page = mirror(as_coach, meeting)
    assert "The transcript is not shown" in page
    assert "falling" not in page


def test_another_language_is_counted_and_not_read(as_coach, engagement):
    asked = "Was war es für dich, das von ihr zu hören, und wie ging es dir dann damit?"
    answered = "Zuerst wie ein Sturz, und dann habe ich gemerkt, dass ich niemanden gefragt hatte."
    german = (("coach", asked), ("client", answered))
    page = text(mirror(as_coach, a_transcript(engagement, *german * 4)))
    assert "only what needs no model is counted" in page
    assert "question," not in page
    assert re.search(r"of the words, the coach’s \d+ %", page)


def test_one_speaker_alone_is_held_against_nobody(as_coach, engagement):
    page = text(mirror(as_coach, a_transcript(engagement, ("coach", "One, two."), ("coach", "Three."))))
    assert "Nobody speaks here whom the record takes for Ines Calder" in page
    assert "Only one side speaks here" in page


def test_swapped_names_are_offered_to_be_swapped_and_it_is_kept(as_coach, engagement):
    swapped = [("client" if who == "coach" else "coach", words) for who, words in SAID] * 2
    meeting = a_transcript(engagement, *swapped)
    page = mirror(as_coach, meeting)
    assert "the names the other way round" in page
    form = page.partition("the names the other way round")[2].partition("</form>")[0]
    given = dict(re.findall(r'name="(coach|client)" value="(\d+)"', form))
    as_coach.post(f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/who/", given)
    page = mirror(as_coach, meeting)
    assert "the names the other way round" not in page
    assert "Ines Calder asks" in page
    as_coach.post(f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/who/", {"forget": "1"})
    assert not WhoSpoke.objects.exists()


def test_of_three_who_speak_two_are_labelled_and_the_third_is_named(as_coach, engagement):
    meeting = a_transcript(engagement, *SAID, ("Tomás Ferrão", "I only came for the slides."))
    page = mirror(as_coach, meeting)
    assert "Tomás Ferrão: one turn, not labelled" in text(page)
    third = page.partition('id="turn-9"')[2].partition("</li>")[0]
    assert "data-correct" not in third


def test_a_coach_whom_the_transcript_names_otherwise_can_be_pointed_out(as_coach, engagement):
    said = [("Speaker 1" if who == "coach" else "client", words) for who, words in SAID]
    meeting = a_transcript(engagement, *said)
    page = mirror(as_coach, meeting)
    assert "It is not known who is the coach in this transcript" in page
    one, other = (Utterance.objects.get(meeting=meeting, turn=n).speaker_id for n in (1, 2))
    address = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/who/"
    answer = as_coach.post(address, {"coach": one, "client": one}, follow=True)
    assert "two people" in answer.content.decode()
    as_coach.post(address, {"coach": one, "client": other})
    assert "Speaker 1 asks" in mirror(as_coach, meeting)


def test_names_of_other_meetings_cannot_be_put_in(as_coach, engagement, meeting):
    elsewhere = a_transcript(an_engagement("Henrik Aas"), *SAID)
    pair = [elsewhere.utterances.get(turn=n).speaker_id for n in (1, 2)]
    address = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/who/"
    for given in ({"coach": pair[0], "client": pair[1]}, {"coach": "x", "client": ""}):
        as_coach.post(address, given)
    assert not WhoSpoke.objects.exists()


def test_a_transcript_without_names_has_counts_and_no_labels(as_coach, engagement):
    page = text(mirror(as_coach, a_transcript(engagement, *[("", words) for _, words in SAID])))
    assert "for it has no names" in page
    assert "not named: eight turns, not labelled" in page


def test_nothing_said_a_wall_of_words_and_ten_hours_are_shown(as_coach, engagement):
    empty = mirror(as_coach, a_transcript(engagement, ("coach", ""), ("client", "Yes.")))
    assert "Nothing is said." in empty
    wall = mirror(as_coach, a_transcript(engagement, ("client", "word " * 100_000), ("coach", "Hm?"), on="2026-03-13"))
    assert "the other 99,600 words of this turn" in wall
    joined = mirror(as_coach, a_transcript(engagement, ("client", "x" * 500_000), ("coach", "Hm?"), on="2026-03-14"))
    assert "the other one word of this turn" in joined
    long = a_transcript(engagement, *SAID * 450, on="2026-03-15", seconds=10)  # 3,600 turns
    page = mirror(as_coach, long, "?at=3001")
    assert turns(page)[0] == 3001
    assert "part 16 of 18" in page
    assert "600 minutes" in page
    assert len(re.findall(r"<rect", page)) < 3_000


def test_a_meeting_of_the_client_alone_and_one_of_another_engagement_have_no_mirror(as_coach, engagement):
    hers = plan(engagement, at=_noon(), kind=Meeting.Kind.STAKEHOLDER)
    foreign = plan(an_engagement("Henrik Aas"), at=_noon())
    for meeting in (hers, foreign):
        assert as_coach.get(f"/engagements/{engagement.pk}/meetings/{meeting.pk}/mirror/").status_code == 404


def test_the_client_sees_none_of_it_until_it_is_shown_and_not_once_it_is_taken_back(as_coach, as_client, meeting):
    base = f"/engagements/{meeting.engagement_id}/meetings/{meeting.pk}/"
    assert as_client.get(f"{base}mirror/").status_code == 403
    assert as_client.get(f"{base}mirror/shown/").status_code == 404
    assert "mirror" not in as_client.get(base).content.decode()
    as_coach.post(f"{base}mirror/show/")
    page = as_client.get(f"{base}mirror/shown/").content.decode()
    assert "open question" in page
    assert Page(page).unsound() == []
    assert f"{base}mirror/shown/" in as_client.get(base).content.decode()
    assert as_client.get(f"{base}mirror/").status_code == 403
    as_coach.post(f"{base}mirror/take-back/")
    assert as_client.get(f"{base}mirror/shown/").status_code == 404
    assert not ShownMirror.objects.exists()


def test_what_is_shown_says_nothing_about_the_client(as_coach, as_client, meeting):
    base = f"/engagements/{meeting.engagement_id}/meetings/{meeting.pk}/mirror/"
    assert "may speak for" in mirror(as_coach, meeting) or "neither for nor" in mirror(as_coach, meeting)
    as_coach.post(f"{base}show/")
    page = as_client.get(f"{base}shown/").content.decode()
    for word in ("may speak for", "neither for nor", "<mark>", "noticed"):
        assert word not in page


def test_a_new_coach_does_not_look_into_the_former_ones_mirror(engagement, meeting):
    ada = a_coach("Ada Bright", practice=engagement.practice)
    hand_over(engagement, to=ada, by=engagement.coach.user)
    browser = Client()
    browser.force_login(ada.user)
    page = mirror(browser, meeting)
    assert "This meeting was held by Maren Voss." in page
    assert "data-correct" not in re.sub(r'class="turn client.*?</li>', "", page, flags=re.S)
    assert "open question," not in page
