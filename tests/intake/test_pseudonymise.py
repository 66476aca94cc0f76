"""Rows can be handed over without a name: the same person has one pseudonym, and nothing tells who it is."""

from __future__ import annotations

import base64
import io
import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.intake import ContactRow, InteractionRow, MailRow, OccurrenceRow, Problem, as_json, read, read_path
from waylight.intake.keyfile import load_keyfile
from waylight.intake.pseudonymise import BrokenKey, Pseudonymiser

KEY = bytes(range(32))
MAIL = """From x@y Thu Jan  1 10:00:00 2026
From: Ann Lee <Ann.Lee@Norvia.example>
To: "Roy, Bob" <bob@supplier.example>, Mei
Cc: ann.lee@norvia.example
Date: Thu, 1 Jan 2026 10:00:00 +0000
Message-ID: <1@norvia.example>
Subject: About Bob

body
"""
EVENT = """BEGIN:VCALENDAR
X-WR-CALNAME:Ann Lee
BEGIN:VEVENT
UID:1@norvia.example
DTSTART:20260101T100000Z
SUMMARY:About Bob
ORGANIZER;CN=Ann:mailto:ANN.LEE@norvia.example
ATTENDEE;CN=Bob Roy:mailto:bob@supplier.example
END:VEVENT
END:VCALENDAR
"""


def items(content: str | bytes, name: str, *known: str, key: bytes = KEY):
    held = content.encode() if isinstance(content, str) else content
    return list(Pseudonymiser(key, known).rows(read(io.BytesIO(held), name=name)))


def written(found) -> str:
    return "\n".join(json.dumps(as_json(one), ensure_ascii=False) for one in found)


def test_a_person_has_the_same_pseudonym_in_mail_and_calendar():
    (mail,) = items(MAIL, "box.mbox")
    ann, bob = items(EVENT, "work.ics")
    assert isinstance(mail, MailRow)
    assert isinstance(ann, OccurrenceRow)
    assert mail.sender == mail.cc[0] == ann.person == ann.organiser == bob.organiser
    assert mail.to[0] == bob.person != ann.person
    (line,) = items("at,sender,recipient\n2026-01-01,ann.lee@norvia.example,BOB@supplier.example\n", "t.csv")
    assert (line.sender, line.recipient) == (mail.sender.address, mail.to[0].address)
    assert mail.to[1].name.startswith("p-")  # somebody of whom only a name is known


def test_a_key_gives_the_same_pseudonyms_again_and_another_key_gives_others():
    assert items(MAIL, "box.mbox") == items(MAIL, "box.mbox")
    (one,), (other,) = items(MAIL, "box.mbox"), items(MAIL, "box.mbox", key=KEY[::-1])
    for what in ("sender", "to", "cc", "message_id", "thread", "subject_hash"):
        assert getattr(one, what) != getattr(other, what)
    assert one.at == other.at


def test_a_pseudonym_is_an_hmac_sha_256_under_the_key():
    # Reckoned with OpenSSL: printf 'person\\0ann.lee@norvia.example' | openssl dgst -sha256 -mac HMAC -macopt hexkey:…
    (mail,) = items(MAIL, "box.mbox")
    assert mail.sender.address == "p-7814c05ac4ce2025@pseudonym.invalid"


def test_those_she_lists_keep_what_she_lists_and_no_more():
    (mail,) = items(MAIL, "box.mbox", "ann.lee@norvia.example", "roy, bob")
    assert (mail.sender.name, mail.sender.address) == ("", "ann.lee@norvia.example")
    assert mail.to[0].name == "Roy, Bob"
    assert mail.to[0].address.startswith("p-")
    (line,) = items("at,sender,recipient\n2026-01-01,Ann  LEE,bob\n", "t.csv", "ann lee")
    assert line.sender == "Ann  LEE"
    assert line.recipient.startswith("p-")


def test_transcripts_and_journals_are_left_out_and_said_so_once():
    (problem,) = items("Ann: We grew.\nBob: We did.\nAnn: Yes.\n", "ann.txt")
    assert "cannot be made nameless" in problem.reason
    (problem,) = items("## 2026-01-01\nAnn called.\n\n## 2026-01-02\nBob called.\n", "ann.md")
    assert (problem.place.file, problem.place.line) == ("1.md", None)


