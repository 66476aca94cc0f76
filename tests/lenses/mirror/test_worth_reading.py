"""The turns worth reading again: at most five, each with a reason that can be checked in the transcript."""

from __future__ import annotations

from waylight.lenses.mirror.reading import Reading, read
from waylight.lenses.mirror.turns import Role, Turn
from waylight.lenses.mirror.worth_reading import MOST, worth_reading


def meeting(*said: str, seconds: float = 0) -> list[Turn]:
    """Turns by coach and client in turn; with ``seconds`` a turn lasts one and the next begins so long after it."""
    roles = (Role.COACH, Role.CLIENT)
    times = [(n * (1 + seconds), n * (1 + seconds) + 1) if seconds else (None, None) for n in range(len(said))]
    return [Turn(n + 1, roles[n % 2], text, *times[n]) for n, text in enumerate(said)]


def found(turns: list[Turn]) -> dict[int, str]:
    return {one.turn: one.why for one in worth_reading(turns, read([turns])[0])}


def test_what_was_asked_before_something_was_noticed_is_named():
    why = found(meeting("What was it like for you?", "I just realised that I never asked Mei."))
    assert why == {1: "Right after this question, the client noticed something."}


def test_telling_somebody_who_has_just_noticed_something_is_named():
    turns = meeting("Hm.", "I just realised that I never asked Mei.", "Then call her.", "Yes.")
    told = [Reading(turn.id, turn.role, "input" if turn.id == 3 else "", "", None) for turn in turns]
    why = {one.turn: one.why for one in worth_reading(turns, told)}
    assert why[3] == "The client had just noticed something; this turn tells."


def test_a_long_silence_and_several_questions_need_no_model():
    turns = meeting("Why? And who?", "Hm.", "And then?", "Ja.", seconds=8)
    assert {one.turn: one.why for one in worth_reading(turns, None)} == {
        1: "8 seconds of silence follow.",
        3: "8 seconds of silence follow.",
    }
    assert found(meeting("Why? And who?", "Hm."))[1] == "2 questions in one turn."


def test_there_are_never_more_than_five_and_they_stand_in_order():
    turns = meeting(
        *["What did you see there? And what then?", "I noticed that I " + "talked and " * 60] * 20, seconds=9
    )
    chosen = [one.turn for one in worth_reading(turns, read([turns])[0])]
    assert len(chosen) == MOST
    assert chosen == sorted(set(chosen))


def test_where_nothing_stands_out_nothing_is_named():
    assert found(meeting("Hm.", "Yes.", "Fine.", "Yes.")) == {}
    assert worth_reading([], ()) == ()
