"""What a file holds is told from its content; its name only decides between readings that both fit."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.intake import MailRow, Problem, read
from waylight.intake.recognise import container, recognise
from waylight.intake.rows import Kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi", Kind.TRANSCRIPT),
        (b"\xef\xbb\xbfWEBVTT\r\n", Kind.TRANSCRIPT),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", Kind.TRANSCRIPT),
        (b"Maren Voss: What has changed?\nInes Calder: Something has.\n", Kind.TRANSCRIPT),
        (b"Ines Calder  0:12\nSomething has.\n", Kind.TRANSCRIPT),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", Kind.CALENDAR),
        (b"From a@b Thu Jan  1 00:00:00 2026\nFrom: a@b\n", Kind.MAIL),
        (b"Received: by x\nFrom: a@b\nSubject: hello\n\nbody", Kind.MAIL),
        (b"BEGIN:VCARD\nFN:Mei\nEND:VCARD\n", Kind.CONTACTS),
        (b"Name;E-mail;Level\nMei;mei@x.y;manager\n", Kind.CONTACTS),
        (b"at,sender,recipient,kind\n2026-01-01,a,b,mail\n", Kind.INTERACTIONS),
        (b"timestamp\tfrom\tto\n1,a,b\n", Kind.INTERACTIONS),
        (b"PAR1....", Kind.INTERACTIONS),
        (b"[Ann Lee] 10:15:32\nGood morning.\n", Kind.TRANSCRIPT),
        (b"Ann Lee (0:12): Good morning.\n", Kind.TRANSCRIPT),
        (b"0:12 - Ann Lee\nGood morning.\n", Kind.TRANSCRIPT),
        (b"**Ann:** Good morning.\n\n**Bob:** And to you.\n", Kind.TRANSCRIPT),
        (b"0:0:0.0 --> 0:0:2.5\nAnn Lee\nGood morning.\n", Kind.TRANSCRIPT),
        (b"A meeting\n12 March 2026\n\nC: What?\nK: This.\nC: And?\nK: That.\n", Kind.TRANSCRIPT),
        (b"# June 11, 2026\nIt rained.\n", Kind.JOURNAL),
        (b"# Journal\n\n## 2026-02-03\n\nIt rained.\n", Kind.JOURNAL),
        (b"3 February 2026\nIt rained.\n", Kind.JOURNAL),
        (b"## 2026-02-03\nConfidence: 6\nQuestion: why?\nI will: ask\n", Kind.JOURNAL),
    ],
)
def test_each_kind_is_told_without_a_name(head, kind):
    assert recognise(head) is kind


def test_a_name_that_lies_does_not_decide():
    assert recognise(b"BEGIN:VCALENDAR\n", "notes.vtt") is Kind.CALENDAR


@pytest.mark.parametrize("head", [b"", b"\x00\x01\x02", b"lorem ipsum dolor", b"\x89PNG\r\n\x1a\n"])
def test_what_cannot_be_told_is_not_guessed(head):
    assert recognise(head) is None


def test_an_archive_is_a_container_and_a_docx_is_not():
    def zipped(name: str) -> bytes:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(name, "x")
        return held.getvalue()

    assert container(zipped("mail.mbox")) == "zip"
    assert container(gzip.compress(b"x")) == "gzip"
    assert container(zipped("word/document.xml")) is None
    assert recognise(zipped("[Content_Types].xml")) is Kind.TRANSCRIPT


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_are_told_or_not_but_never_raise(head, name):
    assert recognise(head, name) in {None, *Kind}
    assert container(head) in {None, "zip", "gzip"}


MESSAGE = b"From: a@b.example\nTo: c@d.example\nDate: Thu, 1 Jan 2026 10:00:00 +0000\n\n"
BODIES = [
    b"WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: secret",
    b"Ann: secret\nBob: secret\nAnn: secret",
    b"## 2026-01-01\nsecret",
    b"at,sender,recipient\n2026-01-01,secret,b",
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT",
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    "before",
    [b"", b"\n\n", b"\r\n", b"\xef\xbb\xbf", b"X-Mozilla-Status: 0001\n", b"DKIM-Signature: v=1;\n\tb=x\n", b"1234\n",
     b"From a@b Thu Jan  1 10:00:00 2026\n", b"\n\nFrom a@b Thu Jan  1 10:00:00 2026\n"],
)  # fmt: skip
def test_a_message_is_mail_whatever_it_begins_with_and_whatever_its_body_looks_like(before, body):
    for message in (MESSAGE, MESSAGE.replace(b"\n", b"\r\n")):
        assert recognise(before + message + body, "message") is Kind.MAIL


@pytest.mark.parametrize("name", ["a.eml", "a.mbox", "a.emlx", "mail.zip/Mail/cur/1.M1.host:2,S"])
def test_what_its_name_says_is_mail_is_never_read_as_talk(name):
    assert recognise(b"not a header\n\nAnn: secret\nBob: secret\n", name) is Kind.MAIL


@pytest.mark.parametrize("head", [b"2026-01-01,a,b\n2026-01-02,a,b\n", b"sep=;\nat;sender;recipient\n2026-01-01;a;b\n"])
def test_a_table_whose_columns_are_not_named_is_no_journal(head):
    assert recognise(head, "t.csv") is None


FIELDS = [
    "From: a@b.example",
    "Date: Thu, 1 Jan 2026 10:00:00 +0000",
    "To: c@d.example",
    "X-Odd: 1",
    "Subject: 12 March 2026",
    "DKIM-Signature: v=1;\n\tb=0:12",
    "ARC-Seal: i=1",
    "List-Unsubscribe: <mailto:x@y>",
    "X-Spam: Ann: said",
]


@given(
    st.permutations(FIELDS),
    st.sampled_from(BODIES),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n\n", "From a@b 2026\n"]),
)
def test_nothing_of_a_body_is_read_as_anything_else(fields, body, end, before):
    message = (before + "\n".join(fields) + "\n\n").replace("\n", end).encode() + body
    found = list(read(io.BytesIO(message), name="message"))
    assert found
    assert "secret" not in repr(found)
    assert {type(one) for one in found} <= {MailRow, Problem}
