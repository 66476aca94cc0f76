"""The threads that the story tells one by one, as lines of a script: who wrote when to whom."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from clock import at
from letters import Message, answer, new_id


@dataclass(frozen=True, slots=True)
class Scene:
    """One thread. ``turns`` are (day, local time, who writes); the first of them begins it, to ``to`` and ``cc``."""

    subject: str
    to: str
    turns: str
    cc: str = ""


SCENES = (
    # The board: a report every second week, answered shortly. Then a letter, an answer, and nothing.
    Scene("Open Bench: where we are", "hale", "2025-12-12 17:10 ines, 2025-12-12 18:42 hale"),
    Scene("Open Bench: where we are", "hale", "2026-01-09 16:05 ines, 2026-01-12 08:20 hale"),
    Scene("Open Bench: where we are", "hale", "2026-01-23 16:40 ines, 2026-01-23 19:02 hale"),
    Scene("Open Bench: where we are", "hale", "2026-02-06 17:22 ines, 2026-02-09 08:10 hale"),
    Scene("Open Bench: where we are", "hale", "2026-02-20 16:15 ines, 2026-02-23 09:31 hale"),
    Scene("How is it going?", "ines", "2026-03-16 18:20 hale, 2026-03-17 07:58 ines"),
    Scene("What went wrong in March", "hale", "2026-04-07 10:12 ines, 2026-04-08 17:45 hale"),
    # The customer: certificates, then one real question, then he hands it on and goes quiet.
    Scene("Certificates for December", "ines", "2025-12-15 09:14 joost, 2025-12-16 11:20 ines"),
    Scene("Certificates for January", "ines", "2026-01-13 09:02 joost, 2026-01-14 15:31 ines, 2026-01-20 09:40 joost"),
    Scene("Certificates for February", "ines", "2026-02-10 09:21 joost, 2026-02-11 10:05 ines"),
    Scene("Batch 0219", "ines", "2026-02-24 14:12 joost, 2026-02-25 09:30 ines, 2026-02-26 10:01 joost"),
    Scene("Certificates for March", "ines", "2026-03-10 09:11 joost, 2026-03-11 12:44 ines, 2026-03-24 08:59 joost"),
    Scene("Certificates for April", "ines", "2026-04-07 09:05 joost, 2026-04-08 13:12 ines"),
    Scene(
        "What would you stop doing?",
        "joost",
        "2026-04-21 11:40 ines, 2026-04-22 16:05 joost, 2026-04-29 15:20 joost, 2026-04-29 18:02 ines",
    ),
    # What the transcripts tell.
    Scene("Lively", "ines", "2026-02-17 13:05 tomas"),
    Scene(
        "Open Bench: cell four",
        "ines,nils",
        "2026-02-18 08:50 sol, 2026-02-18 09:31 jo, 2026-02-18 11:15 nils, 2026-02-18 14:40 sol, "
        "2026-02-19 08:12 jo, 2026-02-19 10:20 ines, 2026-02-20 09:44 sol, 2026-02-24 15:02 jo, "
        "2026-03-02 09:15 mei, 2026-03-03 11:06 sol",
        cc="jo,mei",
    ),
    Scene("What would you build differently?", "youssef", "2026-02-20 09:12 ines, 2026-02-20 17:48 youssef"),
    Scene("A shift, from six", "jo", "2026-01-23 08:40 ines, 2026-01-23 12:15 jo, 2026-01-26 09:00 ines"),
    Scene("What the numbers would have to show", "luca", "2026-03-23 10:10 ines, 2026-03-23 10:16 luca"),
    Scene("What is the night like?", "kim", "2026-03-26 09:40 ines, 2026-03-27 05:52 kim"),
    Scene("Something you said in January", "grace", "2026-03-31 10:30 ines, 2026-03-31 16:12 grace"),
    Scene("A day when the plan is wrong by nine", "ife", "2026-04-01 08:55 ines, 2026-04-01 09:03 ife"),
    Scene("This is what I see, from here", "ife", "2026-04-02 21:00 ines, 2026-04-02 21:20 ife, 2026-04-02 21:41 ines"),
    Scene("This is what I see, from here", "greta", "2026-04-02 21:01 ines"),
    Scene("Steering, for your information", "beatriz", "2026-04-14 16:20 ines, 2026-04-15 09:02 beatriz"),
    Scene("Five hundred", "clara", "2026-04-16 10:05 ines, 2026-04-17 08:30 clara"),
    Scene("Odd thought", "ines", "2026-04-15 08:37 priya, 2026-04-15 11:12 ines"),
    Scene(
        "Open Bench: what the green notebook should be called",
        "nils,youssef,ife,tiago",
        "2026-04-21 07:52 jo, 2026-04-21 08:30 youssef, 2026-04-21 08:44 ife, 2026-04-21 09:10 tiago, "
        "2026-04-21 11:31 nils, 2026-04-21 13:02 jo, 2026-04-21 15:15 sol, 2026-04-21 17:40 youssef, "
        "2026-04-22 07:58 ife, 2026-04-22 08:21 mei, 2026-04-22 09:05 jo, 2026-04-22 10:50 tiago, "
        "2026-04-22 11:12 hanna, 2026-04-22 14:45 nils, 2026-04-22 16:30 youssef, 2026-04-23 08:05 jo, "
        "2026-04-23 09:40 ines, 2026-04-23 10:15 ife, 2026-04-23 11:33 sol, 2026-04-30 08:10 jo, "
        "2026-05-05 17:20 hanna, 2026-05-06 09:30 ines",
        cc="ines,sol,mei,hanna,grace",
    ),
    Scene("Ten minutes on Tuesday?", "ines", "2026-04-27 09:25 grace, 2026-04-27 10:02 ines"),
    Scene("Are you there?", "priya", "2026-04-27 12:10 ines"),
    Scene("Lunch?", "priya", "2026-05-08 11:15 ines"),
    Scene("Would you come up?", "ines", "2026-05-04 09:20 clara, 2026-05-04 09:48 ines"),
    Scene("02:10", "ines", "2026-05-05 06:12 kim, 2026-05-05 08:30 ines"),
    Scene("When, again", "ines", "2026-05-06 08:02 ife, 2026-05-06 09:12 ines"),
    Scene("And another", "ines", "2026-05-06 15:40 ife, 2026-05-06 16:22 ines"),
    Scene(
        "How did you get them to write down what is odd?",
        "ines",
        "2026-05-07 22:14 wen, 2026-05-08 12:05 ines, 2026-05-10 20:31 wen",
    ),
    Scene("Steering papers", "beatriz", "2026-05-12 15:10 ines, 2026-05-13 10:20 beatriz"),
    Scene("Somebody asks about recipes", "priya", "2026-05-21 17:05 ines"),
    Scene("About your question", "wen", "2026-05-20 16:15 ines, 2026-05-21 21:40 wen"),
    # After the twelfth meeting.
    Scene("What I heard", "tomas", "2026-05-27 08:45 ines, 2026-05-27 18:10 tomas"),
    Scene("Cost of the dots", "ines", "2026-05-27 14:22 luca, 2026-05-27 15:05 ines, 2026-05-29 09:10 luca"),
    Scene(
        "Open Bench: pilot sites, the plants' own list",
        "jo,ife",
        "2026-05-28 07:40 tomas, 2026-05-28 08:15 jo, 2026-05-28 10:02 ife, 2026-05-28 17:20 tomas, "
        "2026-05-29 09:05 jo, 2026-06-01 16:48 ines, 2026-06-02 08:12 tomas, 2026-06-02 09:30 ines, "
        "2026-06-02 14:05 ife, 2026-06-03 08:20 jo, 2026-06-08 07:55 tomas",
        cc="ines",
    ),
    Scene("I don't agree", "ines", "2026-05-29 11:25 mei, 2026-05-29 11:40 ines, 2026-06-01 15:10 mei"),
    Scene(
        "What it is like to be asked by us",
        "anneke",
        "2026-06-02 09:50 ines, 2026-06-02 17:32 anneke, 2026-06-03 08:44 ines",
    ),
    Scene("Invitation: Half-finished, 16 June, laboratory", "beatriz", "2026-06-03 12:05 ines"),
    Scene(
        "Odd thought",
        "ines",
        "2026-06-03 17:18 priya, 2026-06-03 17:40 ines, 2026-06-04 09:05 priya, 2026-06-08 08:30 ines",
    ),
    Scene("Setúbal", "tomas", "2026-06-08 16:30 ines, 2026-06-09 08:02 tomas"),
    Scene("Would you take Wen's question?", "priya", "2026-06-08 17:05 ines, 2026-06-09 09:21 priya"),
    Scene("Friday, the place by the tram", "priya", "2026-06-09 12:10 ines, 2026-06-09 12:31 priya"),
    Scene("Dots, second look", "ines", "2026-06-09 10:44 luca, 2026-06-09 11:30 ines"),
)


def played(scene: Scene, rng: random.Random) -> list[Message]:
    """Return the messages of a scene. Every later one answers all who are in it."""
    turns = [turn.split() for turn in scene.turns.split(", ")]
    to = tuple(scene.to.split(","))
    cc = tuple(filter(None, scene.cc.split(",")))
    thread: list[Message] = []
    for day, clock, who in turns:
        when = at(date.fromisoformat(day), clock)
        if thread:
            first = thread[0]
            thread.append(answer(thread[-1], rng, when, who, (first.sender, *first.to, *first.cc)))
        else:
            thread.append(Message(new_id(rng), when, who, to, cc, scene.subject))
    return thread
