"""What else lies in a mailbox: lists, machines, the weekend duty, a mass mail, a clock that was wrong."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from clock import at, busy, days
from letters import Message, answer, new_id
from subjects import LISTS, MACHINES

UPDATES_END = date(2026, 2, 13)  # the last fortnightly update; two weeks later she had nothing to inform anyone of
NEWS = "open-bench-news@lists.norvia.example"
TALK = "open-bench-talk@lists.norvia.example"
ALL = "everybody@lists.norvia.example"
MACHINE = "no-reply@instruments.norvia.example"


def _list(address: str) -> tuple[tuple[str, str], ...]:
    name = address.split("@")[0]
    return (("List-Id", f"<{name}.lists.norvia.example>"), ("Precedence", "list"))


def lists(rng: random.Random) -> list[Message]:
    """Return what comes through lists: her update, every second Friday until it stops; the house; the bench."""
    found = []
    for n, day in enumerate(days()):
        if day.weekday() == 4 and (day - date(2025, 12, 19)).days % 14 == 0 and day <= UPDATES_END and busy(day) > 0.1:
            found.append(_sent(rng, day, "16:30", "ines", NEWS, "Open Bench: fortnightly update", _list(NEWS)))
        if busy(day) and rng.random() < 0.75:
            found.append(_sent(rng, day, "10:05", "filipa", ALL, rng.choice(LISTS), _list(ALL)))
        if day >= date(2026, 4, 13) and busy(day) and rng.random() < 0.6:
            who = ("jo", "ife", "tiago", "youssef", "kim")[n % 5]
            found.append(_sent(rng, day, "07:50", who, TALK, "Quarter to eight", _list(TALK)))
    return found


def machines(rng: random.Random) -> list[Message]:
    """Return up to three messages a day that no person wrote."""
    automatic = (("Auto-Submitted", "auto-generated"),)
    found = []
    for day in days():
        found.append(_sent(rng, day, "03:15", MACHINE, "ines", "Backup finished", automatic))
        if busy(day) > 0.2:
            found += [
                _sent(rng, day, clock, MACHINE, "ines", rng.choice(MACHINES), automatic) for clock in ("11:20", "17:05")
            ]
    return found


def duty(rng: random.Random) -> list[Message]:
    """Return the weekend duty's lines: one thread for the whole half year, an answer every Saturday and Sunday."""
    first = replace(_sent(rng, date(2025, 12, 12), "15:00", "paulo", "ines", "Weekend duty", ()), cc=("nils",))
    thread = [first]
    for n, day in enumerate(day for day in days(date(2025, 12, 13), date(2026, 6, 7)) if day.weekday() >= 5):
        when = at(day, "18:30") + timedelta(minutes=rng.randrange(90))
        said = answer(thread[-1], rng, when, ("paulo", "marta")[n // 2 % 2], ("ines", "nils"))
        thread.append(replace(said, to=("ines",), cc=("nils",), references=(first.id, *said.references[-2:])))
    return thread


def oddities(rng: random.Random) -> list[Message]:
    """Return a mass mail to forty people, a message whose date is broken, and a note to herself."""
    everybody = tuple(f"floor{n:02}@norvia.example" for n in range(1, 40))
    mass = _sent(rng, date(2026, 3, 4), "12:00", "bento", "ines", "Evacuation drill, all floors", ())
    wrong = _sent(rng, date(2026, 2, 11), "14:25", "hanna", "ines", "the clock of instrument 7", ())
    own = _sent(rng, date(2026, 3, 9), "19:40", "ines", "ines", "milk, strings for the cello", ())
    return [replace(mass, to=("ines", *everybody)), replace(wrong, broken_date="Wed, 31 Feb 2026 25:61:00 +0000"), own]


def _sent(
    rng: random.Random,
    day: date,
    clock: str,
    sender: str,
    to: str,
    subject: str,
    headers: tuple[tuple[str, str], ...],
) -> Message:
    when = at(day, clock) + timedelta(minutes=rng.randrange(25), seconds=rng.randrange(60))
    return Message(new_id(rng), when, sender, (to,), (), subject, headers=headers)
