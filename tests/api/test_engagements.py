"""Engagements are listed, read, begun and said anew as on their pages."""

from __future__ import annotations

from datetime import date

import pytest

from tests.api.conftest import waylight
from tests.factories import an_engagement
from waylight.api.shapes.engagements import ChangedEngagement, NewEngagement
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound
from waylight.record.engagement import Engagement, revise
from waylight.record.people import Alias


def test_one_sees_those_one_takes_part_in(engagement, coach):
    an_engagement("Henrik Aas")
    [one] = coach.list_engagements().items
    assert (one.id, one.client.name, one.my_part, one.zone) == (engagement.pk, "Ines Calder", "coach", "Europe/Lisbon")
    assert coach.get_engagement(engagement.pk) == one


def test_one_of_others_is_not_there(coach):
    other = an_engagement("Henrik Aas")
    with pytest.raises(NotFound):
        coach.get_engagement(other.pk)


def test_a_coach_begins_one_and_a_client_does_not(engagement, coach, client):
    given = NewEngagement(client_name="Mei Okafor", begins=date(2026, 3, 1), client_goes_by=["mei@norvia.example"])
    begun = coach.begin_engagement(given)
    assert coach.get_engagement(begun.id).client.name == "Mei Okafor"
    assert Alias.objects.filter(engagement=begun.id, value="mei@norvia.example").exists()
    with pytest.raises(NotAllowed, match="a coach"):
        client.begin_engagement(given)


def test_what_is_left_out_stays_as_it_is(engagement, coach):
    coach.change_engagement(engagement.pk, ChangedEngagement(goals="Let others own it"))
    now = coach.get_engagement(engagement.pk)
    assert (now.goals, now.client.name, now.begins) == ("Let others own it", "Ines Calder", date(2026, 1, 5))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"zone": "Europe/Nowhere"}, "no time zone"),
        ({"ends": date(2025, 1, 1)}, "before the first"),
        ({"client_name": "  "}, "client's name"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_changed(engagement, coach, given, why):
    before = Engagement.objects.get(pk=engagement.pk).mark
    with pytest.raises(DoesNotFit, match=why):
        coach.change_engagement(engagement.pk, ChangedEngagement(**given))
    assert Engagement.objects.get(pk=engagement.pk).mark == before


def test_nothing_is_overwritten_that_was_not_seen(engagement, coach):
    seen = coach.get_engagement(engagement.pk)
    said = {"client_goes_by": [], "coach_goes_by": [], "zone": "UTC", "begins": seen.begins, "ends": None}
    revise(engagement, client_name="Ines Calder", pronouns="she", goals="Written on the page", **said)
    with pytest.raises(Changed):
        coach.change_engagement(engagement.pk, ChangedEngagement(goals="Mine"), seen=seen)
    assert coach.get_engagement(engagement.pk).goals == "Written on the page"
    coach.change_engagement(engagement.pk, ChangedEngagement(goals="Mine"), seen=coach.get_engagement(engagement.pk))


def test_a_token_for_some_sees_no_other_and_begins_none(engagement):
    other = an_engagement("Henrik Aas", coach=engagement.coach)
    limited = waylight(engagement.coach.user, engagements=[engagement.pk])
    assert [one.id for one in limited.list_engagements().items] == [engagement.pk]
    with pytest.raises(NotFound):
        limited.get_engagement(other.pk)
    with pytest.raises(NotAllowed):
        limited.begin_engagement(NewEngagement(client_name="Mei Okafor", begins=date(2026, 3, 1)))
