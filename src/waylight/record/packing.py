"""Packs what intake yields of a file, so that a large one never stands in memory as a whole."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, TypeVar

import msgspec

from waylight.intake.rows import (
    CommitmentRow,
    ContactRow,
    EntryRow,
    InsightRow,
    InteractionRow,
    Kind,
    Mailbox,
    MailRow,
    MeetingRow,
    OccurrenceRow,
    Problem,
    Row,
    TurnRow,
)
from waylight.record.people import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROWS_PER_CHUNK = 5_000
PROBLEMS_KEPT = 1_000  # and as many remarks, apart, so that a mailbox full of copies hides no problem
PEOPLE_KEPT = 5_000
FILES_APART = 100  # of more small files than this in an archive, a folder counts as one file
SMALL = 5  # rows
NAME_KEPT = 200  # characters of a person's name

ROW_TYPES: dict[str, type[Row]] = {
    Kind.TRANSCRIPT: TurnRow,
    Kind.CALENDAR: OccurrenceRow,
    Kind.MAIL: MailRow,
    Kind.INTERACTIONS: InteractionRow,
    Kind.CONTACTS: ContactRow,
    Kind.JOURNAL: EntryRow,
    Kind.MEETINGS: MeetingRow,
    Kind.COMMITMENTS: CommitmentRow,
    Kind.INSIGHTS: InsightRow,
}
KIND_OF = {row_type: str(kind) for kind, row_type in ROW_TYPES.items()}
R = TypeVar("R")


def named_in(row: Row) -> Iterator[tuple[str, str]]:
    """The people a row names, as (normalised address or spelling, name shown)."""
    boxes: tuple[Mailbox | None, ...] = ()
    names: tuple[str, ...] = ()
    match row:
        case MailRow() if not (row.list_id or row.automatic):
            boxes = (row.sender, *row.to, *row.cc)
        case OccurrenceRow():
            boxes = (row.person,)
        case InteractionRow():
            names = (row.sender, row.recipient)
        case TurnRow():
            names = (row.speaker,)
        case InsightRow():
            names = (row.heard_from,)
        case ContactRow():
            names = (row.name or next(iter(row.addresses), ""),)
        case _:
            pass
    for box in boxes:
        if box and (box.address or box.name):
            yield normalise(box.address or box.name), (box.name or box.address)[:NAME_KEPT]
    for name in filter(None, names):
        yield normalise(name), name[:NAME_KEPT]


def _when(row: Row) -> datetime | None:
    """When a row's thing was, if it says so; a day without a time counts as its noon."""
    match row:
        case MailRow() | OccurrenceRow() | InteractionRow() | MeetingRow():
            return row.at
        case EntryRow() | CommitmentRow() | InsightRow():
            return datetime.combine(row.on, time(12), UTC)
        case _:
            return None


def _storable(value: object) -> object:
    """Replace what a database cannot keep in a text (NUL, halves of surrogate pairs) by U+FFFD, however deep."""
    match value:
        case str():
            return value.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list() | tuple():
            return [_storable(one) for one in value]
        case dict():
            return {key: _storable(one) for key, one in value.items()}
        case _:
            return value


def _encode(row: R) -> tuple[bytes, R]:
    """A row as a line of JSON, and the row as it can be stored: nearly always itself."""
    try:
        line = msgspec.json.encode(row)
        if b"\\u0000" not in line:
            return line, row
    except UnicodeEncodeError:
        pass  # a lone surrogate
    row = msgspec.convert(_storable(msgspec.to_builtins(row)), type(row))
    return msgspec.json.encode(row), row


def packed(rows: Iterable[Row]) -> bytes:
    """Rows as one staged chunk holds them."""
    return _pressed([_encode(row)[0] for row in rows])


def unpacked(chunk: bytes, kind: str) -> Iterator[Row]:
    """The rows of a staged chunk of a file of that kind."""
    row_type = ROW_TYPES[kind]
    for line in gzip.decompress(chunk).splitlines():
        yield msgspec.json.decode(line, type=row_type)


def _pressed(lines: list[bytes]) -> bytes:
    return gzip.compress(b"\n".join(lines), 3, mtime=0)


def fuller(name: str, other: str) -> str:
    """Of two ways to write one person the one that says more: any name before an address, else the longer one."""
    return max(name, other, key=lambda one: (bool(one) and "@" not in one, len(one)))


