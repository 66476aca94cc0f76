"""Brings one mailbox after another in while people work: who writes much at once holds others up, or does not."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

from bench.made_mailbox import write_mailbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.stores import Store


@contextlib.contextmanager
def bringing(store: Store, who: Path, size_mb: int, folder: Path) -> Iterator[None]:
    """Bring mailboxes of that size into the first engagement, each another one, until the block ends; none for 0."""
    if not size_mb:
        yield
        return
    over, took, came = threading.Event(), list[float](), list[int]()
    engagement = json.loads(who.read_text())["coaches"][0]["engagements"][0]

    def bring() -> None:
        while not over.is_set():
            mailbox = folder / f"{len(took)}.mbox"
            messages = write_mailbox(mailbox, size_mb=size_mb, seed=len(took))
            began = time.perf_counter()
            command = [sys.executable, "-m", "waylight", "import", str(engagement), str(mailbox), "--yes"]
            done = subprocess.run(command, env=store.environment, check=False, capture_output=True, text=True)
            took.append(time.perf_counter() - began)
            mailbox.unlink()
            if done.returncode:
                print(f"Mailbox {len(took)} did not come in: {(done.stderr or done.stdout).strip()[-200:]}", flush=True)
            else:
                came.append(messages)

    brings = threading.Thread(target=bring)
    brings.start()
    try:
        yield
    finally:
        over.set()
        brings.join()
        middle = sorted(took)[len(took) // 2]
        print(f"{len(took)} mailboxes with {sum(came):,} messages, the middle one in {middle:.1f} s.", flush=True)
