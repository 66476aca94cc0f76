"""Captions become turns: WebVTT and SRT, as Zoom, Teams and others write them."""

from __future__ import annotations

import io

from tests.intake.documents import document
from waylight.intake.rows import Problem, TurnRow
from waylight.intake.transcript import read_transcript


def read(content: str | bytes, name: str = "first.vtt") -> tuple[list[TurnRow], list[Problem]]:
    raw = content.encode() if isinstance(content, str) else content
    found = list(read_transcript(io.BytesIO(raw), name=name))
    turns = [row for row in found if isinstance(row, TurnRow)]
    return turns, [row for row in found if isinstance(row, Problem)]


def said(content: str | bytes) -> list[tuple[str, str]]:
    turns, problems = read(content)
    assert problems == []
    return [(turn.speaker, turn.text) for turn in turns]


TEAMS = """WEBVTT

11d3-1/12-0
00:00:01.120 --> 00:00:03.000
<v Ann Lee>Good morning, Ben.</v>

11d3-1/13-0
00:00:03.400 --> 00:00:05.000
<v Ann Lee>How was
the week?</v>

11d3-1/14-0
00:00:05.500 --> 00:00:09.250
<v Ben Okoro>I asked, and then I listened.</v>
"""


def test_neighbouring_cues_of_one_speaker_become_one_turn():
    turns, problems = read(TEAMS)
    assert problems == []
    assert [(turn.turn, turn.start_s, turn.end_s, turn.speaker, turn.text) for turn in turns] == [
        (1, 1.12, 5.0, "Ann Lee", "Good morning, Ben. How was the week?"),
        (2, 5.5, 9.25, "Ben Okoro", "I asked, and then I listened."),
    ]


def test_a_turn_knows_the_line_of_its_first_cue_and_its_meeting():
    turns, _ = read(TEAMS, name="week.zip/2026-03-12 Ann.transcript.vtt")
    assert [turn.place.line for turn in turns] == [4, 13]
    assert {turn.place.file for turn in turns} == {"week.zip/2026-03-12 Ann.transcript.vtt"}
    assert {turn.meeting for turn in turns} == {"2026-03-12 Ann"}


def test_zoom_names_the_speaker_before_a_colon():
    zoom = "WEBVTT\r\n\r\n1\r\n00:00:02.100 --> 00:00:04.000\r\nAnn Lee: One thing: time.\r\n\r\n2\r\n"
    zoom += "00:00:05.000 --> 00:00:06.000\r\nThe question is: whose time?\r\n"
    assert said(zoom) == [("Ann Lee", "One thing: time."), ("", "The question is: whose time?")]


def test_a_name_in_small_letters_is_one_where_it_repeats():
    cue = "00:0{0}.000 --> 00:0{0}.500\n{1}\n\n"
    names = ["maria: yes", "Ben: no", "maria: why"]
    captions = "WEBVTT\n\n" + "".join(cue.format(at, name) for at, name in enumerate(names))
    assert said(captions) == [("maria", "yes"), ("Ben", "no"), ("maria", "why")]


def test_several_voices_in_one_cue_are_several_turns():
    cue = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Shall we?</v> <v.loud Ben>We <b>shall</b>.\n"
    assert said(cue) == [("Ann", "Shall we?"), ("Ben", "We shall.")]
    lines = "WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: Shall we?\nBen: We shall,\nand now.\n"
    assert said(lines) == [("Ann", "Shall we?"), ("Ben", "We shall, and now.")]


def test_tags_go_and_character_references_become_characters():
    text = "<v Tom &amp; Ann><c.x>R&amp;D</c> is <00:01.500>5 &lt; 6, &#8220;so&#8221; AT&T"
    assert said(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n") == [("Tom & Ann", "R&D is 5 < 6, “so” AT&T")]


def test_notes_styles_regions_and_settings_are_not_speech():
    captions = (
        "\ufeffWEBVTT - A title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\nwidth:40%\n\n"
        "NOTE\nnobody said this\n\n00:01.000 --> 00:02.000 align:start region:a\nHello.\n\nNOTE nor this\n"
    )
    assert said(captions) == [("", "Hello.")]


def test_hours_are_optional_and_may_be_many():
    captions = "WEBVTT\n\n59:59.000 --> 01:00:00.000\n<v A>a\n\n100:00:01.001 --> 100:00:02.000\n<v B>b\n"
    turns, _ = read(captions)
    assert [(turn.start_s, turn.end_s) for turn in turns] == [(3599.0, 3600.0), (360001.001, 360002.0)]


def test_srt_is_told_by_its_content_and_may_lack_blank_lines():
    srt = "1\n00:00:01,500 --> 00:00:02,000\nAnn: <i>Yes.</i>\n{blank}2\n00:00:03,000 --> 00:00:04,000\nBen: 12.\n"
    for blank in ("\n", ""):
        turns, problems = read(srt.replace("{blank}", blank), name="nothing.txt")
        assert problems == []
        assert [(turn.start_s, turn.end_s, turn.speaker, turn.text) for turn in turns] == [
            (1.5, 2.0, "Ann", "Yes."),
            (3.0, 4.0, "Ben", "12."),
        ]


def test_cues_of_nobody_stay_single():
    captions = "WEBVTT\n\n00:01.000 --> 00:02.000\nYes.\n\n00:02.000 --> 00:03.000\nNo.\n"
    assert said(captions) == [("", "Yes."), ("", "No.")]


def test_overlapping_cues_end_with_the_latest():
    captions = "WEBVTT\n\n00:01.000 --> 00:09.000\n<v A>a\n\n00:02.000 --> 00:03.000\n<v A>b\n"
    [turn], _ = read(captions)
    assert (turn.start_s, turn.end_s) == (1.0, 9.0)


def test_a_broken_cue_costs_itself_and_says_why():
    captions = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>one\n\n00:61:00.000 --> 00:62:00.000\n<v A>two\n\n"
        "00:05.000 --> 00:04.000\n<v A>three\n\n00:06.000 --> 00:07.000\n\nfour\n\nx --> y\n<v A>five\n\n"
        "00:08.000 --> 00:09.000\n<v A>six\n"
    )
    turns, problems = read(captions)
    assert [(turn.place.line, turn.text) for turn in turns] == [(3, "one"), (19, "six")]
    assert [(problem.place.line, problem.reason.split(":")[0]) for problem in problems] == [
        (6, "These times cannot be read"),
        (9, "This cue ends before it begins"),
        (12, "This cue has no text. It is left out."),
        (14, "These lines belong to no cue"),
        (16, "These times cannot be read"),
    ]


