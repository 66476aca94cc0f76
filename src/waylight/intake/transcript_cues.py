"""Cues out of WebVTT and SRT, and out of documents that Teams wrote in cues.

WebVTT by the W3C's specification (Pfeiffer 2019), sections 4 and 6; SRT, which nobody specified, as programs write it:
the two differ in a comma, and are read alike. A cue that is broken costs itself and a problem, never its neighbours.
Why this is not left to webvtt-py: ``docs/decisions/0003-reading-cues.md``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from waylight.intake.rows import Place, Problem
from waylight.intake.transcript_lines import LONGEST_LINE, Line
from waylight.intake.transcript_marks import LONGEST_NAME, Speakers, could_be_name, mostly_names, seconds_of
from waylight.intake.transcript_turns import Said
from waylight.language import gettext

ARROW = "-->"
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>|</v>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[0-9:.]+>|\{\\an?[0-9]{1,2}\}")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TIMES = re.compile(rf"\s{{0,9}}[0-9]+:[0-9][^>]{{0,40}}?{ARROW}")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:\s|\Z)")
_HEADING_LINES = 8  # above the first cue in documents from Teams: title, date, length
_LONGEST_VOICE = 200  # characters; voice tags name people in full


def has_times(text: str) -> bool:
    """Whether a line gives a cue's times; words with an arrow between them do not.

    >>> has_times("00:01.000 --> 00:02.000 align:start"), has_times("from pilot --> rollout")
    (True, False)
    """
    return ARROW in text and bool(_TIMES.match(text))


def speakers_in(opening: Sequence[str]) -> Speakers:
    """Who speaks before a colon in the cues of a file, by its first lines.

    Nobody does where voice tags name the speakers, nor where a colon stands in a few lines and no name before it
    repeats: “Remember: we listen first” is then what somebody said.
    """
    tagged = any("<v" in line for line in opening)
    plain = [_plain(line) for line in opening if ARROW not in line and not _ASIDE.match(line)]
    spoken = [line for line in plain if line and not line.isdigit()]
    speakers = Speakers(spoken)
    labelled = sum(speakers.split(line) is not None for line in spoken)
    return Speakers(spoken, labels=not tagged and (bool(speakers.repeated) or 2 * labelled >= len(spoken)))


def names_lead(opening: Sequence[str]) -> bool:
    """Whether the line below the times of a cue is a speaker's name, as in what Teams writes."""
    return mostly_names(below for times, below in pairwise(opening) if has_times(times))


