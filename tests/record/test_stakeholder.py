"""How things stand with somebody is said by who saw what stood there; who was missing is named, once."""

from __future__ import annotations

import pytest

from tests.factories import a_stakeholder, an_interaction
from waylight.record.people import Stakeholder, place
from waylight.record.privacy.words import silence_client
from waylight.record.stakeholder import describe, mark_of_all, name_somebody
from waylight.record.unseen import ChangedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def mei(engagement):
    return a_stakeholder(engagement, "Mei Okafor")


def test_what_is_said_is_kept_and_the_rest_stays(mei):
    describe(mei, stands="She doubts it.", wanted="That she says so.", seen=mark_of_all(mei))
    mei.refresh_from_db()
    assert (mei.stands, mei.wanted, mei.level, mei.named) == ("She doubts it.", "That she says so.", "manager", True)


@pytest.mark.parametrize("change", [{"stands": "Otherwise."}, {"wanted": "Otherwise."}, {"level": "board"}])
def test_whatever_changed_meanwhile_is_not_overwritten_unseen(mei, change):
    seen = mark_of_all(mei)
    describe(mei, **change)
    with pytest.raises(ChangedMeanwhile):
        describe(mei, stands="Mine.", seen=seen)
    mei.refresh_from_db()
    assert mei.stands == change.get("stands", "")


def test_a_level_that_is_none_of_the_practices_is_refused(mei):
    with pytest.raises(ValueError, match="levels"):
        describe(mei, level="emperor")


def test_somebody_is_named_at_a_place_and_a_later_file_knows_the_address(engagement):
    named = name_somebody(
        engagement, name="Elena  Varga", address="Elena@Council.example", level="board", side="industry"
    )
    assert (named.person.name, named.level, named.side, named.named) == ("Elena Varga", "board", "industry", True)
    an_interaction(engagement, None, "Somebody Else")
    assert name_somebody(engagement, name="Prof. Varga", address="elena@council.example").person == named.person
    assert Stakeholder.objects.filter(engagement=engagement).count() == 1


def test_nobody_and_the_client_herself_cannot_be_named(engagement):
    with pytest.raises(ValueError, match="a name is enough"):
        name_somebody(engagement, name="  ")
    with pytest.raises(ValueError, match="takes part in the coaching"):
        name_somebody(engagement, name="Ines", address="ines@norvia.example")
    assert not Stakeholder.objects.exists()


def test_naming_somebody_who_is_known_takes_nothing_away(engagement, mei):
    place(engagement, mei.person, role="Quality", named=False)
    name_somebody(engagement, name="Mei", address="mei.okafor@norvia.example", level="senior leader")
    mei.refresh_from_db()
    assert (mei.role, mei.level, mei.side, mei.named) == ("Quality", "senior leader", "peer", True)


def test_when_the_client_is_erased_what_she_said_of_others_goes(engagement, mei):
    describe(mei, stands="She doubts it.", wanted="Less.")
    silence_client(engagement)
    mei.refresh_from_db()
    assert (mei.stands, mei.wanted, mei.level) == ("", "", "manager")
