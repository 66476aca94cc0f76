"""What docs/webhooks.md says is so: its lines check signatures, its table has every type, its waits are those."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from pathlib import Path

from waylight.record.webhooks.events import TEST, Event
from waylight.record.webhooks.signing import headers, new_secret
from waylight.record.webhooks.waits import WAITS

PAGE = (Path(__file__).parents[3] / "docs/webhooks.md").read_text()
BODY = b'{"type":"meeting.planned"}'


def checks():
    found: dict = {}
    exec(re.search(r"```python\n(.*?)```", PAGE, re.S)[1], found)  # noqa: S102
    return found["is_from_waylight"]


def test_the_lines_that_check_a_signature_run_as_they_stand():
    secret, other, now = new_secret(), new_secret(), int(time.time())
    signed = headers([other, secret], "msg_1", now, BODY)
    assert checks()(signed, BODY, secret)
    assert checks()(signed, BODY, other)
    assert not checks()(signed, BODY, new_secret())
    assert not checks()(signed, BODY + b" ", secret)
    assert not checks()({**signed, "webhook-id": "msg_2"}, BODY, secret)
    assert not checks()(headers([secret], "msg_1", now - 301, BODY), BODY, secret)


def test_every_type_stands_in_the_table_and_no_other():
    table = PAGE.partition("| type | when |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+\.\w+)`", table)) == {*Event.values, TEST}


def test_the_waits_are_those_of_the_table():
    words = re.findall(r"^\| \d \| (\d+) (minutes?|hours?) \|", PAGE, re.M)
    said = [timedelta(**{unit if unit.endswith("s") else f"{unit}s": int(n)}) for n, unit in words]
    assert said == list(WAITS)
