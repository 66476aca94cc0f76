"""What a file holds is told from its content; its name only decides between readings that both fit."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
