"""``waylight movement FILE…``: do those around somebody reach out more than before, and than comparable people?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from waylight.cli.contact_table import NOTHING, SOME, Unusable, add_table_arguments, midnight, table
from waylight.cli.figures import as_json, change_in_words
from waylight.lenses.influence.movement import movement
from waylight.lenses.influence.reached_her import reached_her

if TYPE_CHECKING:
    import argparse

    import numpy as np

    from waylight.cli.contact_table import People
    from waylight.lenses.influence.movement import Movement
    from waylight.lenses.influence.panel import Spans
    from waylight.lenses.influence.reached_her import ReachedHer

LISTED = 20  # people who began or were brought; --json has all
FIGURES = {
    "everyone": "with anybody but the client",
    "one_another": "with people around the client",
    "others": "with other people",
    "trend": "already before that day",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``movement`` takes."""
    add_table_arguments(parser)
    parser.add_argument("--since", required=True, metavar="DATE", help="the day from which a movement is looked for")
    parser.add_argument("--people", metavar="FILE", help="contacts with level and organisation, to compare within them")


def run(args: argparse.Namespace) -> int:
    """Print the movement; 0, or 3 when some rows could not be read, or 2 when nothing can be said at all."""
    try:
        since = midnight(args.since, args.zone)
        contacts, people, problems = table(args.files, args.people, args.zone)
        person = people.find(args.person)
    except Unusable as why:
        sys.stderr.write(f"{why}\n")
        return NOTHING
    moved = movement(contacts, person, since=since, people=people.standing)
    reached = reached_her(contacts, person, since=since)
    if args.json:
        found = {
            "person": args.person,
            "since": args.since,
            **_moved(moved, people),
            "reached": _reached(reached, people),
        }
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(line + "\n" for line in (*_in_words(moved), *_reached_in_words(reached, people)))
    return SOME if problems else 0


def _moved(moved: Movement, people: People) -> dict[str, object]:
    return {
        "own_view": moved.own_view,
        "weeks": _weeks(moved.spans),
        **{name: as_json(getattr(moved, name)) for name in FIGURES},
        "sets": [[people.names[one] for one in (every.person, *every.matches)] for every in moved.sets],
        "left_out": [people.names[one] for one in moved.left_out],
        "balance": [
            {
                "what": one.what,
                "around": one.around,
                "matches": one.matches,
                "apart": one.apart,
                "unmatched": one.unmatched,
            }
            for one in moved.balance
        ],
        "series": [
            {"week": _day(one.start), "around": as_json(one.around), "matches": as_json(one.matches)}
            for one in moved.series
        ],
        "limits": moved.limits,
    }


def _weeks(spans: Spans | None) -> dict[str, object] | None:
    if spans is None:
        return None
    days = {"start": spans.start, "decided": spans.decided, "since": spans.since, "end": spans.end}
    return {name: _day(at) for name, at in days.items()}


def _reached(reached: ReachedHer, people: People) -> dict[str, object]:
    return {
        "change": as_json(reached.change),
        "series": [{"week": _day(one.start), "people": as_json(one.people)} for one in reached.weeks],
        "began": [
            {
                "person": people.names[one.person],
                "on": _day(one.at),
                "first_time": one.first_time,
                "after_days": one.after_days,
            }
            for one in reached.began
        ],
        "brought": [
            {"person": people.names[one.person], "by": people.names[one.by], "on": _day(one.at)}
            for one in reached.brought
        ],
        "limits": reached.limits,
    }


def _in_words(moved: Movement) -> Iterator[str]:
    """The figures, in lines. Intervals are of 95 %."""
    weeks = _weeks(moved.spans)
    if weeks:
        yield "People chosen from {start}, compared from {decided}, before and after {since}, until {end}.".format(
            **weeks
        )
    if moved.everyone.value is None:
        yield moved.everyone.why_not
        return
    matches = sum(len(every.matches) for every in moved.sets)
    yield f"{len(moved.sets)} people around the client beside {matches} matches; {len(moved.left_out)} have no match."
    yield "Begun beyond what the matches let expect, with 95 % interval:"
    for name, words in FIGURES.items():
        yield f"  {words}: {change_in_words(getattr(moved, name))}"
    for one in moved.balance:
        yield f"  {one.what}: {one.around:.2f} beside {one.matches:.2f} ({one.apart:+.2f} standard deviations apart)"
    yield moved.limits


def _reached_in_words(reached: ReachedHer, people: People) -> Iterator[str]:
    yield f"Reaching out to the client, beside before: {change_in_words(reached.change)}"
    for one in reached.began[:LISTED]:
        again = f"again after {one.after_days:.0f} days" if one.after_days is not None else "for the first time"
        yield f"  {_day(one.at)} {people.names[one.person]} {again}"
    for came in reached.brought[:LISTED]:
        yield f"  {_day(came.at)} {people.names[came.person]} came through {people.names[came.by]}"
    if (more := max(len(reached.began), len(reached.brought)) - LISTED) > 0:
        yield f"  and at least {more} more; --json has all."
    yield reached.limits


def _day(at: np.datetime64) -> str:
    return str(at.astype("datetime64[D]"))
