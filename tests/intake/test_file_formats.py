"""What ``docs/file-formats.md`` shows is what happens: every example is read, and every problem it explains exists."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from waylight.intake import Choices, MeetingRow, Problem, as_json, read
from waylight.intake.exported.column_map import read_map
from waylight.intake.keyfile import load_keyfile

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "file-formats.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"<!-- (\S+): (\d+) (\w+) -->\n```\n(.*?)```", DOCUMENT, re.S)
SAID = re.findall(r"^\| (.+?) \| .+ \|$", DOCUMENT.partition("## What a problem means")[2], re.M)
SENTENCES = [said for said in SAID if said != "it says"]


@pytest.mark.parametrize(("name", "rows", "kind", "text"), EXAMPLES, ids=[name for name, *_ in EXAMPLES])
def test_every_example_is_read_as_it_says_and_without_a_problem(name: str, rows: str, kind: str, text: str) -> None:
    found = list(read(io.BytesIO(text.encode()), name=name))
    assert [one for one in found if isinstance(one, Problem)] == []
    assert [as_json(row)["row"] for row in found] == [kind] * int(rows)


def test_no_example_is_left_out_and_every_kind_has_one() -> None:
    assert len(EXAMPLES) + len(["key file", "map"]) == DOCUMENT.count("\n```\n") // 2
    assert {kind for _, _, kind, _ in EXAMPLES} == {
        "transcript", "calendar", "mail", "interactions", "contacts", "journal"
    }  # fmt: skip


def test_the_example_of_a_journal_shows_every_mark() -> None:
    first, second = (
        as_json(row) for name, _, _, text in EXAMPLES if name == "journal.md"
        for row in read(io.BytesIO(text.encode()), name=name)
    )  # fmt: skip
    assert (first["confidence"], first["confidence_words"], second["private"]) == (6.0, "calmer than before", True)
    assert all(first[what] for what in ("heard", "promises", "questions", "text"))


def test_the_example_of_a_key_file_is_one(tmp_path: Path) -> None:
    example = re.search(r"<!-- keyfile -->\n```\n(.*?)```", DOCUMENT, re.S)
    assert example
    path = tmp_path / "key"
    path.write_text(example[1])
    path.chmod(0o600)
    pseudonyms = load_keyfile(path)
    assert pseudonyms.value("Ines Calder") == "Ines Calder"
    assert pseudonyms.value("Mei Okafor").startswith("p-")


def test_the_example_of_a_map_reads_a_table() -> None:
    example = re.search(r"```json\n(.*?)```", DOCUMENT, re.S)
    assert example
    named = read_map(example[1])
    table = io.BytesIO(b"Session Date,Duration,Session Notes\n03/04/2026 14:30,60,It grew\n")
    (row,) = read(table, name="sessions.csv", choices=Choices(named=named))
    assert isinstance(row, MeetingRow)
    assert (row.at.day, row.minutes, row.notes) == (3, 60, "It grew")


def templates() -> Iterator[str]:
    """The sentences that intake can say, with “…” for what it puts in."""
    intake = ROOT / "src" / "waylight" / "intake"
    for path in sorted([*intake.glob("*.py"), *(intake / "exported").glob("*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if id(node) in told | parts:
                continue
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = re.sub(r"\{\w+\}", "…", node.value)
            else:
                continue
            if text.rstrip("”").endswith(".") and text.count(" ") > 2:
                yield text


TEMPLATES = {text: re.compile(".*".join(map(re.escape, text.split("…"))), re.S) for text in templates()}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_problem_that_is_explained_is_one_that_can_be_said(sentence: str) -> None:
    assert any(pattern.fullmatch(sentence) for pattern in TEMPLATES.values())


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_problem_that_can_be_said_is_explained(text: str) -> None:
    assert any(TEMPLATES[text].fullmatch(sentence) for sentence in SENTENCES)
