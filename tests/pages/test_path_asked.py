"""What stakeholders answer on listening stands on the path, in groups: never of fewer than may be shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests.factories import a_closed_round, a_stakeholder, weekly_contact
from tests.pages.test_path_answers import words
from waylight.pages.path.answers import rows_of
from waylight.pages.path.path import compose
from waylight.pages.path.told import tell
from waylight.record.asking.answering import Given
from waylight.record.asking.behaviours import choose, is_listening
from waylight.record.consent import Consent, withdraw
from waylight.record.pulse import Behaviour

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 6, tzinfo=UTC)
FIRST, SECOND = date(2026, 2, 2), date(2026, 3, 2)


@pytest.fixture
def listening(engagement):
    weekly_contact(engagement, "Priya Raman", weeks=12)
    return choose(engagement, "asks before she tells", on=engagement.begins, listening=True)


def ask(engagement, *values, opens=FIRST):
    raters = {a_stakeholder(engagement, f"Rater {n}"): Given({1: value}) for n, value in enumerate(values)}
    return a_closed_round(engagement, raters, opens)


def asked(engagement, user):
    return {one.key: one for one in compose(engagement, user, NOW).stages}.get("asked")


def shown(series):
    return [value.figure.value for value in series.values if value.figure.value is not None]


def test_a_round_on_listening_stands_in_the_week_it_ended_and_leads_to_its_page(engagement, listening, as_coach):
    pulse = ask(engagement, 1, 1, 2, 0, 1)
    found = asked(engagement, engagement.coach.user)
    week = next(value for value in found.values if value.figure.value is not None)
    assert (week.figure.value, week.week.monday) == (1, FIRST)
    assert week.figure.low < 1 < week.figure.high
    assert week.evidence == reverse("round", args=[engagement.pk, pulse.pk])
    page = words(as_coach.get(reverse("path", args=[engagement.pk])))
    assert f'href="{week.evidence}"' in page
    assert "Listening, as others see it" in page


def test_the_rounds_behind_it_are_there_from_what_it_says_alone(engagement, listening, as_coach):
    pulse = ask(engagement, 1, 1, 2, 0, 1)
    path = compose(engagement, engagement.coach.user, NOW)
    [stage] = [one for one in path.stages if one.grouped]
    assert rows_of(stage, path, engagement) == reverse("round", args=[engagement.pk, pulse.pk])
    assert as_coach.get(rows_of(stage, path, engagement)).status_code == 200


def test_rounds_are_added_up_for_the_lens_because_each_asks_what_changed(engagement, listening):
    ask(engagement, 1, 1, 2, 0, 1)
    ask(engagement, 2, 2, 2, 2, 2, opens=SECOND)
    found = asked(engagement, engagement.coach.user)
    assert shown(found) == [1, 2]
    assert found.points.values == (1, 3)
    user = engagement.coach.user
    assert tell(compose(engagement, user, NOW), engagement, user).alone["asked"].why_not.startswith("Only 2 values")


def test_four_answers_are_shown_to_the_client_and_not_to_her_coach(engagement, listening):
    ask(engagement, 1, 1, 2, 0)
    assert shown(asked(engagement, engagement.client.user)) == [1]
    hidden = asked(engagement, engagement.coach.user)
    assert shown(hidden) == []
    assert hidden.points.values == ()
    assert "Not enough answers." in {value.figure.why_not for value in hidden.values}


def test_what_is_not_listening_is_not_on_the_path(engagement, listening):
    is_listening(listening, yes=False)
    ask(engagement, 1, 1, 2, 0, 1)
    assert asked(engagement, engagement.coach.user) is None


def test_nothing_of_it_is_shown_once_the_pulse_is_not_agreed_to(engagement, listening):
    ask(engagement, 1, 1, 2, 0, 1)
    agreement = Consent.objects.get(engagement=engagement, use=Consent.Use.PULSE, withdrawn_at=None)
    withdraw(agreement, by=engagement.client.user, at=NOW)
    assert asked(engagement, engagement.coach.user) is None


def test_the_client_says_on_the_page_which_is_listening_and_takes_it_back(engagement, as_client):
    address = reverse("pulse", args=[engagement.pk])
    as_client.post(address, {"text": "asks before she tells", "listening": "on"})
    as_client.post(address, {"text": "lets others own it", "listening": "on"})
    first, second = Behaviour.objects.order_by("pk")
    assert (first.listening, second.listening) == (False, True)
    mark = reverse("listening-behaviour", args=[engagement.pk, first.pk])
    assert "stands on the path, under listening" in words(as_client.post(mark, follow=True))
    assert [one.listening for one in Behaviour.objects.order_by("pk")] == [True, False]
    assert "on the path no more" in words(as_client.post(mark, follow=True))
    assert not Behaviour.objects.filter(listening=True).exists()
