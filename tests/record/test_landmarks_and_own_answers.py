"""Notes at a date are set down, changed and taken up; an own answer stays as it was, whatever is said later."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import an_engagement
from waylight.record import landmark, moment
from waylight.record.landmark import Landmark
from waylight.record.moment import OwnAnswer
from waylight.record.privacy.erasing import erase_person
from waylight.record.privacy.held import held_by_account
from waylight.record.search import search
from waylight.record.unseen import ChangedMeanwhile

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def hers(engagement) -> str:
    return "\n".join(str(row) for part in held_by_account(engagement.client.user) for row in part.rows())


def test_a_new_answer_takes_no_other_ones_place(engagement):
    user = engagement.client.user
    moment.say(engagement, by=user, text="No. It grew.")
    moment.say(engagement, by=user, text="Perhaps there was one.")
    assert [one.text for one in moment.answers(engagement, user)] == ["Perhaps there was one.", "No. It grew."]
    assert all(one.by == user for one in OwnAnswer.objects.all())


def test_an_answer_is_the_clients_until_she_shares_it(engagement):
    said = moment.say(engagement, by=engagement.client.user, text="It grew.")
    assert moment.answers(engagement, engagement.coach.user) == []
    moment.share(said, private=False)
    assert [one.text for one in moment.answers(engagement, engagement.coach.user)] == ["It grew."]
    assert moment.answers(engagement, an_engagement("Henrik Aas").coach.user) == []


def test_without_words_there_is_nothing_to_keep(engagement):
    for keep in (
        lambda: moment.say(engagement, by=engagement.client.user, text=" \n"),
        lambda: landmark.set_down(engagement, on=DAY, text=" "),
    ):
        with pytest.raises(ValueError, match="no words"):
            keep()


def test_a_note_does_not_end_before_it_began_and_is_no_journal(engagement):
    with pytest.raises(ValueError, match="before the first"):
        landmark.set_down(engagement, on=DAY, until=date(2026, 3, 1), text="Holiday")
    with pytest.raises(ValueError, match="the journal has room"):
        landmark.set_down(engagement, on=DAY, text="x" * 201)


def test_who_writes_a_note_again_has_seen_how_it_stands(engagement):
    one = landmark.set_down(engagement, on=DAY, text="Holiday", away=True)
    mark = one.mark
    landmark.rewrite(one, on=DAY, text="Holiday at sea", until=date(2026, 3, 9), away=True, seen=mark)
    with pytest.raises(ChangedMeanwhile):
        landmark.rewrite(one, on=DAY, text="Leave", seen=mark)
    assert Landmark.objects.get().text == "Holiday at sea"


def test_both_are_found_by_their_words_by_who_may_see_them(engagement):
    landmark.set_down(engagement, on=DAY, text="The heron role")
    moment.say(engagement, by=engagement.client.user, text="The heron came slowly.")
    assert len(search(engagement, engagement.client.user, "heron")) == 2
    assert len(search(engagement, engagement.coach.user, "heron")) == 1


def test_she_is_given_both_and_the_coach_who_asks_for_her_no_private_answer(engagement):
    landmark.set_down(engagement, on=DAY, text="New role")
    moment.say(engagement, by=engagement.client.user, text="It grew slowly.")
    assert "New role" in hers(engagement)
    assert "It grew slowly." in hers(engagement)


def test_erasing_the_client_takes_the_words_and_leaves_the_days_away(engagement):
    landmark.set_down(engagement, on=DAY, until=date(2026, 3, 6), text="With my sister", away=True)
    moment.say(engagement, by=engagement.client.user, text="It grew.")
    erase_person(engagement.client, by=engagement.coach.user, why="asked")
    left = Landmark.objects.get()
    assert (left.text, left.away, left.last) == ("words removed", True, date(2026, 3, 6))
    assert not OwnAnswer.objects.exists()
