"""The master key is replaced while a real server and a worker write and others read: nothing fails, nothing is lost."""

from __future__ import annotations

import json
import urllib.parse

import pytest

from tests.crashing import TOKEN, Crashing

pytestmark = pytest.mark.skipif("'DATABASE_URL' in __import__('os').environ", reason="it works on a file")

ROTATIONS = 6
FORM = "application/x-www-form-urlencoded"
READS = """
import os, sys
from waylight.access import keyring
from waylight.record.engagement import Engagement
times = 0
while not os.path.exists(sys.argv[1]):
    keyring._open.clear()  # as a process that was started just now
    for one in Engagement.objects.all():
        assert one.salt and one.goals in ("", "Goals.")
        times += 1
print(times)
"""
READ_ALL = """
import json
from waylight.record.insight import Insight, Reflection
from waylight.record.engagement import Engagement
print(json.dumps({
    "entries": sorted(str(one.on) for one in Reflection.objects.all() if one.text == "An entry."),
    "heard": sum(one.text == "Wait." for one in Insight.objects.all()),
    "goals": [one.goals for one in Engagement.objects.order_by("pk")],
}))
"""


def begun(crashing: Crashing, number: int) -> tuple[int, str] | None:
    """Have the server begin an engagement, which makes a key."""
    given = {"client_name": f"Client {number}", "pronouns": "they", "zone": "UTC", "begins": "2026-01-05"}
    form = {"csrfmiddlewaretoken": TOKEN, "goals": "Goals.", "client_goes_by": "", "coach_goes_by": "", **given}
    return crashing.ask("POST", "/engagements/new/", crashing.coach, urllib.parse.urlencode(form).encode(), FORM)


def test_nothing_fails_and_nothing_is_unreadable(tmp_path):
    crashing, over = Crashing(tmp_path / "var"), tmp_path / "over"
    keys = tmp_path / "var" / "keys"
    try:
        with crashing.at_work():
            reading = crashing.store.start(READS, str(over))
            for number in range(ROTATIONS):
                before = (tmp_path / "var" / "master_key").read_text()
                done = crashing.store.command("keys", "rotate")
                assert done.returncode == 0, done.stderr
                assert (tmp_path / "var" / "master_key").read_text() != before
                answer = begun(crashing, number)
                assert answer
                assert answer[0] == 302, answer
                page = crashing.ask("GET", f"/engagements/{crashing.engagement}/brief.txt", crashing.client)
                assert page
                assert page[0] == 200
            over.touch()
            said, errors = reading.communicate(timeout=120)
            assert reading.returncode == 0, errors
            assert int(said) > 0
    finally:
        found = crashing.end()
    assert crashing.refused == []
    assert {what: n for what, n in found.items() if what.startswith("WRONG") and n} == {}
    read = json.loads(crashing.store.says(READ_ALL))
    assert set(read["entries"]) >= crashing.kept > set()
    assert read["heard"] == len(read["entries"])
    assert read["goals"] == ["", *["Goals."] * ROTATIONS]
    masters = {json.loads(path.read_text())["master"] for path in keys.iterdir() if not path.name.startswith(".")}
    assert len(masters) == 1
