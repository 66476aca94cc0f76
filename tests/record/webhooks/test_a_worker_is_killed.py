"""However often the worker is killed, each event arrives, in its order; only one in hand at a kill may come twice."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from tests.a_worker_killed import work_until
from tests.record.webhooks.receiver import receiver
from tests.stores import Store

pytestmark = pytest.mark.skipif("'DATABASE_URL' in __import__('os').environ", reason="it kills what works on a file")

WITHIN_S = 300
EVENTS, KILLS = 120, 2
MAKE = """
import sys
from datetime import UTC, datetime, timedelta
from tests.factories import a_coach, an_engagement
from tests.record.webhooks.receiver import a_webhook
from waylight.record.meeting import plan
coach = a_coach()
a_webhook(coach, sys.argv[1], events=["meeting.planned"])
engagements = [an_engagement(coach=coach, consents=False) for _ in range(4)]
for n in range(int(sys.argv[2])):
    plan(engagements[n % 4], at=datetime(2100, 1, 1, tzinfo=UTC) + timedelta(days=n))
"""
AGAIN = """
from django.utils import timezone
from waylight.record.webhooks.delivery import Delivery
from waylight.record.webhooks.due import hand_over
Delivery.objects.filter(waits=True).update(claimed_at=None)  # as it is once a claim has grown old
hand_over(timezone.now())
"""
LEFT = """
from waylight.record.webhooks.delivery import Delivery
print(Delivery.objects.filter(waits=True).count())
"""


def work(store: Store, over) -> None:
    """Hand over what waits, let a worker work until something is the case, and kill it."""
    store.says(AGAIN)
    work_until(over, store, within_s=WITHIN_S)


def test_every_event_arrives_in_order_though_the_worker_is_killed_twice(tmp_path):
    with receiver() as there:
        store = Store.made(tmp_path / "var", WAYLIGHT_PRIVATE_HOSTS="127.0.0.1")
        store.says(MAKE, there.address, str(EVENTS), within_s=WITHIN_S)
        for n in range(1, KILLS + 1):
            work(store, lambda n=n: len(there.got) >= n * EVENTS // (KILLS + 1))
        work(store, lambda: len({one.id for one in there.got}) == EVENTS)
        store.says(AGAIN)
        arrived = Counter(one.id for one in there.got)
        assert len(arrived) == EVENTS
        assert len(there.got) - EVENTS <= KILLS
        assert int(store.says(LEFT)) <= 1  # the last may have been killed before it was noted that it arrived
        order = defaultdict(list)
        for one in there.got:
            order[one.said["data"]["engagement"]].append(one.said["data"]["id"])
        assert all(meetings == sorted(meetings) for meetings in order.values())
        assert len(order) == 4
