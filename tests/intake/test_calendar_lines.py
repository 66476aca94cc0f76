"""Files as programs write and cut them: folded, in other letters, with a broken event among them."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.test_calendar import START, TITLES, calendar, event, found_in, rows_of
from waylight.intake.calendar_lines import LONGEST_LINE, content_lines
from waylight.intake.calendar_work import Work
from waylight.intake.rows import Mailbox, OccurrenceRow, Problem

TITLE = "Zoë asks about the Straße, 東京 and 🌍"


def read(raw: bytes) -> list[tuple[int, str]]:
    return [(line.number, line.text()) for line in content_lines(io.BytesIO(raw), Work())]


@given(st.integers(1, 30), st.sampled_from([b"\r\n ", b"\r\n\t", b"\n "]))
@settings(max_examples=60, deadline=None)
def test_a_line_may_be_folded_anywhere_even_inside_a_letter(width: int, fold: bytes) -> None:
    line = f"SUMMARY:{TITLE}".encode()
    folded = fold.join(line[at : at + width] for at in range(0, len(line), width))
    raw = calendar(event(START, "SUMMARY:@")).encode().replace(b"SUMMARY:@", folded)
    [row] = rows_of(raw, TITLES)
    assert row.title == TITLE


def test_an_address_may_be_folded_too() -> None:
    [row] = rows_of(calendar(event(START, "ATTENDEE;CN=Ines Cal\r\n der:mailto:ines.\r\n calder@example.org")))
    assert row.person == Mailbox("Ines Calder", "ines.calder@example.org")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_byte_order_marks_and_line_ends_do_not_matter(mark: bytes, end: bytes) -> None:
    raw = mark + calendar(event(START, f"SUMMARY:{TITLE}")).encode().replace(b"\r\n", end)
    [row] = rows_of(raw, TITLES)
    assert (row.title, row.place.line) == (TITLE, 3)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_files_of_old_windows_programs_are_read(encoding: str) -> None:
    [row] = rows_of(calendar(event(START, "SUMMARY:Zoë’s Straße")).encode(encoding), TITLES)
    assert row.title == "Zoë’s Straße"


def test_lines_are_counted_as_they_stand_in_the_file() -> None:
    assert read(b"A:1\r\n\r\nB:2\r\n 3\r\n\r\n 4\r\nC:5") == [(1, "A:1"), (3, "B:234"), (7, "C:5")]
    assert read(b"") == read(b"\r\n\n") == []
    assert read(b" a\nB:2") == [(2, "B:2")]  # a folded line that nothing stands before


@given(st.binary(max_size=200), st.integers(1, 7))
def test_lines_do_not_depend_on_how_the_stream_is_read(raw: bytes, size: int) -> None:
    if not raw.startswith((b"\xff\xfe", b"\xfe\xff")) and size > 1:
        assert [*content_lines(_Slow(raw, size), Work())] == [*content_lines(io.BytesIO(raw), Work())]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (event("SUMMARY:no start"), "This event has no start that can be read, so it was left out."),
        (event("DTSTART:20259999T100000Z"), "This event has no start that can be read, so it was left out."),
        (event("DTSTART:tomorrow"), "This event has no start that can be read, so it was left out."),
        (event("DTSTART:00010101T000000"), "This event has no start that can be read, so it was left out."),
        ("BEGIN:VEVENT\r\n" + START + "\r\n", "This event is not closed with END:VEVENT, so it was left out."),
        ("BEGIN:VEVENT\r\n" + START + "\r\nSUMMARY:" + "x" * (LONGEST_LINE + 1) + "\r\nEND:VEVENT\r\n",
         "This line is longer than 4 MiB, so it was left out."),
    ],
)  # fmt: skip
def test_a_broken_event_is_said_with_its_line_and_the_others_are_read(broken: str, reason: str) -> None:
    found = found_in(calendar(event(START, uid="2@x"), broken, event(START, uid="3@x")))
    problems = [one for one in found if isinstance(one, Problem)]
    assert [(problem.reason, problem.place.line) for problem in problems] == [
        (reason, 9 if "SUMMARY:xxx" in broken else 7)
    ]
    assert {"2@x", "3@x"} <= {row.uid for row in found if isinstance(row, OccurrenceRow)}


@pytest.mark.parametrize(
    "line",
    ["STATUS", "SEQUENCE:x", "DTEND:20259999", "EXDATE:x,,20250106T10", "RDATE;VALUE=PERIOD:/", "DURATION:P",
     "ORGANIZER:", "ATTENDEE;CN=:", "ATTENDEE;CN=\"open:mailto:a@x.org", ";;;", ":", "RECURRENCE-ID:never",
     "RRULE:", "SUMMARY:\\"],
)  # fmt: skip
def test_a_broken_line_harms_only_itself(line: str) -> None:
    [row] = rows_of(calendar(event(START, line)))
    assert row.at.hour == 10


def test_a_file_that_is_cut_off_anywhere_gives_what_stands_before_the_cut() -> None:
    whole = calendar(event(START), event(START, uid="2@x")).encode()
    second = whole.index(b"BEGIN:VEVENT", whole.index(b"END:VEVENT"))
    for cut in range(30, len(whole) - 4):
        found = found_in(whole[:cut])
        rows = {row.uid for row in found if isinstance(row, OccurrenceRow)}
        assert rows == ({"1@x"} if whole.index(b"END:VEVENT") + 10 <= cut < whole.rindex(b"END:VEVENT") + 10 else
                        {"1@x", "2@x"} if cut > second else set())  # fmt: skip
        reasons = [one.reason for one in found if isinstance(one, Problem)]
        assert any("This calendar has no end" in reason for reason in reasons) or cut > len(whole) - 6


def test_what_is_said_of_a_meetings_content_goes_nowhere() -> None:
    secret = "We will close the plant"
    lines = [f"{name}:{secret}" for name in ("DESCRIPTION", "LOCATION", "COMMENT", "X-ALT-DESC", "URL", "CONFERENCE")]
    assert secret not in repr(found_in(calendar(event(START, *lines)), TITLES))


def test_a_file_with_too_many_lines_is_read_up_to_there() -> None:
    first, second = event(START), event(START, uid="2@x")
    found = found_in(calendar(first, "X-EMPTY:\r\n" * 2_500_000, second))
    assert [row.uid for row in found if isinstance(row, OccurrenceRow)] == ["1@x"]
    [problem] = [one for one in found if isinstance(one, Problem)]
    assert "too large" in problem.reason


@given(
    st.lists(st.sampled_from([b"A:1", b" 2", b"\t3", b"", b"\r", b"\xef\xbb\xbfB:4", b"C" * 40]), max_size=12),
    st.sampled_from([b"\n", b"\r\n"]),
    st.integers(2, 50),
)
def test_a_number_is_that_of_the_line_in_the_file(lines: list[bytes], end: bytes, size: int) -> None:
    raw = end.join(lines)
    written = raw.split(b"\n")
    for line in content_lines(_Slow(raw, size), Work()):
        assert written[line.number - 1].removeprefix(b"\xef\xbb\xbf").startswith(line.raw[:3])


@given(st.lists(st.sampled_from([b"A:1", b" 2", b"\t3", b"", b"B" * 40]), max_size=12), st.integers(2, 50))
def test_lines_that_end_in_cr_alone_are_the_same_lines(lines: list[bytes], size: int) -> None:
    expected = [*content_lines(io.BytesIO(b"\n".join(lines)), Work())]
    assert [*content_lines(_Slow(b"\r".join(lines), size), Work())] == expected


def test_a_long_calendar_of_an_old_mac_is_read_to_its_end() -> None:
    raw = calendar(*(event(START, uid=f"{n}@x") for n in range(2_000))).encode()
    assert len({row.uid for row in rows_of(raw.replace(b"\r\n", b"\r"))}) == 2_000


def test_lines_after_one_too_long_keep_their_numbers() -> None:
    long = b"SUMMARY:x" + b"\n xxxxxxxxx" * 1_000_000
    assert [(line.number, line.cut) for line in content_lines(io.BytesIO(b"A:1\n" + long + b"\r\nB:2\n"), Work())] == [
        (1, False), (2, True), (1_000_003, False)
    ]  # fmt: skip


class _Slow(io.BytesIO):
    """Gives ``size`` bytes at a time, so that a border can lie anywhere."""

    def __init__(self, raw: bytes, size: int) -> None:
        super().__init__(raw)
        self._at_once = size

    def read(self, asked: int | None = -1, /) -> bytes:
        return super().read(self._at_once)
