"""A log is read by the engine, and what the engine cannot read is read as an import would, or named with its line."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from waylight.intake.log import in_process
from waylight.intake.log.in_process import read_log
from waylight.intake.log.log import Log
from waylight.intake.rows import Choices

AT = int(datetime(2026, 6, 1, 10, tzinfo=UTC).timestamp())


def read(*paths: Path, zone: str = "UTC", **columns: str) -> Log:
    return read_log(list(paths), Choices(zone=zone), columns)


def rows(log: Log, *names: str) -> list[tuple[object, ...]]:
    if log.table is None:
        return []
    found = log.table.order_by("id").select(*(names or ("at", "sender", "recipient"))).to_pyarrow().to_pylist()
    return [tuple(row.values()) for row in found]


def said(log: Log) -> list[str]:
    return [f"{problem.place.file}:{problem.place.line}: {problem.reason}" for problem in log.problems]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    "time",
    ["2026-06-01T10:00:00Z", "2026-06-01T12:00:00+02:00", "2026-06-01 10:00", str(AT), f"{AT}.75", "20260601T100000Z"],
)
def test_every_way_to_write_a_time_is_read(tmp_path: Path, time: str) -> None:
    log = read(written(tmp_path / "a.csv", f"at,sender,recipient\n{time},ann,bob\n"))
    assert (rows(log), log.problems) == ([(AT, "ann", "bob")], [])


def test_a_time_without_a_zone_is_in_the_zone_that_was_chosen(tmp_path: Path) -> None:
    text = written(tmp_path / "a.csv", "at,sender,recipient\n2026-06-01T11:00:00,a,b\n2026-06-01T10:00:00Z,c,d\n")
    assert rows(read(text, zone="Europe/Lisbon")) == [(AT, "a", "b"), (AT, "c", "d")]
    naive = pyarrow.table({"at": [datetime(2026, 6, 1, 11)], "sender": ["a"], "recipient": ["b"]})
    parquet.write_table(naive, tmp_path / "a.parquet")
    assert rows(read(tmp_path / "a.parquet", zone="Europe/Lisbon")) == [(AT, "a", "b")]


def test_wrong_rows_are_named_by_line_and_the_others_read(tmp_path: Path) -> None:
    log = read(
        written(
            tmp_path / "a.csv",
            "at,sender,recipient,weight,recipients\n"
            "1970-01-01T00:00:01Z,a,b,,1000000\n"
            "\n"
            "2099-12-31T23:59:59Z,a,b,2.5,\n"
            "tomorrow,a,b,,\n2100-01-01,a,b,,\n2026-01-01,a,a,,\n2026-01-01,,b,,\n2026-01-01,a,b,-1,\n2026-01-01,a,b,,0\n",
        )
    )
    assert rows(log, "at", "weight", "recipients") == [(1, 1.0, 1_000_000), (4_102_444_799, 2.5, 1)]
    assert said(log) == [
        "a.csv:5: “tomorrow” is no time that can be read; write 2026-06-11T16:00:00Z.",
        "a.csv:6: The time 2100-01-01 lies outside 1970 to 2099.",
        "a.csv:7: Sender and recipient are the same; that is no interaction.",
        "a.csv:8: The sender is missing.",
        "a.csv:9: The weight “-1” is no number above 0.",
        "a.csv:10: “0” is no number of recipients.",
    ]


def test_a_large_table_keeps_what_its_engine_read_and_looks_again_at_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_process, "SMALL", 0)
    lines = ["2026-06-01T10:00:00Z,a,b", "20260601T100000Z,c,d", "never,e,f"]
    log = read(written(tmp_path / "a.csv", "\n".join(["at,sender,recipient", *lines]) + "\n"))
    assert rows(log) == [(AT, "a", "b"), (AT, "c", "d")]
    assert said(log) == ["a.csv:4: “never” is no time that can be read; write 2026-06-11T16:00:00Z."]
    assert log.place(rows(log, "id")[1][0]) == "a.csv:3"  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_in_any_encoding_are_read(tmp_path: Path, encoding: str) -> None:
    log = read(written(tmp_path / "a.csv", "Sent;From;To\n2026-06-01T10:00:00Z;Zoë;Jörg\n", encoding))
    assert rows(log) == [(AT, "Zoë", "Jörg")]


def test_packed_tables_folders_and_whole_numbers_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"at,sender,recipient\n2026-06-01T10:00:00Z,a,b\n"))
    assert rows(read(tmp_path / "a.csv.gz")) == [(AT, "a", "b")]
    for year, person in ((2025, 1), (2026, 2)):
        (tmp_path / f"log/year={year}").mkdir(parents=True)
        table = pyarrow.table({"at": [AT], "sender": [person], "recipient": [9], "thread": [4]})
        parquet.write_table(table, tmp_path / f"log/year={year}/part.parquet")
    assert sorted(rows(read(tmp_path / "log"), "sender", "recipient", "thread")) == [(1, 9, 4), (2, 9, 4)]


def test_the_same_table_twice_adds_nothing_and_equal_rows_of_one_stay_two(tmp_path: Path) -> None:
    text = "at,sender,recipient\n" + "2026-06-01T10:00:00Z,a,b\n" * 2
    one, other = written(tmp_path / "a.csv", text), written(tmp_path / "b.csv", text + "2026-06-01T10:00:00Z,a,c\n")
    assert len(rows(read(one))) == 2
    assert rows(read(one, other)) == [(AT, "a", "b"), (AT, "a", "b"), (AT, "a", "c")]


def test_other_titles_can_be_said(tmp_path: Path) -> None:
    text = written(tmp_path / "a.csv", "When it was,Who,Whom\n2026-06-01T10:00:00Z,a,b\n")
    assert said(read(text)) == [
        "a.csv:1: A log of interactions needs columns at, sender and recipient; at and sender and recipient are "
        "missing. Say which they are with --columns."
    ]
    assert rows(read(text, at="when it was", sender="who", recipient="WHOM")) == [(AT, "a", "b")]


def test_what_is_no_log_is_said_in_words(tmp_path: Path) -> None:
    written(tmp_path / "empty.csv", "")
    (tmp_path / "bytes.bin").write_bytes(b"\0\1\2")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing more")
    (tmp_path / "broken.csv.gz").write_bytes(gzip.compress(b"at,sender,recipient\n" * 99)[:30])
    names = ["empty.csv", "bytes.bin", "broken.parquet", "broken.csv.gz", "gone.csv"]
    log = read(*(tmp_path / name for name in names))
    assert log.table is None
    assert [problem.place.file for problem in log.problems] == names


def test_a_table_with_a_header_alone_is_an_empty_log(tmp_path: Path) -> None:
    log = read(written(tmp_path / "a.csv", "at,sender,recipient\n"))
    assert (rows(log), log.problems) == ([], [])


def test_ties_exported_by_viva_insights_are_read_without_a_direction(tmp_path: Path) -> None:
    import vivainsights  # brings seconds of libraries that no other test needs

    export = vivainsights.load_p2p_data()
    export.to_csv(tmp_path / "p2p.csv", index=False)
    log = read(tmp_path / "p2p.csv")
    assert (log.directed, log.problems) == (False, [])
    found = rows(log, "at", "kind", "weight")
    assert len(found) == len(export)
    assert found[0] == (int(datetime(2023, 1, 4, tzinfo=UTC).timestamp()), "tie", export.Strong_tie_score[0])


def test_a_row_of_a_folder_is_known_by_its_place_after_the_files_before(tmp_path: Path) -> None:
    for year, count in ((2024, 3), (2025, 2), (2026, 1)):
        (tmp_path / f"log/year={year}").mkdir(parents=True)
        table = pyarrow.table(
            {"at": [AT] * count, "sender": [f"s{year}"] * count, "recipient": ["b", "c", "s2024"][:count]}
        )
        parquet.write_table(table, tmp_path / f"log/year={year}/part.parquet")
    log = read(tmp_path / "log")
    places = [log.place(number) for (number,) in rows(log, "id")]  # type: ignore[arg-type]
    assert places == ["log:1", "log:2", "log:4", "log:5", "log:6"]
    assert rows(log, "sender")[2:] == [("s2025",), ("s2025",), ("s2026",)]
    assert said(log) == ["log:3: Sender and recipient are the same; that is no interaction."]
