"""What a path holds: a text table, a Parquet file, or a folder of either."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from waylight.intake.log.columns import Chosen, choose
from waylight.intake.log.rows import opened
from waylight.intake.recognise import HEAD, PARQUET, ZIP, delimiter_of, header_of
from waylight.intake.rows import Place, Problem
from waylight.intake.tables import text_lines

UNREADABLE = (OSError, EOFError, zlib.error)
ZIPPED = "This is a ZIP archive; unpack it first."
MOST_BLANK = 100  # lines before a header
BINARY = "This is no table of text."


NOT_CHOSEN = Chosen({})  # of Parquet, whose columns its engine knows


@dataclass(frozen=True, slots=True)
class Source:
    """Something that holds rows: one text table, or Parquet files that belong together."""

    name: str
    path: Path
    parquet: bool
    # Of a text table:
    chosen: Chosen = NOT_CHOSEN
    columns: tuple[str, ...] = ()
    delimiter: str = ","
    above: int = 1  # lines up to its header's

    @property
    def pattern(self) -> str:
        """The path as an engine takes it: of a folder, every Parquet file at any depth."""
        return str(self.path / "**" / "*.parquet") if self.path.is_dir() else str(self.path)


def sources(paths: list[Path], given: Mapping[str, str]) -> Iterator[Source | Problem]:
    """Look into every path; what cannot be opened or is no log is a Problem."""
    for path in paths:
        try:
            yield from _sources(path, given)
        except UNREADABLE as reason:
            why = (reason.strerror if isinstance(reason, OSError) else None) or "it is damaged"
            yield Problem(Place(path.name or str(path)), f"It could not be opened: {why}.")


def _sources(path: Path, given: Mapping[str, str]) -> Iterator[Source | Problem]:
    if not path.is_dir():
        yield _one(path, given)
        return
    inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith((".", "_")))
    if any(one.suffix == ".parquet" for one in inside):
        yield Source(path.name, path, parquet=True)
    elif inside:
        yield from sources(inside, given)
    else:
        yield Problem(Place(path.name), "There is no file in this folder.")


def _one(path: Path, given: Mapping[str, str]) -> Source | Problem:
    with opened(path) as stream:
        head = stream.read(HEAD)
    if not head:
        return Problem(Place(path.name), "This file is empty.")
    if head.startswith(ZIP):
        return Problem(Place(path.name), ZIPPED)
    if head.startswith(PARQUET):
        return Source(path.name, path, parquet=True)
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(Place(path.name), BINARY)
    with opened(path) as stream:
        lines = list(itertools.islice(text_lines(stream, head), MOST_BLANK))
    above = next((n for n, line in enumerate(lines) if line.strip()), 0)
    columns = header_of(lines[above])
    chosen = choose(columns, given)
    if chosen.why_not:
        return Problem(Place(path.name, above + 1), chosen.why_not)
    return Source(path.name, path, False, chosen, tuple(columns), delimiter_of(lines[above]), above + 1)
