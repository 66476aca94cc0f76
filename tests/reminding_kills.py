"""Reminders that are due at once, and a worker that is killed while it sends them; and what a mail server then has."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import TYPE_CHECKING

from tests.a_worker_killed import work_until
from tests.servers import mail_server
from tests.stores import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import Mailbox

WITHIN_S = 1800
QUIET_S = 4.0
# Of each engagement coach and client are reminded of each meeting; all lie some hours ahead, so all is due now.
MAKE = """
import sys
from datetime import time, timedelta
from django.utils import timezone
from tests.factories import a_coach, an_engagement
from waylight.record.meeting import Meeting
from waylight.record.planning.reminding import remind
coach, now = a_coach(), timezone.now()
never = {"quiet_from": time(0), "quiet_until": time(0), "site": "https://waylight.example/"}
remind(coach.user, **never)
for _ in range(int(sys.argv[1])):
    engagement = an_engagement(coach=coach, consents=False)
    remind(engagement.client.user, **never)
    times = (now + timedelta(hours=6, seconds=n) for n in range(int(sys.argv[2])))
    Meeting.objects.bulk_create(Meeting(engagement=engagement, at=at) for at in times)
"""
HAND_OVER = """
from django.utils import timezone
from waylight.record.planning.due import hand_over
hand_over(timezone.now())
"""
WHAT_WAS_IN_HAND = """
from datetime import timedelta
from django.utils import timezone
from waylight.record.planning.due import due
print(due(timezone.now() + timedelta(minutes=11)))
"""
LEFT = """
import json
from datetime import timedelta
from django.utils import timezone
from waylight.record.claiming import in_doubt
from waylight.record.planning.reminders import Reminder
later = timezone.now() + timedelta(minutes=11)
unsent = Reminder.objects.filter(sent_at=None)
doubted = unsent.filter(in_doubt(later)).count()
print(json.dumps([Reminder.objects.count(), doubted, unsent.count() - doubted]))
"""


def kills(var: Path, engagements: int, meetings: int, times: int = 2) -> dict[str, float]:
    """Remind two people of each meeting, killing the worker some times on the way; returns what came of it."""
    due = 2 * engagements * meetings
    with mail_server() as (box, port):
        store = Store.made(var, WAYLIGHT_SMTP_URL=f"smtp://127.0.0.1:{port}")
        store.says(MAKE, str(engagements), str(meetings), within_s=WITHIN_S)
        began = time.monotonic()
        for n in range(1, times + 1):
            _work(store, lambda n=n: len(box.mails) >= n * due // (times + 1))
        _work(store, lambda: len(box.mails) >= due - times and _is_quiet(box))
        seconds = time.monotonic() - began
        store.says(WHAT_WAS_IN_HAND)
        rows, doubted, unsent = json.loads(store.says(LEFT))
        times_each = Counter(str(mail["Message-ID"]) for mail in box.mails)
    found = {"due": due, "rows": rows, "unsent": unsent, "in doubt": doubted, "different mails": len(times_each)}
    return {
        **found,
        "mails": len(box.mails),
        "kills": times,
        "most of one": max(times_each.values()),
        "seconds": round(seconds, 1),
    }


def _work(store: Store, over) -> None:
    """Hand over what is due, let a worker work until something is the case, and kill it."""
    store.says(HAND_OVER)
    work_until(over, store, within_s=WITHIN_S)


def _is_quiet(box: Mailbox) -> bool:
    """Whether no mail has come for some seconds: the worker is through, and has nothing in hand."""
    there = len(box.mails)
    time.sleep(QUIET_S)
    return len(box.mails) == there
