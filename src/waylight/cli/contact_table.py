"""Files as a table of contacts, for the commands that measure without a store."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from waylight.analysis.turned import OTHER
from waylight.analysis.turned import turns as turns_of
from waylight.cli.intake import is_zone
from waylight.intake import Choices, ContactRow, Problem, read_path
from waylight.lenses.influence.contacts import Contact, Contacts, Kind
from waylight.lenses.influence.moved import Standing

if TYPE_CHECKING:
    import argparse

    from waylight.analysis.turned import Turn
    from waylight.intake import Row

KINDS = {"mail": Kind.MAIL, "meeting": Kind.MEETING, "call": Kind.CALL, OTHER: Kind.MESSAGE}
NOTHING, SOME = 2, 3


class Unusable(Exception):
    """What was given cannot be measured; says what is wrong and what would do."""


@dataclass
class People:
    """Everybody a number, by the addresses and spellings of a table of people, and where they stand."""

    names: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    standing: dict[int, Standing] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """Return the number of who has this address or spelling, a new one if nobody has."""
        key = name.strip().casefold()
        if key not in self.numbers:
            self.numbers[key] = len(self.names)
            self.names.append(name.strip())
        return self.numbers[key]

    def know(self, row: ContactRow) -> None:
        """Take every address and the name of one person for the same."""
        first, *others = [*row.addresses, row.name] if row.addresses else [row.name]
        number = self.number(first)
        for other in filter(None, others):
            self.numbers.setdefault(other.strip().casefold(), number)
        self.names[number] = row.name or first
        self.standing[number] = Standing(row.level.strip().casefold(), row.organisation.strip().casefold())

    def find(self, name: str) -> int:
        """Return who is meant. Raises Unusable, with names that are like it, when nobody is."""
        key = name.strip().casefold()
        if key in self.numbers:
            return self.numbers[key]
        like = get_close_matches(key, self.numbers, n=3, cutoff=0.5)
        there = f" Do you mean {' or '.join(like)}?" if like else ""
        raise Unusable(f"“{name}” is in none of the rows.{there}")


def table(
    files: Iterable[str], people_file: str | None, zone: str, threads: Iterable[str] = ()
) -> tuple[Contacts, People, int]:
    """Read files; returns their rows, who is who, and how many problems were said on standard error.

    Mail, calendars and tables of interactions are read; ``threads`` keeps only these. Raises Unusable when nothing can
    be read, or ``zone`` is none.
    """
    _zone(zone)
    people, problems = People(), Counter[str]()
    choices = Choices(zone=zone)
    for row in _read(filter(None, [people_file]), choices, problems):
        if isinstance(row, ContactRow):
            people.know(row)
    kept = set(threads)
    turns = [turn for turn in turns_of(_read(files, choices, problems)) if not kept or turn.thread in kept]
    if not turns:
        where = f" of {', '.join(sorted(kept))}" if kept else ""
        raise Unusable(f"No row{where} could be read. Mail, calendars and tables of interactions can be measured.")
    return Contacts.of(_numbered(turns, people)), people, problems.total()


def midnight(day: str, zone: str) -> datetime:
    """Return when a day begins. Raises Unusable for what is no day or no zone."""
    try:
        return datetime.combine(date.fromisoformat(day), time(), _zone(zone))
    except ValueError:
        raise Unusable(f"“{day}” is not a day like 2026-03-12.") from None


def _zone(name: str) -> ZoneInfo:
    if not is_zone(name):
        raise Unusable(f"“{name}” is no time zone; it is written as in Europe/Lisbon.")
    return ZoneInfo(name)


def add_table_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what every command takes that reads such a table."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="mail, a calendar, or a table of interactions")
    parser.add_argument("--person", required=True, help="address or name of the client, as the files have it")
    parser.add_argument("--zone", default="UTC", help="IANA zone of days and of times that name none (default: UTC)")
    parser.add_argument("--json", action="store_true", help="the same as JSON")


def _read(files: Iterable[str], choices: Choices, problems: Counter[str]) -> Iterator[Row]:
    """Every row; what cannot be read is said, and the rest goes on."""
    for file in files:
        try:
            for item in read_path(Path(file), choices=choices):
                if isinstance(item, Problem):
                    _say(str(item), problems)
                else:
                    yield item
        except OSError as reason:
            _say(f"{file}: It could not be opened: {reason.strerror}.", problems)


def _say(why: str, problems: Counter[str]) -> None:
    problems[why] += 1
    sys.stderr.write(why + "\n")


def _numbered(turns: list[Turn], people: People) -> Iterator[Contact]:
    threads: dict[str, int] = {"": -1}
    turns = [turn for turn in turns if turn.sender and turn.recipient]
    size = Counter((turn.at, turn.sender, turn.thread) for turn in turns)
    for number, turn in enumerate(turns):
        yield Contact(
            id=number,
            at=turn.at,
            sender=people.number(turn.sender),
            recipient=people.number(turn.recipient),
            thread=threads.setdefault(turn.thread, len(threads) - 1),
            kind=KINDS[turn.kind],
            reply=turn.reply,
            recipients=size[turn.at, turn.sender, turn.thread],
        )
