"""What a coach says of her own meetings: kept beside what the model says, sealed, taken back, and hers alone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from tests.factories import a_coach, a_transcript, an_engagement
from waylight.record.consent import Consent, withdraw
from waylight.record.engagement import erase
from waylight.record.handing_over import hand_over
from waylight.record.mirror import (
    Correction,
    ShownMirror,
    WhoSpoke,
    agree_to_rest,
    correct,
    disagree_with_rest,
    show_mirror,
    take_back,
    tell_who_spoke,
)
from waylight.record.people import Member
from waylight.record.privacy.held import held_by_account

pytestmark = pytest.mark.django_db
SAID = ("coach", "What was it like?"), ("client", "Like falling."), ("coach", "And then?")


@pytest.fixture
def meeting(engagement):
    return a_transcript(engagement, *SAID)


def turn(meeting, number: int):
    return meeting.utterances.get(turn=number)


def said(meeting) -> dict[int, str]:
    mine = Correction.objects.filter(utterance__meeting=meeting)
    return {one.utterance.turn: one.said for one in mine.select_related("utterance__meeting__engagement")}


def test_the_last_word_counts_and_can_be_taken_back(meeting, engagement):
    correct(turn(meeting, 1), engagement.coach, "question closed")
    correct(turn(meeting, 1), engagement.coach, " reflection simple ")
    assert said(meeting) == {1: "reflection simple"}
    assert (take_back(turn(meeting, 1), engagement.coach), take_back(turn(meeting, 1), engagement.coach)) == (1, 0)
    assert said(meeting) == {}


def test_a_label_that_says_nothing_is_refused(meeting, engagement):
    with pytest.raises(ValueError, match="Say what the turn is"):
        correct(turn(meeting, 1), engagement.coach, " ")


def test_a_label_is_not_stored_as_it_reads(meeting, engagement):
    correct(turn(meeting, 2), engagement.coach, "sustain")
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM record_correction")
        assert b"sustain" not in bytes(cursor.fetchone()[0])


def test_the_rest_is_agreed_to_without_touching_what_was_chosen(meeting, engagement):
    correct(turn(meeting, 1), engagement.coach, "question closed")
    now = {turn(meeting, n).pk: "question open" for n in (1, 3)} | {turn(meeting, 2).pk: "neutral"}
    assert agree_to_rest(meeting, engagement.coach, now) == 2
    assert said(meeting) == {1: "question closed", 2: "neutral", 3: "question open"}
    assert agree_to_rest(meeting, engagement.coach, now) == 0
    assert disagree_with_rest(meeting, engagement.coach) == 2
    assert said(meeting) == {1: "question closed"}


def test_coach_and_client_are_two_people(meeting, engagement):
    coach, client = (turn(meeting, n).speaker for n in (1, 2))
    with pytest.raises(ValueError, match="two people"):
        tell_who_spoke(meeting, coach=coach, client=coach)
    tell_who_spoke(meeting, coach=client, client=coach)
    assert WhoSpoke.objects.get().coach == client


def test_nobody_but_the_coach_sees_a_label_and_only_while_it_may_be_used(meeting, engagement):
    correct(turn(meeting, 1), engagement.coach, "question open")
    other = a_coach("Ada Bright", practice=engagement.practice)
    sees = {user: Correction.objects.visible_to(user).count() for user in (engagement.client.user, other.user)}
    assert set(sees.values()) == {0}
    assert Correction.objects.visible_to(AnonymousUser()).count() == 0
    assert Correction.objects.visible_to(engagement.coach.user).count() == 1
    agreement = Consent.objects.get(engagement=engagement, use=Consent.Use.RECORDING)
    withdraw(agreement, by=engagement.client.user, at=agreement.given_at)
    assert Correction.objects.visible_to(engagement.coach.user).count() == 0


def test_a_coach_is_handed_out_her_labels(meeting, engagement):
    correct(turn(meeting, 2), engagement.coach, "change")
    [labels] = [part for part in held_by_account(engagement.coach.user) if part.key == "mirror_labels"]
    [row] = labels.rows()
    assert (row["turn"], row["said"], row["engagement"]) == (2, "change", engagement.pk)
    assert "mirror_labels" not in {part.key for part in held_by_account(engagement.client.user)}


def test_another_coach_takes_over_without_the_first_ones_labels(meeting, engagement):
    correct(turn(meeting, 1), engagement.coach, "question open")
    show_mirror(meeting, engagement.coach)
    hand_over(engagement, to=a_coach("Ada Bright", practice=engagement.practice), by=engagement.coach.user)
    assert (Correction.objects.count(), ShownMirror.objects.count()) == (0, 0)


def test_an_erased_engagement_leaves_nothing_of_its_mirrors(meeting):
    engagement = meeting.engagement
    correct(turn(meeting, 1), engagement.coach, "question open")
    tell_who_spoke(meeting, coach=turn(meeting, 2).speaker, client=turn(meeting, 1).speaker)
    show_mirror(meeting, engagement.coach)
    erase(engagement, by=engagement.coach.user)
    assert not any(model.objects.exists() for model in (Correction, WhoSpoke, ShownMirror))
    assert Member.objects.filter(pk=engagement.coach_id).exists()


def test_a_transcript_that_goes_takes_its_labels_along(meeting, engagement):
    other = a_transcript(an_engagement("Henrik Aas"), *SAID)
    for one in (meeting, other):
        correct(turn(one, 1), one.engagement.coach, "question open")
    meeting.utterances.all().delete()
    assert said(meeting) == {}
    assert said(other) == {1: "question open"}


def test_of_two_who_labelled_the_same_turn_each_sees_her_own(meeting, engagement):
    other = a_coach("Ada Bright", practice=engagement.practice)
    correct(turn(meeting, 1), engagement.coach, "question open")
    correct(turn(meeting, 1), other, "question closed")
    [mine] = Correction.objects.visible_to(engagement.coach.user)
    assert mine.coach_id == engagement.coach_id
    assert not Correction.objects.visible_to(other.user).exists()
