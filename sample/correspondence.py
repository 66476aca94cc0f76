"""The threads that chance makes: who begins one on which day follows the rates and the rules of the story."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from clock import GAP, LAST, LISBON, NOW, at, busy, days, risen
from letters import Message, go_on, new_id
from rates import IN_RISES, RATES, TAKES_PART, hers, rate
from rates import INITIATIVE as OFTEN
from rules import TOLD_IN_THE_END, may_begin, may_write
from subjects import INITIATIVE, ONE_TO_ONE

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_GAP = timedelta(days=23)
BRIDGED_FROM = date(2026, 4, 1)
ON_THE_BENCH = tuple("sol nils youssef jo priya tomas mei greta ravi hanna tiago ife ari".split())


def poisson(rng: random.Random, mean: float) -> int:
    """Return a Poisson number by multiplying uniforms (Knuth 1969, The Art of Computer Programming 2, 3.4.1)."""
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def daytime(rng: random.Random, day: date) -> datetime:
    """Return a moment of a working day, in UTC."""
    minutes = int(min(max(rng.gauss(215, 150), 0), 600))
    return at(day, "08:10") + timedelta(minutes=minutes, seconds=rng.randrange(60))


def letters_of_two(rng: random.Random) -> list[list[Message]]:
    """Return the threads that she and one other begin with each other."""
    threads: list[list[Message]] = []
    for day in days():
        for one in RATES:
            for out in (True, False):
                count = poisson(rng, rate(one, day, out=out) / 4.7 * busy(day))
                threads += [_two(rng, day, one, out=out) for _ in range(count)]
    return [thread for thread in threads if thread]


def _two(rng: random.Random, day: date, one: str, *, out: bool) -> list[Message]:
    when = daytime(rng, day)
    sender, recipient = ("ines", one) if out else (one, "ines")
    if not may_begin(sender, recipient, when) or when >= NOW:
        return []
    subject = "Odd thought" if one == "priya" and not out else rng.choice(ONE_TO_ONE)
    first = Message(new_id(rng), when, sender, (recipient,), (), subject)
    return go_on(first, rng, 2 + poisson(rng, 3.9), may_write)


def letters_of_the_bench(rng: random.Random) -> list[list[Message]]:
    """Return the threads about the initiative: at first she begins them all, later others do."""
    threads: list[list[Message]] = []
    for day in days():
        often = OFTEN[0] + (OFTEN[1] - OFTEN[0]) * risen(day, date(2026, 2, 10), IN_RISES[1])
        threads += [_bench(rng, day) for _ in range(poisson(rng, often / 4.7 * busy(day)))]
    return [thread for thread in threads if thread]


def _bench(rng: random.Random, day: date) -> list[Message]:
    when = daytime(rng, day)
    ready = [one for one, since in TAKES_PART.items() if since <= day and may_begin(one, "ines", when)]
    sender = "ines" if not ready or rng.random() < hers(day) else rng.choice(ready)
    circle = [one for one in ON_THE_BENCH if one != sender and may_write(one, when)]
    if sender == "ines":
        circle = [one for one in circle if may_begin("ines", one, when) and one not in TOLD_IN_THE_END]
    people = rng.sample(circle, min(len(circle), 2 + rng.randrange(3) if sender != "ines" else 2))
    if sender != "ines":
        people.insert(rng.randrange(len(people) + 1), "ines")
    first = Message(
        new_id(rng), when, sender, tuple(people[:2]), tuple(people[2:]), f"Open Bench: {rng.choice(INITIATIVE)}"
    )
    return go_on(first, rng, 4 + poisson(rng, 5.5), may_write)


def bridges(rng: random.Random, known: Iterable[Message]) -> list[list[Message]]:
    """Return short threads where chance left too long a gap in spring.

    People in regular contact with her do not vanish for four weeks by accident; only those of the story do. Some
    days before a gap grows that long she or the other writes, and gets an answer.
    """
    wrote: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for message in known:
        for other in (*message.to, *message.cc):
            wrote[message.sender, other].append(message.at)
    threads = []
    for one, given in RATES.items():
        start = at(max(BRIDGED_FROM, given.since), "12:00")
        both = [sorted(when for when in wrote[pair] if when >= start) for pair in ((one, "ines"), ("ines", one))]
        threads += _bridge(rng, one, start, both)
    return threads


def _bridge(rng: random.Random, one: str, start: datetime, both: list[list[datetime]]) -> list[list[Message]]:
    threads: list[list[Message]] = []
    end = at(LAST, "12:00")
    for direction in both:
        last = start
        for when in [*direction, end]:
            while when - last > LONGEST_GAP:
                last += timedelta(days=14 + rng.randrange(6))
                threads.append(_short(rng, one, last))
            last = max(last, when)
    return [thread for thread in threads if thread]


def _short(rng: random.Random, one: str, when: datetime) -> list[Message]:
    day = when.astimezone(LISBON).date()
    while busy(day) < 0.4 or GAP[0] - timedelta(days=2) <= day <= GAP[1]:
        day -= timedelta(days=1)
    when = daytime(rng, day)
    if not may_begin("ines", one, when):
        return []
    return go_on(Message(new_id(rng), when, "ines", (one,), (), rng.choice(ONE_TO_ONE)), rng, 3, may_write)
