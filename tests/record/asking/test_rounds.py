"""A round is planned, seen, opened once, and closed; nobody is asked before, and nobody who should not be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories import a_planned_round, a_stakeholder, an_open_round, noon
from waylight.record.asking.behaviours import choose
from waylight.record.asking.planning import Plan, asks_about, discard, mark_of_plan, plan, planned
from waylight.record.asking.raters import could_be_asked, give_address
from waylight.record.asking.rounds import CannotOpen, close_round, open_round, running, thank
from waylight.record.consent import Consent, withdraw
from waylight.record.engagement import person_of
from waylight.record.people import alias_for, place
from waylight.record.pulse import Invitation, Letter, Pulse
from waylight.record.unseen import ChangedMeanwhile

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


@pytest.fixture
def mei(engagement):
    return a_stakeholder(engagement, "Mei Okafor")


def opened(pulse, *, now=None, seen=None):
    open_round(pulse, site="https://waylight.example/", now=now or noon(DAY), seen=seen)
    return Pulse.objects.select_related("engagement").get(pk=pulse.pk)


def test_planning_anew_changes_the_one_planned_round(engagement, mei):
    priya = a_stakeholder(engagement, "Priya Raman")
    first = a_planned_round(engagement, [mei], DAY)
    second = a_planned_round(engagement, [priya], DAY, question="What else?")
    assert first.pk == second.pk == planned(engagement).pk
    assert planned(engagement).question == "What else?"
    assert [one.stakeholder for one in second.invitations.all()] == [priya]


def test_the_coach_is_not_asked_and_the_reason_is_said(engagement, mei):
    maren = place(engagement, person_of(engagement.coach), named=True)
    twin = alias_for(engagement, engagement.coach.user.email, name="M. Voss")
    same = place(engagement, twin.person, named=True)
    why = {one.stakeholder.pk: one.why_not for one in could_be_asked(engagement)}
    assert "coaches here" in why[maren.pk]
    assert "coaches here" in why[same.pk]
    assert why[mei.pk] == ""
    with pytest.raises(ValueError, match="coaches here"):
        a_planned_round(engagement, [mei, maren], DAY)
    assert not Invitation.objects.exists()


def test_the_client_is_not_asked_about_herself(engagement, mei):
    herself = place(engagement, engagement.client, named=True)
    with pytest.raises(ValueError, match="whom the questions are about"):
        a_planned_round(engagement, [mei, herself], DAY)


def test_nobody_is_asked_whom_she_did_not_name_or_who_has_no_address(engagement):
    unnamed = place(engagement, alias_for(engagement, "x@norvia.example", name="Xan Yo").person, level="manager")
    with pytest.raises(ValueError, match="Choose again"):
        a_planned_round(engagement, [unnamed], DAY)
    nowhere = place(engagement, alias_for(engagement, "Only A Name").person, named=True)
    with pytest.raises(ValueError, match="No address"):
        a_planned_round(engagement, [nowhere], DAY)
    give_address(nowhere, "only.a.name@norvia.example")
    assert a_planned_round(engagement, [nowhere], DAY)


def test_an_address_of_somebody_else_is_not_taken(engagement, mei):
    nowhere = place(engagement, alias_for(engagement, "Only A Name").person, named=True)
    for taken in ("Mei.Okafor@norvia.example", engagement.coach.user.email):
        with pytest.raises(ValueError, match="somebody else"):
            give_address(nowhere, taken)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"opens": date(2026, 3, 1)}, "first day is over"),
        ({"closes": date(2026, 3, 1)}, "before the first"),
        ({"closes": date(2026, 6, 1)}, "60 days"),
        ({"every_weeks": 1}, "Ask less often"),
        ({"raters": []}, "whom to ask"),
    ],
)
def test_days_that_do_not_fit_are_said(engagement, mei, given, why):
    whole = {"question": "?", "opens": DAY, "closes": DAY + timedelta(days=10), "raters": [mei.pk], **given}
    with pytest.raises(ValueError, match=why):
        plan(engagement, Plan(**whole), today=DAY)


def test_opened_twice_it_is_opened_once(engagement, mei):
    pulse = opened(a_planned_round(engagement, [mei], DAY))
    again = opened(pulse, now=noon(DAY) + timedelta(days=1))
    assert again.opened_at == pulse.opened_at
    assert again.state(noon(DAY)) == "open"


def test_what_was_changed_since_it_was_looked_at_is_not_opened(engagement, mei):
    pulse = a_planned_round(engagement, [mei], DAY)
    seen = mark_of_plan(pulse)
    choose(engagement, "asks before she tells", on=DAY)
    with pytest.raises(ChangedMeanwhile):
        opened(pulse, seen=seen)
    assert opened(pulse, seen=mark_of_plan(pulse)).opened_at


def test_without_the_clients_agreement_nothing_opens(engagement, mei):
    pulse = a_planned_round(engagement, [mei], DAY)
    withdraw(Consent.objects.get(use="pulse"), by=engagement.client.user, at=noon(DAY))
    with pytest.raises(CannotOpen, match="not agreed"):
        opened(pulse)
    assert not Letter.objects.exists()


def test_a_second_round_waits_until_the_first_is_over(engagement, mei):
    first = an_open_round(engagement, [mei], DAY)
    second = a_planned_round(engagement, [mei], DAY)
    with pytest.raises(CannotOpen, match="Another round"):
        opened(second)
    close_round(first, now=noon(DAY))
    assert opened(second).state(noon(DAY)) == "open"


def test_it_is_open_on_its_last_day_in_the_clients_zone_and_over_the_next(engagement, mei):
    pulse = an_open_round(engagement, [mei], DAY)  # Lisbon, in winter on UTC; in summer an hour ahead
    late = noon(pulse.closes) + timedelta(hours=11)
    assert (pulse.state(late), pulse.state(late + timedelta(hours=1))) == ("open", "over")
    assert running(engagement, now=late) == pulse


def test_what_it_asks_about_stays_when_others_are_chosen_later(engagement, mei):
    pulse = an_open_round(engagement, [mei], DAY)
    before = asks_about(pulse)
    choose(engagement, "asks before she tells", on=DAY)
    assert asks_about(pulse) == before


def test_level_and_side_are_those_at_the_opening(engagement, mei):
    pulse = an_open_round(engagement, [mei], DAY)
    place(engagement, mei.person, level="board", side="upward")
    asked = pulse.invitations.get()
    assert (asked.level, asked.side) == ("manager", "peer")


def test_only_a_planned_round_can_be_thrown_away(engagement, mei):
    discard(a_planned_round(engagement, [mei], DAY))
    assert not Pulse.objects.exists()
    with pytest.raises(ValueError, match="opened already"):
        discard(an_open_round(engagement, [mei], DAY))


def test_thanks_come_after_the_end(engagement, mei):
    pulse = an_open_round(engagement, [mei], DAY)
    with pytest.raises(ValueError, match="still open"):
        thank(pulse, "I will ask first.", now=noon(DAY))
    close_round(pulse, now=noon(DAY))
    thank(pulse, "  I will ask first. ", now=noon(DAY))
    assert Pulse.objects.get().thanks == "I will ask first."
