"""How fast the mirror reads, how long its model takes to load, and how often it agrees with the sample's labels.

    python -m bench.mirror

Turns are those of the sample's meetings, again and again; seconds are the processor's, so that other programs don't
count. The labels were given by hand to two of the sample's meetings, which are coaching and not counselling.
"""

from __future__ import annotations

import csv
import time
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from waylight.intake import read_path
from waylight.intake.rows import TurnRow
from waylight.lenses.mirror import weights
from waylight.lenses.mirror.labels import Behaviour, Talk
from waylight.lenses.mirror.reading import read
from waylight.lenses.mirror.turns import Role, Turn

ROOT = Path(__file__).parent.parent
BY_HAND = ROOT / "tests/lenses/mirror/by_hand.csv"
TURNS, PROMISED_A_SECOND, PROMISED_MS, PROMISED_MB = 20_000, 10_000, 20, 8


def meetings() -> dict[str, list[Turn]]:
    """The sample's meetings by name; Maren is the coach."""
    found: dict[str, list[Turn]] = {}
    for path in sorted((ROOT / "sample/ines").glob("meeting-*.vtt")):
        for row in read_path(path):
            if isinstance(row, TurnRow):
                role = Role.COACH if row.speaker.startswith("Maren") else Role.CLIENT
                found.setdefault(row.meeting, []).append(Turn(row.turn, role, row.text, row.start_s, row.end_s))
    return found


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one role: turns labelled by hand, those given the same label, those with a subtype too, and the same subtype.

    ``commonest``: those that would agree if every turn were given the label that is given most often by hand.
    """

    labelled: int
    same: int
    typed: int
    same_type: int
    commonest: int


def agreement(told: dict[str, list[Turn]], role: Role) -> Agreement:
    """Hold the model's labels of the turns of ``role`` against those given by hand."""
    readings = dict(zip(told, read(list(told.values())), strict=True))
    said = {(name, one.turn): one for name, ones in readings.items() for one in ones if one.role is role}
    with BY_HAND.open(encoding="utf-8", newline="") as file:
        rows = {(row["meeting"], int(row["turn"])): row for row in csv.DictReader(file)}
    by_hand = {key: row for key, row in rows.items() if key in said}
    same = [key for key, row in by_hand.items() if said[key].label == row["label"]]
    typed = [key for key in same if by_hand[key]["subtype"]]
    same_type = sum(said[key].subtype == by_hand[key]["subtype"] for key in typed)
    commonest = max(Counter(row["label"] for row in by_hand.values()).values())
    return Agreement(len(by_hand), len(same), len(typed), same_type, commonest)


def main() -> int:
    """Print a table; 1 if something takes more than is promised."""
    start = time.process_time()
    weights.shipped()
    load_ms = (time.process_time() - start) * 1000
    told = meetings()
    turns = list(chain.from_iterable(told.values()))
    many = [turns] * (TURNS // len(turns) + 1)
    start = time.process_time()
    read(many)
    a_second = sum(map(len, many)) / (time.process_time() - start)
    megabytes = weights.SHIPPED.stat().st_size / 1e6
    coach, client = (agreement(told, role) for role in (Role.COACH, Role.CLIENT))
    print("| what | measured | promised |\n|:--|--:|--:|")
    print(f"| turns a second | {a_second:,.0f} | {PROMISED_A_SECOND:,} |")
    print(f"| loading the weights, ms | {load_ms:.1f} | {PROMISED_MS} |")
    print(f"| weights, MB | {megabytes:.1f} | {PROMISED_MB} |")
    print(f"| labels as by hand, of {coach.labelled} ({', '.join(Behaviour)}) | {coach.same} | |")
    print(f"| subtypes as by hand, of {coach.typed} | {coach.same_type} | |")
    print(f"| labels as by hand, of {client.labelled} ({', '.join(Talk)}) | {client.same} | |")
    print(f"| the same, if all were what is commonest | {client.commonest} | |")
    return int(a_second < PROMISED_A_SECOND or load_ms > PROMISED_MS or megabytes > PROMISED_MB)


if __name__ == "__main__":
    raise SystemExit(main())
