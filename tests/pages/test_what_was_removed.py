"""What was removed is put back on the page it stood on, or goes for good; nobody else is offered that."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from waylight.record import entries_removed, insight
from waylight.record.between.day import Became, Day, keep
from waylight.record.goal import rate, set_goal
from waylight.record.insight import Commitment
from waylight.record.landmark import set_down
from waylight.record.meeting import note, plan
from waylight.record.put_back_until import KEPT

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
WORDS = "The heron waits by the weir"


def an_entry(engagement):
    entry = insight.reflect(engagement, on=DAY, text=WORDS, private=True, confidence=4)
    return "journal/", f"journal/{entry.pk}/remove/"


def a_note(engagement):
    meeting = plan(engagement, at=datetime(2026, 3, 2, 16, tzinfo=UTC))
    written = note(meeting, author=engagement.client.user, text=WORDS, private=False)
    return f"meetings/{meeting.pk}/", f"meetings/{meeting.pk}/notes/{written.pk}/remove/"


def a_landmark(engagement):
    noted = set_down(engagement, on=DAY, text=WORDS)
    return "path/", f"path/notes/{noted.pk}/remove/"


def a_rating(engagement):
    goal = set_goal(engagement, text=WORDS, levels=["", "", "Is heard", "", ""], weight=1, since=DAY)
    rated = rate(goal, on=DAY, level=1, by=engagement.client.user)
    return "goals/", f"goals/{goal.pk}/ratings/{rated.pk}/remove/"


@pytest.fixture(params=[an_entry, a_note, a_landmark, a_rating])
def stood(request, engagement):
    """The page on which something stands, and the address that removes it."""
    page, remove = request.param(engagement)
    base = f"/engagements/{engagement.pk}/"
    return base + page, base + remove


def words(answer) -> str:
    return answer.content.decode()


def test_it_is_removed_put_back_and_goes_for_good(stood, as_client):
    page, remove = stood
    for early in ({"back": "1"}, {"for_good": "1"}):
        assert as_client.post(remove, early).status_code == 404
    answer = as_client.post(remove, follow=True)
    assert "can be put back for 30 days." in words(answer)
    assert f'action="{remove}"><input type="hidden" name="csrf' in words(answer)
    assert "goes for good on" in words(answer)
    assert as_client.post(remove).status_code == 404
    assert "Put back." in words(as_client.post(remove, {"back": "1"}, follow=True))
    assert "goes for good on" not in words(as_client.get(page))
    as_client.post(remove)
    assert "Gone for good." in words(as_client.post(remove, {"for_good": "1"}, follow=True))
    assert as_client.post(remove, {"back": "1"}).status_code == 404


def test_what_one_removes_alone_the_coach_is_not_shown(stood, as_client, as_coach):
    page, remove = stood
    as_client.post(remove)
    both = "ratings" in remove
    assert ("goes for good on" in words(as_coach.get(page))) is both
    assert (as_coach.post(remove, {"back": "1"}).status_code == 302) is both


def test_an_entry_that_answers_or_settles_what_was_removed_tells_nothing_of_it(engagement, as_client, as_coach):
    first = keep(engagement, Day(next="Call the heron", question="Whose is it?", private=False), on=DAY, key="first")
    today = engagement.local_day(timezone.now())
    became = (Became(Commitment.objects.get().pk, "kept", "Called."),)
    keep(engagement, Day(text="Theirs.", answers=True, became=became, private=False), on=today, key="second")
    pages = [(as_client, "journal"), (as_client, "today"), (as_coach, "journal")]

    def told() -> list[bool]:
        shown = [words(reader.get(f"/engagements/{engagement.pk}/{page}/")) for reader, page in pages]
        return ["Call the heron" in page for page in shown] + ["Whose is it?" in page for page in shown]

    assert told() == [True] * 6
    entries_removed.remove(first)
    # the list of what can be put back names an entry by its own words alone, and this one has none
    assert told() == [False] * 6


def test_the_days_said_are_those_it_is_kept():
    assert KEPT.days == 30
