"""Text copied from a page of Teams or Otter, where a speaker's name, the time and the words stand below one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from waylight.intake.rows import Problem
from waylight.intake.transcript_lines import Line
from waylight.intake.transcript_marks import is_name_alone, mostly_names, seconds_of


def names_stand_above(opening: Sequence[str]) -> bool:
    """Whether most lines that are nothing but a time have a name that repeats right above them."""
    written = [line for line in opening if line]
    return mostly_names(above for above, clock in pairwise(written) if seconds_of(clock) is not None)


def with_names_beside(lines: Iterable[Line | Problem]) -> Iterator[Line | Problem]:
    """The same lines with each such time moved up beside its name: ``Ann Lee  0:12``.

    >>> [line.text for line in with_names_beside([Line(1, "Ann Lee"), Line(2, "0:12"), Line(3, "Good morning.")])]
    ['Ann Lee  0:12', 'Good morning.']
    """
    name: Line | None = None
    for line in lines:
        if name and isinstance(line, Line):
            text = line.text.strip()
            if not text:
                continue
            if seconds_of(text) is not None:
                yield Line(name.number, f"{name.text.strip()}  {text}")
                name = None
                continue
        if name:
            yield name
        name = line if isinstance(line, Line) and is_name_alone(line.text.strip()) else None
        if name is None:
            yield line
    if name:
        yield name
