"""Several names can be said to be one person, and parted again; nothing is lost on the way."""

import pytest

from tests.factories import a_stakeholder, an_interaction
from waylight.record.interaction import Interaction
from waylight.record.people import Alias, Stakeholder, alias_for, goes_by, join, part, place

pytestmark = pytest.mark.django_db


def test_the_same_address_in_other_capitals_is_one_alias(engagement):
    first = alias_for(engagement, "Mei.Okafor@Norvia.example", name="Mei Okafor")
    assert alias_for(engagement, " mei.okafor@norvia.EXAMPLE ").pk == first.pk


def test_joining_moves_interactions_to_one_person_and_parting_moves_them_back(engagement):
    an_interaction(engagement, "Mei Okafor", None)
    an_interaction(engagement, "M Okafor", None)
    mei, m = (alias_for(engagement, f"{name}@norvia.example") for name in ("mei.okafor", "m.okafor"))
    join([m], into=mei.person)
    assert Interaction.objects.filter(sender__person=mei.person).count() == 2
    m.refresh_from_db()
    assert part(m) != mei.person
    assert Interaction.objects.filter(sender__person=mei.person).count() == 1


def test_joining_keeps_the_place_that_either_had(engagement):
    placed = a_stakeholder(engagement, "Mei Okafor", level="manager", side="peer")
    bare = alias_for(engagement, "mei@home.example", name="Mei")
    join(list(Alias.objects.filter(person=placed.person)), into=bare.person)
    assert Stakeholder.objects.get(person=bare.person).level == "manager"


def test_a_level_that_is_not_the_practices_word_is_refused_with_the_words_it_has(engagement):
    alias = alias_for(engagement, "mei@norvia.example")
    with pytest.raises(ValueError, match="board, c-suite"):
        place(engagement, alias.person, level="overlord")


def test_saying_by_what_names_somebody_goes_twice_changes_nothing(engagement):
    goes_by(engagement, engagement.client, ["ines@norvia.example", "Ines Calder"])
    before = Alias.objects.count()
    goes_by(engagement, engagement.client, ["INES@norvia.example", "ines  calder"])
    assert Alias.objects.count() == before
