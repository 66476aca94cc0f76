"""``waylight ownership`` in a terminal: the path of an initiative, window by window, and the judgement over it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

START = datetime(2026, 1, 5, tzinfo=UTC)
PEOPLE = ["ines", "mei", "tom", "ann", "bo"]


def waylight(*given: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("waylight")), "ownership", *given]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120, text=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve weeks, five threads a week: at first Ines begins all of them, at last everybody does; she is in all."""
    lines = ["at,sender,recipient,kind,thread"]
    for day in range(60):
        at, thread = START + timedelta(days=day * 1.4, hours=9), f"t{day}"
        by = PEOPLE[0] if day < 20 else PEOPLE[day % 5]
        to = PEOPLE[1] if by == "ines" else "ines"
        lines.append(f"{at.isoformat()},{by},{to},mail,{thread}")
        if by != "ines":
            lines.append(f"{(at + timedelta(hours=1)).isoformat()},ines,{by},mail,{thread}")
        lines.append(f"{(at + timedelta(hours=2)).isoformat()},{PEOPLE[2]},{PEOPLE[3]},mail,{thread}")
    (tmp_path / "pilot.csv").write_text("\n".join(lines))
    return tmp_path


def test_each_window_is_told_and_the_last_third_is_set_beside_the_first(folder: Path) -> None:
    done = waylight("pilot.csv", "--person", "ines", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2026-01-05 to 2026-02-02" in done.stdout
    assert "one person's: 1.00 (" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("To the left without falling")


def test_json_has_the_parts_and_the_judgement(folder: Path) -> None:
    found = json.loads(waylight("pilot.csv", "--person", "ines", "--every", "4", "--json", folder=folder).stdout)
    assert [one["starting"]["people"]["value"] for one in found["windows"]] == [1, 5, 5]
    assert found["windows"][0]["ownership"]["value"] == 1
    assert found["windows"][0]["organising"]["herfindahl"]["value"] is None
    assert found["shift"]["held"]["value"] > 0.95


def test_a_thread_can_be_chosen_and_alone_is_too_little(folder: Path) -> None:
    done = waylight("pilot.csv", "--person", "ines", "--thread", "t1", "--thread", "t2", folder=folder)
    assert done.returncode == 0
    assert "Fewer than 5 threads or meetings" in done.stdout


def test_from_her_own_part_it_says_that_she_looks_more_present(folder: Path) -> None:
    lines = (folder / "pilot.csv").read_text().splitlines()
    (folder / "hers.csv").write_text("\n".join(lines[:1] + [line for line in lines[1:] if "ines" in line]))
    done = waylight("hers.csv", "--person", "ines", folder=folder)
    assert "she looks more present" in done.stdout


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (("pilot.csv", "--person", "nobody"), "“nobody” is in none of the rows."),
        (("pilot.csv", "--person", "ines", "--every", "0"), "at least one week"),
        (("pilot.csv", "--person", "ines", "--thread", "none"), "No row of none could be read."),
        (("pilot.csv", "--person", "ines", "--zone", "Mars"), "“Mars” is no time zone"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(folder: Path, given: tuple[str, ...], why: str) -> None:
    done = waylight(*given, folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert "Traceback" not in done.stderr
