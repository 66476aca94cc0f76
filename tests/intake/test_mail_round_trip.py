"""A mailbox that another program wrote comes back whole, from an mbox, a Maildir or a single file."""

import io
import mailbox
import random
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.intake.mail import MailboxReader, read_mail, read_maildir
from waylight.intake.rows import Choices, Mailbox, MailRow, Place, Problem

NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)
ADDRESSES = st.from_regex(r"[a-z0-9]{1,8}(\.[a-z0-9]{1,8})?@[a-z0-9]{1,8}\.(org|com)", fullmatch=True)
MAILBOXES = st.builds(Mailbox, NAMES, ADDRESSES)
TIMES = st.datetimes(datetime(1980, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
BODIES = st.lists(
    st.sampled_from(["", "Hello", "From here on", "From Mon to Sat", "To: x@y", "é" * 50]), max_size=8
).map("\n".join)
KEEP = Choices(keep_subjects=True)
# Where it folds a line between names that need encoding, Python's library encodes the comma between them as well.
ONE_LINE = default.clone(max_line_length=10_000)


@st.composite
def messages(draw: st.DrawFn) -> EmailMessage:
    message = EmailMessage(policy=ONE_LINE)
    message["From"] = shown(draw(MAILBOXES))
    message["To"] = ", ".join(map(shown, draw(st.lists(MAILBOXES, min_size=1, max_size=6, unique=True))))
    message["Subject"] = draw(NAMES)
    message["Date"] = format_datetime(draw(TIMES).replace(microsecond=0))
    message["Message-ID"] = f"<{draw(st.uuids())}@example.org>"
    message.set_content(draw(BODIES))
    return message


def shown(one: Mailbox) -> str:
    return f'"{one.name}" <{one.address}>'


def row_said_by(message: EmailMessage) -> dict[str, object]:
    """The standard library's own reading of the message it has made."""
    [sender] = message["From"].addresses
    return {
        "at": message["Date"].datetime,
        "message_id": message["Message-ID"][1:-1],
        "sender": Mailbox(sender.display_name, sender.addr_spec),
        "to": tuple(Mailbox(one.display_name, one.addr_spec) for one in message["To"].addresses),
        "subject": str(message["Subject"]),
    }


def row_read(row: MailRow | Problem) -> dict[str, object]:
    assert isinstance(row, MailRow), row
    return {name: getattr(row, name) for name in ("at", "message_id", "sender", "to", "subject")}


@given(st.lists(messages(), min_size=1, max_size=4, unique_by=lambda message: message["Message-ID"]), st.randoms())
@settings(max_examples=60, deadline=None)
def test_an_mbox_of_the_standard_library_comes_back_whole_in_any_chunks(
    sent: list[EmailMessage], draw: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(Path(folder) / "box")
        for message in sent:
            box.add(message)
        box.close()
        raw = (Path(folder) / "box").read_bytes()
    reader = MailboxReader(name="box", choices=KEEP)
    cuts = sorted({0, len(raw), *(draw.randrange(len(raw)) for _ in range(12))})
    found = [one for a, b in pairwise(cuts) for one in reader.feed(raw[a:b])] + reader.close()
    assert [row_read(one) for one in found] == [row_said_by(message) for message in sent]
    assert found == list(read_mail(io.BytesIO(raw), name="box", choices=KEEP))


@given(messages())
@settings(max_examples=60, deadline=None)
def test_a_message_says_the_same_as_a_file_of_its_own(message: EmailMessage) -> None:
    for policy in (ONE_LINE, ONE_LINE.clone(linesep="\r\n")):
        raw = message.as_bytes(policy=policy)
        [row] = read_mail(io.BytesIO(raw), name="one.eml", choices=KEEP)
        assert row_read(row) == row_said_by(message)


def sample(number: int) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "ann@example.org", f"<{number}@x>"
    message["Date"] = format_datetime(datetime(2025, 1, 1 + number, tzinfo=UTC))
    message.set_content("From here on")
    return message


def test_a_maildir_gives_its_folders_messages_once(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "Mail")
    for number in (1, 2):
        box.add(sample(number))
    sent = box.add_folder("Sent")
    for number in (2, 3):
        sent.add(sample(number))
    found = list(read_maildir(tmp_path / "Mail"))
    rows = [one for one in found if isinstance(one, MailRow)]
    [copy] = [one for one in found if isinstance(one, Problem)]
    assert sorted(row.message_id for row in rows) == ["1@x", "2@x", "3@x"]
    assert copy.place.file.startswith("Mail/.Sent/new/")
    assert copy.reason.startswith("Same message as Mail/new/")
    for row in rows:
        assert (tmp_path / row.place.file).is_file()


def test_a_maildir_row_is_the_row_of_the_file_alone(tmp_path: Path) -> None:
    mailbox.Maildir(tmp_path / "Mail").add(sample(1))
    [row] = read_maildir(tmp_path / "Mail")
    [alone] = read_mail(io.BytesIO(sample(1).as_bytes()), name="one.eml")
    assert isinstance(alone, MailRow)
    assert row == replace(alone, place=Place(row.place.file, 1))


def test_only_the_header_of_a_maildir_file_is_read(tmp_path: Path) -> None:
    key = mailbox.Maildir(tmp_path / "Mail").add(sample(1))
    path = tmp_path / "Mail" / "new" / key
    with path.open("r+b") as sparse:
        sparse.truncate(1 << 40)  # reading it whole would take an hour
    assert len(list(read_maildir(tmp_path / "Mail"))) == 1


def test_a_folder_that_is_no_maildir_says_so(tmp_path: Path) -> None:
    [problem] = read_maildir(tmp_path)
    assert isinstance(problem, Problem)
    assert "no Maildir" in problem.reason
