"""By a program, hours are bought and corrected, written again and taken back, and it is said who is coached."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from waylight.api.shapes.hours import (
    ChangedGroupMember,
    ChangedHourCorrection,
    ChangedKindOfCoaching,
    ChangedPackage,
    NewGroupMember,
    NewHourCorrection,
    NewPackage,
)
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.meeting import plan
from waylight.record.package import Package
from waylight.record.terms import numbers_coached

DAY = date(2026, 1, 5)
TEN = NewPackage(on=DAY, minutes=600)
CALL = NewHourCorrection(on=DAY, minutes=30, why="A call.")


@pytest.fixture
def package(engagement, coach):
    return coach.buy_package(engagement.pk, TEN)


@pytest.fixture
def call(engagement, coach):
    return coach.correct_hours(engagement.pk, CALL)


def test_what_is_left_is_counted_from_what_was_bought_held_and_corrected(engagement, coach, client):
    nothing = client.get_hours_account(engagement.pk)
    assert (nothing.left, nothing.bought) == (None, 0)
    assert "no saying what is left" in nothing.why_not
    held = plan(engagement, at=datetime(2026, 2, 2, 10, tzinfo=UTC), minutes=90)
    bought, by_hand = coach.buy_package(engagement.pk, TEN), coach.correct_hours(engagement.pk, CALL)
    for reader in (coach, client):
        account = reader.get_hours_account(engagement.pk)
        assert (account.bought, account.used, account.left, account.why_not) == (600, 120, 480, "")
        assert (account.meetings, account.corrections) == ([held.pk], [by_hand.id])
        assert [(one.package, one.used, one.left) for one in account.packages] == [(bought.id, 120, 480)]


def test_a_package_that_is_written_again_is_found_by_the_number_before(engagement, coach, client, package):
    again = coach.change_package(engagement.pk, package.id, ChangedPackage(minutes=300), seen=package)
    assert (again.minutes, again.on, again.paid, again.changed) == (300, DAY, True, True)
    assert again.id != package.id
    assert client.get_package(engagement.pk, package.id) == again
    assert client.list_packages(engagement.pk).items == [again]
    third = coach.change_package(engagement.pk, package.id, ChangedPackage(paid=False))
    assert (third.minutes, third.paid) == (300, False)
    coach.remove_package(engagement.pk, package.id)
    assert [one.id for one in coach.list_packages(engagement.pk, removed=True).items] == [third.id]
    assert Package.objects.filter(removed_at=None).count() == 0


def test_a_change_of_a_package_is_taken_back_once(engagement, coach, package):
    coach.change_package(engagement.pk, package.id, ChangedPackage(minutes=300))
    assert coach.take_package_change_back(engagement.pk, package.id) == package
    assert coach.get_package(engagement.pk, package.id).minutes == 600
    with pytest.raises(NotNow, match="no change to take back"):
        coach.take_package_change_back(engagement.pk, package.id)


def test_what_says_the_same_is_left_as_it_is(engagement, coach, package):
    assert coach.change_package(engagement.pk, package.id, ChangedPackage(minutes=600)) == package
    assert Package.objects.count() == 1


def test_a_package_is_removed_and_put_back_and_the_coach_alone_sees_it_meanwhile(engagement, coach, client, package):
    for _ in range(2):  # removed twice, it stays removed
        coach.remove_package(engagement.pk, package.id)
    assert coach.list_packages(engagement.pk).items == []
    assert client.list_packages(engagement.pk, removed=True).items == []
    with pytest.raises(NotFound):
        client.get_package(engagement.pk, package.id)
    assert coach.get_package(engagement.pk, package.id).removed
    with pytest.raises(NotNow, match="Put it back"):
        coach.change_package(engagement.pk, package.id, ChangedPackage(minutes=300))
    back = coach.change_package(engagement.pk, package.id, ChangedPackage(removed=False, minutes=300))
    assert (back.removed, back.minutes) == (False, 300)
    assert coach.change_package(engagement.pk, package.id, ChangedPackage(removed=True)).removed


def test_a_package_that_was_changed_meanwhile_is_not_overwritten(engagement, coach, package):
    shown = coach.get_package(engagement.pk, package.id)
    coach.change_package(engagement.pk, package.id, ChangedPackage(minutes=300))
    with pytest.raises(Changed):
        coach.change_package(engagement.pk, package.id, ChangedPackage(minutes=900), seen=shown)
    with pytest.raises(Changed):
        coach.remove_package(engagement.pk, package.id, seen=shown)
    assert coach.get_package(engagement.pk, package.id).minutes == 300


def test_the_same_is_bought_once_however_often_it_is_asked(engagement, coach):
    first, again = (coach.buy_package(engagement.pk, TEN, key="one") for _ in range(2))
    assert first == again
    assert Package.objects.count() == 1


def test_a_correction_is_written_again_taken_back_removed_and_put_back(engagement, coach, client, call):
    assert (call.minutes, call.why, call.by) == (30, "A call.", str(engagement.coach.user))
    less = coach.change_hour_correction(engagement.pk, call.id, ChangedHourCorrection(minutes=-15))
    assert (less.minutes, less.why) == (-15, "A call.")
    assert client.get_hour_correction(engagement.pk, call.id) == less
    assert coach.take_hour_correction_change_back(engagement.pk, less.id) == call
    coach.remove_hour_correction(engagement.pk, call.id)
    assert client.list_hour_corrections(engagement.pk).items == []
    assert [one.why for one in coach.list_hour_corrections(engagement.pk, removed=True).items] == ["A call."]
    coach.change_hour_correction(engagement.pk, call.id, ChangedHourCorrection(removed=False))
    assert client.list_hour_corrections(engagement.pk).items == [call]


def test_a_correction_needs_a_reason_and_some_time(engagement, coach, client):
    with pytest.raises(DoesNotFit, match="Say why"):
        coach.correct_hours(engagement.pk, NewHourCorrection(on=DAY, minutes=30, why=" "))
    with pytest.raises(DoesNotFit, match="a minute at least"):
        coach.correct_hours(engagement.pk, NewHourCorrection(on=DAY, minutes=0, why="A call."))
    with pytest.raises(NotAllowed):
        client.correct_hours(engagement.pk, CALL)


def test_the_kind_of_coaching_is_said_and_counted(engagement, coach, client):
    kind = client.get_kind_of_coaching(engagement.pk)
    assert (kind.form, kind.number, kind.paid, kind.coached) == ("one", None, True, 1)
    team = coach.change_kind_of_coaching(engagement.pk, ChangedKindOfCoaching(form="team", number=6), seen=kind)
    assert (team.form, team.number, team.paid, team.coached) == ("team", 6, True, 6)
    free = coach.change_kind_of_coaching(engagement.pk, ChangedKindOfCoaching(paid=False))
    assert (free.form, free.number, free.paid) == ("team", 6, False)
    assert coach.change_kind_of_coaching(engagement.pk, ChangedKindOfCoaching(number=None)).number is None
    with pytest.raises(Changed):
        coach.change_kind_of_coaching(engagement.pk, ChangedKindOfCoaching(form="one"), seen=kind)
    with pytest.raises(NotAllowed):
        client.change_kind_of_coaching(engagement.pk, ChangedKindOfCoaching(form="one"))


def test_somebody_is_in_the_group_and_not_any_more(engagement, coach, client):
    coach.change_kind_of_coaching(engagement.pk, ChangedKindOfCoaching(form="group"))
    lena = coach.add_to_group(engagement.pk, NewGroupMember(name="Lena Brandt", address="lena@norvia.example"))
    assert (lena.person.name, lena.since, lena.removed) == ("Lena Brandt", engagement.begins, False)
    assert client.list_group(engagement.pk).items == [lena]
    assert numbers_coached([engagement]) == {engagement.pk: 2}
    coach.remove_from_group(engagement.pk, lena.id)
    assert numbers_coached([engagement]) == {engagement.pk: 1}
    with pytest.raises(NotFound):
        client.get_group_member(engagement.pk, lena.id)
    assert coach.get_group_member(engagement.pk, lena.id).removed
    assert coach.change_group_member(engagement.pk, lena.id, ChangedGroupMember(removed=False)) == lena


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": "Ines", "address": "ines@norvia.example"}, "is the client"),
        ({"name": " "}, "Give the name"),
    ],
)
def test_a_group_has_names_and_counts_the_client_already(engagement, coach, given, why):
    with pytest.raises(DoesNotFit, match=why):
        coach.add_to_group(engagement.pk, NewGroupMember(**given))
    assert coach.list_group(engagement.pk).items == []