def test_an_arrow_in_speech_is_speech():
    assert said("WEBVTT\n\n00:01.000 --> 00:02.000\nFirst\nfrom pilot --> rollout\n") == [
        ("", "First from pilot --> rollout")
    ]


def test_utf_16_and_windows_1252_are_read_and_unknown_bytes_are_named():
    assert said("Zoë: oui\nAnn: là\nZoë: non\n".encode("utf-16")) == [("Zoë", "oui"), ("Ann", "là"), ("Zoë", "non")]
    mixed = "Zoë: “oui”\n".encode("cp1252") + "Ann: là\nZoë: non\n".encode()
    assert said(mixed) == [("Zoë", "“oui”"), ("Ann", "là"), ("Zoë", "non")]
    turns, problems = read(b"Ann: a\nBen: \x81\nAnn: \x81\n")
    assert [turn.text for turn in turns] == ["a", "�", "�"]
    assert [problem.place.line for problem in problems] == [2]


def test_a_file_without_a_turn_says_what_was_expected():
    for raw in (b"", b"\n \n", b"\x89PNG\r\n\x1a\n\0\0\0", b"%PDF-1.7\nAnn: hello", b"WEBVTT\n\nNOTE only\n"):
        turns, [problem] = read(raw)
        assert turns == []
        assert problem.place.line is None
        assert "WebVTT" in problem.reason


def test_a_stream_that_gives_little_at_a_time_is_read_the_same():
    class Trickle(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(1)

    for raw in (TEAMS.encode(), "Zoë: a\r\nBen: b\r\nZoë: c".encode("utf-16"), document("Ann  0:03\nYes.")):
        assert list(read_transcript(Trickle(raw), name="a")) == list(read_transcript(io.BytesIO(raw), name="a"))


def captions(*texts: str) -> str:
    cues = (f"00:{at:02}.000 --> 00:{at + 1:02}.000\n{text}\n" for at, text in enumerate(texts))
    return "WEBVTT\n\n" + "\n".join(cues)


def test_words_before_a_colon_are_no_speaker_where_nobody_is_named_so():
    assert said(captions("So today we talk.", "Remember: we listen first.", "That is it.")) == [
        ("", "So today we talk."),
        ("", "Remember: we listen first."),
        ("", "That is it."),
    ]
    assert said(captions("<v Ann>Why?</v>", "Question: where?")) == [("Ann", "Why?"), ("", "Question: where?")]


def test_a_dialogue_in_one_cue_names_its_speakers_behind_dashes():
    assert said(captions("- Ann: Why?\n- Ben: Because.", "{\\an8}<i>Ann:</i> I see.")) == [
        ("Ann", "Why?"),
        ("Ben", "Because."),
        ("Ann", "I see."),
    ]


def test_a_note_may_hold_an_arrow():
    assert said("WEBVTT\n\nNOTE\nfrom pilot --> rollout\n\n00:01.000 --> 00:02.000\nHi\n") == [("", "Hi")]


def test_a_name_below_the_times_is_the_speaker_where_such_names_repeat():
    text = "".join(
        f"0:0:{at}.0 --> 0:0:{at}.9\n{who}\nWords {at}.\n" for at, who in enumerate(("Ann Lee", "Ben Roy") * 2)
    )
    assert said(text) == [(who, f"Words {at}.") for at, who in enumerate(("Ann Lee", "Ben Roy") * 2)]


def test_the_heading_of_a_document_from_teams_is_no_problem():
    made = document("Meeting Recording", "March 12, 2026", "1h 2m", "0:0:0.0 --> 0:0:2.5\nAnn Lee\nHello.")
    assert said(made) == [("Ann Lee", "Hello.")]
