"""A coach takes a year of her own learning along, and nobody is named in it."""

from __future__ import annotations

import html
from datetime import date

import pytest

from tests.factories import a_stakeholder, a_transcript, an_engagement
from waylight.pages.learning.review import review_of
from waylight.record.learning import learn, study
from waylight.record.meeting import call_off

pytestmark = pytest.mark.django_db
ADDRESS = "/journal/years/2026/"
ASKED = ("coach", "What did you notice when you waited?")


def words(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def written(engagement):
    """A year with notes that name people, hours, and a meeting."""
    a_stakeholder(engagement, "Mei Okafor")
    coach = engagement.coach
    learn(coach, on=date(2026, 3, 1), text="I told Ines what Mei Okafor thinks.")
    learn(coach, on=date(2026, 5, 2), text="Mei Okafor again. How do I stop?", kind="question")
    learn(coach, on=date(2025, 5, 2), text="Another year.")
    study(coach, on=date(2026, 4, 1), minutes=90, kind="supervision", topic="Mei Okafor and I", given_by="Rut Adler")
    a_transcript(engagement, ASKED, ("client", "That I had more to say."))
    return engagement


def test_an_empty_year_says_so(as_coach):
    shown = words(as_coach.get(ADDRESS))
    assert "Nothing was written in 2026" in shown
    assert as_coach.get("/journal/years/1066/").status_code == 404


def test_nobody_is_named_and_one_person_is_one_all_through(written, as_coach):
    for address in (ADDRESS, f"{ADDRESS}learned.md", f"{ADDRESS}learned.txt"):
        shown = words(as_coach.get(address)).partition("<h2")[2] or words(as_coach.get(address))
        text = shown.replace("with Ines Calder", "")  # where a link says which meeting it leads to
        assert not any(name in text for name in ("Ines", "Mei", "Okafor", "Rut"))
        assert "I told the client what a peer thinks." in text
        assert "The peer again. How do I stop?" in text
        assert "Another year." not in text


def test_the_files_say_what_the_page_says(written, as_coach):
    kept = words(as_coach.get(f"{ADDRESS}learned.md"))
    assert kept.startswith("# What I learned in 2026\n")
    assert "- Coaching: one meeting, 1 hour" in kept
    assert "- Learning, supervision: 1.5 hours" in kept
    assert "A question for supervision: The peer again." in kept
    plain = words(as_coach.get(f"{ADDRESS}learned.txt"))
    assert plain.startswith("What I learned in 2026\n======================\n")
    assert as_coach.get(f"{ADDRESS}learned.exe").status_code == 404


def test_with_few_meetings_the_mirror_says_so_and_shows_no_number(written, as_coach):
    assert "it takes 3 to say how they differ" in words(as_coach.get(ADDRESS))


def test_with_three_meetings_of_a_month_there_is_a_figure_with_its_interval(written, as_coach):
    for day in ("2026-03-19", "2026-03-26"):
        a_transcript(written, ASKED, ("client", "That I had more to say."), on=day)
    made = review_of(written.coach, written.coach.user, 2026, written.coach.user.date_joined.replace(year=2030))
    march = next(one for one in made.months if one.first.month == 3)
    assert march.mirror.talk_share.value is not None
    assert march.mirror.talk_share.low < march.mirror.talk_share.value < march.mirror.talk_share.high
    assert set(march.mirror.talk_share.rows) == {one.pk for one in march.meetings}


def test_meetings_called_off_and_those_of_other_coaches_do_not_count(written, as_coach):
    call_off(a_transcript(written, ASKED, on="2026-04-02"))
    a_transcript(an_engagement("Henrik Aas"), ASKED, on="2026-04-03")
    assert "- Coaching: one meeting, 1 hour" in words(as_coach.get(f"{ADDRESS}learned.md"))


def test_each_note_leads_to_what_was_written(written, as_coach):
    shown = words(as_coach.get(ADDRESS))
    note = written.coach.learning_notes.filter(on__year=2026).first()
    assert f'href="/journal/{note.pk}/"' in shown
    assert "I told Ines what Mei Okafor thinks." in words(as_coach.get(f"/journal/{note.pk}/"))


def test_the_journal_leads_to_it_and_a_client_has_none(written, as_coach, as_client):
    assert "/journal/years/" in words(as_coach.get("/journal/"))
    assert as_client.get(ADDRESS).status_code == 403
