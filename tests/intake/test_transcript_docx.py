"""Documents as Teams exports them become turns, whoever packed them."""

from __future__ import annotations

import io
import zipfile

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.documents import document
from tests.intake.test_transcript import read
from waylight.intake.rows import Problem, TurnRow
from waylight.intake.transcript_docx import read_paragraphs

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(xml: str, part: str = "word/document.xml") -> bytes:
    """A document with this main part and nothing else."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(part, xml)
    return packed.getvalue()


def body(inside: str) -> str:
    return f'<w:document xmlns:w="{_SPACE}"><w:body>{inside}</w:body></w:document>'


def rows(raw: bytes) -> list[tuple[int | None, float | None, float | None, str, str]]:
    turns, problems = read(raw, name="week.docx")
    assert problems == []
    return [(turn.place.line, turn.start_s, turn.end_s, turn.speaker, turn.text) for turn in turns]


def test_teams_writes_name_and_time_then_the_text():
    heading = ("Coaching-20260312", "March 12, 2026, 2:30PM", "32m 10s", "Ann Lee started transcription")
    together = document(*heading, "Ann Lee   0:03\nHow was it?\n", "Ben Okoro   1:02:07\nThey began.")
    apart = document(*heading, "Ann Lee   0:03", "How was it?", "Ben Okoro   1:02:07", "They", "began.")
    assert rows(together) == [(5, 3.0, None, "Ann Lee", "How was it?"), (6, 3727.0, None, "Ben Okoro", "They began.")]
    assert rows(apart) == [(5, 3.0, None, "Ann Lee", "How was it?"), (7, 3727.0, None, "Ben Okoro", "They began.")]


def test_who_stopped_the_transcription_is_not_speech():
    raw = document("Ann Lee   0:03\nHow was it?", "Ben   0:05\nGood.", "Ann Lee stopped transcription")
    assert rows(raw)[-1] == (2, 5.0, None, "Ben", "Good.")


def test_teams_once_wrote_times_then_name_then_text():
    cues = ("0:0:0.0 --> 0:0:2.460\nann lee\nHow was it?", "0:0:2.460 --> 0:0:4.0\nann lee\nAnd now?")
    last = "00:00:05.000 --> 00:00:06.500\nBen Okoro\nThey began."
    expected = [(1, 0.0, 4.0, "ann lee", "How was it? And now?"), (3, 5.0, 6.5, "Ben Okoro", "They began.")]
    assert rows(document(*cues, last)) == expected
    apart = rows(document(*"\n".join([*cues, last]).split("\n")))
    assert [row[1:] for row in apart] == [row[1:] for row in expected]


def test_a_document_saved_in_the_browser_has_another_main_part():
    xml = body("<w:p><w:r><w:t>Ann Lee  0:03</w:t><w:br/><w:t>Yes.</w:t></w:r></w:p>")
    assert rows(package(xml, "word/document2.xml")) == [(1, 3.0, None, "Ann Lee", "Yes.")]


def test_deleted_words_and_what_is_said_twice_for_older_programs_are_left_out():
    fallback = '<m:Fallback xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    xml = body(
        "<w:p><w:r><w:t>Yes.</w:t></w:r><w:del><w:r><w:delText>No.</w:delText></w:r></w:del>"
        f"{fallback}<w:r><w:t>Yes.</w:t></w:r></m:Fallback></w:p>"
    )
    assert rows(package(xml)) == [(1, None, None, "", "Yes.")]


def test_a_damaged_document_gives_what_stands_before_the_damage():
    turns, [problem] = read(package(body("<w:p><w:r><w:t>Yes.</w:t></w:r></w:p><w:p><w:oops")))
    assert [turn.text for turn in turns] == ["Yes."]
    assert problem.place.line == 2
    assert "damaged" in problem.reason


def test_other_zip_files_are_not_documents():
    turns, problems = read(package("<a/>", "xl/workbook.xml"))
    assert turns == []
    assert "damaged" in problems[0].reason
    assert "WebVTT" in problems[1].reason


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"], include_characters="\n\t"), max_size=40)))
def test_python_docx_sees_the_same_paragraphs(paragraphs: list[str]):
    raw = document(*paragraphs)
    seen = docx.Document(io.BytesIO(raw)).paragraphs
    theirs = [
        (number, line)
        for number, paragraph in enumerate(seen, 1)
        for line in paragraph.text.split("\n")
        if line.strip()
    ]
    ours = [(found.number, found.text) for found in read_paragraphs(b"", io.BytesIO(raw), file="a") if found]
    assert ours == theirs


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_document_changed_anywhere_is_still_read_or_refused(data: st.DataObject):
    raw = bytearray(package(body("<w:p><w:r><w:t>Ann  0:01</w:t><w:br/><w:t>Yes.</w:t></w:r></w:p>" * 3)))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    del raw[data.draw(st.integers(4, len(raw))) :]
    turns, problems = read(bytes(raw))
    assert all(isinstance(turn, TurnRow) and turn.text for turn in turns)
    assert turns or all(isinstance(problem, Problem) for problem in problems)
    assert turns or problems
