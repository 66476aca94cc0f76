"""What a client's mailbox becomes: one row a message, with nothing guessed and nothing counted twice."""

import io
from datetime import UTC, datetime

import pytest

from waylight.intake.mail import read_mail
from waylight.intake.rows import Choices, Mailbox, MailRow, Problem

ENVELOPE = "From ann@example.org Mon Jan  6 10:00:00 2025\n"
DATED = "From: Ann <ann@example.org>\nDate: Mon, 6 Jan 2025 10:00:00 +0000\n"


def found_in(text: str | bytes, choices: Choices = Choices()) -> list[MailRow | Problem]:  # noqa: B008 (frozen)
    raw = text.encode() if isinstance(text, str) else text
    return list(read_mail(io.BytesIO(raw), name="box", choices=choices))


def row_of(header: str, choices: Choices = Choices()) -> MailRow:  # noqa: B008 (frozen)
    [row] = [found for found in found_in(header + "\nbody\n", choices) if isinstance(found, MailRow)]
    return row


def problems_of(text: str) -> list[str]:
    return [found.reason for found in found_in(text) if isinstance(found, Problem)]


def test_a_message_says_who_wrote_to_whom_and_when() -> None:
    header = (
        DATED
        + 'Message-ID: <1@example.org>\nTo: "Lee, Bob" <BOB@Example.org>,\n kim@example.org\nCc: Zoë <z@example.org>\n'
    )
    row = row_of(header)
    assert row.at == datetime(2025, 1, 6, 10, tzinfo=UTC)
    assert row.sender == Mailbox("Ann", "ann@example.org")
    assert row.to == (Mailbox("Lee, Bob", "bob@example.org"), Mailbox("", "kim@example.org"))
    assert row.cc == (Mailbox("Zoë", "z@example.org"),)
    assert (row.message_id, row.at_from, row.place.line) == ("1@example.org", "date", 1)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_messages_of_an_mbox_stand_at_the_line_of_their_envelope(line_end: str) -> None:
    box = (ENVELOPE + DATED + "\nbody\n\n") + (ENVELOPE + DATED + "Cc: b@example.org\n\nbody\n")
    rows = found_in(box.replace("\n", line_end))
    assert [row.place.line for row in rows] == [1, 7]


@pytest.mark.parametrize(
    "envelope",
    [
        "From - Mon Jan 06 10:00:00 2025",
        "From 1790@xxx Mon Jan 06 10:00:00 +0000 2025",
        "From ann@example.org Mon, 6 Jan 2025 10:00:00 +0100 (CET)",
        'From "ann lee"@example.org Mon Jan  6 10:00 2025',
        "From MAILER-DAEMON Mon Jan  6 10:00:00 UTC 2025",
        "From ann@example.org 2025-01-06T10:00:00Z",
    ],
)
def test_envelopes_are_known_as_different_programs_write_them(envelope: str) -> None:
    box = f"{ENVELOPE}{DATED}\nbody\n\n{envelope}\n{DATED}Cc: b@example.org\n\n"
    assert [type(found) for found in found_in(box)] == [MailRow, MailRow]


@pytest.mark.parametrize(
    "line",
    [
        "\nFrom here on, Monday is at 10:00 in 2025",
        "\nFrom Jan we heard in 2025",
        "\n>From ann@example.org Mon Jan  6 10:00:00 2025",
        "\n>>From ann@example.org Mon Jan  6 10:00:00 2025",
        "text\nFrom ann@example.org Mon Jan  6 10:00:00 2025",
        "\n From ann@example.org Mon Jan  6 10:00:00 2025",
        "\nFrom: bob@example.org\nDate: Mon, 6 Jan 2025 10:00:00 +0000",
    ],
)
def test_a_body_that_speaks_like_an_envelope_is_no_message(line: str) -> None:
    assert len(found_in(f"{ENVELOPE}Content-Length: 3\n{DATED}\nHello\n{line}\nbye\n")) == 1


def test_a_single_message_may_hold_a_whole_mailbox_in_its_body() -> None:
    assert len(found_in(f"{DATED}\nsee:\n\n{ENVELOPE}{DATED}Cc: b@example.org\n\nbody\n")) == 1


def test_a_copy_of_a_message_is_counted_once() -> None:
    message = ENVELOPE + DATED + "Message-ID: <1@example.org>\n\nbody\n\n"
    row, problem = found_in(message * 2)
    assert isinstance(row, MailRow)
    assert isinstance(problem, Problem)
    assert (problem.place.line, problem.reason) == (8, "Same message as line 1; counted once.")


def test_a_message_without_an_id_gets_one_from_its_header_whatever_the_file() -> None:
    from_mbox = row_of(ENVELOPE + DATED)
    from_eml = row_of(DATED.replace("\n", "\r\n"))
    other = row_of(DATED + "Cc: b@example.org\n")
    assert from_mbox.message_id == from_eml.message_id != other.message_id
    assert from_mbox.message_id.startswith("sha256:")
    assert len(from_mbox.message_id) == len("sha256:") + 32


