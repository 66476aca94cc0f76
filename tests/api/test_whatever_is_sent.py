"""Whatever fits the document, or does not, is answered as the document says, and nothing that is sent breaks anything.

Schemathesis makes the calls from the document, over the whole stack. ``WAYLIGHT_API_EXAMPLES=200`` looks longer, at
boundaries too.
"""

from __future__ import annotations

import os

import pytest
import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS, load_all_checks

from tests.api.conftest import APPLICATION, token_of
from tests.api.everything import with_more
from tests.factories import an_admin
from waylight.access.parts import Part
from waylight.access.rates import Rate
from waylight.api import door
from waylight.api.operations import EVERY
from waylight.pages.clients import arriving as lists
from waylight.pages.files import arriving
from waylight.record.people import Member

pytestmark = pytest.mark.django_db

USUAL = 3
EXAMPLES = int(os.environ.get("WAYLIGHT_API_EXAMPLES", USUAL))
load_all_checks()
# That days are in order, or that a level is a word of the practice, stands in no schema: what fits it can be refused.
NOT_MEANT = {"positive_data_acceptance"}
MEANT = [CHECKS.get_one(name) for name in CHECKS.get_all_names() if name not in NOT_MEANT]

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", APPLICATION)
# Where what one last saw is another by now, that is said first, whatever else is wrong.
schema.config.checks.negative_data_rejection.expected_statuses.append("412")
schema.config.phases.coverage.enabled = EXAMPLES > USUAL


@pytest.fixture
def known(engagement, monkeypatch):
    """One of everything, and a token that never waits."""
    for room, name in ((door, "CALLS"), (door, "GUESSES"), (arriving, "IMPORTS"), (lists, "IMPORTS")):
        rate: Rate = getattr(room, name)
        monkeypatch.setattr(room, name, Rate(rate.what, 10**9, rate.per))
    return with_more(engagement)


def somebody_who_may(case, engagement):
    """Her client where she alone may, or where what is asked for is what she wrote; who looks after the practice where
    nobody else may; else its coach.
    """
    one = EVERY[case.operation.definition.raw["operationId"]]
    if one.allowed == {Part.ADMIN}:
        admins = Member.objects.filter(practice=engagement.practice, role=Member.Role.ADMIN)
        return (admins.first() or an_admin(engagement.practice)).user
    hers = Part.CLIENT in one.allowed and (Part.COACH not in one.allowed or "reflections" in one.path)
    return engagement.client.user if hers else engagement.coach.user


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == USUAL,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_call_is_answered_as_the_document_says(case, known, engagement):
    who = somebody_who_may(case, engagement)
    if case.meta is None or case.meta.generation.mode.is_positive:
        case.path_parameters = {name: known[name] for name in case.path_parameters}
    with transaction.atomic():
        case.call_and_validate(headers={"Authorization": f"Bearer {token_of(who)}"}, checks=MEANT)
        transaction.set_rollback(True)
