"""An analyst may rely on the public names, on every example of the documentation, and on both notebooks."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.servers import JAVA
from waylight import analysis

DOCS = Path(__file__).parents[2] / "docs"
MAIL = b"""From ines@norvia.example Mon Mar  2 09:00:00 2026
From: Ines <Ines@norvia.example>
To: mei@norvia.example, luca@norvia.example
Date: Mon, 2 Mar 2026 09:00:00 +0000
Message-ID: <a@norvia.example>

"""


def test_every_public_name_is_there_and_says_what_it_is_for():
    for name in analysis.__all__:
        assert name == "MEASURES" or getattr(analysis, name).__doc__, name
    assert set(dir(analysis)) == set(analysis.__all__)
    with pytest.raises(AttributeError, match="no attribute 'grade'"):
        _ = analysis.grade


def test_it_starts_no_engine_and_no_django_before_it_is_asked():
    code = "import sys; import waylight.analysis; print({'django', 'duckdb', 'ibis', 'scipy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_every_example_of_its_page_is_true(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(DOCS / "analysis.md"), module_relative=False)
    assert tried > 15
    assert failed == 0


@pytest.mark.parametrize(
    "name",
    [
        "one-persons-year",
        pytest.param(
            "a-companys-log-on-spark",
            marks=[pytest.mark.spark, pytest.mark.skipif(not JAVA, reason="no Java")],
        ),
    ],
)
def test_a_notebook_runs_to_its_end(name, tmp_path):
    notebook = nbformat.read(DOCS / "notebooks" / f"{name}.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "outputs are made by whoever runs it"
    client = NotebookClient(notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": tmp_path}})
    client.execute()
    assert any(cell.get("outputs") for cell in notebook.cells)


def test_a_mailbox_is_contacts_and_its_rows_can_be_named(tmp_path):
    (tmp_path / "mail.mbox").write_bytes(MAIL)
    (tmp_path / "table.csv").write_text(
        "at,sender,recipient\n2026-03-03T09:00:00Z,mei@norvia.example,ines@norvia.example\n"
    )
    log = analysis.read_contacts(tmp_path / "mail.mbox", tmp_path / "table.csv")
    windows = analysis.influence(log, "ines@norvia.example", measures=["people", "reach_out"])
    assert windows[0].measures["people"].figure.value == 2
    [found] = analysis.evidence(log, "ines@norvia.example", windows)
    assert found["reach_out"] == ["mail.mbox:0", "mail.mbox:1"]
    assert sorted(found["people"]) == ["mail.mbox:0", "mail.mbox:1", "table.csv:2"]


def test_a_table_without_a_column_that_is_needed_says_which():
    with pytest.raises(ValueError, match="There is no column recipient; contacts have at, sender, recipient"):
        analysis.contacts_of([{"at": 1, "sender": "a"}])


@pytest.mark.parametrize("person", ["nobody@norvia.example", 4])
def test_who_is_in_no_row_is_said(person):
    log = analysis.contacts_of([{"at": 1_770_000_000, "sender": "a", "recipient": "b"}])
    with pytest.raises(analysis.NotThere):
        analysis.influence(log, person)


def test_whole_numbers_name_people_too():
    log = analysis.contacts_of([{"at": 1_770_000_000, "sender": 1, "recipient": 2}])
    [week] = analysis.influence(log, 1, measures=["reach_out"])
    assert week.measures["reach_out"].figure.value == 1


def test_nothing_read_is_a_problem_and_nobody_is_there(tmp_path):
    log = analysis.read_contacts(tmp_path / "none.csv")
    assert [problem.reason for problem in log.problems] == ["It could not be opened: No such file or directory."]
    with pytest.raises(analysis.NotThere, match="Nothing could be read"):
        analysis.influence(log, "ines")
