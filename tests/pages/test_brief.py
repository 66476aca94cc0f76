"""The brief says what came of what was chosen, who reached whom, and what is not known. Every line has evidence."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest

from tests.factories import a_stakeholder, an_interaction, client_alias, coach_alias, weekly_contact
from waylight.pages.brief.brief import next_meeting, prepare
from waylight.pages.brief.forms import FORMS
from waylight.pages.brief.own_words import shorten
from waylight.record import insight
from waylight.record.became import BECAME
from waylight.record.meeting import Meeting, Utterance, call_off, plan

pytestmark = pytest.mark.django_db
LAST = datetime(2026, 5, 22, 15, tzinfo=UTC)
NEXT = datetime(2026, 6, 11, 15, tzinfo=UTC)


@pytest.fixture
def meetings(engagement):
    """A meeting that was held and one to prepare, nineteen days and some hours later."""
    return plan(engagement, at=LAST), plan(engagement, at=NEXT)


def brief_of(engagement, meeting, user=None):
    return prepare(engagement, user or engagement.coach.user, meeting, NEXT)


def test_it_prepares_the_next_meeting_and_leaves_cancelled_ones_out(engagement, meetings):
    call_off(plan(engagement, at=datetime(2026, 6, 1, 15, tzinfo=UTC)))
    assert next_meeting(engagement, datetime(2026, 5, 25, tzinfo=UTC)) == meetings[1]
    assert brief_of(engagement, meetings[1]).number == 2


def test_the_first_meeting_has_a_brief_too(engagement, meetings):
    assert brief_of(engagement, meetings[0]).title == "Before the first meeting"


def test_a_commitment_shows_the_contact_that_may_show_what_came_of_it(engagement, meetings):
    a_stakeholder(engagement, "Tomás Ferrão")
    insight.commit(engagement, on=LAST.date(), text="Ask Tomás how the plant sees the rollout")
    insight.commit(engagement, on=LAST.date(), text="Call the regulator")
    an_interaction(engagement, None, "Tomás Ferrão", at="2026-05-26T10:00", kind="meeting", answer="accepted")
    tomas, regulator = brief_of(engagement, meetings[1]).commitments
    assert "one meeting, 26 May" in tomas.seen
    assert (tomas.mark, regulator.mark) == ("part", "open")
    assert regulator.seen == ""


def test_a_contact_from_before_the_commitment_is_no_evidence_for_it(engagement, meetings):
    a_stakeholder(engagement, "Tomás Ferrão")
    insight.commit(engagement, on=LAST.date(), text="Ask Tomás how the plant sees it")
    an_interaction(engagement, None, "Tomás Ferrão", at="2026-05-20T10:00")
    assert brief_of(engagement, meetings[1]).commitments[0].seen == ""


def test_a_kept_commitment_is_shown_once_more_and_then_no_longer(engagement, meetings):
    kept = insight.commit(engagement, on=date(2026, 5, 1), text="Write the letter")
    insight.settle(kept, state="kept", on=date(2026, 5, 30))
    assert [line.mark for line in brief_of(engagement, meetings[1]).commitments] == ["kept"]
    later = plan(engagement, at=datetime(2026, 7, 1, tzinfo=UTC))
    assert prepare(engagement, engagement.coach.user, later, NEXT).commitments == []


def test_who_reached_out_for_the_first_time_is_said(engagement, meetings):
    weekly_contact(engagement, "Priya Raman", weeks=20, out=False)
    an_interaction(engagement, "Luca Brandt", None, at="2026-06-02T09:00")
    brief = brief_of(engagement, meetings[1])
    assert {line.name: line.tag for line in brief.reached_in}["Luca Brandt"] == "first time"
    assert "One person reached out to her for the first time." in brief.lede


def test_what_the_transcript_holds_is_proposed_in_her_exact_words_and_not_twice(engagement, meetings):
    said = "I'll ask Mei what she would change."
    for turn, (alias, text) in enumerate(
        [(coach_alias(engagement), "What would you like to do?"), (client_alias(engagement), said)], start=1
    ):
        Utterance.objects.create(meeting=meetings[0], turn=turn, speaker=alias, text=text)
    assert [line.text for line in brief_of(engagement, meetings[1]).proposed_commitments] == [said]
    insight.commit(engagement, on=LAST.date(), text="Ask Mei what she would change")
    assert brief_of(engagement, meetings[1]).proposed_commitments == []


def test_it_says_what_is_not_known(engagement, meetings):
    unknown = " ".join(brief_of(engagement, meetings[1]).unknown)
    for words in ("Phone calls", "Mail: none", "Calendar: none", "no transcript", "not rated"):
        assert words in unknown


def test_a_private_entry_is_in_the_clients_brief_and_not_in_the_coachs(engagement, meetings):
    insight.reflect(engagement, on=date(2026, 6, 1), text="Only for me.", private=True, confidence=4)
    hers, theirs = (brief_of(engagement, meetings[1], user) for user in (engagement.client.user, None))
    assert [line.text for line in hers.reflections] == ["Only for me."]
    assert theirs.reflections == []
    assert theirs.confidence is None


def test_every_form_says_the_same(engagement, meetings):
    insight.commit(engagement, on=LAST.date(), text="Ask <Tomás> & Mei")
    brief = brief_of(engagement, meetings[1])
    texts = {form: write(brief) for form, (_, write) in FORMS.items()}
    assert "Ask <Tomás> & Mei" in texts["txt"]
    assert "Ask <Tomás> & Mei" in texts["md"]
    assert "Ask &lt;Tomás&gt; &amp; Mei" in texts["html"]
    assert json.loads(texts["json"])["commitments"][0]["text"] == "Ask <Tomás> & Mei"


def test_what_was_heard_and_what_it_changed_do_not_run_together(engagement, meetings, as_coach):
    entry = insight.reflect(engagement, on=date(2026, 6, 1), text="Mei came.", private=False)
    mei = a_stakeholder(engagement, "Mei Okafor", "c-suite").person
    insight.hear(entry, text="start where it is hardest", person=mei, changed="the order was turned round")
    page = as_coach.get(f"/engagements/{engagement.pk}/meetings/{meetings[1].pk}/brief/").content.decode()
    heard, _, changed = page.partition("start where it is hardest.")[2].partition("The order was turned round.")
    assert heard == ' <strong class="changed">'
    assert changed
    brief = brief_of(engagement, meetings[1])
    for form in ("txt", "md", "html"):
        assert "Mei Okafor: start where it is hardest – the order was turned round" in FORMS[form][1](brief), form


def test_a_level_reads_as_people_write_it(engagement, meetings):
    a_stakeholder(engagement, "Mei Okafor", "c-suite")
    an_interaction(engagement, "Mei Okafor", None, at="2026-06-02T09:00")
    assert [line.place for line in brief_of(engagement, meetings[1]).reached_in] == ["C-suite · peer"]


def test_every_evidence_link_on_the_page_opens(engagement, meetings, as_coach):
    a_stakeholder(engagement, "Tomás Ferrão")
    weekly_contact(engagement, "Tomás Ferrão", weeks=16)
    insight.commit(engagement, on=LAST.date(), text="Ask Tomás how the plant sees it")
    an_interaction(engagement, None, "Tomás Ferrão", at="2026-05-26T10:00")
    insight.reflect(engagement, on=date(2026, 6, 1), text="Shared.", private=False, confidence=6)
    page = as_coach.get(f"/engagements/{engagement.pk}/brief/").content.decode()
    links = {link.replace("&amp;", "&") for link in re.findall(r'class="evidence" href="([^"#]+)', page)}
    assert len(links) > 4
    for link in links:
        assert as_coach.get(link).status_code == 200, link


@pytest.mark.parametrize(
    ("kept", "others", "said"),
    [
        (0, 1, "The one thing she chose to do has not moved."),
        (1, 0, "The one thing she chose to do has moved."),
        (0, 3, "None of three things she chose to do have moved."),
        (1, 2, "One of three things she chose to do has moved."),
        (2, 1, "Two of three things she chose to do have moved."),
    ],
)
def test_the_opening_counts_what_has_moved(engagement, meetings, kept, others, said):
    for n in range(kept + others):
        one = insight.commit(engagement, on=LAST.date(), text=f"Write letter {n}")
        if n < kept:
            insight.settle(one, state="kept", on=date(2026, 6, 1))
    assert said in brief_of(engagement, meetings[1]).lede


def test_all_that_changed_something_is_counted_though_not_all_is_shown(engagement, meetings):
    entry = insight.reflect(engagement, on=date(2026, 6, 1), text="A full week.", private=False)
    mei = a_stakeholder(engagement, "Mei Okafor").person
    for n in range(9):
        insight.hear(entry, text=f"View {n}.", person=mei, changed="the plan" if n else "")
    brief = brief_of(engagement, meetings[1])
    assert "She heard eight views that changed something." in brief.lede
    assert (len(brief.heard), brief.more_heard) == (6, 3)


def test_settling_a_commitment_can_be_taken_back(engagement, meetings, as_coach):
    one = insight.commit(engagement, on=LAST.date(), text="Ask Mei")
    address = f"/engagements/{engagement.pk}/commitments/{one.pk}/"
    for state in ("kept", "open"):
        assert as_coach.post(address, {"state": state}).status_code == 302
        one.refresh_from_db()
        assert one.state == state
    assert "not “lost”" in as_coach.post(address, {"state": "lost"}, follow=True).content.decode()


def test_the_way_back_never_leads_elsewhere(engagement, meetings, as_coach):
    one = insight.commit(engagement, on=LAST.date(), text="Ask Mei")
    for back in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        answer = as_coach.post(f"/engagements/{engagement.pk}/commitments/{one.pk}/", {"state": "kept", "back": back})
        assert answer.url == f"/engagements/{engagement.pk}/brief/"


def test_an_engagement_without_anything_still_has_a_brief(engagement, as_coach):
    page = as_coach.get(f"/engagements/{engagement.pk}/brief/")
    assert page.status_code == 200
    assert "no meeting is planned" in page.content.decode()
    assert not Meeting.objects.exists()


def test_a_long_entry_is_cut_at_the_end_of_a_sentence():
    text = "First sentence that is long enough to stand alone here, and a little more. " * 10
    assert shorten(text).endswith(".")
    assert len(shorten(text)) <= 320
    assert shorten("Short.\n\nSecond paragraph.") == "Short."


def test_a_first_time_is_one_in_whatever_language_it_is_said(engagement, meetings, monkeypatch):
    weekly_contact(engagement, "Priya Raman", weeks=20, out=False)
    an_interaction(engagement, "Luca Brandt", None, at="2026-06-02T09:00")
    monkeypatch.setattr("waylight.pages.brief.brief.gettext", lambda sentence: f"¡{sentence}!")
    brief = brief_of(engagement, meetings[1])
    assert {line.name: line.tag for line in brief.reached_in}["Luca Brandt"] == "¡first time!"
    assert "One person reached out to her for the first time." in brief.lede


def test_what_became_of_a_choice_is_said_in_words_and_kept_by_its_code(engagement, meetings, monkeypatch):
    promise = insight.commit(engagement, on=LAST.date(), text="Call the regulator")
    insight.settle(promise, state="kept", on=date(2026, 5, 30))
    monkeypatch.setitem(BECAME, "kept", "gehalten")
    line = brief_of(engagement, meetings[1]).commitments[0]
    assert (line.state, line.mark, line.became) == ("kept", "kept", "gehalten")
    assert "(gehalten;" in FORMS["txt"][1](brief_of(engagement, meetings[1]))
