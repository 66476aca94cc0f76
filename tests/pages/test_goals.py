"""Goals have words for their levels, are rated on days, and the score of all together leads to its ratings."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest

from tests.pages.test_two_at_once import seen
from waylight.record import goal as record
from waylight.record import insight
from waylight.record.goal import Goal, GoalRating

pytestmark = pytest.mark.django_db
LEVELS = ["Owns all", "Owns most", "Two others own a part", "Four do", "It goes on without her"]
FORM = {
    "text": "Let others own it",
    "since": "2026-01-05",
    "weight": "2",
    **{f"level_{n}": words for n, words in enumerate(LEVELS)},
}


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def base(engagement):
    return f"/engagements/{engagement.pk}/goals/"


def a_goal(engagement, text="Let others own it", weight=1):
    return record.set_goal(engagement, text=text, levels=LEVELS, weight=weight, since=date(2026, 1, 5))


def rate(goal, on, level):
    return record.rate(goal, on=on, level=level, by=goal.engagement.coach.user)


def test_coach_and_client_both_write_and_rate(engagement, base, as_coach, as_client):
    as_coach.post(base, FORM)
    goal = Goal.objects.get()
    assert (goal.levels, goal.weight) == (LEVELS, 2)
    page = words(
        as_client.post(f"{base}{goal.pk}/rate/", {"level": "1", "on": "2026-03-02", "words": "x"}, follow=True)
    )
    assert re.search(r'<li class="now"><b>\+1</b> Four do', page)
    assert GoalRating.objects.get().by == engagement.client.user


def test_without_goals_or_ratings_it_says_so_and_shows_no_score(engagement, base, as_client):
    assert "No goal is written down with its levels yet." in words(as_client.get(base))
    a_goal(engagement)
    page = words(as_client.get(base))
    assert "No goal has been rated yet, so there is no score." in page
    assert "Not rated yet." in page


def test_the_score_is_of_the_last_levels_and_leads_to_the_ratings_counted(engagement, base, as_coach):
    one, other, third = (a_goal(engagement, text) for text in ("One", "Other", "Third"))
    rate(one, date(2026, 2, 2), -1)
    last = [rate(goal, date(2026, 3, 2), 1) for goal in (one, other, third)]
    page = words(as_coach.get(base))
    assert "T 64 <small>on 2 March 2026" in page  # 50 + 30 / √4.8
    assert "2 February 2026: T 40.0" in page
    assert all(f'href="#rating-{rating.pk}"' in page and f'id="rating-{rating.pk}"' in page for rating in last)


def test_a_rating_taken_back_counts_no_more(engagement, base, as_coach):
    rating = rate(a_goal(engagement), date(2026, 2, 2), 2)
    as_coach.post(f"{base}{rating.goal_id}/ratings/{rating.pk}/remove/")
    assert "No goal has been rated yet" in words(as_coach.get(base))


def test_a_goal_is_removed_put_back_and_goes_for_good_with_its_ratings(engagement, base, as_coach):
    goal = a_goal(engagement)
    rate(goal, date(2026, 2, 2), 2)
    as_coach.post(f"{base}{goal.pk}/remove/")
    page = words(as_coach.get(base))
    assert f'id="goal-{goal.pk}"' not in page
    assert "No goal has been rated yet" in page
    as_coach.post(f"{base}{goal.pk}/back/")
    assert "T 70" in words(as_coach.get(base))
    for _ in range(2):
        as_coach.post(f"{base}{goal.pk}/remove/")
    assert not GoalRating.objects.exists()


def test_the_second_to_write_it_again_sees_the_first(engagement, base, as_coach, as_client):
    address = f"{base}{a_goal(engagement).pk}/"
    mark = seen(words(as_client.get(address)))
    as_client.post(address, {**FORM, "text": "Let go", "seen": mark})
    answer = as_coach.post(address, {**FORM, "text": "Hold on", "seen": mark})
    assert answer.status_code == 409
    assert "<p>Let go;" in words(answer)
    assert Goal.objects.get().text == "Let go"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": " "}, "This field is required."),
        ({"level_2": ""}, "This field is required."),
        ({"weight": "11"}, "less than or equal to 10"),
        ({"since": "soon"}, "Enter a valid date."),
    ],
)
def test_what_is_missing_is_said_beside_it(engagement, base, as_client, given, said):
    assert said in words(as_client.post(base, {**FORM, **given}))
    assert not Goal.objects.exists()


def test_a_level_that_there_is_not_is_refused(engagement, base, as_client):
    goal = a_goal(engagement)
    assert "Select a valid choice" in words(
        as_client.post(f"{base}{goal.pk}/rate/", {"level": "3", "on": "2026-03-02"})
    )
    with pytest.raises(ValueError, match="from -2"):
        record.rate(goal, on=date(2026, 3, 2), level=3, by=engagement.coach.user)


def test_the_table_holds_every_rating_with_its_words(engagement, base, as_coach):
    rate(a_goal(engagement, "=1+1"), date(2026, 2, 2), -2)
    answer = words(as_coach.get(base.replace("goals/", "goals.csv"))).lstrip("\ufeff")
    row = next(csv.DictReader(io.StringIO(answer)))
    assert (row["goal"], row["level"], row["level_words"], row["on"]) == ("'=1+1", "-2", "Owns all", "2026-02-02")


def test_a_change_in_confidence_is_held_against_the_noise_of_its_scale(engagement, base, as_client):
    asked = {"deviation": "2", "reliability": "0.8", "source": "a study of leaders"}
    assert "It takes two ratings" in words(as_client.get(base, asked))
    for month, value in ((1, 4), (6, 8)):
        insight.reflect(engagement, on=date(2026, month, 5), text="", private=True, confidence=value)
    page = words(as_client.get(base, asked))
    assert "from 4 on 5 January 2026 to 8 on 5 June 2026" in page
    assert "is more than the scale’s noise would make: 3.16 standard errors" in page  # 4 / √(2 · 4 · 0.2)
    assert "may be the scale’s noise alone" in words(as_client.get(base, {**asked, "reliability": "0.2"}))
    assert "It takes two" not in words(as_client.get(base, {**asked, "reliability": "2"}))