class CueReader:
    """Reads the cues of one file.

    ``speakers`` finds names before a colon in cues without voice tags. With ``name_line`` the first line of a cue names
    the speaker, as in documents from Teams.
    """

    def __init__(self, *, file: str, speakers: Speakers, name_line: bool = False) -> None:
        self._file = file
        self._speakers = speakers
        self._name_line = name_line
        self._begun = False

    def read(self, lines: Iterable[Line | Problem]) -> Iterator[Said | Problem]:
        """Yield what is said in each cue, and the problems met on the way."""
        for block in _blocks(lines):
            if isinstance(block, Problem):
                yield block
            else:
                yield from self._read_block(block)

    def _read_block(self, block: list[Line]) -> Iterator[Said | Problem]:
        at = next((index for index, line in enumerate(block[:2]) if ARROW in line.text), None)
        if at and _ASIDE.match(block[0].text) and not has_times(block[at].text):
            return
        heading = self._name_line and not self._begun and len(block) <= _HEADING_LINES
        self._begun = True
        if at is None:
            if not _ASIDE.match(block[0].text) and not heading:
                reason = gettext("These lines belong to no cue: {text}. They are left out.")
                yield self._problem(block[0], reason.format(text=_shown(block[0].text)))
            return
        times, payload = block[at], block[at + 1 :]
        start, end = _times(times.text)
        if start is None or end is None:
            reason = gettext("These times cannot be read: {text}. The cue is left out.")
            yield self._problem(times, reason.format(text=_shown(times.text)))
        elif end < start:
            reason = gettext("This cue ends before it begins: {text}. It is left out.")
            yield self._problem(times, reason.format(text=_shown(times.text)))
        else:
            said = [Said(times.number, start, end, *voice) for voice in self._voices(payload)]
            yield from said
            if not said:
                yield self._problem(times, gettext("This cue has no text. It is left out."))

    def _voices(self, payload: list[Line]) -> list[tuple[str, str]]:
        """Speaker and text of each voice in a cue; neither empty text nor mark-up among them."""
        if any("<v" in line.text for line in payload):
            voices = _tagged(" ".join(line.text for line in payload))
        else:
            voices = self._labelled([_plain(line.text) for line in payload])
        return [voice for voice in voices if voice[1]]

    def _labelled(self, payload: list[str]) -> list[tuple[str, str]]:
        """Voices of a cue that names speakers, if at all, before a colon or on its first line."""
        voices: list[tuple[str, list[str]]] = []
        for text in payload:
            named = self._speakers.split(text)
            if named:
                voices.append((named[0], [named[1]]))
            elif not voices and self._name_line and len(payload) > 1 and could_be_name(text):
                voices.append((text, []))
            elif voices:
                voices[-1][1].append(text)
            else:
                voices.append(("", [text]))
        return [(speaker, " ".join(texts).strip()) for speaker, texts in voices]

    def _problem(self, line: Line, reason: str) -> Problem:
        return Problem(Place(self._file, line.number), reason)


def _blocks(lines: Iterable[Line | Problem]) -> Iterator[list[Line] | Problem]:
    """Lines between blank lines; a cue's times begin a block even where the blank line before them was forgotten."""
    block: list[Line] = []
    size = 0
    for line in lines:
        if isinstance(line, Problem):
            yield line
            continue
        blank = not line.text or line.text.isspace()
        if block and (blank or size > LONGEST_LINE or _begins_cue(line, block)):
            next_block = [block.pop()] if not blank and _is_counted(line, block) else []
            yield block
            block, size = next_block, 0
        if not blank:
            block.append(line)
            size += len(line.text)
    if block:
        yield block


def _begins_cue(line: Line, block: list[Line]) -> bool:
    """Whether a line gives the times of a cue after that of the block, not of the block's own."""
    return has_times(line.text) and (len(block) > 1 or ARROW in block[0].text or block[0].text == "WEBVTT")


def _is_counted(line: Line, block: list[Line]) -> bool:
    """Whether the block's last line is the number of the cue that begins; the block's own cue has one, then, too."""
    numbered = len(block) > 3 and block[0].text.strip().isdigit() and block[-1].text.strip().isdigit()
    return numbered and has_times(line.text)


def _times(text: str) -> tuple[float | None, float | None]:
    before, _, after = text.partition(ARROW)
    until, *_settings = after.split(None, 1) or [""]
    return seconds_of(before.strip()), seconds_of(until)


def _tagged(payload: str) -> list[tuple[str, str]]:
    """Speaker and text by voice tags; what stands outside of them has no speaker."""
    parts = ["", *_VOICE.split(payload)]
    return [
        (_plain(speaker or "")[:_LONGEST_VOICE].rstrip(), _plain(text))
        for speaker, text in zip(parts[::2], parts[1::2], strict=True)
        if text and not text.isspace()
    ]


def _plain(text: str) -> str:
    """Text without tags, with its character references resolved and white space collapsed."""
    if "<" in text or "{" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = _REFERENCE.sub(lambda reference: html.unescape(reference[0]), text)
    return " ".join(text.split())


def _shown(text: str) -> str:
    """As much of a line as a sentence about it can hold."""
    text = " ".join(text[: 4 * LONGEST_NAME].split())
    return f"“{text}”" if len(text) <= LONGEST_NAME else f"“{text[:LONGEST_NAME]}…”"