def test_words_of_a_table_that_could_name_somebody_are_not_kept():
    (row,) = items("at,sender,recipient,kind\n2026-01-01,a,b,a visit to Ann Lee\n", "t.csv")
    assert isinstance(row, InteractionRow)
    assert row.kind == "message"
    one, other = items("name,email,level,side\nX,x@y,Manager,peer\nZ,z@y,reports to Ann,Ann Lee\n", "t.csv")
    assert isinstance(other, ContactRow)
    assert ((one.level, one.side), (other.level, other.side)) == (("manager", "peer"), ("", ""))


def test_files_are_numbered_because_they_are_named_after_people(tmp_path):
    for name in ("ann.lee@norvia.example.ics", "Bob Roy.mbox"):
        (tmp_path / name).write_text(EVENT if name.endswith("ics") else MAIL)
    pseudonyms = Pseudonymiser(KEY)
    found = [row for path in sorted(tmp_path.iterdir()) for row in pseudonyms.rows(read_path(path))]
    assert [row.place.file for row in found] == ["1.mbox", "2.ics", "2.ics"]
    assert found[1].place.line == 3


def test_a_copy_in_a_folder_with_a_persons_name_is_told_without_the_name(tmp_path):
    for folder in ("cur", ".Ann Lee/cur"):
        (tmp_path / "Mail" / folder).mkdir(parents=True)
        (tmp_path / "Mail" / folder / "1.M1P2.host:2,S").write_text(MAIL.partition("\n")[2])
    row, problem = Pseudonymiser(KEY).rows(read_path(tmp_path / "Mail"))
    assert (row.place.file, problem.place.file) == ("1/1/1", "1/2/1/1")
    assert problem.reason == "Same message as 1/1/1; counted once."


@pytest.mark.parametrize("date", ["Ann Lee", "” Ann Lee “", "“Ann”Lee", "”Ann”\n Lee"])
def test_what_a_problem_quotes_is_left_out(date):
    found = items(MAIL.replace("Thu, 1 Jan 2026 10:00:00 +0000", date), "box.mbox")
    assert [type(one) for one in found] == [Problem]
    assert "Date “…” cannot be used" in found[0].reason


LETTERS = st.text("qxzjwkvyßéŁж", min_size=6, max_size=9)
NAMES = st.lists(LETTERS, min_size=1, max_size=3).map(" ".join)
PEOPLE = st.lists(st.tuples(NAMES, LETTERS, LETTERS), min_size=2, max_size=4)


def a_mailbox(people: list[tuple[str, str, str]]) -> str:
    """A message from each to all others, with the names wherever names stand in mail."""
    boxes = [f'"{name}" <{local}@{domain}.example>' for name, local, domain in people]
    (name, local, domain), *_ = people
    return "".join(
        f"From {local}@{domain}.example Thu Jan  1 10:00:0{n} 2026\nFrom: {box}\nTo: {', '.join(boxes)}, {name}\n"
        f"Date: {'Thu, 1 Jan 2026 10:00:00 +0000' if n % 2 else name}\n"
        f"Received: by {domain}; 1 Jan 2026 10:00:00 +0000\n"
        f"Message-ID: <{n}.{local}@{domain}.example>\nReferences: <{local}@{domain}>\nSubject: Re: {name}\n"
        f"List-Id: {name} <{local}.{domain}>\n\n{name}\n\n"
        for n, box in enumerate(boxes)
    )


def a_calendar(people: list[tuple[str, str, str]]) -> str:
    """Two events with everybody, one of them in a zone that is named after somebody."""
    (name, local, domain), *_ = people
    invited = "".join(f'ATTENDEE;CN="{n}":mailto:{a}@{d}.example\n' for n, a, d in people)
    zone = f"BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\n"
    zone += "TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
    events = "".join(
        f"BEGIN:VEVENT\nUID:{n}{local}@{domain}.example\nDTSTART;TZID={tz}:20260101T100000\nSUMMARY:{name}\n"
        f"LOCATION:{name}\nORGANIZER;CN={name}:mailto:{local}@{domain}.example\n{invited}END:VEVENT\n"
        for n, tz in enumerate((name, local))
    )
    return f"BEGIN:VCALENDAR\nX-WR-CALNAME:{name}\n{zone}{events}BEGIN:VEVENT\nUID:{name}\nEND:VCALENDAR\n"


