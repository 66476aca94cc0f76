"""``waylight intake`` in a terminal: rows on one side, problems on the other, and a status that says how it went."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Zoë>It grew.\n"
MESSAGE = """From: Ann Lee <ann@norvia.example>
To: Bob Roy <bob@supplier.example>
Date: Thu, 1 Jan 2026 10:00:00 +0000
Subject: About the pilot

A secret.
"""
NOT_TOLD = "It could not be told what this file holds; say which kind it is."


def waylight(*given: str | Path, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in ``folder``."""
    command = [str(Path(sys.executable).with_name("waylight")), "intake", *map(str, given)]
    done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, check=False, timeout=60)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.vtt").write_text(CAPTIONS, encoding="utf-8")
    (tmp_path / "note.eml").write_text(MESSAGE, encoding="utf-8")
    (tmp_path / "shopping.txt").write_text("milk and bread", encoding="utf-8")
    return tmp_path


def test_every_row_is_a_line_of_json_that_says_what_it_is(folder: Path) -> None:
    done = waylight("first.vtt", "note.eml", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    turn, mail = rows(done)
    assert (turn["row"], turn["speaker"], turn["place"]) == ("transcript", "Zoë", {"file": "first.vtt", "line": 3})
    assert (mail["row"], mail["at"], mail["subject"]) == ("mail", "2026-01-01T10:00:00Z", None)
    assert "Zoë" in done.stdout
    assert "secret" not in done.stdout


def test_problems_go_to_standard_error_with_file_and_line(folder: Path) -> None:
    (folder / "t.csv").write_text("at,sender,recipient\n2026-01-01,a,b\ntomorrow,a,b\n")
    done = waylight("t.csv", "shopping.txt", folder=folder)
    assert len(rows(done)) == 1
    line, other = done.stderr.splitlines()
    assert line == "t.csv:3: “tomorrow” is no time that can be read; write 2026-06-11T16:00:00Z."
    assert other == f"shopping.txt: {NOT_TOLD}"


@pytest.mark.parametrize(
    ("files", "status"),
    [
        (["first.vtt"], 0),
        (["first.vtt", "shopping.txt"], 3),
        (["first.vtt", "missing.vtt"], 3),
        (["shopping.txt"], 2),
        (["missing.vtt"], 2),
    ],
)
def test_the_status_says_whether_all_some_or_nothing_was_read(folder: Path, files: list[str], status: int) -> None:
    assert waylight(*files, folder=folder).returncode == status


def test_an_empty_folder_is_nothing(folder: Path) -> None:
    (folder / "empty").mkdir()
    done = waylight("empty", folder=folder)
    assert (done.returncode, done.stderr) == (2, "empty: There is no file in this folder.\n")


def test_problems_can_be_json_too(folder: Path) -> None:
    done = waylight("shopping.txt", "--json", folder=folder)
    [line] = done.stderr.splitlines()
    assert json.loads(line) == {
        "problem": {"place": {"file": "shopping.txt", "line": None}, "reason": NOT_TOLD, "lost": True}
    }


def test_a_remark_is_said_and_loses_nothing(folder: Path) -> None:
    undated = MESSAGE.replace("Date:", "Received: by mail.norvia.example;")
    mails = (MESSAGE, MESSAGE, undated)
    (folder / "sent.mbox").write_text("".join(f"From x@y Thu Jan  1 00:00:00 2026\n{one}\n" for one in mails))
    done = waylight("sent.mbox", "--json", folder=folder)
    assert (done.returncode, len(rows(done))) == (0, 2)
    said = [json.loads(line)["problem"] for line in done.stderr.splitlines()]
    assert [one["lost"] for one in said] == [False, False]
    assert "counted once" in said[0]["reason"]
    assert "the time it was received" in said[1]["reason"]


def test_problems_can_go_to_a_file(folder: Path) -> None:
    done = waylight("first.vtt", "shopping.txt", "--problems", "said.txt", folder=folder)
    assert (done.returncode, done.stderr, len(rows(done))) == (3, "", 1)
    assert (folder / "said.txt").read_text(encoding="utf-8") == f"shopping.txt: {NOT_TOLD}\n"


@pytest.mark.parametrize("given", ["first.vtt", "."])
def test_problems_are_never_written_over_a_file_that_is_to_be_read(folder: Path, given: str) -> None:
    done = waylight(given, "--problems", "first.vtt", folder=folder)
    assert done.returncode == 2
    assert "one of the files to be read" in done.stderr
    assert (folder / "first.vtt").read_text(encoding="utf-8") == CAPTIONS


def test_a_kind_that_is_said_goes_before_what_is_recognised(folder: Path) -> None:
    done = waylight("shopping.txt", "--kind", "transcript", folder=folder)
    assert done.returncode == 0
    assert rows(done)[0]["text"] == "milk and bread"


def test_standard_input_is_read_like_a_file(folder: Path) -> None:
    done = waylight("-", folder=folder, stdin=CAPTIONS.encode())
    assert (done.returncode, rows(done)[0]["text"]) == (0, "It grew.")


def test_times_without_a_zone_are_read_in_the_zone_that_is_said(folder: Path) -> None:
    (folder / "t.csv").write_text("at,sender,recipient\n2026-06-01T10:00:00,a,b\n")
    done = waylight("t.csv", "--zone", "Europe/Lisbon", folder=folder)
    assert rows(done)[0]["at"] == "2026-06-01T09:00:00Z"
    refused = waylight("t.csv", "--zone", "Mars", folder=folder)
    assert refused.returncode == 2
    assert "no time zone" in refused.stderr


def test_subjects_are_kept_only_when_asked_for(folder: Path) -> None:
    done = waylight("note.eml", "--keep-subjects", folder=folder)
    assert rows(done)[0]["subject"] == "About the pilot"


def a_keyfile(folder: Path, *known: str, mode: int = 0o600) -> Path:
    path = folder / "key"
    path.write_text("\n".join([bytes(range(32)).hex(), *known]) + "\n")
    path.chmod(mode)
    return path


def test_with_a_keyfile_only_those_she_lists_are_named(folder: Path) -> None:
    done = waylight(
        "note.eml", "--keep-subjects", "--pseudonymise", a_keyfile(folder, "ann@norvia.example"), folder=folder
    )
    assert (done.returncode, done.stderr) == (0, "")
    [mail] = rows(done)
    assert mail["sender"] == {"name": "", "address": "ann@norvia.example"}
    for hidden in ("Bob", "Roy", "bob@", "supplier", "pilot", "note.eml", "secret"):
        assert hidden not in done.stdout
    again = waylight("note.eml", "--pseudonymise", a_keyfile(folder), folder=folder)
    assert "norvia" not in again.stdout
    assert rows(again)[0]["to"] == mail["to"]


def test_with_a_keyfile_transcripts_are_left_out(folder: Path) -> None:
    done = waylight("first.vtt", "--pseudonymise", a_keyfile(folder), folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be made nameless" in done.stderr


def test_a_key_that_others_can_read_is_refused_before_anything_is_read(folder: Path) -> None:
    done = waylight("note.eml", "--pseudonymise", a_keyfile(folder, mode=0o644), folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "chmod 600" in done.stderr


def test_a_table_is_read_by_a_map_of_its_columns(folder):
    (folder / "log.csv").write_text("When,What\n03/04/2026,It grew\nsoon,Lost\n", encoding="utf-8")
    (folder / "map.json").write_text(
        '{"rows": "insights", "columns": {"when": "on", "what": "text"}, "order": "month"}', encoding="utf-8"
    )
    done = waylight("log.csv", "--map", "map.json", folder=folder)
    assert [(row["row"], row["on"], row["text"]) for row in rows(done)] == [("insights", "2026-03-04", "It grew")]
    assert (done.returncode, "log.csv:3" in done.stderr) == (3, True)
    refused = waylight("log.csv", "--map", "first.vtt", folder=folder)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "first.vtt: This is no map of columns" in refused.stderr
