"""What the client works on: up to three at a time, each the same one from round to round."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import a_closed_round, a_stakeholder
from waylight.record.asking.answering import Given
from waylight.record.asking.behaviours import choose, chosen, retire
from waylight.record.asking.planning import asks_about
from waylight.record.pulse import Behaviour

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


def test_three_can_be_chosen_and_no_fourth(engagement):
    for text in ("lets others own the outcome", "asks before she tells", "shares half-finished pictures"):
        choose(engagement, text, on=DAY)
    with pytest.raises(ValueError, match="Retire one first"):
        choose(engagement, "a fourth", on=DAY)
    assert chosen(engagement)[0].text == "lets others own the outcome"


@pytest.mark.parametrize("text", ["", "   ", "x" * 141, " Lets  others own the outcome"])
def test_no_words_too_many_and_the_same_again_are_refused(engagement, text):
    choose(engagement, "lets others own the outcome", on=DAY)
    with pytest.raises(ValueError, match=r"\w"):
        choose(engagement, text, on=DAY)
    assert len(chosen(engagement)) == 1


def test_one_that_nobody_was_asked_about_goes_whole(engagement):
    retire(choose(engagement, "a slip of the pen", on=DAY), on=DAY)
    assert not Behaviour.objects.exists()


def test_one_that_was_asked_about_stays_with_its_answers_and_makes_room(engagement):
    pulse = a_closed_round(engagement, {a_stakeholder(engagement, "Mei Okafor"): Given({1: 2})}, DAY)
    [behaviour] = chosen(engagement)
    retire(behaviour, on=date(2026, 4, 1))
    assert chosen(engagement) == []
    assert asks_about(pulse) == [behaviour]
    retire(Behaviour.objects.get(), on=date(2026, 5, 1))
    assert Behaviour.objects.get().retired_on == date(2026, 4, 1)
