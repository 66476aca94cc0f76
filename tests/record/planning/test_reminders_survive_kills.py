"""However often the worker is killed, each reminder goes out; only the one in hand at a kill may go out a second time.

Here 200 with a worker that is killed twice; ``python -m bench.reminders`` does 10,000.
"""

from __future__ import annotations

import pytest

from tests.reminding_kills import kills

pytestmark = pytest.mark.skipif("'DATABASE_URL' in __import__('os').environ", reason="it kills what works on a file")


def test_two_hundred_reminders_go_out_though_the_worker_is_killed_twice(tmp_path):
    found = kills(tmp_path / "var", engagements=10, meetings=10)
    assert (found["due"], found["rows"], found["unsent"]) == (200, 200, 0)
    assert found["different mails"] == 200
    assert found["mails"] - 200 <= found["kills"]
    assert found["most of one"] <= 2