def test_a_message_to_nobody_still_counts() -> None:
    assert row_of(DATED + "To: undisclosed-recipients:;\nBcc: secret@example.org\n").to == ()


def test_a_thread_is_the_first_of_references_then_what_is_answered() -> None:
    both = row_of(DATED + "References: <a@x>\n <b@x>\nIn-Reply-To: <b@x>\n")
    answer = row_of(DATED + 'In-Reply-To: Your message of "Monday" <b@x>\n')
    assert (both.thread, both.reply) == ("a@x", True)
    assert (answer.thread, answer.reply) == ("b@x", True)


def test_an_answer_known_by_its_subject_only_shares_the_thread_of_other_answers() -> None:
    first = row_of(DATED + "Message-ID: <1@x>\nSubject: The Pilot\n")
    answers = [row_of(DATED + f"Message-ID: <{s}@x>\nSubject: {s}: the  pilot\n") for s in ("Re", "AW", "SV")]
    assert (first.thread, first.reply) == ("1@x", False)
    assert {answer.thread for answer in answers} == {f"subject:{first.subject_hash}"}
    assert all(answer.reply for answer in answers)


def test_a_forwarded_message_is_no_answer() -> None:
    row = row_of(DATED + "Message-ID: <1@x>\nSubject: Fwd: Re: The Pilot\n")
    assert (row.thread, row.reply) == ("1@x", False)


def test_a_subject_is_kept_only_if_the_user_asks() -> None:
    header = DATED + "Subject: Re: =?utf-8?q?=C3=9Cber_alles?=\n"
    assert row_of(header).subject is None
    assert row_of(header, Choices(keep_subjects=True)).subject == "Re: Über alles"


@pytest.mark.parametrize(
    "line",
    ["Auto-Submitted: auto-replied; x", "Precedence: Bulk", "Precedence: list", "From: x <No-Reply+7@example.org>",
     "From: donotreply@example.org", "From: MAILER-DAEMON@example.org", "From: postmaster@example.org"],
)  # fmt: skip
def test_automatic_mail_is_marked(line: str) -> None:
    assert row_of(f"{line}\n{DATED}").automatic


@pytest.mark.parametrize("line", ["Auto-Submitted: no", "Precedence: normal", "From: norep@example.org"])
def test_mail_of_people_is_not_marked_as_automatic(line: str) -> None:
    assert not row_of(f"{line}\n{DATED}").automatic


def test_a_list_is_named_by_its_id() -> None:
    assert row_of(DATED + "List-Id: The Pilot <Pilot.lists.example.org>\n").list_id == "pilot.lists.example.org"


def test_a_sender_stands_in_for_a_missing_from() -> None:
    row = row_of("Sender: Kim <kim@example.org>\nDate: Mon, 6 Jan 2025 10:00:00 +0000\n")
    assert row.sender == Mailbox("Kim", "kim@example.org")


def test_a_broken_date_is_replaced_by_the_time_of_receipt_and_the_reader_is_told() -> None:
    hop = "Received: from a by b (TLS; strong);\n\tTue, 7 Jan 2025 08:00:00 +0100\n"
    row, problem = found_in(f"{hop}From: a@x\nDate: Mon, 99 Foo 2025\n\n")
    assert isinstance(row, MailRow)
    assert isinstance(problem, Problem)
    assert (row.at, row.at_from) == (datetime(2025, 1, 7, 7, tzinfo=UTC), "received")
    assert problem.reason == "The Date “Mon, 99 Foo 2025” cannot be used; the time it was received is used instead."


def test_a_clock_that_was_never_set_is_not_believed() -> None:
    hop = "Received: from a by b; Tue, 7 Jan 2025 08:00:00 +0000\n"
    for date in ("Thu, 1 Jan 1970 00:00:00 +0000", "Fri, 1 Jan 2199 00:00:00 +0000"):
        assert row_of(f"From: a@x\nDate: {date}\n{hop}").at_from == "received"


def test_mail_that_cannot_be_dated_or_has_no_sender_is_left_out_and_said_so() -> None:
    assert problems_of("From: a@x\n\nbody") == [
        "The message has no Date, and no Received line gives a time either; the message is left out."
    ]
    assert problems_of("Date: Mon, 6 Jan 2025 10:00:00 +0000\n\n") == [
        "The message names no sender in From or Sender; it is left out."
    ]


def test_a_file_that_is_no_mail_says_what_to_do() -> None:
    assert problems_of("%PDF-1.4 and so on") == [
        "There is no mail header here; if this is mail, export it again as mbox or EML."
    ]
    assert found_in(b"\xef\xbb\xbf\r\n") == []


def test_a_date_without_zone_is_read_in_the_zone_the_user_chose() -> None:
    row = row_of("From: a@x\nDate: Mon, 6 Jan 2025 10:00:00\n", Choices(zone="Europe/Berlin"))
    assert row.at == datetime(2025, 1, 6, 9, tzinfo=UTC)
