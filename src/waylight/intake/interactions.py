"""Reads tables of interactions: CSV with a header line, or Parquet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from waylight.intake.parquet import rows_of
from waylight.intake.recognise import AT, HEAD, PARQUET, RECIPIENT, SENDER
from waylight.intake.rows import Choices, InteractionRow, Place, Problem
from waylight.intake.tables import Table, column, joined
from waylight.language import gettext, gettext_noop

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
KINDS = {"kind", "type", "channel"}
THREADS = {"thread", "thread id", "conversation", "conversation id"}  # not for readers
WANTED = gettext_noop("A table of interactions needs columns at, sender and recipient; kind and thread may follow.")
LONGEST_NAME = 320
UNIX = re.compile(r"(?!\d{8}\Z)\d+(?:\.\d+)?", re.A)  # eight digits are a day, 20260611


def read_interactions(
    stream: BinaryIO,
    *,
    name: str,
    choices: Choices = Choices(),  # noqa: B008
) -> Iterator[InteractionRow | Problem]:
    """Read a table of interactions, one row at a time.

    ``at`` is ISO 8601 (without a zone: ``choices.zone``) or Unix seconds. A row that cannot be read is a Problem with
    its line; the others are read.
    """
    head = stream.read(HEAD)
    again = joined(head, stream)
    if head.startswith(PARQUET):
        for found in rows_of(again, name, _columns, gettext(WANTED)):
            yield found if isinstance(found, Problem) else row_of(found[1], found[0], choices)
        return
    table = Table(again, name)
    named = _columns(table.columns)
    if named is None:
        yield Problem(Place(name, 1), gettext(WANTED))
        return
    for item in table.rows():
        if isinstance(item, Problem):
            yield item
        else:
            line, cells = item
            yield row_of({key: cells.get(title, "") for key, title in named.items()}, Place(name, line), choices)


def _columns(columns: list[str]) -> dict[str, str] | None:
    names = (("at", AT), ("sender", SENDER), ("recipient", RECIPIENT), ("kind", KINDS), ("thread", THREADS))
    found = {key: title for key, known in names if (title := column(columns, known))}
    return found if {"at", "sender", "recipient"} <= set(found) else None


def row_of(cells: dict[str, object], place: Place, choices: Choices) -> InteractionRow | Problem:
    """Read one row from its cells, by the names of ``_columns``; a Problem says what is wrong with it."""
    sender, recipient = (str(cells.get(key) or "").strip()[:LONGEST_NAME] for key in ("sender", "recipient"))
    if not sender or not recipient:
        return Problem(place, gettext("The recipient is missing.") if sender else gettext("The sender is missing."))
    if sender == recipient:
        return Problem(place, gettext("Sender and recipient are the same; that is no interaction."))
    at = moment(cells.get("at"), choices.zone)
    if at is None:
        said = gettext("“{text}” is no time that can be read; write 2026-06-11T16:00:00Z.")
        return Problem(place, said.format(text=str(cells.get("at"))[:40]))
    if not EARLIEST <= at < LATEST:
        return Problem(place, gettext("The time {day} lies outside 1970 to 2099.").format(day=f"{at:%Y-%m-%d}"))
    kind = str(cells.get("kind") or "message").strip().lower()[:40] or "message"
    return InteractionRow(place, at, sender, recipient, kind, str(cells.get("thread") or "").strip()[:400])


def moment(given: object, zone: str) -> datetime | None:
    """A time as a table gives it, in UTC: a datetime, ISO 8601, or Unix seconds; None when it is none of these."""
    try:
        if isinstance(given, datetime):
            at = given
        elif isinstance(given, int | float) or UNIX.fullmatch(str(given).strip()):
            return datetime.fromtimestamp(float(str(given)), UTC)
        else:
            at = datetime.fromisoformat(str(given).strip())
        return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
