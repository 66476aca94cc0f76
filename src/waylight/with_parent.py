"""A process that ends with what started it, even if that is killed: ``python -m waylight.with_parent MODULE …``.

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


def end_with_parent() -> None:
    """Have this process asked to end (SIGTERM) when its parent ends, or at once if it has ended already.

    The kernel forgets it in a child, so a child that should end too asks for itself.
    """
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    end_with_parent()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
