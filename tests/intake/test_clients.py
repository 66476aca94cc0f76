"""A coach's list of clients is read whatever tool wrote it; what cannot be read is a problem with its line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waylight.intake.clients import ClientRow, clients, guess, read_table
from waylight.intake.exported.days import MONTH_FIRST
from waylight.intake.exported.guessing import guess_columns
from waylight.intake.exported.headings import RowsOf
from waylight.intake.rows import Problem


def read(text: str | bytes, *, first_day: bool = True, **named: str) -> list[ClientRow | Problem]:
    table = read_table(text.encode() if isinstance(text, str) else text, "list.csv")
    return list(clients(table, {**guess(table.columns), **named}, first_day=first_day))


def test_columns_are_guessed_from_how_other_tools_head_them():
    (row,) = read(
        "First Name,Last Name,Email,Company,Start Date,Objectives\n"
        "Mei,Okafor,mei@norvia.example,Norvia,2026-03-01,Be heard\n"
    )
    assert (row.name, row.address, row.organisation) == ("Mei Okafor", "mei@norvia.example", "Norvia")
    assert (row.begins, row.goals, row.place.line) == (date(2026, 3, 1), "Be heard", 2)


def test_semicolons_bytes_of_windows_and_a_mark_are_understood():
    (row,) = read("Name;E-mail\nZoë Müller;zoe@norvia.example\n".encode("cp1252"))
    assert row.name == "Zoë Müller"
    (row,) = read("\ufeffName,E-mail\nZoë Müller,zoe@norvia.example\n")
    assert row.name == "Zoë Müller"


def test_a_column_named_by_hand_counts_before_the_guess():
    (row,) = read("name,nickname\nCompany Ltd,Mei Okafor\n", name="nickname")
    assert row.name == "Mei Okafor"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",a@b.example,,", "There is no name"),
        ("Mei,not an address,,", "is no e-mail address"),
        ("Mei,,soon,", "is no day; write it"),
        ("Mei,,31.02.2026,", "no day that there is"),
        ("Mei,,2026-03-01,2026-02-01", "The last day is before the first."),
        ("M" * 201 + ",,,", "longer than 200 letters"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line_and_the_rest_is_read(line, reason):
    problem, row = read(f"name,email,start date,end date\n{line}\nTom,tom@weir.example,,\n")
    assert isinstance(problem, Problem)
    assert problem.place.line == 2
    assert reason in problem.reason
    assert row.name == "Tom"


@pytest.mark.parametrize(
    ("zone", "hours", "reason"),
    [("Mars/Base", "", "no time zone"), ("", "many", "no number"), ("", "1e9", "between 0"), ("", "nan", "between 0")],
)
def test_zones_and_hours_are_checked(zone, hours, reason):
    (problem,) = read(f"name,time zone,hours\nMei,{zone},{hours}\n")
    assert reason in problem.reason


def test_the_same_client_twice_is_a_problem_that_names_the_first_line():
    _, again = read("name,email\nMei,mei@norvia.example\nMei O.,MEI@norvia.example\n")
    assert again.reason == "The same client as in line 2."


def test_days_say_themselves_which_way_they_are_written():
    american = read_table(b"name,start date\nMei,03/14/2026\n", "list.csv")
    assert guess_columns(american, RowsOf.CLIENTS).order == MONTH_FIRST
    (row,) = read("name,start date\nMei,03/04/2026\n", first_day=False)
    assert row.begins == date(2026, 3, 4)
    (row,) = read("name,start date\nMei,3.4.26\n")
    assert row.begins == date(2026, 4, 3)


def test_hours_with_a_comma_are_hours():
    (row,) = read('name;hours\nMei;"7,5"\n')
    assert row.minutes == 450


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_said_to_be_unreadable(data):
    for one in read(b"name,email,start date,hours\n" + data):
        assert isinstance(one, ClientRow | Problem)


def test_headings_and_days_may_be_german_french_or_spanish():
    (row,) = read("Vorname;Nachname;E-Mail-Adresse;Beginn;Ziele\nMei;Okafor;mei@x.example;3. März 2026;Gehört werden\n")
    assert (row.name, row.begins, row.goals) == ("Mei Okafor", date(2026, 3, 3), "Gehört werden")
    (row,) = read("Prénom;Nom;Courriel;Date de début;Objectifs\nMei;Okafor;mei@x.example;3 mars 2026;Être entendue\n")
    assert (row.name, row.begins, row.address) == ("Mei Okafor", date(2026, 3, 3), "mei@x.example")
    (row,) = read("Nombre;Correo;Fecha de inicio;Pronombres\nMei Okafor;mei@x.example;3 de marzo de 2026;ella\n")
    assert (row.name, row.begins, row.pronouns) == ("Mei Okafor", date(2026, 3, 3), "she")
