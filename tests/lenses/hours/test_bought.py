"""Packages are used up in the order in which they were bought; nothing used is lost or counted twice."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waylight.lenses.hours.bought import Bought, Used, account

DAY = date(2026, 1, 5)


def bought(*minutes: int, paid: bool = True) -> list[Bought]:
    return [Bought(n, DAY + timedelta(days=n), one, paid) for n, one in enumerate(minutes)]


def used(*minutes: int) -> list[Used]:
    return [Used(n, one) for n, one in enumerate(minutes)]


def test_without_a_package_there_is_no_number_but_a_sentence():
    found = account([], used(60, 60), [], otherwise_paid=True)
    assert found.left is None
    assert "no saying what is left" in found.why_not
    assert (found.used, found.little) == (120, False)


def test_the_first_bought_is_used_first():
    late, early = Bought(1, DAY + timedelta(days=9), 120, True), Bought(2, DAY, 60, False)
    found = account([late, early], used(90), [], otherwise_paid=True)
    assert [(one.package.id, one.used, one.left) for one in found.packages] == [(2, 60, 0), (1, 30, 90)]
    assert (found.pro_bono, found.paid) == (60, 30)


def test_a_correction_is_used_time_more_or_less():
    found = account(bought(600), used(60, 60), [Used(7, 30), Used(8, -45)], otherwise_paid=True)
    assert (found.used, found.left) == (105, 495)
    assert (found.meetings, found.corrections) == ((0, 1), (7, 8))


def test_corrections_alone_never_make_more_than_was_bought():
    assert account(bought(600), [], [Used(7, -45)], otherwise_paid=True).left == 600


def test_what_is_used_beyond_all_packages_is_said_and_paid_or_not_as_was_agreed():
    found = account(bought(60), used(60, 60), [], otherwise_paid=False)
    assert (found.left, found.beyond, found.paid, found.pro_bono) == (-60, 60, 60, 60)
    assert found.little


def test_little_is_left_when_it_is_enough_for_two_usual_meetings_and_no_more():
    assert account(bought(360), used(90, 90), [], otherwise_paid=True).little
    assert not account(bought(361), used(90, 90), [], otherwise_paid=True).little


minutes = st.lists(st.integers(1, 600), max_size=8)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(minutes, minutes, st.lists(st.integers(-600, 600), max_size=4), st.booleans())
def test_every_minute_used_stands_in_one_place(packages, meetings, corrections, otherwise_paid):
    found = account(bought(*packages), used(*meetings), used(*corrections), otherwise_paid=otherwise_paid)
    assert sum(one.used for one in found.packages) + found.beyond == found.used
    assert found.paid + found.pro_bono == found.used == max(0, sum(meetings) + sum(corrections))
    assert all(0 <= one.used <= one.package.minutes for one in found.packages)
    if packages:
        assert found.left == sum(packages) - found.used
