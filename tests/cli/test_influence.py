"""``waylight influence`` in a terminal: figures on one side, problems on the other, and a status for both."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.factories import a_stakeholder, an_engagement, an_interaction
from tests.lenses.influence.log.logs import COLLEGE
from waylight.cli import main
from waylight.record.audit import AuditEvent
from waylight.record.meeting import call_off, plan

ROWS = """at,sender,recipient,thread
2026-01-05T10:00:00Z,ann,bob,t1
2026-01-05T11:00:00Z,bob,ann,t1
2026-01-06T10:00:00Z,ann,cyd,t2
2026-01-13T10:00:00Z,dan,ann,t3
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(ROWS)
    return path


def waylight(*given: object) -> tuple[int, str, str]:
    """Run the command; returns its status and what it said on either side."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(["influence", *map(str, given)])
    return status, out.getvalue(), err.getvalue()


def test_json_has_each_window_with_each_measure(table: Path) -> None:
    status, out, err = waylight(table, "--person", "ann", "--every", "week", "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert found["person"] == "ann"
    first, second = found["windows"]
    assert (first["from"], first["to"]) == ("2026-01-05T00:00:00Z", "2026-01-12T00:00:00Z")
    assert first["to"] == second["from"]
    assert (first["reach_out"]["value"], first["reciprocity"]["value"], first["people"]["rows"]) == (2, 0.5, 3)
    assert (second["reach_in"]["value"], second["reciprocity"]["value"]) == (1, None)
    assert second["reciprocity"]["why_not"] == "She turned to nobody in this time."
    assert set(first["constraint"]) == {"value", "low", "high", "rows", "why_not"}


def test_evidence_is_file_and_line(table: Path) -> None:
    _, out, _ = waylight(table, "--person", "ann", "--every", "whole", "--json", "--evidence")
    [window] = json.loads(out)["windows"]
    assert window["reach_out"]["evidence"] == ["log.csv:2", "log.csv:4"]
    assert window["reach_in"]["evidence"] == ["log.csv:5"]


def test_a_reader_gets_words_and_a_table_when_asked(table: Path, tmp_path: Path) -> None:
    _, out, _ = waylight(table, "--person", "ann", "--every", "whole")
    assert "reach out               2 (" in out
    assert "fewer than 5 answers" in out
    status, _, _ = waylight(table, "--person", "ann", "--out", tmp_path / "out.parquet")
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert (status, rows[0]["measure"], rows[0]["value"]) == (0, "reach_out", 2.0)


def test_everybody_has_a_line_for_each_week(table: Path, tmp_path: Path) -> None:
    status, out, _ = waylight(table, "--everyone", "--out", tmp_path / "all.csv")
    assert (status, "5 rows" in out) == (0, True)
    assert '"ann",2026-01-05 00:00:00Z,2026-01-12 00:00:00Z,2,0,2,2,0.5' in (tmp_path / "all.csv").read_text()


def test_stakeholders_who_are_missing_are_named(table: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("person,level,side\nbob,board,peer\neve,manager,industry\n")
    _, out, _ = waylight(table, "--person", "ann", "--every", "whole", "--json", "--people", tmp_path / "people.csv")
    [window] = json.loads(out)["windows"]
    assert (window["coverage"]["value"], window["missing"], window["breadth_0"]["value"]) == (0.5, ["eve"], 1)


def test_some_rows_that_cannot_be_read_are_told_and_the_rest_is_measured(table: Path) -> None:
    table.write_text(ROWS + "later,ann,bob,t9\n")
    status, out, err = waylight(table, "--person", "ann", "--json")
    assert (status, json.loads(out)["windows"][0]["people"]["value"]) == (3, 2)
    assert err == "log.csv:6: “later” is no time that can be read; write 2026-06-11T16:00:00Z.\n"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["--person", "zoe"], "“zoe” is in no row of log.csv"),
        (["--person", "ann", "--zone", "Mars"], "“Mars” is no time zone"),
        (["--person", "ann", "--measures", "fame"], "There is no measure “fame”"),
        (["--person", "ann", "--columns", "what=x"], "names no column"),
        (["--person", "ann", "--columns", "at=x"], "at is missing"),
        (["--person", "ann", "--working-hours", "18-9"], "two hours of the day"),
        (["--person", "ann", "--out", "x.xlsx"], "written as .csv or .parquet"),
        (["--everyone"], "needs --out FILE"),
        (["--person", "ann", "--every", "meeting"], "needs --engagement"),
        ([], "Say of whom"),
    ],
)
def test_what_cannot_be_followed_is_a_sentence_and_status_2(table: Path, given: list[str], why: str) -> None:
    status, out, err = waylight(table, *given)
    assert (status, out) == (2, "")
    assert why in err
    assert "Traceback" not in err


def test_the_shared_messages_are_counted_as_by_hand() -> None:
    chosen = ["--measures", "people,reciprocity,constraint", "--json"]
    status, out, _ = waylight(COLLEGE, "--person", "p9", "--every", "month", *chosen)
    may = json.loads(out)["windows"][1]
    assert (status, may["from"], list(may)[2:]) == (0, "2004-05-01T00:00:00Z", ["reciprocity", "people", "constraint"])
    with gzip.open(COLLEGE, "rt") as rows:
        mine = [row for row in csv.DictReader(rows) if row["at"].startswith("2004-05")]
    wrote_to = {row["recipient"] for row in mine if row["sender"] == "p9"}
    heard_from = {row["sender"] for row in mine if row["recipient"] == "p9"}
    assert may["people"]["value"] == len(wrote_to | heard_from)
    assert may["reciprocity"]["value"] == len(wrote_to & heard_from) / len(wrote_to)


@pytest.mark.django_db
def test_the_record_of_an_engagement_is_measured_and_that_is_noted() -> None:
    engagement = an_engagement()
    a_stakeholder(engagement, "Bo Lind")
    an_interaction(engagement, None, "Bo Lind", at="2026-03-02T10:00")
    an_interaction(engagement, "Cy Ode", None, at="2026-03-03T10:00")
    status, out, _ = waylight("--engagement", engagement.pk, "--every", "whole", "--json", "--evidence")
    found = json.loads(out)
    [window] = found["windows"]
    assert (status, found["person"]) == (0, engagement.client.name)
    assert (window["reach_out"]["value"], window["reach_in"]["value"], window["coverage"]["value"]) == (1, 1, 1)
    assert AuditEvent.objects.filter(what="influence", engagement_id=engagement.pk).count() == 1


@pytest.mark.django_db
def test_the_record_is_measured_from_meeting_to_meeting() -> None:
    engagement = an_engagement()
    for day in (3, 17):
        plan(engagement, at=datetime(2026, 3, day, 16, tzinfo=UTC))
    call_off(plan(engagement, at=datetime(2026, 3, 10, 16, tzinfo=UTC)))
    for at in ("2026-03-03T10:00", "2026-03-03T16:00", "2026-03-12T09:00", "2026-03-20T09:00"):
        an_interaction(engagement, None, "Bo Lind", at=at)
    _, out, _ = waylight("--engagement", engagement.pk, "--every", "meeting", "--json", "--measures", "people")
    found = [(one["from"][:16], one["to"][:16], one["people"]["rows"]) for one in json.loads(out)["windows"]]
    assert found == [
        ("2026-03-03T10:00", "2026-03-03T16:00", 1),
        ("2026-03-03T16:00", "2026-03-17T16:00", 2),
        ("2026-03-17T16:00", "2026-03-20T09:00", 1),
    ]


@pytest.mark.django_db
def test_without_the_clients_agreement_there_is_nothing_to_measure() -> None:
    engagement = an_engagement(consents=False)
    an_interaction(engagement, None, "Bo Lind")
    status, out, err = waylight("--engagement", engagement.pk)
    assert (status, out) == (2, "")
    assert "does not agree" in err
