"""Mail headers per second, against the standard library and against reading the file's bytes alone.

    python bench/mail.py                                  the table, on a made mbox of 200 MB
    python bench/mail.py --size-mb 2000 --memory-only     peak memory only

Every measurement runs in a process of its own on a file that is in the page cache, and the best of the repeats counts.
The readers prove by a digest over what they read that they did the same work.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypedDict

from made_mailbox import write_mailbox
from peers.mail_stdlib import Header, read


def ours(path: str) -> Iterator[Header]:
    """Read with Waylight."""
    from waylight.intake.mail import read_mail

    with open(path, "rb", buffering=0) as stream:
        yield from read_mail(stream, name="made.mbox")  # type: ignore[misc]


def stdlib(path: str) -> Iterator[Header]:
    """Read with mailbox and email."""
    return read(path, headers_only=False)


def only_headers(path: str) -> Iterator[Header]:
    """Read with mailbox, and with email's parser for headers only."""
    return read(path, headers_only=True)


def only_bytes(path: str) -> Iterator[Header]:
    """Read the file and do nothing."""
    with open(path, "rb", buffering=0) as stream:
        while stream.read(1 << 20):
            pass
    return iter(())


def said(row: Header) -> str:
    """All that was read of a message, the same for every reader that read the same."""
    to = [(mailbox.name, mailbox.address) for mailbox in row.to + row.cc]
    sender = (row.sender.name, row.sender.address)
    return f"{row.message_id} {row.at} {sender} {to} {row.thread} {row.list_id} {row.automatic} {row.subject_hash}"


READERS: dict[str, tuple[str, Callable[[str], Iterator[Header]]]] = {
    "ours": ("Waylight", ours),
    "stdlib": ("mailbox + email", stdlib),
    "headers": ("mailbox + email, headers only", only_headers),
    "bytes": ("the file's bytes alone", only_bytes),
}


def measure(reader: str, path: str) -> None:
    """Child process: run one reader and print what it took; then once more, untimed, for a digest of what it read."""
    reads = READERS[reader][1]
    list(reads(os.devnull))  # imports what it needs
    start = time.perf_counter()
    count = sum(1 for _ in reads(path))
    seconds = time.perf_counter() - start
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    digest = hashlib.sha256()
    for row in reads(path):
        digest.update(said(row).encode())
    print(json.dumps({"messages": count, "digest": digest.hexdigest(), "seconds": seconds, "peak_mb": peak_mb}))


class Run(TypedDict):
    """What one run of a reader found and took."""

    messages: int
    digest: str
    seconds: float
    peak_mb: float


def measured(reader: str, path: Path, repeats: int) -> Run:
    """The fastest of ``repeats`` runs, with the highest peak of memory among them."""
    command = [sys.executable, __file__, "--measure", reader, "--file", str(path)]
    runs: list[Run] = [
        json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout) for _ in range(repeats)
    ]
    fastest = min(runs, key=lambda run: run["seconds"])
    fastest["peak_mb"] = max(run["peak_mb"] for run in runs)
    return fastest


def table(path: Path, readers: list[str], repeats: int) -> str:
    """Measure the readers in turn; returns a Markdown table."""
    only_bytes_took = measured("bytes", path, repeats)["seconds"]
    results = {reader: measured(reader, path, repeats) for reader in readers}
    digests = {result["digest"] for reader, result in results.items() if reader != "bytes"}
    assert len(digests) == 1, "the readers disagree"
    lines = [
        f"{path.stat().st_size / 1e6:,.0f} MB, {results['ours']['messages']:,} messages; all readers agree.",
        "",
        "| reader | seconds | headers per second | Waylight is faster by | times the bytes alone | peak memory, MB |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for reader, result in results.items():
        rate = f"{result['messages'] / result['seconds']:,.0f}" if result["messages"] else ""
        lines.append(
            f"| {READERS[reader][0]} | {result['seconds']:.2f} | {rate} "
            f"| {result['seconds'] / results['ours']['seconds']:.1f} "
            f"| {result['seconds'] / only_bytes_took:.1f} | {result['peak_mb']:.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Make the mailbox in a temporary folder, measure, and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--size-mb", type=int, default=200)
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--memory-only", action="store_true", help="only Waylight and the bytes, once")
    options.add_argument("--measure", choices=READERS, help=argparse.SUPPRESS)
    options.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        measure(chosen.measure, str(chosen.file))
        return
    if chosen.write:
        write_mailbox(chosen.file, size_mb=chosen.size_mb)
        return
    with tempfile.TemporaryDirectory() as folder:
        free_mb = shutil.disk_usage(folder).free / 1e6
        if free_mb < 2 * chosen.size_mb:
            sys.exit(f"{folder} has {free_mb:,.0f} MB free; {2 * chosen.size_mb:,} are needed. Set TMPDIR elsewhere.")
        path = Path(folder) / "made.mbox"
        write = [sys.executable, __file__, "--write", "--size-mb", str(chosen.size_mb), "--file", str(path)]
        subprocess.run(write, check=True)  # in a process of its own: a child's peak counts its parent's memory
        readers = ["ours", "bytes"] if chosen.memory_only else list(READERS)
        print(table(path, readers, 1 if chosen.memory_only else chosen.repeats))


if __name__ == "__main__":
    main()
