"""A process that ends with what started it, even if that is killed: ``python -m waylight.with_parent PARENT MODULE …``.

A server that outlives what started it would go on serving beside the next one. Only Linux can do it (prctl(2),
PR_SET_PDEATHSIG); elsewhere a module runs as it would without.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1


def with_parent(*module: str) -> list[str]:
    """The command that runs a module, given with its arguments, for no longer than this process lives."""
    return [sys.executable, "-m", "waylight.with_parent", str(os.getpid()), *module]


def end_with_parent(parent: int) -> None:
    """Have this process asked to end (SIGTERM) when its parent ends, or at once if it has ended already.

    The parent says its own id: asked here, who started this one may be gone, and the id be of who took it over.
    The kernel forgets it in a child, so a child that should end too asks for itself.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    end_with_parent(int(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
