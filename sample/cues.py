"""Written talk becomes a WebVTT transcript: the words are given, the times are made.

A script has lines ``Name: text``, and between them silences that were meant: ``[silence 12]``, in seconds (``[phone
95]`` and ``[door 150]`` are silences too). A turn that ends with a dash was cut off by the next one.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

MARK = re.compile(r"\[(?:silence|phone|door) (\d+)\]")
SENTENCE = re.compile(r"(?<=[.!?…—])[\"”’]?\s+(?=[\"“A-ZÉÁ])")
SHORT = 9  # words: a shorter sentence shares a cue with the next
PACE = (1.35, 1.75)  # words a second, of people who think while they talk
BREATH = (1.0, 3.4)  # seconds between cues of one turn
CHANGE = (3.0, 9.8)  # seconds before somebody else speaks
OVERLAP = 0.4


@dataclass(frozen=True, slots=True)
class Cue:
    """What somebody says, from and to which second."""

    start: float
    end: float
    speaker: str
    text: str


def cues(script: str, rng: random.Random) -> list[Cue]:
    """Return the cues of a script, with times that start at a few seconds."""
    found: list[Cue] = []
    clock, pause, before = 4.0 + 5 * rng.random(), 0.0, ""
    for line in script.splitlines():
        if mark := MARK.fullmatch(line.strip()):
            pause += float(mark[1])
            continue
        speaker, _, text = line.partition(": ")
        if found:
            clock += _gap(found[-1], speaker, before, rng) + pause
        pause = 0.0
        for n, part in enumerate(_parts(text)):
            clock += rng.uniform(*BREATH) if n else 0.0
            lasts = max(0.8, len(part.split()) / rng.uniform(*PACE))
            found.append(Cue(clock, clock + lasts, speaker, part))
            clock += lasts
        before = text
    return found


def _gap(last: Cue, speaker: str, before: str, rng: random.Random) -> float:
    if before.endswith("—"):
        return -OVERLAP
    return rng.uniform(*(BREATH if last.speaker == speaker else CHANGE))


def _parts(text: str) -> list[str]:
    """Return the text cut into sentences, where short ones stay together."""
    parts: list[str] = []
    for sentence in SENTENCE.split(text):
        if parts and len(parts[-1].split()) < SHORT:
            parts[-1] += " " + sentence
        else:
            parts.append(sentence)
    return parts


def vtt(script: str, names: dict[str, str], rng: random.Random) -> str:
    """Return a script as WebVTT, with a voice tag on every cue; ``names`` are full names by the script's names."""
    blocks = ["WEBVTT"]
    for n, cue in enumerate(cues(script, rng), start=1):
        blocks.append(f"{n}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n<v {names[cue.speaker]}>{cue.text}</v>")
    return "\n\n".join(blocks) + "\n"


def _stamp(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
