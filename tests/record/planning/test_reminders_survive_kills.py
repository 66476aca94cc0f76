"""However often the worker is killed, no reminder comes twice; one that was in hand at a kill may be in doubt.

Here 200 with a worker that is killed twice; ``python -m bench.reminders`` does 10,000.
"""

from __future__ import annotations

import pytest

from tests.reminding_kills import kills

pytestmark = pytest.mark.skipif("'DATABASE_URL' in __import__('os').environ", reason="it kills what works on a file")


def test_two_hundred_reminders_go_out_though_the_worker_is_killed_twice(tmp_path):
    found = kills(tmp_path / "var", engagements=10, meetings=10)
    assert (found["due"], found["rows"], found["unsent"]) == (200, 200, 0)
    assert found["most of one"] == 1
    assert found["in doubt"] <= found["kills"]
    assert 200 - found["mails"] <= found["in doubt"]
