"""Any bytes at all give turns and problems: no traceback, no 10 seconds, no 500 MB."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.intake.test_transcript import TEAMS, read
from waylight.intake.rows import TurnRow

_SRT = "1\r\n00:00:01,500 --> 00:00:02,000\r\nAnn: Yes.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nBen: No.\r\n"
_OTTER = "Ann Lee  0:03\nHow was it?\n\nBen  1:02:07\nThey did: at 12:30.\n"
_PLAIN = "Ann: a\nBen: b\nAnn: c\n[0:12] Ben: d\n"
_SEEDS = [text.encode() for text in (TEAMS, _SRT, _OTTER, _PLAIN)] + [_PLAIN.encode("utf-16")]
_BITS = st.sampled_from(
    [b"-->", b"<v ", b"</v>", b":", b"\n", b"\r", b"\r\n\r\n", b"0:99", b"00:00:00.000", b"[", b"]", b"(", b"WEBVTT",
     b"NOTE", b"&", b"&#x110000;", b"&#0;", b"\0", b"\xef\xbb\xbf", b" 9 AM", b"{\\an8}", b"\x85", b"\xe2\x80\xa8"]
)  # fmt: skip


def assert_sound(raw: bytes) -> None:
    turns, problems = read(raw)
    assert turns or problems
    assert [turn.turn for turn in turns] == list(range(1, len(turns) + 1))
    for turn in turns:
        assert isinstance(turn, TurnRow)
        assert turn.text == " ".join(turn.text.split()) != ""
        assert "\0" not in turn.text + turn.speaker
        assert len(turn.speaker) <= 200
        assert 1 <= (turn.place.line or 0) <= raw.count(b"\n") + raw.count(b"\r") + 1
        assert turn.end_s is None or (turn.start_s is not None and turn.start_s <= turn.end_s)
        (turn.text + turn.speaker).encode()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00\xd8")
@example(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v")
@example(b"WEBVTT\n\n00:01.000 --> 00:02.000\n&#" + b"9" * 5000 + b";")
@example(b"PK\3\4")
def test_any_bytes_give_turns_or_problems(raw: bytes):
    assert_sound(raw)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_SEEDS), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 9), _BITS), max_size=5))
def test_a_transcript_changed_anywhere_gives_turns_or_problems(raw: bytes, changes: list[tuple[int, int, bytes]]):
    for place, taken, put in changes:
        at = place % (len(raw) + 1)
        raw = raw[:at] + put + raw[at + taken :]
    assert_sound(raw)


_READ_IN_500_MB = """
import io, resource, sys, zipfile
from waylight.intake.transcript import read_transcript

def document(xml, repeated=b"", times=0):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        with made.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(xml)
            for _ in range(times):
                part.write(repeated)
    packed.seek(0)
    return packed

class Endless(io.RawIOBase):
    def __init__(self, head, again, mib):
        self.head, self.again, self.left = head, again * ((1 << 20) // len(again)), mib
    def read(self, size=-1):
        head, self.head = self.head, b""
        if head or self.left <= 0:
            return head
        self.left -= len(self.again[:size]) / len(self.again)
        return self.again[:size]

W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
LOL = b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    b"<!ENTITY a%s '%s'>" % (str(n).encode() if n else b"0", (b"&a%s;" % (str(n - 1).encode() if n else b"")) * 10)
    for n in range(9)) + b"]>" + W + b"<w:p><w:t>&a8;</w:t></w:p></w:body></w:document>"
stream = eval(sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
turns, problem = 0, None
for found in read_transcript(stream, name="x"):
    turns += hasattr(found, "turn")
    problem = problem or getattr(found, "reason", None)
print(turns, problem)
"""


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        ("Endless(b'', b'a', 100)", "1 This line is longer"),
        ("Endless(b'WEBVTT\\n\\n00:01.000 --> 00:02.000\\n<v ', b'<v', 100)", "1 This line is longer"),
        ("Endless(b'', b'\\n', 1000)", "0 No meeting has more than 300,000 lines"),
        ("Endless(b'', b'Ann: a\\nBen: b\\n', 1000)", "300000 No meeting has more than 300,000 lines"),
        ("Endless(b'WEBVTT\\n\\n00:01.000 --> 00:02.000\\n', b'y\\n', 1000)", "1 No meeting has more than"),
        ("Endless(b'PK\\3\\4', b'a', 1000)", "0 The document is larger than 16 MiB"),
        ("document(W, b'<w:p/>' * 100_000, 300)", "0 The document has more than 32 MiB of text"),
        ("document(W, b'<w:p/>' * 100_000, 50)", "0 The document has more than 300,000 paragraphs"),
        ("document(W + b'<w:p><w:r>', b'<w:t>a</w:t>' * 1000, 2000)", "1 The document has more than 1,000,000 pieces"),
        ("document(W + b'<!--', b'a' * 1_000_000, 33)", "0 The document is damaged"),
        ("document(W, b'<a>' * 100_000, 100)", "0 The document has more than 1,000,000 pieces"),
        ("document(LOL)", "0 The document is damaged"),
    ],
    ids="line tags blank-lines turns cue package unpacked paragraphs pieces comment depth entities".split(),
)
def test_a_file_made_to_hurt_is_read_within_500_mb_and_ends(stream: str, told: str):
    command = [sys.executable, "-c", _READ_IN_500_MB, stream]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.startswith(told)
