"""Spark finds what DuckDB finds, figure by figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_influence import waylight
from tests.lenses.influence.log.logs import COLLEGE
from tests.servers import JAVA

pytestmark = [
    pytest.mark.spark,
    pytest.mark.xdist_group("spark"),
    pytest.mark.skipif(not JAVA, reason="needs Java 17"),
]

MIXED = """at,sender,recipient,kind,thread,reply,recipients
2026-01-05T10:00:00+01:00,ann,bob,mail,t1,,1
1767610800,bob,ann,mail,t1,true,1
2026-01-06,ann,cyd,meeting,t2,,2
20260113T100000Z,dan,ann,,,,
2026-02-20T10:00:00,dan,ann,,,,
2026-02-20T10:00:00,ann,dan,,,,
2026-03-01T23:59:59Z,ann,eve,mail,t4,,50
soon,ann,bob,,,,
"""


def both(*given: object) -> tuple[dict[str, object], dict[str, object]]:
    found = []
    for engine in ("duckdb", "spark"):
        _, out, _ = waylight(*given, "--json", "--engine", engine)
        found.append(json.loads(out))
    return found[0], found[1]


def test_the_messages_of_a_college_measure_the_same() -> None:
    here, there = both(COLLEGE, "--person", "p9", "--every", "month")
    assert len(here["windows"]) == 7
    assert here == there


def test_any_columns_zones_and_broken_rows_measure_the_same(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(MIXED)
    here, there = both(tmp_path / "log.csv", "--person", "ann", "--zone", "Asia/Tokyo", "--mass", "share")
    assert here == there


def test_everybody_is_measured_the_same(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(MIXED)
    lines = []
    for engine in ("duckdb", "spark"):
        waylight(tmp_path / "log.csv", "--everyone", "--engine", engine, "--out", tmp_path / f"{engine}.csv")
        lines.append((tmp_path / f"{engine}.csv").read_text().splitlines())
    assert len(lines[0]) == 8
    assert lines[0] == lines[1]
