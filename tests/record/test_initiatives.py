"""An initiative is noted once, closed and opened again; parts in it are removed and put back; nothing goes unseen."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories import a_stakeholder, an_engagement
from waylight.record.initiative import Initiative, Participation, close, goes_on, launch, reopen, revise
from waylight.record.taking_part import forget_part, put_back_part, remove_part, rewrite_part, take_part
from waylight.record.unseen import ChangedMeanwhile

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture
def bench(engagement):
    return launch(engagement, name="Open  Bench ", since=DAY)


@pytest.fixture
def mei(engagement):
    return a_stakeholder(engagement, "Mei Okafor").person


def test_a_name_is_kept_without_spare_spaces_and_is_taken_once(engagement, bench):
    assert bench.name == "Open Bench"
    with pytest.raises(ValueError, match="called “Open Bench” already"):
        launch(engagement, name="Open Bench", since=DAY)
    with pytest.raises(ValueError, match="Give the initiative a name"):
        launch(engagement, name="  ", since=DAY)
    assert launch(an_engagement("Henrik Aas"), name="Open Bench", since=DAY).pk != bench.pk
    assert Initiative.objects.filter(engagement=engagement).count() == 1


def test_the_second_to_change_it_overwrites_nothing(bench):
    seen = bench.mark
    revise(bench, name="The Bench", since=DAY, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        revise(bench, name="Another", since=DAY, seen=seen)
    bench.refresh_from_db()
    assert bench.name == "The Bench"


def test_it_cannot_take_the_name_of_another(engagement, bench):
    other = launch(engagement, name="Other", since=DAY)
    with pytest.raises(ValueError, match="already"):
        revise(other, name="Open Bench", since=DAY)
    other.refresh_from_db()
    assert other.name == "Other"


def test_it_is_closed_and_opened_again_and_never_before_it_began(engagement, bench):
    with pytest.raises(ValueError, match="began on 1 March 2026"):
        close(bench, on=date(2026, 2, 1))
    close(bench, on=date(2026, 6, 1))
    assert not goes_on(engagement, engagement.coach.user)
    bench.refresh_from_db()
    with pytest.raises(ValueError, match="closed on 1 June 2026"):
        revise(bench, name="Open Bench", since=date(2026, 7, 1))
    reopen(bench)
    assert goes_on(engagement, engagement.coach.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=bench.pk).update(closed_on=date(2026, 1, 1))


def test_somebody_takes_several_parts_one_after_another(bench, mei):
    take_part(bench, mei, part="consulted", since=DAY, until=date(2026, 3, 31))
    take_part(bench, mei, part="leads", since=date(2026, 4, 1))
    assert [part.part for part in bench.participations.order_by("since")] == ["consulted", "leads"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"part": "watches"}, "no part “watches”"), ({"until": date(2026, 2, 1)}, "last day lies before the first")],
)
def test_a_part_that_cannot_be_is_refused(bench, mei, given, reason):
    with pytest.raises(ValueError, match=reason):
        take_part(bench, mei, **{"part": "leads", "since": DAY, **given})
    assert not Participation.objects.exists()


def test_the_same_part_is_noted_once_and_what_was_removed_comes_back(bench, mei):
    part = take_part(bench, mei, part="leads", since=DAY)
    with pytest.raises(ValueError, match="is noted already"):
        take_part(bench, mei, part="leads", since=DAY)
    remove_part(part)
    again = take_part(bench, mei, part="leads", since=DAY, until=date(2026, 5, 1))
    assert (again.pk, again.removed_at, again.until) == (part.pk, None, date(2026, 5, 1))


def test_a_part_is_removed_put_back_and_goes_for_good_only_when_removed(bench, mei):
    part = take_part(bench, mei, part="leads", since=DAY)
    forget_part(part)
    assert Participation.objects.get().removed_at is None
    remove_part(part)
    assert Participation.objects.get().removed_at is not None
    put_back_part(part)
    assert Participation.objects.get().removed_at is None
    remove_part(part)
    forget_part(part)
    assert not Participation.objects.exists()


def test_the_second_to_change_a_part_overwrites_nothing(bench, mei):
    part = take_part(bench, mei, part="told", since=DAY)
    seen = part.mark
    rewrite_part(part, part="consulted", since=DAY, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        rewrite_part(part, part="owns", since=DAY, seen=seen)
    remove_part(part)
    with pytest.raises(ChangedMeanwhile):
        rewrite_part(part, part="owns", since=DAY, seen=Participation(person=mei, part="consulted", since=DAY).mark)
    assert Participation.objects.get().part == "consulted"