@given(PEOPLE)
@settings(max_examples=60, deadline=None)
def test_nothing_of_a_name_or_an_address_is_in_rows_or_problems(people):
    (name, local, domain), *_ = people
    pseudonyms, found = Pseudonymiser(KEY), []
    for content, file in (
        (a_mailbox(people), f"{name}.mbox"),
        (a_calendar(people), f"{local}@{domain}.ics"),
        (f"at,sender,recipient,kind,thread\n2026-01-01,{name},{local}@{domain},{name},{local}\n{name},a,b\n", name),
        (f"name,address,organisation,level\n{name},{local}@{domain}.example,{domain},{name}\n,,{name},\n", "t.csv"),
        (f"{name}: I said\n{local}: no.\n", f"{local}/{name}.txt"),
    ):
        found += pseudonyms.rows(read(io.BytesIO(content.encode()), name=file))
    assert {MailRow, OccurrenceRow, InteractionRow, ContactRow, Problem} == {type(one) for one in found}
    told = written(found).casefold()
    for part in {word for person in people for text in person for word in text.split()}:
        assert part.casefold() not in told


def a_keyfile(tmp_path, content: str | bytes, mode: int = 0o600):
    path = tmp_path / "key"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    path.chmod(mode)
    return path


@pytest.mark.parametrize("text", [KEY.hex(), base64.b64encode(KEY).decode(), f"# mine\n\n{KEY.hex()}  \n"])
def test_a_key_is_read_in_either_spelling(tmp_path, text):
    pseudonyms = load_keyfile(a_keyfile(tmp_path, text))
    assert pseudonyms.value("ann") == Pseudonymiser(KEY).value("ann")


def test_people_listed_below_the_key_stay_named(tmp_path):
    pseudonyms = load_keyfile(a_keyfile(tmp_path, f"{KEY.hex()}\n# friends\nAnn Lee\nbob@x.example\n"))
    assert pseudonyms.value("ann lee") == "ann lee"
    assert pseudonyms.value("Bob@X.example") == "Bob@X.example"
    assert pseudonyms.value("friends").startswith("p-")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "the file is empty"),
        ("# only words\n", "the file is empty"),
        ("00112233445566778899aabbccddee\n", "has 15 bytes; it needs at least 16"),
        ("ann.lee@norvia.example\n", "the first line is no key"),
        (b"\xff\xfe\x00binary\x80", "this is no text"),
    ],
)
def test_a_file_that_is_no_key_is_refused_with_the_reason(tmp_path, content, reason):
    path = a_keyfile(tmp_path, content)
    with pytest.raises(BrokenKey, match=reason) as refused:
        load_keyfile(path)
    assert str(path) in str(refused.value)


def test_a_missing_key_is_not_made_up_and_the_message_says_how_to_make_one(tmp_path):
    with pytest.raises(BrokenKey, match=r"no such file\. To make a key: python3"):
        load_keyfile(tmp_path / "key")
    assert not (tmp_path / "key").exists()
    with pytest.raises(BrokenKey, match="could not be opened"):
        load_keyfile(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no such rights")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_that_others_can_read_is_refused(tmp_path, mode):
    with pytest.raises(BrokenKey, match=r"others on this computer can read the key.*chmod 600"):
        load_keyfile(a_keyfile(tmp_path, KEY.hex(), mode))


def test_a_key_given_in_code_is_checked_as_well():
    with pytest.raises(BrokenKey, match="15 bytes"):
        Pseudonymiser(KEY[:15])


def test_an_accent_written_in_two_ways_is_one_person():
    pseudonyms = Pseudonymiser(KEY, ["Zoë Martin"])
    assert pseudonyms.value("J\u00f6rg") == pseudonyms.value("Jo\u0308rg")
    assert pseudonyms.value("Zoe\u0308 Martin") == "Zoe\u0308 Martin"
