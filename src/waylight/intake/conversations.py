"""Reads a table of many conversations: ``conversation,turn,role,text`` with a role of coach or client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from waylight.intake.recognise import header_of, text_of
from waylight.intake.rows import Place, Problem, TurnRow
from waylight.intake.tables import Table
from waylight.language import gettext

COLUMNS = {"conversation", "turn", "role", "text"}
ROLES = ("coach", "client")


def holds_conversations(head: bytes) -> bool:
    """Say whether a file begins as such a table does."""
    first = next((line for line in text_of(head).splitlines() if line.strip()), "")
    return set(header_of(first)) >= COLUMNS


def read_conversations(stream: BinaryIO, *, name: str) -> Iterator[TurnRow | Problem]:
    """Yield the turns in the order of the file, the conversation as ``meeting`` and the role as ``speaker``.

    A turn in which nothing is said stays, so that every turn of the table has its answer.
    """
    table = Table(stream, name)
    if not set(table.columns) >= COLUMNS:
        reason = gettext("A table of conversations needs columns conversation, turn, role and text.")
        yield Problem(Place(name, 1), reason)
        return
    for item in table.rows():
        if isinstance(item, Problem):
            yield item
            continue
        line, cells = item
        yield _row(cells, Place(name, line))


def _row(cells: dict[str, str], place: Place) -> TurnRow | Problem:
    turn, role = cells.get("turn", ""), cells.get("role", "").lower()
    if not (turn.isascii() and turn.isdecimal() and len(turn) < 16):
        return Problem(place, gettext("“{text}” is no number of a turn.").format(text=turn[:40]))
    if role not in ROLES:
        return Problem(place, gettext("“{text}” is no role; write coach or client.").format(text=role[:40]))
    text = " ".join(cells.get("text", "").split())
    return TurnRow(place, cells.get("conversation", ""), int(turn), None, None, role, text)
