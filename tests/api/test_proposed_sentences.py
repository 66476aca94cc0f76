"""By a program, a sentence of a transcript is kept as commitment or question in exact words, or set aside."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.api.conftest import waylight
from tests.factories import a_transcript
from waylight.api.shapes.proposals import AnsweredProposal
from waylight.client import DoesNotFit, NotAllowed, NotFound
from waylight.record.consent import Consent, withdraw
from waylight.record.insight import Commitment, Question
from waylight.record.meeting import Utterance

CHOSEN, ASKED = "I will ask Mei before Friday.", "What am I still holding on to that others could own?"


@pytest.fixture
def meeting(engagement):
    return a_transcript(engagement, ("coach", "What will you do?"), ("client", f"{CHOSEN} {ASKED}"))


def answered(one, kept_as: str | None) -> AnsweredProposal:
    return AnsweredProposal(utterance=one.utterance, text=one.text, kept_as=kept_as)


def test_what_is_kept_carries_the_day_and_the_words_and_is_not_proposed_again(engagement, coach, client, meeting):
    there = client.get_proposals(engagement.pk, meeting.pk)
    (chosen,), (asked,) = there.commitments, there.questions
    assert (chosen.text, asked.text, chosen.turn) == (CHOSEN, ASKED, 2)
    kept = coach.answer_proposal(engagement.pk, answered(chosen, "commitment"))
    carried = client.answer_proposal(engagement.pk, answered(asked, "question"))
    made = coach.get_commitment(engagement.pk, kept.commitment)
    assert (made.text, made.on, made.meeting) == (CHOSEN, meeting.local.date(), meeting.pk)
    assert client.get_question(engagement.pk, carried.question).text == ASKED
    assert Commitment.objects.get().utterance_id == chosen.utterance
    left = coach.get_proposals(engagement.pk, meeting.pk)
    assert (left.commitments, left.questions) == ([], [])


def test_what_is_set_aside_is_not_proposed_again(engagement, coach, meeting):
    (chosen,) = coach.get_proposals(engagement.pk, meeting.pk).commitments
    said = coach.answer_proposal(engagement.pk, answered(chosen, None))
    assert (said.commitment, said.question) == (None, None)
    assert coach.get_proposals(engagement.pk, meeting.pk).commitments == []
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("text", ["I will ask nobody.", "", "  "])
def test_what_was_not_said_is_not_kept(engagement, coach, meeting, text):
    utterance = Utterance.objects.get(meeting=meeting, turn=2)
    for kept_as in ("commitment", "question", None):
        given = AnsweredProposal(utterance=utterance.pk, text=text, kept_as=kept_as)
        with pytest.raises(DoesNotFit, match="not what was said"):
            coach.answer_proposal(engagement.pk, given)
    assert not Commitment.objects.exists()
    assert not Question.objects.exists()


def test_without_agreement_to_transcripts_nothing_is_proposed_and_nothing_kept(engagement, coach, meeting):
    (chosen,) = coach.get_proposals(engagement.pk, meeting.pk).commitments
    withdraw(
        Consent.objects.get(engagement=engagement, use=Consent.Use.RECORDING),
        by=engagement.client.user,
        at=timezone.now(),
    )
    assert coach.get_proposals(engagement.pk, meeting.pk).commitments == []
    with pytest.raises(NotFound):
        coach.answer_proposal(engagement.pk, answered(chosen, "commitment"))


def test_a_token_that_only_reads_keeps_nothing(engagement, meeting):
    reads = waylight(engagement.coach.user, "read")
    (chosen,) = reads.get_proposals(engagement.pk, meeting.pk).commitments
    with pytest.raises(NotAllowed, match="scope"):
        reads.answer_proposal(engagement.pk, answered(chosen, "commitment"))
