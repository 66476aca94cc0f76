"""Tables of other tools: guessed, read by a map, and whatever the bytes are, rows and sentences come out."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from waylight.intake import Choices, Kind, Problem, read
from waylight.intake.exported.cells import NotRead, called_off, confidence, hours, minutes, state, yes
from waylight.intake.exported.column_map import ColumnMap, NoMap, fingerprint, read_map
from waylight.intake.exported.guessing import guess
from waylight.intake.exported.headings import FIELDS, NEEDED, OF_ENGAGEMENT, RowsOf
from waylight.intake.exported.hours import hours_of
from waylight.intake.exported.reading import READERS, rows_of
from waylight.intake.exported.sheet import read_sheet
from waylight.intake.rows import InsightRow, InteractionRow, MeetingRow


def sheet(text: str | bytes, name: str = "table.csv"):
    return read_sheet(io.BytesIO(text.encode() if isinstance(text, str) else text), name)


def by_map(text: str, rows: str, order: str = "", zone: str = "UTC", **columns: str):
    named = ColumnMap(RowsOf(rows), columns, order)  # type: ignore[arg-type]
    return list(read(io.BytesIO(text.encode()), name="t.csv", choices=Choices(zone=zone, named=named)))


@pytest.mark.parametrize(
    ("header", "rows", "columns"),
    [
        ("First Name,Last Name,Email,Company", "stakeholders", "first_name last_name address organisation"),
        ("Vorname;Nachname;E-Mail-Adresse;Firma", "stakeholders", "first_name last_name address organisation"),
        ("Prénom;Nom;Courriel;Société", "stakeholders", "first_name last_name address organisation"),
        ("Nombre;Apellidos;Correo electrónico;Empresa", "stakeholders", "first_name last_name address organisation"),
        ("Session Date,Start Time,Duration (min),Session Notes", "meetings", "at - minutes notes"),
        ("Datum,Uhrzeit,Dauer,Notizen", "meetings", "at clock minutes notes"),
        ("Date de séance,Heure,Durée,Remarques", "meetings", "at clock minutes notes"),
        ("Fecha de la sesión,Hora,Duración,Observaciones", "meetings", "at clock minutes notes"),
        ("Task,Due Date,Status,Completed On", "commitments", "text due state settled_on"),
        ("Maßnahme,Fällig am,Zustand", "commitments", "text due state"),
        ("Tâche,Échéance,Statut", "commitments", "text due state"),
        ("Tarea,Fecha límite,Estado", "commitments", "text due state"),
        ("Date,Insight,Heard from,What it changed", "insights", "on text heard_from changed"),
        ("Sent,From,To,Channel", "interactions", "at sender recipient kind"),
        ("Datum,Von,An,Kanal", "interactions", "at sender recipient kind"),
        ("Entry date,Title,Entry,Private", "journal", "on title text private"),
    ],
)
def test_columns_are_guessed_by_headings_in_four_languages(header: str, rows: str, columns: str) -> None:
    row = header.replace(";", ",").count(",") * ("," if "," in header else ";")
    found = guess(sheet(f"{header}\nx{row}\n"), OF_ENGAGEMENT)
    assert found.rows == rows
    held = [found.columns.get(heading, "-") for heading in sheet(f"{header}\nx{row}\n").columns]
    assert held == columns.split()


def test_columns_without_a_known_heading_are_guessed_by_what_stands_below() -> None:
    found = guess(sheet("Who,Where\nAnn,ann@x.example\nBob,bob@x.example\n"), [RowsOf.STAKEHOLDERS])
    assert found.columns == {"where": "address"}
    found = guess(sheet("Insight,Recorded\nIt grew,3 March 2026\n"), [RowsOf.INSIGHTS])
    assert found.columns == {"insight": "text", "recorded": "on"}


def test_a_map_that_was_kept_reads_the_same_lines() -> None:
    table = sheet("When,What\n03/04/2026,It grew\n")
    named = ColumnMap(RowsOf.INSIGHTS, {"when": "on", "what": "text"}, "month")
    assert read_map(named.as_json()) == named
    (row,) = rows_of(table, read_map(named.as_json()), "UTC")
    assert isinstance(row, InsightRow)
    assert row.on == date(2026, 3, 4)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"rows": "secrets", "columns": {}}', '{"rows": "insights", "columns": {"a": "sender"}}',
     '{"rows": "insights", "columns": {}, "more": 1}', '{"rows": "insights", "columns": {}, "order": "year"}'],
)  # fmt: skip
def test_what_is_no_map_is_said(text: str) -> None:
    with pytest.raises(NoMap):
        read_map(text)


def test_a_table_is_known_again_whatever_the_order_of_its_columns() -> None:
    assert fingerprint(["a", "b"]) == fingerprint(["b", "a"]) != fingerprint(["a", "b", "c"])


def test_a_meeting_is_in_the_zone_of_the_engagement_and_as_long_as_its_end_says() -> None:
    text = "Start,End\n2026-07-01 09:00,10:30\n2026-07-02 09:00,2026-07-02 09:45\n"
    first, second = by_map(text, "meetings", zone="Europe/Lisbon", start="at", end="until")
    assert isinstance(first, MeetingRow)
    assert isinstance(second, MeetingRow)
    assert (first.at, first.minutes, second.minutes) == (datetime(2026, 7, 1, 8, tzinfo=UTC), 90, 45)


def test_several_columns_of_words_stand_together_and_two_days_do_not() -> None:
    text = "Date,Agenda,Notes\n2026-07-01,First,Second\n"
    (row,) = by_map(text, "meetings", date="at", agenda="notes", notes="notes")
    assert isinstance(row, MeetingRow)
    assert row.notes == "First\n\nSecond"
    (problem,) = by_map(text, "insights", date="on", agenda="on", notes="text")
    assert isinstance(problem, Problem)
    assert problem.reason == "Two columns hold the day; one of them has to be left out."


def test_a_map_without_an_order_does_not_guess_at_a_day_that_can_be_two() -> None:
    (problem,) = by_map("When,What\n03/04/2026,It grew\n", "insights", when="on", what="text")
    assert isinstance(problem, Problem)
    assert problem.reason.startswith("Days such as 03/04/2026 can be read in two ways")


def test_a_bad_line_is_a_problem_with_its_place_and_the_others_are_read() -> None:
    text = "At,From,To\n2026-07-01 09:00,a@x.example,b@x.example\nsoon,a@x.example,b@x.example\n,,\n2026-07-01,a,a\n"
    good, bad, same = by_map(text, "interactions", at="at", to="recipient", **{"from": "sender"})
    assert isinstance(good, InteractionRow)
    assert isinstance(bad, Problem)
    assert (bad.place.file, bad.place.line) == ("t.csv", 3)
    assert isinstance(same, Problem)


def test_clients_and_hours_belong_to_no_engagement() -> None:
    (problem,) = by_map("Name\nAnn\n", "clients", name="name")
    assert isinstance(problem, Problem)
    assert problem.reason.startswith("Clients belong to no engagement")


def test_a_table_can_be_read_as_meetings_without_a_map() -> None:
    text = b"Date,Minutes\n2026-07-01,45\n"
    (row,) = read(io.BytesIO(text), name="t.csv", kind=Kind.MEETINGS)
    assert isinstance(row, MeetingRow)
    assert not row.time_known


def workbook(*lines: tuple[object, ...]) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_says_that_its_columns_have_to_be_named() -> None:
    (problem,) = read(io.BytesIO(workbook(("a", "b"), (1, 2))), name="a.xlsx")
    assert isinstance(problem, Problem)
    assert problem.reason.startswith("This is a workbook")


def test_a_workbooks_cells_are_read_as_they_are_meant() -> None:
    found = sheet(workbook(("Title",), ("When", "n", "Yes", "When"), (datetime(2026, 4, 3, 14, 30), 2.0, True, None)))
    assert found.columns == ("when", "n", "yes", "when 2")
    assert dict(found.rows[0][1])["when"] == "2026-04-03 14:30"
    assert (found.rows[0][0], found.rows[0][1]["n"], found.rows[0][1]["yes"]) == (3, "2", "yes")


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"a,b,c\n", b"Date;Notes\n"]), st.data())
def test_whatever_the_bytes_are_rows_and_problems_come_out(noise: bytes, head: bytes, data) -> None:
    table = sheet(head + noise)
    rows = data.draw(st.sampled_from(list(READERS)))
    held = st.sampled_from(["", *FIELDS[rows]])
    columns = {heading: field for heading in table.columns if (field := data.draw(held))}
    for one in rows_of(table, ColumnMap(rows, columns, "day"), "Europe/Lisbon"):
        assert one.place.file == "table.csv"
        assert not isinstance(one, Problem) or one.reason[-1] in ".?"
    guess(table, OF_ENGAGEMENT)


@given(st.dictionaries(st.sampled_from(["when", "what", "who"]), st.text(max_size=30)))
def test_whatever_stands_in_a_log_of_hours(cells: dict[str, str]) -> None:
    line = ",".join('"' + cells.get(one, "").replace('"', '""') + '"' for one in ("when", "what", "who"))
    named = ColumnMap(RowsOf.HOURS, {"when": "begins", "what": "paid", "who": "name"}, "day")
    for one in hours_of(sheet(f"when,what,who\n{line}\n"), named):
        assert one.place.line == 2 or isinstance(one, Problem)


def test_every_kind_of_rows_needs_only_what_it_can_have() -> None:
    for rows, groups in NEEDED.items():
        assert all(set(group) <= set(FIELDS[rows]) for group in groups)


@pytest.mark.parametrize(("text", "expected"), [("60", 60), ("60 min", 60), ("1:30", 90), ("1h 30", 90), ("1,5 h", 90),
                                                ("2 Stunden", 120), ("90 minutes", 90), ("1:00:00", 60)])  # fmt: skip
def test_lengths(text: str, expected: int) -> None:
    assert minutes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("1.5", 90), ("1,5", 90), ("12", 720), ("1,250.5", 75030), ("2 h", 120)]
)
def test_numbers_of_hours(text: str, expected: int) -> None:
    assert hours(text, 10_000) == expected


@pytest.mark.parametrize("read_cell", [minutes, hours, yes, confidence])
def test_a_cell_that_says_something_else_is_said(read_cell) -> None:
    with pytest.raises(NotRead):
        read_cell("a while")
    with pytest.raises(NotRead):
        read_cell("99999999")


def test_states_in_four_languages() -> None:
    assert [state(one, settled=False) for one in ("Done", "erledigt", "terminé", "completada")] == ["kept"] * 4
    assert [state(one, settled=False) for one in ("", "in progress", "offen")] == ["open"] * 3
    assert state("cancelled", settled=False) == "dropped"
    assert state("", settled=True) == "kept"
    assert [called_off(one) for one in ("Cancelled", "abgesagt", "annulé", "No-show", "held")] == [True] * 4 + [False]
