"""What the options of ``waylight influence`` come to: a log on its engine, a person, and the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from waylight.analysis.measures import as_named
from waylight.intake.log.people import PersonRow, read_people
from waylight.intake.log.source import UNREADABLE
from waylight.intake.rows import Choices, Problem
from waylight.lenses.influence.log.measure import MEASURES, Around
from waylight.lenses.influence.log.table import Mass, Person, Rule, full, with_recipients_counted
from waylight.lenses.influence.log.windows import Cut, Every
from waylight.lenses.influence.log.working import Working

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    import ibis.expr.types as ir

    from waylight.intake.log.log import Log


class CannotRead(Exception):
    """An option cannot be followed; the sentence says why."""


@dataclass(slots=True)
class Given:
    """All that measuring and printing need."""

    log: ir.Table | None
    person: Person
    every: Cut
    rule: Rule
    around: Around
    measures: tuple[str, ...]
    read: str  # what was read, in words
    problems: list[Problem] = field(default_factory=list)
    place: Callable[[int], str] = str  # of a row, by its id
    name: Callable[[Person], str] = str

    @property
    def shown(self) -> str:
        """The person as the reader knows them."""
        return self.name(self.person)

    def table(self) -> ir.Table:
        """The log, where there is one. Raises CannotRead where nothing could be read."""
        if self.log is None:
            raise CannotRead("Nothing could be read.")
        return self.log

    def example(self) -> str:
        """Somebody who is in the log."""
        first = self.table().select("sender").limit(1).to_pyarrow()["sender"].to_pylist()
        return self.name(first[0]) if first else "nobody"


def given(args: argparse.Namespace) -> Given:
    """Read what the options name. Raises CannotRead."""
    rule = Rule(args.quiet_days, args.crowd, Mass(args.mass))
    working, measures = _working(args), _measures(args.measures)
    if args.engagement:
        from waylight.cli.influence.recorded import recorded

        return recorded(args, rule, working, measures)
    log = _read(args)
    table = log.table
    if table is not None and args.count_recipients:
        table = with_recipients_counted(full(table))
    people, problems = _people(args)
    return Given(
        log=table,
        person=as_named(args.person or "", table),
        every=Every(args.every),
        rule=rule,
        around=_around(people, table, working, log.directed),
        measures=measures,
        read=", ".join(log.names) or "what was given",
        problems=[*log.problems, *problems],
        place=log.place,
    )


def _read(args: argparse.Namespace) -> Log:
    columns = {}
    for pair in filter(None, args.columns.split(",")):
        name, _, title = pair.partition("=")
        if not title or name.strip() not in (
            "at",
            "sender",
            "recipient",
            "kind",
            "thread",
            "reply",
            "recipients",
            "weight",
        ):
            raise CannotRead(f"“{pair}” names no column; write --columns at=Sent,sender=From,recipient=To.")
        columns[name.strip()] = title.strip()
    choices = Choices(zone=args.zone)
    if args.engine == "spark":
        from waylight.intake.log import on_spark

        try:
            return on_spark.read_log(args.files, choices, columns, memory=args.memory)
        except on_spark.NoSpark as reason:
            raise CannotRead(str(reason)) from reason
    from waylight.intake.log import in_process

    return in_process.read_log(args.files, choices, columns, memory=args.memory)


def _people(args: argparse.Namespace) -> tuple[list[PersonRow], list[Problem]]:
    if args.people is None:
        return [], []
    try:
        found = list(read_people(args.people))
    except UNREADABLE as reason:
        raise CannotRead(f"{args.people}: it could not be opened: {reason}.") from reason
    return [one for one in found if isinstance(one, PersonRow)], [one for one in found if isinstance(one, Problem)]


def _around(people: list[PersonRow], table: ir.Table | None, working: Working | None, directed: bool) -> Around:
    placed = {as_named(one.person, table): (one.level, one.side) for one in people if one.level and one.side}
    matter = frozenset(as_named(one.person, table) for one in people if one.matters)
    return Around(placed, matter, working, directed)


def _working(args: argparse.Namespace) -> Working | None:
    if not args.working_hours:
        return None
    begins, _, ends = args.working_hours.partition("-")
    try:
        return Working(float(begins), float(ends), args.zone)
    except ValueError as reason:
        raise CannotRead("--working-hours are two hours of the day, as in 9-18.") from reason


def _measures(named: str) -> tuple[str, ...]:
    chosen = tuple(filter(None, (one.strip() for one in named.split(","))))
    unknown = [one for one in chosen if one not in MEASURES]
    if unknown:
        raise CannotRead(f"There is no measure “{unknown[0]}”; there are {', '.join(MEASURES)}.")
    return chosen or MEASURES
