"""Contacts are read from vCards and tables; a broken card costs itself alone."""

import io

from hypothesis import given
from hypothesis import strategies as st

from waylight.intake.contacts import read_contacts
from waylight.intake.rows import ContactRow, Problem

CARD = (
    "BEGIN:VCARD\r\n"
    "VERSION:{version}\r\n"
    "FN:Mei Okafor\r\n"
    "N:Okafor;Mei;;;\r\n"
    "EMAIL;TYPE=work:Mei@Norvia.example\r\n"
    "EMAIL:mei@home.example\r\n"
    "ORG:Norvia;Quality\r\n"
    "X-WAYLIGHT-LEVEL:Manager\r\n"
    "X-WAYLIGHT-SIDE:peer\r\n"
    "END:VCARD\r\n"
)


def items(text: str | bytes):
    content = text.encode() if isinstance(text, str) else text
    return list(read_contacts(io.BytesIO(content), name="c.vcf"))


def test_a_card_is_read_in_both_versions():
    for version in ("3.0", "4.0"):
        (row,) = items(CARD.format(version=version))
        assert row.name == "Mei Okafor"
        assert row.addresses == ("mei@norvia.example", "mei@home.example")
        assert (row.organisation, row.level, row.side) == ("Norvia Quality", "manager", "peer")


def test_level_and_side_may_stand_in_categories():
    card = CARD.format(version="3.0").replace(
        "X-WAYLIGHT-LEVEL:Manager\r\nX-WAYLIGHT-SIDE:peer", "CATEGORIES:level:Board,side:industry"
    )
    (row,) = items(card)
    assert (row.level, row.side) == ("board", "industry")


def test_a_broken_card_is_a_problem_at_its_line_and_the_others_are_read():
    good = CARD.format(version="3.0")
    first, bad, last = items(good + "BEGIN:VCARD\r\nthis is no field\r\nEND:VCARD\r\n" + good)
    assert isinstance(first, ContactRow)
    assert isinstance(last, ContactRow)
    assert bad.place.line == good.count("\n") + 1


def test_a_card_that_is_not_closed_is_said_to_be_so():
    found = items(CARD.format(version="3.0").replace("END:VCARD\r\n", "") + CARD.format(version="3.0"))
    assert "END:VCARD" in found[0].reason
    assert isinstance(found[1], ContactRow)


def test_a_table_names_its_columns_as_people_do():
    (row,) = items("Full Name;E-Mail;Company;Level;Side\nMei;mei@a.example MEI@b.example;Norvia;Manager;Peer\n")
    assert row == ContactRow(row.place, "Mei", ("mei@a.example", "mei@b.example"), "Norvia", "manager", "peer")
    assert row.place.line == 2


def test_a_line_without_name_and_address_is_a_problem():
    row, problem = items("name,email\nMei,\n,nobody\n")
    assert row.name == "Mei"
    assert problem.place.line == 3


def test_a_table_without_the_columns_says_which_it_needs():
    (problem,) = items("colour,size\nred,2\n")
    assert "name and a column address" in problem.reason


@given(st.binary(max_size=1500))
def test_any_bytes_give_rows_and_problems(content):
    for start in (b"", b"BEGIN:VCARD\n", b"name,email\n"):
        assert all(isinstance(one, ContactRow | Problem) for one in items(start + content))


@given(st.lists(st.sampled_from(CARD.format(version="3.0").splitlines(keepends=True)), max_size=30))
def test_shuffled_lines_of_cards_give_rows_and_problems(lines):
    assert all(isinstance(one, ContactRow | Problem) for one in items("BEGIN:VCARD\r\n" + "".join(lines)))


def test_a_card_of_version_2_1_is_read_with_its_letters():
    (row,) = items(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCl=\r\nler\r\n"
        "EMAIL;INTERNET:j@x.example\r\nEND:VCARD\r\n"
    )
    assert (row.name, row.addresses) == ("Jörg Müller", ("j@x.example",))


def test_letters_of_old_programs_are_read_wherever_they_stand():
    *_, row = items(("name,email\n" + "Ann,a@x.example\n" * 6_000 + "Jörg,j@x.example\n").encode("cp1252"))
    assert row.name == "Jörg"


def test_a_comma_in_an_organisation_is_one_whether_it_is_escaped_or_not():
    for written in ("Open Instruments, Campus Lab", "Open Instruments\\, Campus Lab"):
        (row,) = items(CARD.format(version="3.0").replace("Norvia;Quality", written))
        assert " ".join(row.organisation.split()) == "Open Instruments, Campus Lab"
