"""What was removed is seen by nobody and can be put back as it stood, for a time; then it is gone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import a_coach, a_stakeholder
from tests.record.brought import a_reading, an_entry, bring
from waylight.intake.rows import Promise
from waylight.record import entries_removed, insight
from waylight.record.between.day import Became, Day, keep
from waylight.record.between.mood import Mood
from waylight.record.between.outcome import Outcome
from waylight.record.between.question import ask, last_answer, question_for
from waylight.record.bringing.whole import undo
from waylight.record.goal import GoalRating, rate, ratings_taken_back, set_goal, unrate
from waylight.record.handing_over import hand_over
from waylight.record.initiative import Initiative, Perspective
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.landmark import Landmark, removed_landmarks, set_down, take_up
from waylight.record.learning import LearningNote, removed_notes
from waylight.record.meeting import Note, note, plan, put_note_back, remove_note
from waylight.record.perspective import hear as hear_view
from waylight.record.privacy.held import held_by_account, held_on
from waylight.record.privacy.words import silence_client
from waylight.record.put_back_until import KEPT, forget_removed
from waylight.record.search import search

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
OF_ENTRY = (Reflection, Insight, Commitment, Question, Confidence, Mood, Outcome, Perspective)


@pytest.fixture
def chosen(engagement):
    return insight.commit(engagement, on=date(2026, 2, 20), text="Call Mei")


@pytest.fixture
def entry(engagement, chosen):
    """A shared entry in which everything stands that can."""
    day = Day(
        text="The heron waits.",
        answers=True,
        mood=7,
        confidence=6,
        new_helper="Nadia Rahim",
        heard="Start where they are",
        next="Ask Wen first",
        question="What do I hold on to?",
        became=(Became(chosen.pk, "kept"),),
        private=False,
    )
    ask(engagement, text="What did you let go of?", by=engagement.coach.user, now=timezone.now())
    entry = keep(engagement, day, on=DAY, key="k")
    rollout = Initiative.objects.create(engagement=engagement, name="Rollout")
    mei = a_stakeholder(engagement, "Mei Okafor").person
    hear_view(rollout, mei, on=DAY, stance="differs", text="Too fast.", reflection=entry)
    return entry


def seen(engagement, *models) -> dict[str, list[int]]:
    """What coach and client find of some models."""
    readers = (engagement.coach.user, engagement.client.user)
    return {one.__name__: [one.objects.visible_to(user).count() for user in readers] for one in models}


def test_nobody_finds_a_removed_entry_nor_anything_that_stands_in_it(engagement, entry):
    before = seen(engagement, *OF_ENTRY)
    assert all(counts == [1, 1] for name, counts in before.items() if name != "Commitment")
    entries_removed.remove(entry)
    assert all(counts == [0, 0] for name, counts in seen(engagement, *OF_ENTRY).items() if name != "Commitment")
    assert seen(engagement, Commitment) == {"Commitment": [1, 1]}
    assert search(engagement, engagement.client.user, "heron") == []
    entries_removed.put_back(entry)
    assert seen(engagement, *OF_ENTRY) == before
    assert search(engagement, engagement.coach.user, "heron") != []


def test_what_it_settled_is_open_and_settled_again_when_it_is_back(entry, chosen):
    entries_removed.remove(entry)
    chosen.refresh_from_db()
    assert (chosen.state, chosen.settled_on) == ("open", None)
    entries_removed.put_back(entry)
    chosen.refresh_from_db()
    assert (chosen.state, chosen.settled_on, chosen.settled_in) == ("kept", DAY, entry)


def test_what_was_settled_otherwise_meanwhile_stays_so(entry, chosen):
    entries_removed.remove(entry)
    insight.settle(chosen, state="dropped", on=date(2026, 3, 9))
    entries_removed.put_back(entry)
    chosen.refresh_from_db()
    assert (chosen.state, chosen.settled_on) == ("dropped", date(2026, 3, 9))


def test_what_was_said_to_be_open_after_all_stays_open(entry, chosen):
    entries_removed.remove(entry)
    insight.settle(chosen, state="open", on=DAY)
    entries_removed.put_back(entry)
    chosen.refresh_from_db()
    assert chosen.state == "open"


def test_the_question_it_answered_stands_there_again(engagement, entry):
    asked = question_for(engagement)
    assert asked == Question.objects.get()
    entries_removed.remove(entry)
    coachs = question_for(engagement)
    assert coachs.text == "What did you let go of?"
    assert last_answer(coachs) is None


def test_only_the_client_finds_it_among_what_can_be_put_back(engagement, entry):
    entries_removed.remove(entry)
    readers = (engagement.client.user, engagement.coach.user, a_coach("Ada Bright").user)
    assert [list(entries_removed.removed_entries(engagement, user)) for user in readers] == [[entry], [], []]


def test_the_same_form_sent_again_after_it_was_removed_is_kept(engagement, entry):
    entries_removed.remove(entry)
    again = keep(engagement, Day(text="The heron waits."), on=DAY, key="k")
    assert again != entry
    assert seen(engagement, Reflection) == {"Reflection": [0, 1]}
    entries_removed.put_back(entry)
    assert seen(engagement, Reflection) == {"Reflection": [1, 2]}


def test_a_journal_brought_again_leaves_removed_what_she_removed(engagement, chosen):
    row = an_entry("2026-03-01", "From a file.", Promise("Call Mei", "kept"), private=False)
    bring(engagement, a_reading("journal.md", row))
    entries_removed.remove(Reflection.objects.get())
    bring(engagement, a_reading("journal again.md", row, an_entry("2026-03-02", "New.", private=False)))
    assert [one.text for one in Reflection.objects.visible_to(engagement.client.user)] == ["New."]
    chosen.refresh_from_db()
    assert chosen.state == "open"


def test_what_a_removed_entry_says_settles_nothing_when_another_import_is_undone(engagement, chosen):
    first = bring(engagement, a_reading("one.md", an_entry("2026-03-01", "One.", Promise("Call Mei", "kept"))))
    bring(engagement, a_reading("two.md", an_entry("2026-03-02", "Two.", Promise("Call Mei", "kept"))))
    entries_removed.remove(Reflection.objects.get(on=date(2026, 3, 2)))
    undo(first)
    chosen.refresh_from_db()
    assert chosen.state == "open"


def test_an_import_that_is_undone_takes_removed_entries_and_their_views_with_it(engagement):
    brought = bring(engagement, a_reading("journal.md", an_entry("2026-03-01", "From a file.", private=False)))
    mine = Reflection.objects.get()
    rollout = Initiative.objects.create(engagement=engagement, name="Rollout")
    mei = a_stakeholder(engagement, "Mei Okafor").person
    hear_view(rollout, mei, on=DAY, stance="differs", text="Too fast.", reflection=mine)
    entries_removed.remove(mine)
    undo(brought)
    assert not Reflection.objects.exists()
    assert not Perspective.objects.exists()


def test_erasing_her_words_takes_what_she_removed_and_shows_none_of_it(engagement, entry):
    landmark = set_down(engagement, on=DAY, text="New role")
    take_up(landmark)
    entries_removed.remove(entry)
    silence_client(engagement)
    assert not any(model.objects.exists() for model in (*OF_ENTRY, Landmark))


def test_she_gets_what_she_removed_with_what_is_held_on_her_and_her_coach_does_not(engagement, entry):
    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    remove_note(note(meeting, author=engagement.client.user, text="The heron flies."))
    entries_removed.remove(entry)

    def held(parts) -> str:
        return str([row for part in parts for row in part.rows()])

    for words in ("The heron waits", "The heron flies", "Start where they are", "Too fast."):
        assert words in held(held_by_account(engagement.client.user)), words
        assert words not in held(held_on(engagement.client, asked_by=engagement.coach.user)), words
    [journal] = [part for part in held_by_account(engagement.client.user) if part.key == "journal"]
    assert [bool(row["removed_at"]) for row in journal.rows()] == [True]


def test_a_note_on_a_meeting_is_removed_and_put_back_and_its_coach_takes_it_along(engagement):
    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    written = note(meeting, author=engagement.coach.user, text="Ask about ownership.", private=False)
    remove_note(written)
    assert seen(engagement, Note) == {"Note": [0, 0]}
    put_note_back(written)
    assert seen(engagement, Note) == {"Note": [1, 1]}
    Note.objects.update(private=True)
    remove_note(written)
    ada = a_coach("Ada Brook", practice=engagement.practice)
    hand_over(engagement, to=ada, by=engagement.coach.user)
    former = LearningNote.objects.get().coach.user
    assert [one.text for one in removed_notes(former)] == ["Ask about ownership."]
    assert not LearningNote.objects.visible_to(former).exists()


def test_a_note_on_the_path_and_a_rating_are_seen_by_nobody_once_they_are_removed(engagement):
    landmark = set_down(engagement, on=DAY, text="New role")
    goal = set_goal(engagement, text="Be heard", levels=["", "", "Is heard", "", ""], weight=1, since=DAY)
    rating = rate(goal, on=DAY, level=1, by=engagement.coach.user)
    take_up(landmark)
    unrate(rating)
    assert seen(engagement, Landmark, GoalRating) == {"Landmark": [0, 0], "GoalRating": [0, 0]}
    readers = (engagement.coach.user, engagement.client.user, a_coach("Ada Bright").user)
    assert [list(removed_landmarks(engagement, user)) for user in readers] == [[], [landmark], []]
    assert [list(ratings_taken_back(engagement, user)) for user in readers] == [[rating], [rating], []]


def test_after_a_time_it_goes_for_good_and_nothing_else_does(engagement, entry):
    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    removed = note(meeting, author=engagement.coach.user, text="Removed.")
    note(meeting, author=engagement.coach.user, text="Kept.")
    remove_note(removed)
    entries_removed.remove(entry)
    forget_removed(timezone.now() + KEPT - timedelta(minutes=1))
    assert (Reflection.objects.count(), Note.objects.count()) == (1, 2)
    forget_removed(timezone.now() + KEPT + timedelta(minutes=1))
    left = [one.objects.count() for one in (Reflection, Insight, Question, Confidence, Mood, Outcome, Perspective)]
    assert left == [0] * 7
    assert [one.text for one in Note.objects.all()] == ["Kept."]
    assert Commitment.objects.get().state == "open"


def test_what_stands_there_does_not_go_for_good(entry):
    entries_removed.forget(entry)
    assert Reflection.objects.exists()
