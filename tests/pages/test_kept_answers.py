"""What was weighed once is not weighed again, in whatever process; and nothing is left of what has gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories import a_coach, an_engagement, weekly_contact
from tests.pages.test_path_answers import FIRST, GREW, NOW, rate, sentence, words
from waylight.pages.path import told
from waylight.pages.path.path import compose
from waylight.record import insight
from waylight.record.kept import MOST_ANSWERS, KeptAnswer, answers_kept, changes, keep_answers, rows_changed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def another_process():
    """Nothing is in the process's own memory, as after a restart."""
    told._considered.cache_clear()


@pytest.fixture
def path(engagement):
    return f"/engagements/{engagement.pk}/path/"


def weighed(monkeypatch):
    """The names of the series that are weighed from here on, by a process that has just begun."""
    names, real = [], told.answered
    told._considered.cache_clear()

    def answered(considered):
        names.append(considered.series.name)
        return real(considered)

    monkeypatch.setattr(told, "answered", answered)
    return names


def tell(engagement):
    user = engagement.coach.user
    return told.tell(compose(engagement, user, NOW), engagement, user)


def test_another_process_says_the_same_without_weighing_anything(engagement, path, as_coach, monkeypatch):
    rate(engagement, GREW)
    weekly_contact(engagement, "Priya Raman", weeks=12)
    first = words(as_coach.get(path))
    monkeypatch.setattr(told, "consider", None)
    told._considered.cache_clear()
    assert sentence(words(as_coach.get(path))) == sentence(first)


def test_what_is_kept_is_the_answer_to_the_last_figure(engagement):
    rate(engagement, GREW)
    weekly_contact(engagement, "Priya Raman", weeks=12)
    assert tell(engagement) == tell(engagement)
    assert KeptAnswer.objects.count() > 2


def test_only_what_changed_is_answered_anew(engagement, monkeypatch):
    rate(engagement, GREW)
    weekly_contact(engagement, "Priya Raman", weeks=12)
    before = tell(engagement)
    names = weighed(monkeypatch)
    insight.reflect(engagement, on=FIRST + timedelta(days=3), text="Again.", private=False, confidence=9)
    after = tell(engagement)
    assert names == ["confidence"]
    assert after.alone["confidence"] != before.alone["confidence"]
    assert after.alone["reach_in"] == before.alone["reach_in"]


def test_another_version_of_the_lens_answers_anew(engagement, monkeypatch):
    rate(engagement, GREW)
    tell(engagement)
    names = weighed(monkeypatch)
    monkeypatch.setattr(told, "VERSION", told.VERSION + 1)
    tell(engagement)
    assert names == ["confidence"]


def test_nothing_is_left_where_everything_was_dropped(engagement):
    rate(engagement, GREW)
    tell(engagement)
    assert KeptAnswer.objects.exists()
    rows_changed(engagement)
    assert not KeptAnswer.objects.exists()


def test_what_was_weighed_while_rows_went_is_not_kept(engagement):
    rate(engagement, GREW)
    path = compose(engagement, engagement.coach.user, NOW)
    rows_changed(engagement)
    told.tell(path, engagement, engagement.coach.user)
    assert not KeptAnswer.objects.exists()


def test_no_more_is_kept_than_the_last_answers(engagement):
    for n in range(MOST_ANSWERS + 5):
        assert keep_answers(engagement, {f"{n}": [n]}, seen=changes(engagement))
    assert KeptAnswer.objects.count() == MOST_ANSWERS
    assert answers_kept(engagement, engagement.coach.user, ["0", f"{MOST_ANSWERS}"]) == {
        f"{MOST_ANSWERS}": [MOST_ANSWERS]
    }


def test_nobody_is_given_what_is_kept_of_another_engagement(engagement):
    keep_answers(engagement, {"same": 1}, seen=changes(engagement))
    other = an_engagement("Somebody Else", a_coach("Another Coach"))
    assert answers_kept(other, other.coach.user, ["same"]) == {}
    assert answers_kept(engagement, other.coach.user, ["same"]) == {}
