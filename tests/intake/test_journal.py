"""A journal's entries come out with what stands in them; what cannot be dated is a problem and the rest is read."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.intake.journal import read_journal
from waylight.intake.rows import EntryRow, Heard, Problem, Promise

FULL = """# My journal

## 2026-02-03

First paragraph.

Second paragraph.

Confidence: 6,5 – calmer than before
Heard from Mei Okafor: start where it is hardest -> the order of sites was turned round
Heard from Luca: costs are low
I will: Ask Tomás
Kept: Call the lab
Question: What am I holding on to?

## 4 February 2026
Private

Only mine.
"""


def items(text: str | bytes):
    return list(read_journal(io.BytesIO(text.encode() if isinstance(text, str) else text), name="j.md"))


def test_everything_that_stands_in_an_entry_is_found():
    first, second = items(FULL)
    assert (first.on, first.place.line, first.private) == (date(2026, 2, 3), 3, False)
    assert first.text == "First paragraph.\n\nSecond paragraph."
    assert (first.confidence, first.confidence_words) == (6.5, "calmer than before")
    assert first.heard == (
        Heard("Mei Okafor", "start where it is hardest", "the order of sites was turned round"),
        Heard("Luca", "costs are low", ""),
    )
    assert first.promises == (Promise("Ask Tomás", "open"), Promise("Call the lab", "kept"))
    assert first.questions == ("What am I holding on to?",)
    assert (second.on, second.private, second.text) == (date(2026, 2, 4), True, "Only mine.")


@pytest.mark.parametrize(
    "heading",
    [
        "## 2026-02-03",
        "# 2026-02-03: a title",
        "2026-02-03",
        "### 3 February 2026",
        "3 february 2026",
        "# Feb 3, 2026",
        "## Tuesday, 3 February 2026",
        "February 3rd, 2026",
        "Tue 3 Feb. 2026 – at home",
    ],
)
def test_headings_that_give_a_day(heading):
    (entry,) = items(f"{heading}\nIt rained.\n")
    assert entry.on == date(2026, 2, 3)
    assert "It rained." in entry.text


def test_a_date_that_can_be_read_two_ways_is_a_problem_and_not_guessed():
    problem, entry = items("## 03/02/2026\nlost\n## 2026-02-04\nkept\n")
    assert "two dates" in problem.reason
    assert problem.place.line == 1
    assert entry.text == "kept"


def test_a_day_that_is_not_in_the_calendar_is_a_problem():
    problem, entry = items("## 2026-02-31\nx\n## 2026-03-01\ny\n")
    assert "no day of the calendar" in problem.reason
    assert entry.on == date(2026, 3, 1)


def test_a_rating_out_of_range_is_a_problem_and_the_entry_is_kept():
    problem, entry = items("## 2026-02-03\nText.\nConfidence: 11\n")
    assert isinstance(problem, Problem)
    assert (entry.text, entry.confidence) == ("Text.", None)


def test_a_text_without_entries_says_how_one_begins():
    (problem,) = items("no heading here\n")
    assert "dated heading" in problem.reason


words = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=12)
sentences = st.lists(words, min_size=1, max_size=6).map(" ".join).filter(lambda s: s.casefold() != "private")


@given(
    st.lists(
        st.tuples(
            st.dates(date(1970, 1, 1), date(2099, 1, 1)),
            sentences,
            st.booleans(),
            st.none() | st.integers(0, 20).map(lambda n: n / 2),
            st.lists(sentences, max_size=3),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_written_journal_survives_the_round_trip(entries):
    lines = []
    for on, text, private, confidence, promises in entries:
        lines += [f"## {on.isoformat()}", f"x {text}", *(["Private"] if private else [])]
        lines += [f"Confidence: {confidence}"] if confidence is not None else []
        lines += [f"I will: {promise}" for promise in promises]
    found = items("\n".join(lines))
    assert [(e.on, e.text, e.private, e.confidence, [p.text for p in e.promises]) for e in found] == [
        (on, f"x {text}", private, confidence, promises) for on, text, private, confidence, promises in entries
    ]


@given(st.binary(max_size=2000))
def test_any_bytes_give_rows_and_problems(content):
    for start in (b"", b"## 2026-02-03\n"):
        assert all(isinstance(one, EntryRow | Problem) for one in items(start + content))


def test_a_sentence_that_begins_with_a_day_begins_no_entry_where_headings_are_marked():
    (entry,) = items("## 2026-02-03\nPrivate\n2026-03-01 is the day we start.\n")
    assert (entry.private, entry.text) == (True, "2026-03-01 is the day we start.")
    first, second = items("2026-02-03 I asked.\n2026-02-04 She answered.\n")
    assert (first.text, second.text) == ("I asked.", "She answered.")


def test_what_stands_above_the_first_day_is_said_to_be_left_out_and_a_title_is_not():
    problem, entry = items("# Journal\nSome words\nand more.\n\n## 2026-02-03\nIt rained.\n")
    assert (problem.place.line, entry.text) == (2, "It rained.")
    assert "belongs to no day" in problem.reason
    assert len(items("My journal\n\n## 2026-02-03\nIt rained.\n")) == 1


def test_letters_of_old_programs_are_read_wherever_they_stand():
    text = "## 2026-02-03\n" + "It rained.\n" * 10_000 + "## 2026-02-04\nJörg’s idea\n"
    _, entry = items(text.encode("cp1252"))
    assert entry.text == "Jörg’s idea"