class MemberRead(msgspec.Struct):
    """What intake made of one file, or of one file inside an archive."""

    name: str
    kind: str = ""
    rows: int = 0
    chunks: list[bytes] = []
    problems: list[dict[str, int | str | None]] = []
    problem_count: int = 0  # of those that lost something
    remark_count: int = 0  # of those that lost nothing
    people: dict[str, tuple[str, int]] = {}
    first_at: datetime | None = None
    last_at: datetime | None = None

    def meet(self, row: Row) -> None:
        """Take note of the people in a row and of its time."""
        self.rows += 1
        for value, name in named_in(row):
            self._name(value, name, 1)
        if at := _when(row):
            self._stretch(at, at)

    def note(self, problem: Problem) -> None:
        """Take note of something that could not be read, or was read otherwise than it stands."""
        if (self.problem_count if problem.lost else self.remark_count) < PROBLEMS_KEPT:
            said = {"line": problem.place.line, "reason": str(_storable(problem.reason)), "lost": problem.lost}
            self.problems.append(said)
        self.problem_count += problem.lost
        self.remark_count += not problem.lost

    def take(self, other: MemberRead) -> None:
        """Count another member's rows, people and problems as one's own; its lines are taken elsewhere."""
        self.rows += other.rows
        for value, (name, times) in other.people.items():
            self._name(value, name, times)
        if other.first_at and other.last_at:
            self._stretch(other.first_at, other.last_at)
        self._count(other)
        told = [{**one, "reason": f"{other.name}: {one['reason']}"} for one in other.problems]
        self.problems = _first([*self.problems, *told])

    def met_before(self, other: MemberRead) -> None:
        """Put the problems of another member, met before this one had a row, before its own."""
        self._count(other)
        self.problems = _first([*other.problems, *self.problems])

    def _count(self, other: MemberRead) -> None:
        self.problem_count += other.problem_count
        self.remark_count += other.remark_count

    def _name(self, value: str, name: str, times: int) -> None:
        shown, before = self.people.get(value, (name, 0))
        if before or len(self.people) < PEOPLE_KEPT:
            self.people[value] = (fuller(shown, name), before + times)

    def _stretch(self, first: datetime, last: datetime) -> None:
        self.first_at = min(self.first_at or first, first)
        self.last_at = max(self.last_at or last, last)


def _first(problems: list[dict[str, int | str | None]]) -> list[dict[str, int | str | None]]:
    """The first problems that lost something, and the first that lost nothing, as many as are kept of each."""
    lost, read = ([one for one in problems if bool(one["lost"]) is given][:PROBLEMS_KEPT] for given in (True, False))
    return [*lost, *read]


class Reading(msgspec.Struct):
    """What intake made of one brought file: packed rows of each member and kind, and the problems met."""

    name: str
    sha256: str
    members: list[MemberRead]


class Packing:
    """Packs rows and problems while they are read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._members: dict[tuple[str, str], MemberRead] = {}
        self._open: dict[tuple[str, str], list[bytes]] = {}

    def add(self, items: Iterable[Row | Problem]) -> None:
        """Take rows and problems as intake yields them."""
        for item in items:
            if isinstance(item, Problem):
                self._add_problem(item)
            else:
                self._add_row(item)

    def _member(self, name: str, kind: str) -> MemberRead:
        key = (name, kind)
        if key not in self._members:
            self._members[key] = MemberRead(name=str(_storable(name)), kind=kind)
        return self._members[key]

    def _add_problem(self, problem: Problem) -> None:
        name = problem.place.file
        known = next((m for kind in ROW_TYPES if (m := self._members.get((name, str(kind))))), None)
        (known or self._member(name, "")).note(problem)

    def _add_row(self, row: Row) -> None:
        line, row = _encode(row)
        key = (row.place.file, KIND_OF[type(row)])
        self._member(*key).meet(row)
        lines = self._open.setdefault(key, [])
        lines.append(line)
        if len(lines) >= ROWS_PER_CHUNK:
            self._close(key)

    def _close(self, key: tuple[str, str]) -> None:
        lines = self._open.pop(key, [])
        for start in range(0, len(lines), ROWS_PER_CHUNK):
            self._members[key].chunks.append(_pressed(lines[start : start + ROWS_PER_CHUNK]))

    def finish(self, sha256: str) -> Reading:
        """End the packing; ``sha256`` is the hash of the file as it was brought."""
        self._join_problems()
        self._gather()
        for key in list(self._open):
            self._close(key)
        return Reading(self.name, sha256, list(self._members.values()) or [MemberRead(name=self.name)])

    def _join_problems(self) -> None:
        """Problems met before a member's first row belong to that member, not to a nameless one."""
        for name in [name for name, kind in self._members if not kind]:
            twin = next((m for (n, kind), m in self._members.items() if n == name and kind), None)
            if twin is not None:
                twin.met_before(self._members.pop((name, "")))

    def _gather(self) -> None:
        """An archive of thousands of single messages, or of photos, is a few files of an import, not thousands."""
        for wanted in ("", str(Kind.MAIL)):
            small = [
                (name, kind)
                for (name, kind), member in self._members.items()
                if kind == wanted and "/" in name and member.rows < SMALL
            ]
            for name, kind in small if len(small) > FILES_APART else []:
                folder = (name.rsplit("/", 1)[0], kind)
                self._member(*folder).take(self._members.pop((name, kind)))
                self._open.setdefault(folder, []).extend(self._open.pop((name, kind), []))
