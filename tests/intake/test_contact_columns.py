"""Address books of Outlook and Google are read as they are exported, whatever else stands in them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.intake import read
from waylight.intake.contact_columns import ContactColumns
from waylight.intake.recognise import recognise
from waylight.intake.rows import ContactRow, Kind

OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Phone,"
    "Assistant's Name,Birthday,Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,"
    "E-mail 2 Type,E-mail 2 Display Name,E-mail 3 Address,Manager's Name,Notes,Web Page"
).split(",")
GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,"
    "Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,"
    "E-mail 2 - Value,Phone 1 - Value,Address 1 - Formatted"
).split(",")
GOOGLE_BEFORE = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Name Prefix,Nickname,Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Value,Address 1 - Street,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title"
).split(",")
GIVEN, FAMILY = ("First Name", "Given Name"), ("Last Name", "Family Name")
WORKS = ("Company", "Organization Name", "Organization 1 - Name")

words = st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=1, max_size=12)
addresses = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True)
noise = st.sampled_from(["", "x", 'a "quoted" word', "two\nlines", "1,2;3", "* myContacts ::: Norvia"])


def table(columns: list[str], row: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue().encode()


def is_address(column: str) -> bool:
    return column.startswith("E-mail") and column.endswith(("Address", "Value"))


def contacts(raw: bytes) -> list[object]:
    return list(read(io.BytesIO(raw), name="contacts.csv"))


@settings(deadline=None, max_examples=60)
@given(st.data(), st.sampled_from([OUTLOOK, GOOGLE, GOOGLE_BEFORE]), words, words, words)
def test_whoever_was_exported_is_read_whatever_else_stands_beside_her(data, headings, given_name, family, works):
    columns = data.draw(st.permutations(headings))
    theirs = data.draw(st.lists(addresses, min_size=1, max_size=2, unique=True))
    row = {one: data.draw(noise) for one in columns if "Name" not in one and not is_address(one)}
    row |= {one: given_name for one in columns if one in GIVEN} | {one: family for one in columns if one in FAMILY}
    row |= {one: works for one in columns if one in WORKS}
    row |= dict(zip((one for one in columns if is_address(one)), theirs, strict=False))
    raw = table(columns, row)
    assert recognise(raw) is Kind.CONTACTS
    [found] = contacts(raw)
    assert isinstance(found, ContactRow)
    assert (found.name, found.organisation) == (f"{given_name} {family}", works)
    assert found.addresses == tuple(theirs)


def test_a_whole_name_goes_before_its_parts_and_stands_in_for_none():
    for whole, said in (("Mei Okafor", "Mei Okafor"), ("", "M A Okafor")):
        row = {"Name": whole, "Given Name": "M", "Additional Name": "A", "Family Name": "Okafor"}
        [found] = contacts(table(GOOGLE_BEFORE, row))
        assert (found.name, found.addresses) == (said, ())


def test_several_addresses_in_one_cell_are_several_and_of_organisations_the_first_is_kept():
    row = {"Name": "Mei", "E-mail 1 - Value": "a@x.example ::: B@x.example", "Organization 1 - Name": "One ::: Two"}
    [found] = contacts(table(GOOGLE_BEFORE, row))
    assert (found.addresses, found.organisation) == (("a@x.example", "b@x.example"), "One")


def test_a_title_at_work_is_no_level_and_the_name_of_an_assistant_is_not_hers():
    row = {"First Name": "Mei", "Job Title": "Manager", "Assistant's Name": "Jo", "E-mail Address": "a@x.example"}
    [found] = contacts(table(OUTLOOK, row))
    assert (found.name, found.level, found.side) == ("Mei", "", "")


@pytest.mark.parametrize("column", ["e-mail type", "e-mail 1 - label", "e-mail display name", "address 1 - street"])
def test_what_is_no_address_is_not_taken_for_one(column):
    assert not ContactColumns.of(["first name", column]).enough


@pytest.mark.parametrize("raw", [b"name,email\rMei,a@x.example\r", b"BEGIN:VCARD\rVERSION:3.0\rFN:Mei\rEND:VCARD\r"])
def test_lines_may_end_in_cr_alone(raw):
    [found] = contacts(raw)
    assert (found.name, found.place.line) == ("Mei", 2 if raw.startswith(b"name") else 1)
