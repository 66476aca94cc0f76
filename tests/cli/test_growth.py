"""``waylight growth`` in a terminal: probabilities that add to 1, problems with their lines, and a status."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.lenses.growth.made import counted, ramp, step


def growth(*given: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [str(Path(sys.executable).with_name("waylight")), "growth", *given]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=120)


def table(*shapes: NDArray[np.float64]) -> str:
    """A CSV file of weekly counts, one series a shape."""
    rows = ["series,at,value"]
    for n, shape in enumerate(shapes):
        series = counted(shape, seed=n)
        rows += [
            f"s{n},{date.fromordinal(int(at))},{value:.0f}" for at, value in zip(series.at, series.values, strict=True)
        ]
    return "\n".join(rows) + "\n"


def test_every_series_and_all_together_have_probabilities_that_add_to_one() -> None:
    done = growth("-", "--value", "counts", "--json", stdin=table(step(26, 10), ramp(26, 4, 20)))
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert [one["series"] for one in said["series"]] == ["s0", "s1"]
    for one in [*said["series"], said["together"]]:
        assert abs(sum(one[kind] for kind in ("nothing", "moment", "gradual", "both")) - 1) < 1e-9
        assert {"when", "size", "check", "weeks_more", "why_not"} <= set(one)


def test_sentences_name_the_day_and_the_size() -> None:
    done = growth("-", "--value", "counts", stdin=table(step(52, 20)))
    assert done.returncode == 0
    assert done.stdout.startswith("s0: ")
    assert "if there was a moment: about 2026-0" in done.stdout
    assert "times as many (90 %: " in done.stdout


def test_some_lines_unread_is_status_three_and_the_others_are_answered() -> None:
    body = table(step(26, 10))
    done = growth("-", "--value", "counts", "--json", stdin=body + "s0,2026-01-05,9\ns0,2027-01-04,-3\n")
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "standard input:29: -3 is below 0, and nothing can be counted less than not at all.",
        "standard input:28: s0 has a value for 2026-01-05 already in line 2; that one is kept.",
    ]
    assert json.loads(done.stdout)["series"][0]["values"] == 26


def test_an_empty_file_or_none_is_status_two_and_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "header.csv").write_text("series,at,value\n")
    for name, said in [
        ("empty.csv", "needs columns"),
        ("header.csv", "no value in this file"),
        ("no.csv", "No such"),
    ]:
        done = growth(str(tmp_path / name), "--value", "counts")
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


def test_too_few_values_are_a_sentence_and_no_number() -> None:
    done = growth("-", "--value", "ratings", "--json", stdin="series,at,value\na,2026-01-05,3\na,2026-01-12,4\n")
    (one,) = json.loads(done.stdout)["series"]
    assert one["nothing"] is one["size"] is one["when"]["moment"] is None
    assert one["why_not"].startswith("Only 2 values are there")


def test_events_at_their_own_times_are_counted_by_day() -> None:
    first = date(2026, 1, 5)
    days = [n for n in range(180) if n % (9 if n < 90 else 3) in (0, 1)]
    rows = [f"reach out,{first + timedelta(n)}T{9 + n % 8:02}:00:00,1" for n in days]
    done = growth("-", "--value", "counts", "--json", stdin="series,at,value\n" + "\n".join(rows) + "\n")
    (one,) = json.loads(done.stdout)["series"]
    assert one["values"] == days[-1] + 1
    assert one["nothing"] < 0.05


def test_thousands_of_series_are_answered_in_order_by_several_processes() -> None:
    rows = ["series,at,value"]
    rows += [
        f"s{n:03},{date(2026, 1, 5) + timedelta(weeks=week)},{(n + week) % 7}" for n in range(60) for week in range(8)
    ]
    done = growth("-", "--value", "counts", "--json", "--processes", "2", stdin="\n".join(rows))
    said = json.loads(done.stdout)
    assert [one["series"] for one in said["series"]] == [f"s{n:03}" for n in range(60)]
    assert said["together"]["nothing"] is None
