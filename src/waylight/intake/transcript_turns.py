"""Turns out of pieces of speech: neighbouring pieces of one speaker are one turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from waylight.intake.rows import Place, Problem, TurnRow
from waylight.language import gettext

LONGEST_TURN = 1 << 20
"""Characters from which on a turn is given out although its speaker goes on; two days of talking."""

_SUFFIXES = {".vtt", ".srt", ".txt", ".docx", ".md", ".text", ".transcript", ".cc"}


class Said(NamedTuple):
    """A piece of speech as one place of the file has it; ``text`` may be empty when it stands on the lines after.

    Times are seconds from the start of the recording, or None.
    """

    line: int
    start_s: float | None
    end_s: float | None
    speaker: str
    text: str


def meeting_name(file: str) -> str:
    """Return the file's name without the suffixes that transcripts have.

    >>> meeting_name("mine.zip/2026.03.12 Ann.transcript.vtt")
    '2026.03.12 Ann'
    """
    name = PurePosixPath(file).name
    stem = name
    while (suffix := PurePosixPath(stem).suffix) and suffix.lower() in _SUFFIXES:
        stem = stem.removesuffix(suffix)
    return stem or name


def into_turns(pieces: Iterable[Said | Problem], *, file: str) -> Iterator[TurnRow | Problem]:
    """Join neighbouring pieces of one speaker into turns; a turn has the start of its first and the end of its last.

    Pieces whose speaker the file does not name stay single, since nobody knows whether one person said them. What
    could not be read parts the turns around it: somebody else may have spoken there.
    """
    meeting, turn = meeting_name(file), 0
    for run in _runs(pieces):
        if isinstance(run, Problem):
            yield run
            continue
        text = " ".join(" ".join(piece.text for piece in run).split())
        place = Place(file, run[0].line)
        if not text:
            yield Problem(place, gettext("Nothing is said in this turn. It is left out."))
            continue
        turn += 1
        yield TurnRow(place, meeting, turn, run[0].start_s, _end(run), run[0].speaker, text)


def _runs(pieces: Iterable[Said | Problem]) -> Iterator[list[Said] | Problem]:
    run: list[Said] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, Problem):
            if run:
                yield run
            run = []
            yield piece
            continue
        if run and (not piece.speaker or piece.speaker != run[0].speaker or size > LONGEST_TURN):
            yield run
            run = []
        size = len(piece.text) + (size if run else 0)
        run.append(piece)
    if run:
        yield run


def _end(run: list[Said]) -> float | None:
    """The last end; of cues that overlap the latest."""
    if run[-1].end_s is None:
        return None
    return max(piece.end_s for piece in run if piece.end_s is not None)
