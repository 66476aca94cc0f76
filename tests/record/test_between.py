"""What the client writes between meetings is kept whole or not at all, once, and as privately as she says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import a_stakeholder
from waylight.record import entries_removed, insight
from waylight.record.between.day import Became, Day, keep, mark_of_page
from waylight.record.between.mood import Mood
from waylight.record.between.outcome import Outcome
from waylight.record.between.question import Answered, CoachQuestion, ask, ask_again, question_for, withdraw
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.people import Stakeholder
from waylight.record.privacy.erasing import erase_person
from waylight.record.unseen import ChangedMeanwhile

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVERYTHING = Day(
    text="I let them begin.",
    mood=7,
    mood_words="light",
    confidence=6,
    confidence_words="more than last week",
    new_helper="Nadia Rahim",
    heard="start where they are",
    changed="the order",
    next="Ask Wen first",
    due=date(2026, 3, 9),
    question="What do I hold on to?",
)


def shown(engagement):
    return mark_of_page(engagement, DAY, question_for(engagement))


def test_everything_stands_in_one_entry_and_goes_with_it(engagement):
    chosen = insight.commit(engagement, on=date(2026, 2, 20), text="Call Mei")
    day = Day(**{**fields(EVERYTHING), "became": (Became(chosen.pk, "dropped", "It was hers to do."),)})
    entry = keep(engagement, day, on=DAY, key="k")
    assert (entry.mood_set.get().value, entry.mood_set.get().words) == (7, "light")
    assert entry.confidence_set.get().words == "more than last week"
    assert entry.insight_set.get().heard_from.name == "Nadia Rahim"
    assert Stakeholder.objects.get(person__name="Nadia Rahim").named
    assert entry.commitment_set.get().due == date(2026, 3, 9)
    assert entry.outcome_set.get().why == "It was hers to do."
    chosen.refresh_from_db()
    assert (chosen.state, chosen.settled_in_id) == ("dropped", entry.pk)
    entries_removed.remove(entry)
    chosen.refresh_from_db()
    assert chosen.state == "open"
    entries_removed.forget(entry)
    left = [model.objects.count() for model in (Mood, Confidence, Insight, Outcome, Question, Reflection)]
    assert (left, Commitment.objects.count()) == ([0] * 6, 1)


def fields(day: Day) -> dict[str, object]:
    return {name: getattr(day, name) for name in Day.__dataclass_fields__}


def test_if_one_part_does_not_fit_nothing_is_kept(engagement):
    with pytest.raises(ValueError, match="0 to 10"):
        keep(engagement, Day(text="Words", next="Ask", confidence=11), on=DAY, key="k")
    with pytest.raises(ValueError, match="takes part in the coaching"):
        keep(engagement, Day(text="Words", heard="Listen", new_helper="Ines Calder"), on=DAY, key="k")
    assert Reflection.objects.count() == Insight.objects.count() == Commitment.objects.count() == 0


def test_nothing_at_all_is_said_to_be_nothing(engagement):
    with pytest.raises(ValueError, match="One part is enough"):
        keep(engagement, Day(text="  "), on=DAY, key="k")


def test_one_number_alone_is_an_entry(engagement):
    entry = keep(engagement, Day(mood=0), on=DAY, key="k")
    assert entry.mood_set.get().value == 0
    insight.rewrite(entry, on=DAY - timedelta(days=1), text="", private=True)
    assert entry.mood_set.get().on == DAY - timedelta(days=1)


def test_sent_twice_it_is_kept_once(engagement):
    first = keep(engagement, Day(text="Words"), on=DAY, key="k", seen=shown(engagement))
    assert keep(engagement, Day(text="Words"), on=DAY, key="k", seen="a mark from before") == first
    assert Reflection.objects.count() == 1


@pytest.mark.parametrize("elsewhere", ["entry", "settled", "asked"])
def test_what_was_written_elsewhere_meanwhile_is_told(engagement, elsewhere):
    chosen = insight.commit(engagement, on=DAY, text="Call Mei")
    seen = shown(engagement)
    if elsewhere == "entry":
        insight.reflect(engagement, on=DAY, text="On the other device", private=True)
    elif elsewhere == "settled":
        insight.settle(chosen, state="kept", on=DAY)
    else:
        ask(engagement, text="What came to you?", by=engagement.coach.user, now=NOW)
    before = Reflection.objects.count()
    with pytest.raises(ChangedMeanwhile):
        keep(engagement, Day(text="Words"), on=DAY, key="k", seen=seen)
    assert Reflection.objects.count() == before
    keep(engagement, Day(text="Words"), on=DAY, key="k", seen=shown(engagement))


def test_a_private_entry_hides_all_that_stands_in_it_and_sharing_shows_it(engagement):
    coach, client = engagement.coach.user, engagement.client.user
    open_one = insight.commit(engagement, on=DAY, text="Call Mei")
    day = Day(**{**fields(EVERYTHING), "became": (Became(open_one.pk, "kept", "Because."),), "answers": True})
    ask(engagement, text="What came to you?", by=coach, now=NOW)
    entry = keep(engagement, day, on=DAY, key="k")
    models = (Reflection, Mood, Confidence, Insight, Outcome, Question, Answered)
    assert [model.objects.visible_to(coach).count() for model in models] == [0] * 7
    assert [model.objects.visible_to(client).count() for model in models] == [1] * 7
    insight.share(entry, private=False)
    assert [model.objects.visible_to(coach).count() for model in models] == [1] * 7


def test_why_stays_hidden_while_the_choice_itself_is_private(engagement):
    made = keep(engagement, Day(next="Speak to the board"), on=DAY, key="1")
    chosen = made.commitment_set.get()
    keep(engagement, Day(became=(Became(chosen.pk, "dropped", "Afraid."),), private=False), on=DAY, key="2")
    assert not Outcome.objects.visible_to(engagement.coach.user).exists()


def test_the_coachs_question_stands_there_until_it_is_answered_and_then_her_own(engagement):
    assert question_for(engagement) is None
    own = insight.carry(engagement, on=DAY, text="What do I hold on to?")
    asked = ask(engagement, text="Did something come to you?", by=engagement.coach.user, now=NOW)
    assert question_for(engagement) == asked
    entry = keep(engagement, Day(text="Yes.", answers=True), on=DAY, key="k")
    assert entry.answered.question == asked
    assert question_for(engagement) == own
    insight.lay_down(own, on=DAY)
    assert question_for(engagement) == asked
    withdraw(asked, now=NOW)
    assert question_for(engagement) is None


def test_one_question_is_open_at_a_time_and_those_before_stay(engagement):
    coach = engagement.coach.user
    first = ask(engagement, text="One?", by=coach, now=NOW)
    second = ask(engagement, text="Two?", by=coach, now=NOW)
    assert [one.pk for one in CoachQuestion.objects.filter(withdrawn_at=None)] == [second.pk]
    ask_again(first, now=NOW)
    assert [one.pk for one in CoachQuestion.objects.filter(withdrawn_at=None)] == [first.pk]
    for wrong in ("  ", "x" * 301):
        with pytest.raises(ValueError, match=r"Write|Keep"):
            ask(engagement, text=wrong, by=coach, now=NOW)


def test_an_insight_is_written_again_and_nothing_overwritten_unseen(engagement):
    entry = insight.reflect(engagement, on=DAY, text="Words", private=True)
    said = insight.hear(entry, text="wait", person=None)
    mei = a_stakeholder(engagement, "Mei Okafor").person
    insight.reword(said, text="wait a day", person=mei, changed="the order", seen=said.mark)
    with pytest.raises(ChangedMeanwhile):
        insight.reword(said, text="never", person=None, seen=said.mark)
    now = Insight.objects.get()
    assert (now.text, now.heard_from, now.changed) == ("wait a day", mei, "the order")


def test_erasing_the_client_takes_her_words_and_leaves_a_shared_number(engagement):
    ask(engagement, text="What came to you?", by=engagement.coach.user, now=NOW)
    keep(engagement, EVERYTHING, on=DAY, key="1")
    keep(engagement, Day(mood=4, mood_words="grey", private=False), on=DAY, key="2")
    erase_person(engagement.client, by=engagement.coach.user, why="asked")
    assert [(one.value, one.words) for one in Mood.objects.all()] == [(4, "")]
    assert CoachQuestion.objects.count() == Outcome.objects.count() == Reflection.objects.count() == 0
