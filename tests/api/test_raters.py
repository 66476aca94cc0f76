"""By a program, it is told who can be asked by the pulse and why not, and an address is noted as on the page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import a_stakeholder
from waylight.api.shapes.pulse import NewBehaviour, PlannedRound
from waylight.api.shapes.raters import ChangedRater
from waylight.client import Changed, DoesNotFit, NotFound
from waylight.record.people import alias_for, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo(engagement):
    """Somebody whom the client named, of whom no address is known."""
    return place(engagement, alias_for(engagement, "Jo Pires", name="Jo Pires").person, side="peer", named=True)


def test_a_round_is_planned_with_the_numbers_of_the_list(engagement, coach, jo):
    mei = a_stakeholder(engagement, "Mei Okafor")
    told = {one.person: one for one in coach.every(coach.list_raters, engagement.pk, limit=1)}
    assert set(told) == {jo.person_id, mei.person_id}
    assert (told[jo.person_id].address, told[jo.person_id].why_not) == ("", "No address is known.")
    assert (told[mei.person_id].address, told[mei.person_id].why_not) == ("mei.okafor@norvia.example", "")
    coach.choose_behaviour(engagement.pk, NewBehaviour(text="Lets others own it"))
    day = timezone.now().date() + timedelta(days=2)
    asked = [told[mei.person_id].id]
    planned = coach.plan_round(engagement.pk, PlannedRound(opens=day, closes=day + timedelta(days=9), raters=asked))
    assert planned.raters == asked == [mei.pk]


def test_an_address_and_a_language_are_noted_each_alone(engagement, client, jo):
    before = client.get_rater(engagement.pk, jo.pk)
    noted = client.change_rater(engagement.pk, jo.pk, ChangedRater(address="Jo@norvia.example"), seen=before)
    assert (noted.address, noted.why_not, noted.language) == ("jo@norvia.example", "", None)
    with pytest.raises(Changed):
        client.change_rater(engagement.pk, jo.pk, ChangedRater(language="de"), seen=before)
    assert client.change_rater(engagement.pk, jo.pk, ChangedRater(language="de")).language == "de"
    assert client.change_rater(engagement.pk, jo.pk, ChangedRater(address="jo@norvia.example")).language == "de"
    assert client.change_rater(engagement.pk, jo.pk, ChangedRater(language=None)).language is None


def test_what_is_no_address_or_somebody_elses_changes_nothing(engagement, coach, jo):
    a_stakeholder(engagement, "Mei Okafor")
    for address, said in (("jo at norvia", "not an e-mail address"), ("mei.okafor@norvia.example", "somebody else")):
        with pytest.raises(DoesNotFit, match=said):
            coach.change_rater(engagement.pk, jo.pk, ChangedRater(address=address, language="fr"))
    now = coach.get_rater(engagement.pk, jo.pk)
    assert (now.address, now.language) == ("", None)


def test_whom_the_client_did_not_name_is_no_rater(engagement, coach):
    other = place(engagement, alias_for(engagement, "Al Other", name="Al Other").person, side="peer", named=False)
    assert coach.list_raters(engagement.pk).items == []
    with pytest.raises(NotFound):
        coach.change_rater(engagement.pk, other.pk, ChangedRater(address="al@norvia.example"))
