"""No byte of a body is decoded, stored or shown: the promise that lets a client bring her mailbox at all."""

import gc
import io
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.intake import mail, mail_mbox
from waylight.intake.mail import MailboxReader, read_mail

MARKER = b"SECRET-4711"
ENVELOPE = b"From ann@example.org Mon Jan  6 10:00:00 2025\n"
HEADER = (
    b"From: Ann <ann@example.org>\nTo: =?utf-8?q?Zo=C3=AB?= <z@x>\nDate: Mon, 6 Jan 2025 10:00:00 +0000\nSubject: %d\n"
)
BODY = (
    b"\nDear all, " + MARKER + b"\n\nFrom " + MARKER + b" on\n\nFrom here " + MARKER + b"\nSubject: " + MARKER
    + b"\n\nTo: " + MARKER + b"\n\xff\xfe\x80 =?utf-8?q?" + MARKER + b"?=\n\nFrom: " + MARKER + b"\n\n"
)  # fmt: skip
BOX = b"".join(ENVELOPE + HEADER % number + BODY for number in range(3))


def chunks_of(raw: bytes, size: int) -> Iterator[bytes]:
    return (raw[at : at + size] for at in range(0, len(raw), size))


def bytes_within(thing: object) -> list[bytes]:
    """Every bytes or str that can be reached from a thing without leaving for a module, class or function."""
    found, seen, open_ends = [], set(), [thing]
    while open_ends:
        one = open_ends.pop()
        if id(one) in seen or isinstance(one, type) or type(one).__name__ in {"module", "function", "dict_keys"}:
            continue
        seen.add(id(one))
        if isinstance(one, (bytes, bytearray)):
            found.append(bytes(one))
        elif isinstance(one, str):
            found.append(one.encode("utf-8", "surrogatepass"))
        else:
            open_ends += gc.get_referents(one)
    return found


@contextmanager
def decoded_bytes() -> Iterator[list[bytes]]:
    """Collect what every ``decode`` of C code is called on, wherever it is called from."""
    seen: list[bytes] = []

    def note(frame: FrameType, event: str, call: object) -> None:
        if event == "c_call" and getattr(call, "__name__", "") == "decode":
            seen.append(bytes(getattr(call, "__self__", b"")))

    sys.setprofile(note)
    try:
        yield seen
    finally:
        sys.setprofile(None)


@pytest.mark.parametrize("size", [1, 7, 64, 1 << 20])
def test_nothing_of_a_body_is_in_any_row_or_problem(size: int) -> None:
    reader = MailboxReader(name="box")
    found = [one for chunk in chunks_of(BOX, size) for one in reader.feed(chunk)] + reader.close()
    assert len(found) == 3
    assert MARKER.decode() not in repr(found)


@pytest.mark.parametrize("size", [64, 1 << 20])
def test_only_header_values_are_ever_decoded(size: int) -> None:
    with decoded_bytes() as decoded:
        reader = MailboxReader(name="box")
        for chunk in chunks_of(BOX, size):
            reader.feed(chunk)
    assert any(b"ann@example.org" in value for value in decoded)
    assert not any(MARKER in value for value in decoded)
    values = {line.split(b": ", 1)[1] for number in range(3) for line in (HEADER % number).splitlines()}
    assert set(decoded) <= values | {"Zoë".encode()}


def test_a_body_whose_blank_line_was_lost_is_still_a_body() -> None:
    with decoded_bytes() as decoded:
        found = list(read_mail(io.BytesIO(ENVELOPE + HEADER % 1 + b"Dear all\nCc: " + MARKER + b"\n"), name="box"))
    assert len(found) == 1
    assert MARKER.decode() not in repr(found)
    assert not any(MARKER in value for value in decoded)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_between_chunks_a_reader_holds_no_more_of_a_body_than_the_beginning_of_an_envelope(sizes: list[int]) -> None:
    body = BODY.replace(MARKER, b"SECRET 4711 " * 20)
    reader = MailboxReader(name="box")
    reader.feed(ENVELOPE + HEADER % 1 + b"\n")
    at, turn = 0, 0
    while at < len(body):
        size = sizes[turn % len(sizes)]
        reader.feed(body[at : at + size])
        at, turn = at + size, turn + 1
        held = reader._blocks._held
        assert held.strip(b"\r\n") in (b"", b"F", b"Fr", b"Fro", b"From") or held.strip(b"\r\n").startswith(b"From ")
        assert len(held.split()) <= 3  # From, the word that may be an address, what may begin a date
        assert not any(b"SECRET 4711" in within for within in bytes_within(reader))


@pytest.mark.parametrize("blank", [b"\n\n", b"\r\n\r\n"])
@pytest.mark.parametrize(
    "envelope",
    [
        b'From "ann lee"@example.org Mon, 06 Jan 10:00:00 +0100 (CET) 2025',
        b"From - Mon Jan  6 10:00:00 2025",
        b"From ann@example.org Mon, 6 Jan 2025 10:00:00 +0100",
        b"From ann@example.org 2025-01-06T10:00:00.000Z",
    ],
)
def test_every_beginning_of_an_envelope_is_kept_until_it_is_whole(envelope: bytes, blank: bytes) -> None:
    box = ENVELOPE + HEADER % 1 + b"\nbody" + blank + envelope + blank[len(blank) // 2 :] + HEADER % 2 + b"\n"
    for cut in range(len(box)):
        reader = MailboxReader(name="box")
        assert len(reader.feed(box[:cut]) + reader.feed(box[cut:]) + reader.close()) == 2, box[:cut]


def test_a_traceback_shows_nothing_of_a_body_even_with_its_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader does not raise; should a later change make it, an error report still shows no body."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(mail, "read_message", broken)
    with pytest.raises(RuntimeError) as raised:
        list(read_mail(io.BytesIO(BOX), name="box"))
    frames = [frame for frame, _ in traceback.walk_tb(raised.value.__traceback__)]
    inside = [frame for frame in frames if frame.f_code.co_filename in (mail.__file__, mail_mbox.__file__)]
    assert len(inside) >= 3
    for frame in inside:
        shown = {name: value for name, value in frame.f_locals.items() if name != "stream"}
        assert not any(MARKER in within for within in bytes_within(shown))
