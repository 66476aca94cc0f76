"""Whenever the server or the worker is killed, the database is whole and an import is there wholly or not at all.

Here a few kills with a seed; ``python -m bench.crash`` does 200.
"""

from __future__ import annotations

import random

import pytest

from tests.crashing import LONGEST_S, Crashing

pytestmark = pytest.mark.skipif("'DATABASE_URL' in __import__('os').environ", reason="it kills what works on a file")


def test_nothing_is_lost_or_half_there_after_kills(tmp_path):
    chance, crashing = random.Random(20260302), Crashing(tmp_path / "var")
    try:
        for whom in ("worker", "both", "server"):
            found = crashing.round(chance.uniform(0.2, LONGEST_S), whom)
            assert {what: n for what, n in found.items() if what.startswith("WRONG") and n} == {}
    finally:
        found = crashing.end()
    assert {what: n for what, n in found.items() if what.startswith("WRONG") and n} == {}
    assert found["edits that were answered, and are there"] > 0
    assert found["imports brought in, wholly"] > 0
