"""What belongs to an initiative: chosen threads, and words in subjects, as far as kept and agreed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.factories import an_engagement, an_interaction
from waylight.pages.columns import contacts_of
from waylight.record.belonging import Belonging, choose_threads, look_for, part_with, stands_in, threads_of
from waylight.record.consent import Consent, withdraw
from waylight.record.initiative import launch

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench(engagement):
    """Two threads, one with a subject that was kept and an answer in it; a series of meetings; and one of others."""
    an_interaction(engagement, None, "Mei Okafor", thread="a", title="Open Bench: plan")
    an_interaction(engagement, "Mei Okafor", None, thread="a", title="Re: Open Bench: plan", reply=True)
    an_interaction(engagement, None, "Jo Pires", thread="b", at="2026-03-09T10:00")
    an_interaction(engagement, "Jo Pires", "Mei Okafor", thread="b", at="2026-03-10T10:00")
    an_interaction(engagement, None, "Jo Pires", thread="s", kind="meeting", title="[bench]weekly", answer="accepted")
    an_interaction(engagement, None, "Mei Okafor", thread="s", kind="meeting", title="[bench]weekly", answer="declined")
    return launch(engagement, name="Open Bench", since=date(2026, 1, 1))


def rows(bench, **until):
    return len(contacts_of(bench, bench.engagement.coach.user, **until))


def test_nothing_belongs_until_somebody_says_so(bench):
    assert rows(bench) == 0


def test_a_chosen_thread_belongs_with_what_others_wrote_to_one_another_in_it(bench):
    assert choose_threads(bench, ["b"]) == 1
    assert choose_threads(bench, ["b", "b"]) == 0
    assert rows(bench) == 2
    assert rows(bench, until=datetime(2026, 3, 10, tzinfo=UTC)) == 1


def test_a_word_finds_threads_and_a_later_mail_in_one_of_them(bench):
    look_for(bench, "open bench")
    assert rows(bench) == 2
    an_interaction(bench.engagement, "Mei Okafor", None, thread="a", title="lunch")
    assert rows(bench) == 3


def test_a_tag_is_found_inside_a_word_and_a_declined_meeting_did_not_happen(bench):
    look_for(bench, "[bench]")
    assert rows(bench) == 1


@pytest.mark.parametrize(
    ("word", "title", "there"),
    [
        ("bench", "The BENCH, again", True),
        ("bench", "benches", False),
        ("#bench", "Re: plan#bench2", True),
        ("ferrao", "A word from Ferrão", True),
        ("a.b", "axb", False),
    ],
)
def test_a_word_is_a_whole_word_in_any_capitals_and_accents(word, title, there):
    assert stands_in(word, title) is there


def test_a_word_said_twice_is_one_and_signs_alone_are_none(bench):
    assert look_for(bench, "Bench").pk == look_for(bench, " bench ").pk
    for nothing in ("", "  ", "…", "#"):
        with pytest.raises(ValueError, match="Type a word"):
            look_for(bench, nothing)
    with pytest.raises(ValueError, match="more than 120"):
        look_for(bench, "b" * 121)
    assert Belonging.objects.count() == 1


def test_a_thread_of_another_engagement_cannot_be_chosen(bench):
    an_interaction(an_engagement("Henrik Aas"), None, "Olav Berg", thread="theirs")
    with pytest.raises(ValueError, match="not in the record"):
        choose_threads(bench, ["a", "theirs"])
    assert not Belonging.objects.exists()


def test_what_the_client_does_not_agree_to_any_more_belongs_to_nothing(bench):
    engagement = bench.engagement
    choose_threads(bench, ["b", "s"])
    consent = Consent.objects.get(engagement=engagement, use=Consent.Use.MAIL)
    withdraw(consent, by=engagement.client.user, at=datetime(2026, 6, 1, tzinfo=UTC))
    assert rows(bench) == 1


def test_what_is_parted_with_stays_in_the_record(bench):
    choose_threads(bench, ["b"])
    part_with(Belonging.objects.get())
    assert threads_of(bench, bench.engagement.coach.user) == set()
    assert bench.engagement.interaction_set.count() == 6
