"""Answers to the pulse go when a practice keeps them no longer: wholly, for good, and said instead of shown as none."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import a_closed_round, a_sponsor, a_stakeholder, agree, an_open_round, noon
from tests.record.raw_text import where_it_says
from waylight.access import links
from waylight.pages.pulse.results import LET_GO, results_for
from waylight.record.asking.answering import Given, ask_no_more
from waylight.record.asking.due import due
from waylight.record.privacy.letting_go import let_go, what_will_go
from waylight.record.privacy.retention import LetGo, keep
from waylight.record.pulse import Answer, Invitation, Letter, Pulse

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2026, 1, 12), date(2026, 3, 2)  # they end on 22 January and 12 March, as was planned
NOW = date(2026, 9, 1)
NAMES = [f"{first} {last}" for first in ("Mei", "Priya", "Luca") for last in ("Okafor", "Raman", "Brandt")]


@pytest.fixture
def raters(engagement):
    return [a_stakeholder(engagement, name) for name in NAMES]


@pytest.fixture
def two_rounds(engagement, raters):
    given = {one: Given({1: n % 4 - 1}, talked=n % 2, text=f"The {n}th quebracho.") for n, one in enumerate(raters)}
    return [a_closed_round(engagement, given, day) for day in (EARLY, LATE)]


def words(answer) -> str:
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


@pytest.mark.usefixtures("two_rounds")
def test_without_a_period_they_stay(engagement):
    assert what_will_go(engagement.practice, date(2099, 1, 1)) == []


def test_what_goes_is_said_before_and_goes_wholly(engagement, two_rounds):
    keep(engagement.practice, {"pulse": 6})
    assert what_will_go(engagement.practice, date(2026, 7, 22)) == []  # six months to the day
    (going,) = what_will_go(engagement.practice, date(2026, 7, 23))
    assert (going.kind, going.rows, going.staged) == ("pulse", 3 * len(NAMES), 0)
    assert let_go(engagement.practice, date(2026, 7, 23)) == [going]
    early, late = two_rounds
    assert not Answer.objects.filter(invitation__pulse=early).exists()
    assert Answer.objects.filter(invitation__pulse=late).count() == 3 * len(NAMES)
    assert set(Invitation.objects.filter(pulse=early).values_list("answered", "level", "side")) == {(False, "", "")}
    assert LetGo.objects.get().before == date(2026, 1, 23)


def test_nothing_of_them_is_left_in_the_store(engagement, two_rounds, mailoutbox):
    due(noon(LATE))
    keep(engagement.practice, {"pulse": 1})
    let_go(engagement.practice, NOW)
    assert where_it_says("quebracho") == set()
    assert not Answer.objects.exists()
    assert not Letter.objects.exists()
    assert Pulse.objects.count() == 2
    assert due(noon(NOW)) == 0


def test_every_page_says_so_instead_of_showing_nothing(engagement, two_rounds, as_coach, as_client):
    early, late = two_rounds
    keep(engagement.practice, {"pulse": 6})
    let_go(engagement.practice, date(2026, 7, 23))
    said = "Answers to the pulse in rounds that ended before 23 January 2026 were let go, as this practice keeps them"
    agree(engagement, "sponsor report")
    payer = Client()
    payer.force_login(a_sponsor(engagement))
    for browser in (as_coach, as_client, payer):
        assert said in words(browser.get(reverse("round", args=[engagement.pk, early.pk])))
        assert said not in words(browser.get(reverse("round", args=[engagement.pk, late.pk])))


def test_of_the_round_after_it_only_everybody_is_shown_as_they_were(engagement, two_rounds):
    late, reader, now = two_rounds[1], engagement.client.user, noon(NOW)
    before = results_for(late, reader, now=now).results[0]
    assert before.levels
    keep(engagement.practice, {"pulse": 6})
    let_go(engagement.practice, date(2026, 7, 23))
    after = results_for(late, reader, now=now).results[0]
    assert (after.all, after.bars) == (before.all, before.bars)
    assert (after.levels, after.sides, after.last, after.change) == ([], [], None, None)
    assert after.follow_up.why_not == LET_GO


def test_who_wants_to_be_asked_no_more_is_not_asked_again_after_it(engagement, raters):
    first = an_open_round(engagement, raters, EARLY)
    ask_no_more(first.invitations.get(stakeholder=raters[0]), now=noon(EARLY))
    keep(engagement.practice, {"pulse": 1})
    let_go(engagement.practice, date(2026, 2, 23))
    again = an_open_round(engagement, raters, LATE)
    assert again.invitations.get(stakeholder=raters[0]).withdrawn_at


def test_her_page_says_that_what_was_answered_was_erased(engagement, two_rounds):
    token = links.make("pulse", two_rounds[0].invitations.first().pk, lasts=timedelta(days=9))[1]
    keep(engagement.practice, {"pulse": 1})
    let_go(engagement.practice, NOW)
    assert "What was answered was erased" in words(Client().get(reverse("answer-pulse", args=[token])))


def test_an_open_round_is_never_let_go(engagement, raters):
    an_open_round(engagement, raters, NOW)
    keep(engagement.practice, {"pulse": 1})
    assert what_will_go(engagement.practice, NOW) == []
