"""The client's calendar: the coaching series, her regular meetings, those of the story, and those of chance."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from clock import HOLIDAYS, LISBON, at, busy, days
from correspondence import poisson
from ics import ALL_DAY, FLOATING, PLANT, WINDOWS, Event
from rates import RATES, rate
from rules import may_begin
from subjects import MEETINGS

UNTIL = "UNTIL=20260731T220000Z"
YES, NO, MAYBE, OPEN = "ACCEPTED", "DECLINED", "TENTATIVE", "NEEDS-ACTION"
CHANCE = 0.22  # meetings for each thread that is begun


def when(text: str) -> datetime:
    """Return "2026-03-12 10:00" as a naive local time."""
    return datetime.fromisoformat(text)


def _yes(*people: str) -> tuple[tuple[str, str], ...]:
    return tuple((one, YES) for one in people)


def _christmas(start: datetime, every: int) -> tuple[datetime, ...]:
    """Return the occurrences of a weekly series that fall away around Christmas."""
    found = [start + timedelta(days=every * n) for n in range(8)]
    return tuple(day for day in found if date(2025, 12, 20) <= day.date() <= date(2026, 1, 3))


COACHING = (
    Event(
        "coaching@waylight.example",
        when("2025-12-11 16:00"),
        60,
        "Maren Voss",
        "maren",
        _yes("ines"),
        repeats="FREQ=WEEKLY;INTERVAL=2;COUNT=14",
    ),
    Event(
        "coaching@waylight.example",
        when("2025-12-25 16:00"),
        60,
        "Maren Voss",
        "maren",
        _yes("ines"),
        instead_of=when("2025-12-25 16:00"),
        cancelled=True,
    ),
    Event(
        "coaching@waylight.example",
        when("2026-05-22 16:00"),
        60,
        "Maren Voss (moved from Thursday)",
        "maren",
        _yes("ines"),
        instead_of=when("2026-05-28 16:00"),
    ),
)


def _weekly(uid: str, start: str, minutes: int, title: str, organiser: str, people: str, **more: str) -> Event:
    first, every = when(start), 14 if "INTERVAL=2" in more.get("rule", "") else 7
    return Event(
        f"{uid}@norvia.example",
        first,
        minutes,
        title,
        organiser,
        _yes(*people.split(",")),
        zone=more.get("zone", "Europe/Lisbon"),
        repeats=more.get("rule", f"FREQ=WEEKLY;{UNTIL}"),
        without=_christmas(first, every),
        room=more.get("room", ""),
    )


REGULAR = (
    _weekly("nils", "2025-12-15 09:30", 30, "Nils and Ines", "ines", "nils", zone=WINDOWS),
    _weekly("hanna", "2025-12-16 09:00", 30, "Hanna and Ines", "ines", "hanna", zone=WINDOWS),
    _weekly("ravi", "2025-12-17 14:00", 45, "Ravi and Ines", "ravi", "ines", rule=f"FREQ=WEEKLY;INTERVAL=2;{UNTIL}"),
    _weekly("team", "2025-12-18 11:00", 60, "Team", "ines", "nils,hanna,sol,ari,tiago", zone=WINDOWS, room="Douro"),
    _weekly(
        "friday", "2025-12-12 16:00", 60, "Status", "ines", "nils,sol,ari", rule="FREQ=WEEKLY;UNTIL=20260116T200000Z"
    ),
    Event(
        "friday-nils@norvia.example",
        when("2026-01-23 16:00"),
        30,
        "Friday",
        "nils",
        (("sol", YES), ("ari", YES), ("ines", NO)),
        repeats=f"FREQ=WEEKLY;{UNTIL}",
    ),
    _weekly(
        "steering",
        "2026-01-27 15:00",
        120,
        "Steering",
        "ravi",
        "ines,tomas,youssef,greta,luca,mei,grace,priya",
        rule=f"FREQ=MONTHLY;BYDAY=-1TU;{UNTIL}",
        room="Tejo",
    ),
    _weekly("ines-asks", "2026-03-19 14:00", 25, "Ines asks", "youssef", "ines"),
)


def _story(uid: str, start: str, minutes: int, title: str, organiser: str, people: str, **more: str) -> Event:
    marks = {"-": NO, "?": OPEN}
    answers = tuple((one.rstrip("-?"), marks.get(one[-1], YES)) for one in people.split(","))
    zone, room = more.get("zone", "Europe/Lisbon"), more.get("room", "")
    return Event(f"{uid}@norvia.example", when(start), minutes, title, organiser, answers, zone=zone, room=room)


STORY = (
    _story("s01", "2026-01-14 12:30", 60, "Lunch", "ines", "priya"),
    _story("s02", "2026-01-29 06:00", 480, "A shift, no slides", "ines", "jo", zone=PLANT),
    _story("s03", "2026-02-03 11:00", 60, "A question", "ines", "mei"),
    _story("s04", "2026-02-04 10:00", 30, "Contract", "ines", "greta"),
    _story("s05", "2026-02-17 11:00", 90, "Plant meeting", "tomas", "sol,jo,ines-", room="Aveiro, large room"),
    _story("s06", "2026-03-12 10:00", 180, "Recipes", "priya", "ines,tiago,sol,duarte,jo", room="Aveiro, large room"),
    _story("s07", "2026-03-17 10:00", 45, "Three things I don't know", "ines", "ravi"),
    _story("s08", "2026-03-26 15:00", 45, "What would they have to show?", "ines", "luca", room="3.14"),
    _story("s09", "2026-04-10 11:30", 45, "Seven places", "greta", "ines", zone="UTC"),
    _story("s10", "2026-04-24 13:00", 60, "Worried, first try", "youssef", "ines,jo,kim,tiago"),
    _story("s11", "2026-05-05 17:00", 45, "Half an hour, fifth floor", "clara", "ines"),
    _story("s12", "2026-05-08 10:00", 30, "Grace's four sentences", "ines", "tomas"),
    _story("s13", "2026-05-11 09:30", 40, "When", "ife", "ines"),
    _story("s14", "2026-05-19 12:30", 60, "Lunch", "ines", "priya"),
    _story("s15", "2026-05-20 10:00", 60, "Budget", "clara", "nils,ines-"),
    _story("s16", "2026-05-26 11:00", 60, "Tomás, no agenda", "ines", "tomas", room="Setúbal"),
    _story("s17", "2026-06-01 14:00", 60, "I don't agree", "mei", "ines"),
    _story("s18", "2026-06-12 12:30", 60, "Lunch", "ines", "priya"),
    Event(
        "s19@norvia.example",
        when("2026-06-16 10:00"),
        60,
        "Half-finished",
        "ines",
        (("beatriz", OPEN),),
        room="Laboratory",
        sent=at(date(2026, 6, 3), "12:05"),
    ),
    Event("s20@norvia.example", when("2026-02-17 11:00"), 60, "Dentist", zone=FLOATING),
    Event("s21@norvia.example", when("2026-02-07 00:00"), 3 * 24 * 60, "Porto", zone=ALL_DAY),
    Event("s22@norvia.example", when("2026-06-05 00:00"), 24 * 60, "Away", zone=ALL_DAY),
)


def by_chance(rng: random.Random) -> list[Event]:
    """Return meetings of two that follow the same rates as the threads, with the answers people give."""
    found: list[Event | None] = []
    for day in days():
        for one in RATES:
            for out in (True, False):
                count = poisson(rng, CHANCE * rate(one, day, out=out) / 4.7 * busy(day))
                found += [_one(rng, day, one, out=out, number=len(found) + n) for n in range(count)]
    return [event for event in found if event]


def _one(rng: random.Random, day: date, one: str, *, out: bool, number: int) -> Event | None:
    start = when(f"{day} 09:00") + timedelta(minutes=30 * rng.randrange(16))
    organiser, other = ("ines", one) if out else (one, "ines")
    if day in HOLIDAYS or not may_begin(organiser, other, start.replace(tzinfo=LISBON)):
        return None
    chance = rng.random()
    answer = YES if chance < 0.8 else NO if chance < 0.87 else MAYBE if chance < 0.93 else OPEN
    uid = f"c{number:03}-{rng.getrandbits(24):06x}@norvia.example"
    return Event(uid, start, rng.choice((25, 30, 45, 60)), rng.choice(MEETINGS), organiser, ((other, answer),))


def calendar(rng: random.Random) -> list[Event]:
    """Return all events, each series followed by its changed occurrences."""
    return [*COACHING, *REGULAR, *STORY, *by_chance(rng)]
