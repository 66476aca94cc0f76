"""``waylight movement`` in a terminal: files in, a movement in words or JSON out, and bad input in words."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

SINCE = datetime(2026, 6, 1, tzinfo=UTC)
AROUND = [f"near{n}@norvia.example" for n in range(10)]
OTHERS = [f"far{n}@norvia.example" for n in range(20)]


def waylight(*given: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("waylight")), "movement", *given]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120, text=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company's table in which those in touch with Ines begin three times as much from June on; and her own part."""
    folder = tmp_path_factory.mktemp("company")
    rng = np.random.default_rng(3)
    lines: list[str] = []

    def add(day: float, sender: str, recipient: str) -> None:
        lines.append(f"{(SINCE + timedelta(days=day)).isoformat()},{sender},{recipient},mail,t{len(lines)}")

    for day in range(-150, 100):
        for person in (*AROUND, *OTHERS):
            for _ in range(rng.poisson(0.3 * (3 if person in AROUND and day >= 0 else 1))):
                others = [one for one in (*AROUND, *OTHERS) if one != person]
                add(day + rng.random(), person, str(rng.choice(others)))
        if day % 9 == 0:
            for person in AROUND:
                add(day + rng.random(), "ines@norvia.example", person)
    head = "at,sender,recipient,kind,thread\n"
    (folder / "company.csv").write_text(head + "\n".join(lines))
    (folder / "hers.csv").write_text(head + "\n".join(line for line in lines if "ines@" in line))
    rows = [f"Person {n},{who},Norvia,{('manager', 'board')[n % 2]}" for n, who in enumerate((*AROUND, *OTHERS))]
    (folder / "people.csv").write_text(
        "name,addresses,organisation,level\nInes Calder,ines@norvia.example,Norvia,board\n"
    )
    with (folder / "people.csv").open("a") as file:
        file.write("\n".join(rows))
    return folder


HERS = ("--person", "ines@norvia.example", "--since", "2026-06-01")


def test_a_movement_is_told_in_words_with_what_it_cannot_show(folder: Path) -> None:
    done = waylight("company.csv", *HERS, folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "10 people around the client beside 20 matches; 0 have no match." in done.stdout
    assert "with anybody but the client: +" in done.stdout
    assert "would look the same" in done.stdout


def test_json_has_every_figure_and_who_was_compared(folder: Path) -> None:
    found = json.loads(waylight("company.csv", *HERS, "--json", folder=folder).stdout)
    assert found["everyone"]["value"] == pytest.approx(2, abs=0.5)
    assert found["everyone"]["low"] > 0
    assert found["everyone"]["rows"] > 500
    assert {one[0] for one in found["sets"]} == set(AROUND)
    assert found["weeks"]["since"] == "2026-06-01"


def test_people_are_called_and_compared_as_their_table_says(folder: Path) -> None:
    given = ("company.csv", "--person", "Ines Calder", "--since", "2026-06-01", "--people", "people.csv", "--json")
    found = json.loads(waylight(*given, folder=folder).stdout)
    assert found["sets"]
    for person, *matches in found["sets"]:
        assert {int(one.removeprefix("Person ")) % 2 for one in matches} == {int(person.removeprefix("Person ")) % 2}


def test_from_her_own_mailbox_it_says_what_cannot_be_known(folder: Path) -> None:
    done = waylight("hers.csv", *HERS, folder=folder)
    assert done.returncode == 0
    assert "cannot be known" in done.stdout
    assert "%" not in done.stdout.splitlines()[0]


def test_mail_is_read_as_a_table_is(folder: Path) -> None:
    message = (
        "From: Ann <ann@norvia.example>\nTo: ines@norvia.example\nDate: Thu, 4 Jun 2026 10:00:00 +0000\n\nA secret.\n"
    )
    (folder / "note.eml").write_text(message)
    done = waylight("note.eml", *HERS, folder=folder)
    assert done.returncode == 0
    assert "cannot be known" in done.stdout


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (
            ("company.csv", "--person", "innes@norvia.example", "--since", "2026-06-01"),
            "Do you mean ines@norvia.example",
        ),
        (("company.csv", "--person", "ines@norvia.example", "--since", "June"), "“June” is not a day like 2026-03-12."),
        (("company.csv", *HERS, "--zone", "Mars"), "“Mars” is no time zone"),
        (("missing.csv", *HERS), "missing.csv: It could not be opened"),
        (("people.csv", *HERS), "No row could be read."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(folder: Path, given: tuple[str, ...], why: str) -> None:
    done = waylight(*given, folder=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_line_is_named_and_the_others_are_measured(folder: Path) -> None:
    text = (folder / "company.csv").read_text()
    (folder / "broken.csv").write_text(text + "\nsometime,a,b,mail,t\n")
    done = waylight("broken.csv", *HERS, folder=folder)
    assert done.returncode == 3
    assert "“sometime” is no time that can be read" in done.stderr
    assert "10 people around" in done.stdout
