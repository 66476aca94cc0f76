"""Cues per second against webvtt-py, on the same made file in the same run.

    python bench/transcripts.py

The file has some 20,000 cues with voice tags. Both readers take turns, the best of the repeats counts, and both must
have read the same words, or nothing is printed. Waylight reads bytes and joins cues into turns; webvtt-py opens the
file by its path and is asked for the text and voice of each cue.
"""

from __future__ import annotations

import argparse
import html
import platform
import random
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

_SPEAKERS = ("Ann Lee", "Ludwig van Dyke", "Zoë Martin", "李雷")
_WORDS = "the team asked who decides and I said that they do since it is theirs now &amp; it works <b>well</b>".split()


def write_captions(path: Path, *, cues: int, seed: int = 5) -> None:
    """Write a WebVTT file of a long meeting in which a speaker goes on for some four cues."""
    chance = random.Random(seed)
    parts, speaker = ["WEBVTT\n"], _SPEAKERS[0]
    for cue in range(cues):
        if chance.random() < 0.25:
            speaker = chance.choice(_SPEAKERS)
        start, end = cue * 2.5, cue * 2.5 + chance.uniform(0.5, 2.5)
        words = " ".join(chance.choices(_WORDS, k=chance.randint(3, 14)))
        parts.append(f"{cue + 1}\n{_clock(start)} --> {_clock(end)}\n<v {speaker}>{words}</v>\n")
    path.write_text("\n".join(parts), encoding="utf-8")


def _clock(seconds: float) -> str:
    whole, ms = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{ms:03}"


def ours(path: Path) -> list[str]:
    """Read with Waylight; returns speakers and words in order, one entry for a turn."""
    from waylight.intake.rows import TurnRow
    from waylight.intake.transcript import read_transcript

    turns = []
    with path.open("rb") as stream:
        for row in read_transcript(stream, name=path.name):
            assert isinstance(row, TurnRow), row
            turns.append(f"{row.speaker}: {row.text}")
    return turns


def webvtt_py(path: Path) -> list[str]:
    """Read with webvtt-py; returns speakers and words in order, one entry for a cue."""
    import webvtt

    return [f"{caption.voice}: {caption.text}" for caption in webvtt.read(str(path), encoding="utf-8").captions]


def words_by_speaker(entries: list[str]) -> list[tuple[str, str]]:
    """Every word with its speaker, which is the same however cues are joined."""
    pairs = (html.unescape(entry).split(": ", 1) for entry in entries)
    return [(speaker, word) for speaker, text in pairs for word in text.split()]


def timed(read: Callable[[Path], list[str]], path: Path) -> tuple[float, list[str]]:
    """Seconds that one reading takes, and what it gave."""
    start = time.perf_counter()
    entries = read(path)
    return time.perf_counter() - start, entries


def table(path: Path, *, cues: int, repeats: int) -> str:
    """Measure both readers in turn; returns a Markdown table."""
    best = dict.fromkeys((ours, webvtt_py), float("inf"))
    said = {}
    for _ in range(repeats):
        for read in best:
            seconds, said[read] = timed(read, path)
            best[read] = min(best[read], seconds)
    assert words_by_speaker(said[ours]) == words_by_speaker(said[webvtt_py]), "the readers disagree"
    names = {ours: "Waylight", webvtt_py: f"webvtt-py {version('webvtt-py')}"}
    lines = [
        f"{path.stat().st_size / 1e6:.1f} MB, {cues:,} cues, {len(said[ours]):,} turns; best of {repeats}; "
        f"Python {platform.python_version()}; both readers agree on every word and speaker.",
        "",
        "| reader | seconds | cues per second | Waylight is faster by |",
        "|---|--:|--:|--:|",
    ]
    lines += [
        f"| {names[read]} | {seconds:.3f} | {cues / seconds:,.0f} | {seconds / best[ours]:.1f} |"
        for read, seconds in best.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Make the file in a temporary folder, measure, and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--cues", type=int, default=20_000)
    options.add_argument("--repeats", type=int, default=7)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.vtt"
        write_captions(path, cues=chosen.cues)
        print(table(path, cues=chosen.cues, repeats=chosen.repeats))


if __name__ == "__main__":
    main()
