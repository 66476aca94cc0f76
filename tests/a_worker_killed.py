"""A worker that is let work until something is the case, and is then killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.stores import Store

WORKER = [sys.executable, "-m", "django", "db_worker", "--no-reload", "--no-startup-delay"]


def work_until(over: Callable[[], bool], store: Store, *, within_s: float) -> None:
    """Let a worker on a store work until ``over()``, and end it by SIGKILL."""
    worker = subprocess.Popen(WORKER, env=store.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + within_s
    try:
        while not over():
            assert worker.poll() is None, "The worker ended by itself."
            assert time.monotonic() < until, "It takes too long."
            time.sleep(0.01)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=30)
