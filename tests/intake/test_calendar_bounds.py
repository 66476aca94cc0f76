"""Calendars made to be slow or large end, within 500 MB, and say what was left out.

How long they take is measured by ``bench/bounds.py``.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.intake.nasty_calendars import NASTY, read_in_a_process


@pytest.mark.parametrize(("made", "reason"), NASTY)
def test_a_calendar_made_to_be_slow_or_large_ends(
    made: Callable[[], Iterator[bytes]], reason: str, tmp_path: Path
) -> None:
    _, megabytes, _, said = read_in_a_process(made, tmp_path / "nasty.ics")
    assert megabytes < 500
    assert said.startswith(reason)
