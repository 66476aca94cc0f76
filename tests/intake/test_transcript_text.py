"""Plain text becomes turns, in the layouts that Zoom, Otter and people write; nothing is made up."""

from __future__ import annotations

from tests.intake.test_transcript import read, said


def timed(content: str) -> list[tuple[float | None, str, str]]:
    turns, problems = read(content, name="notes.txt")
    assert problems == []
    assert {turn.end_s for turn in turns} <= {None}
    return [(turn.start_s, turn.speaker, turn.text) for turn in turns]


def test_names_before_a_colon_that_repeat_are_speakers():
    text = "Ann: How are you?\nBen: Well.\nAnn: What\nhelped?\n\nIt shows.\n"
    assert timed(text) == [
        (None, "Ann", "How are you?"),
        (None, "Ben", "Well."),
        (None, "Ann", "What helped? It shows."),
    ]
    turns, _ = read(text)
    assert [turn.place.line for turn in turns] == [1, 2, 3]


def test_names_that_do_not_repeat_are_not_speakers():
    assert said("Aim: be heard\nNext: ask\n") == [("", "Aim: be heard"), ("", "Next: ask")]


def test_addresses_times_and_sentences_are_not_speakers():
    text = "Ann: a\nhttps://x.org\nhttps: no\n12: no\nAnd then she said to us all: go\nwhy?: no\nBen: b\nAnn: c\n"
    assert said(text) == [
        ("Ann", "a https://x.org https: no 12: no And then she said to us all: go why?: no"),
        ("Ben", "b"),
        ("Ann", "c"),
    ]


def test_somebody_who_dialled_in_is_a_speaker():
    assert said("+44 20 7946: Hello\nAnn: Hello\n+44 20 7946: Hi\n")[0] == ("+44 20 7946", "Hello")


def test_otter_puts_name_and_time_over_a_block():
    otter = (
        "Ann Lee  0:03  \nHow was it? One thing: who began?\n\nSpeaker 2  1:02:07  \nThey did.\nWe meet at 12:30\n\n"
        "Transcribed by https://otter.ai\n"
    )
    assert timed(otter) == [
        (3.0, "Ann Lee", "How was it? One thing: who began?"),
        (3727.0, "Speaker 2", "They did. We meet at 12:30"),
    ]


def test_a_time_may_stand_before_or_after_the_name():
    assert timed("[00:01:02] Ann: a\n(0:01:05) ben lee: b\n00:01:08 - Ann: c\n[00:01:10] ben lee: d\n") == [
        (62.0, "Ann", "a"), (65.0, "ben lee", "b"), (68.0, "Ann", "c"), (70.0, "ben lee", "d"),
    ]  # fmt: skip
    assert timed("Ann (0:12): a\nBen [0:15]:\nb\n") == [(12.0, "Ann", "a"), (15.0, "Ben", "b")]


def test_a_time_without_a_name_begins_a_turn_of_nobody():
    assert timed("[0:12] Ann: a\n[0:15] (laughter)\n[0:20] Ann: b\n") == [
        (12.0, "Ann", "a"), (15.0, "", "(laughter)"), (20.0, "Ann", "b"),
    ]  # fmt: skip
    assert timed("0:12\nhello\n0:15 you\n") == [(12.0, "", "hello"), (15.0, "", "you")]


def test_a_time_alone_is_that_of_the_next_turn_only():
    assert timed("00:05:00\nAnn: a\nBen: b\nAnn: c\n00:10:00\nBen: d\n") == [
        (300.0, "Ann", "a"), (None, "Ben", "b"), (None, "Ann", "c"), (600.0, "Ben", "d"),
    ]  # fmt: skip


def test_times_of_day_are_not_taken_for_times_of_the_recording():
    zoom = "[Ann Lee] 16:15:32\nHello.\n\n[Ben] 16:15:40\nYes.\n"
    for text in (zoom, "Ann Lee 4:15 PM\nHello.\nBen 4:16 PM\nYes.\n"):
        turns, [problem] = read(text)
        assert [(turn.start_s, turn.speaker, turn.text) for turn in turns] == [
            (None, "Ann Lee", "Hello."), (None, "Ben", "Yes."),
        ]  # fmt: skip
        assert problem.place.line == 1
        assert "time of day" in problem.reason


def test_a_short_heading_is_no_speech_and_a_long_one_is_named():
    heading = "Coaching\nDate: 12 March\nPresent: Ann, Ben\n\n"
    assert said(heading + "Ann: a\nBen: b\nAnn: c\n")[0] == ("Ann", "a")
    turns, [problem] = read("She said a lot.\n" * 12 + "Ann: a\nBen: b\nAnn: c\n")
    assert len(turns) == 3
    assert problem.place.line == 9


def test_a_name_without_words_is_a_problem():
    turns, [problem] = read("Ann: a\nBen:\nAnn: b\n")
    assert [turn.text for turn in turns] == ["a", "b"]
    assert problem.place.line == 2


def test_lines_without_speakers_are_turns_of_nobody():
    assert said("We talked.\n\nIt helped.\n") == [("", "We talked."), ("", "It helped.")]


def test_names_in_bold_and_in_lists_are_names():
    expected = [(None, "Ann", "Why?"), (None, "Ben", "So."), (None, "Ann", "I see.")]
    assert timed("**Ann:** Why?\n\n**Ben:** So.\n\n**Ann:** I see.\n") == expected
    assert timed("- Ann: Why?\n- Ben: So.\n- Ann: I see.\n") == expected


def test_a_name_above_its_time_is_the_speaker():
    assert timed("Ann Lee\n0:03\nGood morning.\nYes\n\nBen Roy\n\n0:10\nHi.\nAnn Lee\n0:15\nBye.\n") == [
        (3.0, "Ann Lee", "Good morning. Yes"),
        (10.0, "Ben Roy", "Hi."),
        (15.0, "Ann Lee", "Bye."),
    ]


def test_a_time_alone_below_words_is_that_of_the_next_turn():
    assert timed("0:00\nAnn: One.\nBen: Two.\n5:00\nAnn: Three.\n") == [
        (0.0, "Ann", "One."),
        (None, "Ben", "Two."),
        (300.0, "Ann", "Three."),
    ]


def test_a_name_after_its_time_is_the_speaker_where_such_names_repeat():
    assert timed("0:12 - Ann Lee\ntext\n0:20 - Ben Roy\nmore\n0:31 - Ann Lee\nlast\n") == [
        (12.0, "Ann Lee", "text"),
        (20.0, "Ben Roy", "more"),
        (31.0, "Ann Lee", "last"),
    ]
