"""The second engagement: ten weeks in which nothing grows. It doesn't always work out this way."""

from __future__ import annotations

import random
from datetime import date

from appointments import when
from clock import OSLO, at, days
from correspondence import daytime, poisson
from ics import Event
from letters import Message, go_on, new_id
from people import MAREN, Person

FIRST, LAST = date(2026, 3, 3), date(2026, 5, 12)
ZONE = "Europe/Oslo"
EASTER = (date(2026, 3, 30), date(2026, 4, 6))

HENRIK = Person("Henrik Aas", "henrik.aas@fjordlast.example", "Fjordlast Dispatch", "head of dispatch")


def _fjordlast(name: str, local: str, unit: str, title: str, level: str, side: str) -> Person:
    return Person(name, f"{local}@fjordlast.example", f"Fjordlast {unit}", title, level, side)


STAKEHOLDERS: dict[str, Person] = {
    "solveig": _fjordlast("Solveig Moen", "solveig.moen", "Management", "managing director", "c-suite", "upward"),
    "berit": _fjordlast("Berit Nygård", "berit.nygard", "Planning", "head of planning", "manager", "peer"),
    "erlend": _fjordlast("Erlend Vik", "erlend.vik", "Sales", "head of sales", "senior leader", "peer"),
    "nora": _fjordlast("Nora Hagen", "nora.hagen", "Dispatch", "dispatcher", "individual contributor", "own team"),
    "sindre": _fjordlast("Sindre Lund", "sindre.lund", "Dispatch", "dispatcher", "individual contributor", "own team"),
    "gro": _fjordlast("Gro Haugen", "gro.haugen", "Drivers", "driver", "individual contributor", "elsewhere"),
    "petra": Person(
        "Petra Lange", "petra.lange@hafen.example", "Hafen Freight", "partner", "senior leader", "industry"
    ),
}
CAST: dict[str, Person] = {"henrik": HENRIK, "maren": MAREN, **STAKEHOLDERS}

RATES: dict[str, tuple[float, float]] = {
    "solveig": (0.3, 0.5),
    "berit": (0.5, 0.2),
    "erlend": (0.4, 0.3),
    "nora": (1.0, 0.8),
    "sindre": (0.9, 0.7),
    "petra": (0.4, 0.4),
}
"""Beginnings a week from him and to him; the same in every week."""

SUBJECTS = ("Trondheim", "Bergen run", "Sick list", "Rest times", "Ramp 4", "Week plan", "Tolls", "Trailer 19")

COACHING = (
    Event(
        "henrik@waylight.example",
        when("2026-03-03 13:00"),
        60,
        "Coaching",
        "maren",
        (("henrik", "ACCEPTED"),),
        ZONE,
        repeats="FREQ=WEEKLY;INTERVAL=3;COUNT=3",
    ),
    Event(
        "henrik-4@waylight.example", when("2026-05-12 13:00"), 60, "Coaching", "maren", (("henrik", "ACCEPTED"),), ZONE
    ),
)
OWN = (
    Event(
        "rounds@fjordlast.example",
        when("2026-03-02 07:30"),
        20,
        "Morning round",
        "henrik",
        (("nora", "ACCEPTED"), ("sindre", "ACCEPTED")),
        ZONE,
        repeats="FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20260630T200000Z",
    ),
    Event(
        "management@fjordlast.example",
        when("2026-03-05 10:00"),
        60,
        "Management group",
        "solveig",
        (("henrik", "ACCEPTED"), ("berit", "ACCEPTED"), ("erlend", "ACCEPTED")),
        ZONE,
        repeats="FREQ=WEEKLY;INTERVAL=2;UNTIL=20260630T200000Z",
    ),
    Event(
        "ride@fjordlast.example",
        when("2026-04-09 06:00"),
        600,
        "Ride along",
        "henrik",
        (("gro", "ACCEPTED"),),
        ZONE,
        cancelled=True,
    ),
)


def calendar() -> list[Event]:
    """Return his calendar."""
    return [*COACHING, *OWN]


def mailbox(rng: random.Random) -> list[Message]:
    """Return his mail from one month before the first meeting until the last."""
    found: list[Message] = []
    for day in days(date(2026, 2, 3), LAST):
        if day.weekday() >= 5 or EASTER[0] <= day <= EASTER[1]:
            continue
        for one, (out, into) in RATES.items():
            for sender, to, often in (("henrik", one, out), (one, "henrik", into)):
                for _ in range(poisson(rng, often / 5)):
                    first = Message(
                        new_id(rng, "fjordlast.example"), daytime(rng, day), sender, (to,), (), rng.choice(SUBJECTS)
                    )
                    found += go_on(first, rng, 1 + poisson(rng, 1.6), lambda *_: True, "henrik")
    return [one for one in found if one.at < at(LAST, "12:30", OSLO)]
