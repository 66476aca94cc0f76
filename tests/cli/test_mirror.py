"""``waylight mirror`` in a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from waylight.cli import main

TABLE = """conversation,turn,role,text
a,1,coach,What was it like to hear it?
a,2,client,"First, like falling."
b,7,client,I will ask Mei on Monday.
b,8,coach,
"""


def mirror(capsys: pytest.CaptureFixture[str], *given: str | Path) -> tuple[int, str, str]:
    status = main(["mirror", *map(str, given)])
    return status, *capsys.readouterr()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "many.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_every_turn_of_a_table_has_its_answer(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = mirror(capsys, table, "--json")
    told = json.loads(out)
    assert (status, err) == (0, "")
    assert [(one["conversation"], one["turn"], one["speaker"]) for one in told["turns"]] == [
        ("a", 1, "coach"),
        ("a", 2, "client"),
        ("b", 7, "client"),
        ("b", 8, "coach"),
    ]
    assert (told["turns"][0]["behaviour"], told["turns"][0]["subtype"]) == ("question", "open")
    assert [one["conversation"] for one in told["meetings"]] == ["a", "b"]


def test_a_row_that_cannot_be_read_is_said_and_the_others_are_read(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(TABLE + "b,9,nurse,Hello.\nb,x,coach,Hello.\n", encoding="utf-8")
    status, out, err = mirror(capsys, table, "--json")
    assert (status, len(json.loads(out)["turns"])) == (3, 4)
    assert err.splitlines() == [
        "many.csv:6: “nurse” is no role; write coach or client.",
        "many.csv:7: “x” is no number of a turn.",
    ]


def test_the_coach_is_guessed_aloud_or_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "first.txt"
    path.write_text("Ann: What is it?\nBo: Mine.\nAnn: And then?\nBo: Theirs.\nAnn: Who else?\nBo: Mei.\n" * 2)
    status, out, err = mirror(capsys, path)
    assert status == 0
    assert "“Ann” asks the most and is taken to be the coach" in err
    assert "talk share" in out
    _, _, err = mirror(capsys, path, "--coach", "bo")
    assert "If the roles are swapped, say that the coach is “Ann”. (--coach NAME)" in err
    status, _, err = mirror(capsys, path, "--coach", "Cleo")
    assert (status, err) == (2, "Nobody is called “Cleo” here. Those who speak: Ann; Bo.\n")


def test_another_language_has_counts_and_no_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = "Ich habe gestern lange mit ihr gesprochen und danach war mir vieles klarer."
    rows = "".join(f"a,{n},{('client', 'coach')[n % 2]},{line}\n" for n in range(1, 9))
    path = tmp_path / "german.csv"
    path.write_text("conversation,turn,role,text\n" + rows, encoding="utf-8")
    _, out, _ = mirror(capsys, path, "--json")
    told = json.loads(out)
    assert {one["behaviour"] for one in told["turns"]} == {None}
    assert told["meetings"][0]["talk_share"]["value"] == 0.5
    assert "does not read as English" in told["meetings"][0]["open_questions"]["why_not"]


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = mirror(capsys, tmp_path / "none.vtt")
    assert status == 2
    assert err.endswith("it could not be opened: No such file or directory.\n")
