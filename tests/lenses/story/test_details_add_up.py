"""How many people a text could be about, sentence by sentence and as a whole."""

from __future__ import annotations

from waylight.lenses.story.known import Known
from waylight.lenses.story.leaks import leaks
from waylight.lenses.story.span import Kind


def somebody(name: str, *traits: str) -> Known:
    """A person of whom the record says this."""
    return Known(name, Kind.PERSON, (name,), traits=frozenset(traits))


PEOPLE = [
    somebody("Adaeze", "peer", "manager"),
    somebody("Beatriz", "peer", "board"),
    somebody("Chidi", "industry", "manager"),
    somebody("Dagmar", "peer", "manager"),
]


def test_a_sentence_tells_how_many_people_fit_it():
    found = leaks("A peer agreed. A manager did not.", PEOPLE)
    assert [(one.traits, one.k) for one in found.sentences] == [(("peer",), 3), (("manager",), 3)]


def test_details_of_the_whole_text_add_up():
    found = leaks("A peer agreed. She sits on the board.", PEOPLE)
    assert found.whole.k == 1


def test_a_text_that_tells_no_trait_says_so():
    found = leaks("They listened.", PEOPLE)
    assert (found.sentences, found.whole.k) == ((), None)
