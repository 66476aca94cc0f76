"""Search finds what the asking person may read, whatever the capitals and accents, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import an_engagement, client_alias
from tests.record.brought import at
from waylight.record import insight
from waylight.record.meeting import Utterance, note, plan
from waylight.record.search import AROUND, _hit, folded, search

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def found(engagement, words: str, user=None) -> list[str]:
    """The kinds of row in which the words were found, for the coach if for nobody else."""
    return [type(hit.row).__name__ for hit in search(engagement, user or engagement.coach.user, words)]


@pytest.mark.parametrize("asked", ["ferrão", "FERRAO", "Ferra\u0303o", "plant ferrao", "  Ferrão  "])
def test_capitals_and_accents_make_no_difference(engagement, asked):
    insight.commit(engagement, on=DAY, text="Ask Tomás Ferrão how the plant sees it")
    [hit] = search(engagement, engagement.coach.user, asked)
    assert hit.before + hit.found + hit.after == "Ask Tomás Ferrão how the plant sees it"


def test_all_words_have_to_stand_in_one_place(engagement):
    insight.commit(engagement, on=DAY, text="Ask Tomás")
    insight.carry(engagement, on=DAY, text="What would Mei change?")
    assert found(engagement, "tomás") == ["Commitment"]
    assert found(engagement, "tomás mei") == []


def test_everything_that_holds_words_is_looked_through_the_newest_first(engagement):
    meeting = plan(engagement, at=at("2026-03-03T16:00"))
    meeting.agreement = "To speak of the weir"
    meeting.save()
    note(meeting, author=engagement.coach.user, text="The weir again")
    Utterance.objects.create(meeting=meeting, turn=1, speaker=client_alias(engagement), text="By the weir, yes.")
    entry = insight.reflect(
        engagement, on=DAY, text="At the weir.", private=False, confidence=4, words="as at the weir"
    )
    insight.hear(entry, text="Wait.", person=None, changed="I waited by the weir.")
    insight.commit(engagement, on=date(2026, 2, 1), text="Go to the weir")
    insight.carry(engagement, on=date(2026, 1, 1), text="Why the weir?")
    kinds = found(engagement, "weir")
    assert set(kinds[:3]) == {"Meeting", "Note", "Utterance"}
    assert set(kinds[3:6]) == {"Reflection", "Confidence", "Insight"}
    assert kinds[6:] == ["Commitment", "Question"]


def test_what_somebody_may_not_read_is_not_found(engagement):
    meeting = plan(engagement, at=at("2026-03-03T16:00"))
    coach, client = engagement.coach.user, engagement.client.user
    note(meeting, author=coach, text="weir, for the coach alone")
    note(meeting, author=client, text="weir, for the client alone")
    entry = insight.reflect(engagement, on=DAY, text="weir, private", private=True, confidence=4, words="weir")
    insight.hear(entry, text="weir", person=None)
    assert found(engagement, "weir", coach) == ["Note"]
    assert sorted(found(engagement, "weir", client)) == ["Confidence", "Insight", "Note", "Reflection"]
    for stranger in (an_engagement("Henrik Aas").coach.user, AnonymousUser()):
        assert found(engagement, "weir", stranger) == []


def test_another_engagement_of_the_same_coach_is_not_looked_through(engagement):
    other = an_engagement("Henrik Aas", coach=engagement.coach)
    insight.commit(other, on=DAY, text="Go to the weir")
    assert found(engagement, "weir") == []


@pytest.mark.parametrize("asked", ["", "   ", "\u0301"])
def test_no_words_find_nothing(engagement, asked):
    insight.commit(engagement, on=DAY, text="Go to the weir")
    assert found(engagement, asked) == []


def test_a_long_text_is_shown_around_what_was_found(engagement):
    insight.commit(engagement, on=DAY, text=f"{'before ' * 100}weir{' after' * 100}")
    [hit] = search(engagement, engagement.coach.user, "weir")
    assert hit.before.startswith("… before before")
    assert hit.after.endswith("after …")
    assert len(hit.before + hit.after) <= 2 * AROUND + 4


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_part_of_any_text_is_found_and_shown_where_it_stands(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    part = folded(text[start : start + data.draw(st.integers(1, 8))])
    if part.split() == [part]:
        hit = _hit(None, DAY, text, [part])
        assert part in folded(hit.found)
        assert hit.before + hit.found + hit.after == text
