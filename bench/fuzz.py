"""Broken files by the thousand: how many were read, how slow the slowest was, and that none ended in an exception.

    python bench/fuzz.py --seconds 120
    python bench/fuzz.py --seconds 120 --seed 7

Each input is one of the sample engagements' files, or two of them spliced, with bytes flipped, cut out, doubled or
put in, bare, as gzip or in a ZIP; or it is random bytes. Each is read once as recognised, and once as a kind drawn.
An exception is printed with its input's number and seed, so that it can be made again, and fails the run.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pyarrow
from pyarrow import parquet

from waylight.intake import read
from waylight.intake.rows import Kind, Problem

SAMPLE = Path(__file__).parent.parent / "sample"
LONGEST = 20_000  # bytes of an input, so that there are many
WORDS = [
    b"BEGIN:VEVENT\r\n",
    b"RRULE:FREQ=DAILY;COUNT=1000000\r\n",
    b"\n\nFrom a Thu Jan  1 00:00:00 2026\n",
    b'"',
    b"<v ",
]
WORDS += [
    b"-->",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x00",
    b"=?utf-8?b?",
    b"DTSTART:99999999T999999Z\r\n",
    b"PK\x03\x04",
    b"\x1f\x8b",
]


TEXTS = [
    b"1\n00:00:01,000 --> 00:00:02,000\n- Ann: Why?\n- Ben: So.\n\n" * 20,
    b"Ann Lee  0:12\nIt grew.\n\nBen Roy  0:15\nDid it?\n\n" * 20,
    b"Ann Lee\n0:12\nIt grew.\nBen Roy\n0:15\nDid it?\n" * 20,
    b"**Ann:** It grew.\n[00:01:02] Ben: Did it?\n" * 20,
    b"name;email;level\nAnn;a@b.example c@d.example;board\n" * 20,
    b"BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=\nx\nEMAIL:a@b.example\nEND:VCARD\n" * 10,
]


@dataclass
class Tally:
    """What came of the inputs so far."""

    inputs: int = 0
    size: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    problems: int = 0
    failed: int = 0
    slowest: float = 0.0


def seeds() -> list[bytes]:
    """The beginnings of the sample's files, and a small file of each kind that the sample has none of."""
    files = [path for path in sorted(SAMPLE.glob("*/*")) if path.suffix in {".ics", ".mbox", ".vtt", ".vcf", ".md"}]
    table = b"at,sender,recipient,kind,thread\n" + b"2026-03-02T09:00:00Z,a@b.example,c@d.example,mail,t\n" * 50
    return [*(path.read_bytes()[:LONGEST] for path in files), table, *TEXTS, a_document(), a_parquet_file()]


def a_document() -> bytes:
    """A DOCX as Teams lays it out."""
    made, packed = docx.Document(), io.BytesIO()
    for at in range(20):
        made.add_paragraph(f"0:0:{at}.0 --> 0:0:{at}.9\nAnn Lee\nIt grew.")
    made.save(packed)
    return packed.getvalue()


def a_parquet_file() -> bytes:
    """Interactions as Parquet."""
    packed = io.BytesIO()
    parquet.write_table(
        pyarrow.table({"at": [1767261600, 1767261601], "sender": ["a", "b"], "recipient": ["b", "a"]}), packed
    )
    return packed.getvalue()


def an_input(chance: random.Random, files: list[bytes]) -> bytes:
    """One broken file."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(2_000))
    made = bytearray(chance.choice(files))
    if chance.random() < 0.2:
        made[chance.randrange(len(made)) :] = chance.choice(files)[chance.randrange(1_000) :]
    for _ in range(chance.randrange(12)):
        break_one(made, chance)
    wrapping = chance.random()
    if wrapping < 0.08:
        packed = bytearray(gzip.compress(bytes(made)))
    elif wrapping < 0.16:
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a/../../b.ics", bytes(made))
            archive.writestr("c.mbox", bytes(made))
        packed = bytearray(into.getvalue())
    else:
        return bytes(made)
    if chance.random() < 0.5:
        break_one(packed, chance)
    return bytes(packed)


def break_one(made: bytearray, chance: random.Random) -> None:
    """Flip, cut, double or put in something, somewhere."""
    if not made:
        return
    at = chance.randrange(len(made))
    end = min(len(made), at + chance.randrange(1, 200))
    match chance.randrange(4):
        case 0:
            made[at] = chance.randrange(256)
        case 1:
            del made[at:end]
        case 2:
            made[at:at] = made[at:end] * chance.randrange(1, 4)
        case _:
            made[at:at] = chance.choice(WORDS)


def try_one(content: bytes, kind: Kind | None, tally: Tally, which: str) -> None:
    """Read one input and note what came of it."""
    begun = time.perf_counter()
    try:
        for found in read(io.BytesIO(content), name="input", kind=kind):
            if isinstance(found, Problem):
                tally.problems += 1
            else:
                tally.rows[type(found).__name__] += 1
    except Exception:
        tally.failed += 1
        print(f"{which}, read as {kind or 'recognised'}:\n{traceback.format_exc()}", file=sys.stderr)
    tally.slowest = max(tally.slowest, time.perf_counter() - begun)
    tally.inputs += 1
    tally.size += len(content)


def main() -> int:
    """Read broken files for a while and print the counts; 1 if any ended in an exception."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    chance, files, tally = random.Random(options.seed), seeds(), Tally()
    until = time.monotonic() + options.seconds
    number = 0
    while time.monotonic() < until:
        number += 1
        content = an_input(chance, files)
        for kind in (None, chance.choice(list(Kind))):
            try_one(content, kind, tally, f"input {number} of seed {options.seed}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| inputs read | bytes | rows | problems | exceptions | slowest | peak memory |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    print(
        f"| {tally.inputs:,} | {tally.size / 1e6:,.0f} MB | {tally.rows.total():,} | {tally.problems:,} "
        f"| {tally.failed} | {tally.slowest:.2f} s | {peak:.0f} MB |"
    )
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
