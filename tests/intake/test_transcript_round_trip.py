"""A made transcript, written in every layout, is read back word for word; webvtt-py reads captions the same."""

from __future__ import annotations

import html
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import pytest
import webvtt
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.intake.documents import document
from tests.intake.test_transcript import read


class Turn(NamedTuple):
    start_ms: int
    end_ms: int
    speaker: str
    words: list[str]


_SPEAKERS = ("Ann Lee", "Zoë", "李雷", "Ludwig van Dyke", "Speaker 3", "Priya Nair (she/her)", "Dr. O'Neil-Katō")
_LETTERS = st.characters(categories=["L", "M", "N", "P", "S"], exclude_characters="<>&{}:：[]()#-–—")
_WORDS = st.lists(st.text(_LETTERS, min_size=1, max_size=8).filter(lambda word: word.split() == [word]), min_size=1)


@st.composite
def conversations(draw: st.DrawFn) -> list[Turn]:
    """Turns of changing speakers, of whom the first speaks again, one after the other, on whole seconds."""
    first, second, *others = draw(st.permutations(_SPEAKERS))
    speakers = [first, second, first, *draw(st.lists(st.sampled_from(others), max_size=4))]
    assume(all(one != other for one, other in pairwise(speakers)))
    at, turns = draw(st.integers(0, 5000)) * 1000, []
    for speaker in speakers:
        end = at + draw(st.integers(1, 90)) * 1000
        turns.append(Turn(at, end, speaker, draw(_WORDS)))
        at = end + draw(st.integers(0, 3)) * 1000
    return turns


def clock(ms: int, point: str = ".") -> str:
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


def short_clock(ms: int) -> str:
    return clock(ms)[:-4].removeprefix("00:")


def split(turn: Turn) -> list[Turn]:
    """The turn in two cues, as captions have it, if it has two words."""
    half, middle = len(turn.words) // 2, (turn.start_ms + turn.end_ms) // 2
    if not half:
        return [turn]
    return [
        turn._replace(end_ms=middle, words=turn.words[:half]),
        turn._replace(start_ms=middle, words=turn.words[half:]),
    ]


def as_vtt(turns: list[Turn]) -> bytes:
    cues = [
        f"{clock(cue.start_ms)} --> {clock(cue.end_ms)}\n<v {cue.speaker}>{html.escape(' '.join(cue.words))}</v>\n"
        for turn in turns
        for cue in split(turn)
    ]
    return "\n".join(["WEBVTT\n", *cues]).encode()


def as_zoom_vtt(turns: list[Turn]) -> bytes:
    cues = [
        f"{number}\r\n{clock(cue.start_ms)} --> {clock(cue.end_ms)}\r\n{cue.speaker}: {' '.join(cue.words)}\r\n"
        for number, cue in enumerate((cue for turn in turns for cue in split(turn)), 1)
    ]
    return "\r\n".join(["WEBVTT\r\n", *cues]).encode("utf-8-sig")


def as_srt(turns: list[Turn]) -> bytes:
    return as_zoom_vtt(turns).removeprefix("WEBVTT\r\n\r\n".encode("utf-8-sig"))


def as_otter(turns: list[Turn]) -> bytes:
    return "\n".join(
        f"{turn.speaker}  {short_clock(turn.start_ms)}\n{' '.join(turn.words)}\n" for turn in turns
    ).encode()


def as_bracketed(turns: list[Turn]) -> bytes:
    return "\n".join(f"[{clock(turn.start_ms)}] {turn.speaker}: {' '.join(turn.words)}" for turn in turns).encode(
        "utf-16"
    )


def as_plain(turns: list[Turn]) -> bytes:
    return "\n".join(f"{turn.speaker}: {' '.join(turn.words)}" for turn in turns).encode()


def as_teams(turns: list[Turn]) -> bytes:
    return document(*(f"{turn.speaker}   {short_clock(turn.start_ms)}\n{' '.join(turn.words)}" for turn in turns))


def as_older_teams(turns: list[Turn]) -> bytes:
    cues = (f"{clock(t.start_ms)} --> {clock(t.end_ms)}\n{t.speaker}\n{' '.join(t.words)}" for t in turns)
    return document(*cues)


@pytest.mark.parametrize(
    ("written", "has_start", "has_end"),
    [
        (as_vtt, True, True),
        (as_zoom_vtt, True, True),
        (as_srt, True, True),
        (as_otter, True, False),
        (as_bracketed, True, False),
        (as_plain, False, False),
        (as_teams, True, False),
        (as_older_teams, True, True),
    ],
)
@settings(max_examples=25, deadline=None)
@given(turns=conversations())
def test_a_conversation_survives_a_round_trip(
    written: Callable[[list[Turn]], bytes], has_start: bool, has_end: bool, turns: list[Turn]
):
    found, problems = read(written(turns), name="a.b")
    assert problems == []
    assert [(turn.turn, turn.start_s, turn.end_s, turn.speaker, turn.text) for turn in found] == [
        (
            number,
            turn.start_ms / 1000 if has_start else None,
            turn.end_ms / 1000 if has_end else None,
            turn.speaker,
            " ".join(turn.words),
        )
        for number, turn in enumerate(turns, 1)
    ]


_LINE = st.lists(
    st.one_of(st.sampled_from(["<b>so</b>", "&amp;", "a<c.x>b</c>", "<i>&lt;x&gt;</i>"]), _WORDS.map(" ".join)),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(cues=st.lists(st.lists(_LINE, min_size=1, max_size=3), min_size=1, max_size=8))
def test_webvtt_py_gives_the_same_text_for_every_cue(cues: list[list[str]]):
    blocks = [
        "\n".join([f"{clock(at * 1000)} --> {clock(at * 1000 + 500)} align:start", *lines])
        for at, lines in enumerate(cues)
    ]
    captions = "\n\n".join(["WEBVTT", "NOTE made", *blocks])
    theirs = [
        (caption.start_time.in_milliseconds() / 1000, " ".join(html.unescape(caption.text).split()))
        for caption in webvtt.WebVTT.from_string(captions).captions
    ]
    found, problems = read(captions)
    assert problems == []
    assert [(turn.start_s, turn.text) for turn in found] == theirs
