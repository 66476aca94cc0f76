"""Whatever of ``waylight run`` is killed, nothing is left that serves or works."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import free_port

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
LONGEST_S = 60
# Starts a server that waits for a line before it looks for its parent, says which process that is, and is gone.
STARTS_AND_ENDS = """
import subprocess
from waylight.with_parent import with_parent
serve = with_parent("http.server", "--bind", "127.0.0.1", "0")
print(subprocess.Popen(["sh", "-c", 'read -r _; exec "$@"', "sh", *serve]).pid)
"""


def below(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    own = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return own + [further for one in own for further in below(one)]


@pytest.fixture
def running(a_store):
    """``waylight run`` that serves an empty store."""
    command = [sys.executable, "-m", "waylight", "run", "--no-sample", "--port", str(free_port())]
    child = subprocess.Popen(command, env=a_store.environment, stdout=subprocess.PIPE, text=True)
    assert any("Ctrl-C" in line for line in child.stdout), "it does not serve"
    yield child
    child.kill()
    child.wait()


@pytest.mark.parametrize("killed", ["what was started", "the server of it"])
def test_a_kill_leaves_nothing_on_the_port(running, killed):
    started = below(running.pid)
    assert len(started) == 3  # the server, its worker, and the worker for long imports
    ends = [os.pidfd_open(pid) for pid in started]
    server = next(pid for pid in started if below(pid))
    os.kill(running.pid if killed == "what was started" else server, signal.SIGKILL)
    left = [pid for pid, end in zip(started, ends, strict=True) if not select.select([end], [], [], LONGEST_S)[0]]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []


def test_a_parent_that_ended_before_its_child_looked_is_noticed():
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", STARTS_AND_ENDS], **pipes) as parent:
        child = int(parent.stdout.readline())
        parent.wait(timeout=LONGEST_S)
        ends = os.pidfd_open(child)
        parent.stdin.write("go on\n")
        parent.stdin.flush()
        ended = select.select([ends], [], [], LONGEST_S)[0]
        if not ended:
            os.kill(child, signal.SIGKILL)
    os.close(ends)
    assert ended
