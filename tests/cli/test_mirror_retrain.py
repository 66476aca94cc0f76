"""``waylight mirror retrain``: learns from whole meetings alone, says what changed, and goes back."""

from __future__ import annotations

import pytest

from tests.factories import a_coach, a_transcript, an_engagement
from tests.lenses.mirror.test_adjusting import meeting as questions
from waylight.cli import main
from waylight.pages.mirror.heard import hear, labels_now
from waylight.record.mirror import Adjustment, agree_to_rest, correct

pytestmark = pytest.mark.django_db


def retrain(capsys, *given: str) -> tuple[int, str, str]:
    status = main(["mirror", "retrain", *given])
    return status, *capsys.readouterr()


def gone_through(engagement, number: int) -> None:
    """A meeting of which the coach calls every question closed, and agrees to the rest."""
    said = [(turn.role.value, turn.text) for turn in questions(number)]
    meeting = a_transcript(engagement, *said, on=f"2026-03-{number + 10}")
    for turn in meeting.utterances.select_related("meeting__engagement"):
        if turn.turn % 2:
            correct(turn, engagement.coach, "question closed")
    agree_to_rest(meeting, engagement.coach, labels_now(hear(meeting, engagement.coach.user)))


def closed(engagement) -> int:
    said = [(turn.role.value, turn.text) for turn in questions(9)]
    heard = hear(a_transcript(engagement, *said, on="2026-05-01"), engagement.coach.user)
    return sum(one.subtype == "closed" for one in heard.model)


def test_it_says_how_many_meetings_are_needed(engagement, capsys):
    gone_through(engagement, 1)
    half = a_transcript(engagement, ("coach", "Why?"), ("client", "Because."))
    correct(half.utterances.get(turn=1), engagement.coach, "question open")
    status, out, _ = retrain(capsys)
    assert status == 3
    assert "You have been through 1 of the 5 meetings that are needed; nothing is changed." in out
    assert "In 1 more you labelled single turns." in out
    assert not Adjustment.objects.exists()


def test_it_learns_says_what_changed_reads_otherwise_and_goes_back(engagement, capsys):
    before = closed(engagement)
    for number in range(6):
        gone_through(engagement, number)
    status, out, _ = retrain(capsys)
    assert status == 0
    assert "open or closed question: 72 turns in 6 meetings, right before" in out
    assert "Used." in out
    assert closed(engagement) > before
    status, out, _ = retrain(capsys, "--undo")
    assert (status, closed(engagement)) == (0, before)
    assert "The weights that ship are used again" in out
    assert "Nothing had been learned" in retrain(capsys, "--undo")[1]


def test_what_was_learned_on_other_weights_is_not_used(engagement, capsys):
    before = closed(engagement)
    for number in range(6):
        gone_through(engagement, number)
    retrain(capsys)
    Adjustment.objects.update(weights="0" * 64)
    assert closed(engagement) == before


def test_one_coachs_labels_teach_nothing_to_another(engagement, capsys):
    other = an_engagement("Henrik Aas", coach=a_coach("Ada Bright", practice=engagement.practice))
    before = closed(other)
    for number in range(6):
        gone_through(engagement, number)
    status, _, err = retrain(capsys)
    assert status == 2
    assert "--coach ADDRESS" in err
    assert retrain(capsys, "--coach", engagement.coach.user.email)[0] == 0
    assert closed(other) == before
    assert retrain(capsys, "--coach", other.coach.user.email)[0] == 3
