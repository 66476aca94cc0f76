"""By a program, it is said what belongs to an initiative: threads, series of meetings and words; and taken back."""

from __future__ import annotations

import pytest

from tests.record.test_belonging import bench  # noqa: F401
from waylight.api.shapes.belongings import ChosenThreads, NewBelonging
from waylight.client import DoesNotFit, NotFound
from waylight.record.belonging import Belonging

pytestmark = pytest.mark.django_db


def belonging(caller, one, **asked) -> list[str]:
    return [it.thread for it in caller.list_threads(one.engagement_id, one.pk, **asked).items if it.belongs]


def test_threads_are_told_as_one_can_recognise_them_in_pieces(bench, coach):  # noqa: F811
    here = bench.engagement_id, bench.pk
    every = list(coach.every(coach.list_threads, *here, limit=1))
    assert [(one.thread, one.kind, one.belongs) for one in every] == [
        ("a", "messages", False),
        ("b", "messages", False),
        ("s", "meetings", False),
    ]
    assert (every[0].title, every[1].title) == ("Open Bench: plan", "")
    assert "Jo Pires" in every[1].names
    assert [one.thread for one in coach.list_threads(*here, search="BENCH").items] == ["a", "s"]
    assert [one.thread for one in coach.list_threads(*here, search="jo p").items] == ["b", "s"]
    assert coach.list_threads(*here, search="nowhere").items == []


def test_chosen_threads_belong_until_they_are_parted_with(bench, client):  # noqa: F811
    here = bench.engagement_id, bench.pk
    assert client.choose_threads(*here, ChosenThreads(threads=["a", "s"])).new == 2
    assert client.choose_threads(*here, ChosenThreads(threads=["a"])).new == 0
    assert belonging(client, bench) == ["a", "s"]
    first = client.list_belongings(*here).items[0]
    assert (first.thread, first.word) == ("a", "")
    client.part_with_belonging(*here, first.id, seen=client.get_belonging(*here, first.id))
    assert belonging(client, bench) == ["s"]
    with pytest.raises(NotFound):
        client.get_belonging(*here, first.id)


def test_a_word_finds_threads_and_said_twice_is_one(bench, coach):  # noqa: F811
    here = bench.engagement_id, bench.pk
    made = coach.look_for_word(*here, NewBelonging(word=" open  bench "))
    assert (made.word, made.thread) == ("open bench", "")
    assert coach.look_for_word(*here, NewBelonging(word="Open Bench")) == made
    assert belonging(coach, bench) == ["a"]
    coach.part_with_belonging(*here, made.id)
    assert belonging(coach, bench) == []


def test_what_is_no_word_or_no_thread_here_is_refused(bench, coach):  # noqa: F811
    here = bench.engagement_id, bench.pk
    for word in ("", " – ", "x" * 121):
        with pytest.raises(DoesNotFit):
            coach.look_for_word(*here, NewBelonging(word=word))
    with pytest.raises(DoesNotFit, match="not in the record"):
        coach.choose_threads(*here, ChosenThreads(threads=["a", "of-nobody"]))
    assert not Belonging.objects.exists()
