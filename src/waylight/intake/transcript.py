"""Turns out of a transcript: WebVTT, SRT, plain text as Zoom, Otter and people lay it out, DOCX as Teams exports it.

Which of them a file is shows in its content. Bytes become numbered lines (``transcript_lines``, ``transcript_docx``),
lines become pieces of speech (``transcript_cues``, ``transcript_text``), and these become turns
(``transcript_turns``); each step hands on the problems of the step before. Names and times are what the file says, or
nothing.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from waylight.intake.rows import Choices, Place, Problem, TurnRow
from waylight.intake.transcript_above import names_stand_above, with_names_beside
from waylight.intake.transcript_cues import CueReader, has_times, names_lead, speakers_in
from waylight.intake.transcript_docx import read_paragraphs
from waylight.intake.transcript_lines import LONGEST_LINE, Line, read_lines
from waylight.intake.transcript_text import Layout, TextReader
from waylight.intake.transcript_turns import Said, into_turns
from waylight.language import gettext, gettext_noop

_HEAD = 4096
_OPENING_LINES = 1000
"""Lines looked at before the first turn is given out, to learn the layout and the names."""

_EXPECTED = gettext_noop(
    "No turn was found here. A transcript is a WebVTT or SRT file, a DOCX from Teams, or text with lines such as "
    "“Ann: Good morning.”"
)


def read_transcript(
    stream: BinaryIO,
    *,
    name: str,
    choices: Choices = Choices(),  # noqa: B008 (frozen; nothing in it concerns transcripts)
) -> Iterator[TurnRow | Problem]:
    """Yield the turns of a transcript in the order of the file, and what could not be read.

    ``name`` is what rows and problems call the file. No bytes make it raise; if there is no turn in them, the last
    problem says what was expected.

    >>> import io
    >>> captions = b"WEBVTT\\n\\n00:01.000 --> 00:02.500\\n<v Ann>Good\\n\\n00:03.000 --> 00:04.000\\n<v Ann>morning."
    >>> [turn] = read_transcript(io.BytesIO(captions), name="first.vtt")
    >>> turn.place.line, turn.meeting, turn.start_s, turn.end_s, turn.speaker, turn.text
    (3, 'first', 1.0, 4.0, 'Ann', 'Good morning.')
    """
    turns = 0
    for found in into_turns(_pieces(stream, name), file=name):
        turns += isinstance(found, TurnRow)
        yield found
    if not turns:
        yield Problem(Place(name), gettext(_EXPECTED))


def _pieces(stream: BinaryIO, file: str) -> Iterator[Said | Problem]:
    head = _head(stream)
    packed = head.startswith(b"PK\3\4")
    if not packed and not _is_text(head):
        return
    lines = read_paragraphs(head, stream, file=file) if packed else read_lines(head, stream, file=file)
    opening = _opening(lines)
    texts = [line.text.strip() for line in opening if isinstance(line, Line)]
    everything = chain(opening, lines)
    if any(map(has_times, texts)) or (texts and _begins_webvtt(texts[0])):
        named = packed or names_lead(texts)
        yield from CueReader(file=file, speakers=speakers_in(texts), name_line=named).read(everything)
    elif names_stand_above(texts):
        layout = Layout([line.text for line in with_names_beside(opening) if isinstance(line, Line)])
        yield from TextReader(layout, file=file).read(with_names_beside(everything))
    else:
        yield from TextReader(Layout(texts), file=file).read(everything)


def _head(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, however few it gives at a time."""
    head = b""
    while len(head) < _HEAD and (more := stream.read(_HEAD)):
        head += more
    return head


def _is_text(head: bytes) -> bool:
    """Whether nothing speaks against it: pictures, recordings and older Word files have NUL bytes early on."""
    if head.startswith((b"%PDF-", b"{\\rtf")):
        return False
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" not in head


def _begins_webvtt(line: str) -> bool:
    return line == "WEBVTT" or line.startswith(("WEBVTT ", "WEBVTT\t"))


def _opening(lines: Iterator[Line | Problem]) -> list[Line | Problem]:
    """The first lines of a file, fewer if they are long."""
    opening: list[Line | Problem] = []
    size = 0
    for line in lines:
        opening.append(line)
        size += len(line.text) if isinstance(line, Line) else 0
        if len(opening) == _OPENING_LINES or size > LONGEST_LINE:
            break
    return opening
