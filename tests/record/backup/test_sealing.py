"""A sealed file is read with its key alone, and nothing in it can be changed, cut, doubled or moved unseen."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.record.backup import sealing
from waylight.record.backup.sealing import HEAD, TAG, Sealing, Unreadable, Unsealing

KEY = bytes(range(32))


@pytest.fixture(autouse=True, scope="module")
def _small_pieces():
    """Pieces of 64 bytes, so that small texts have several."""
    before, sealing.PIECE = sealing.PIECE, 64
    yield
    sealing.PIECE = before


def sealed(plain: bytes, key: bytes = KEY) -> bytes:
    out = io.BytesIO()
    with Sealing(out, key) as stream:
        for start in range(0, len(plain), 50):
            stream.write(plain[start : start + 50])
    return out.getvalue()


def opened(data: bytes, key: bytes = KEY) -> bytes:
    return Unsealing(io.BytesIO(data), key).readall()


@given(st.binary(max_size=400))
def test_what_was_sealed_is_read_again(plain):
    assert opened(sealed(plain)) == plain


def test_the_same_text_is_never_sealed_alike():
    assert sealed(b"same") != sealed(b"same")


def test_nothing_of_the_text_can_be_seen():
    assert b"a word" not in sealed(b"a word " * 40)


@settings(max_examples=300)
@given(st.data())
def test_no_byte_can_be_changed(data):
    whole = bytearray(sealed(b"x" * 200))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unreadable):
        opened(bytes(whole))


@given(st.integers(0, 10_000))
def test_no_end_can_be_missing(cut):
    whole = sealed(b"x" * 300)
    with pytest.raises(Unreadable):
        opened(whole[: cut % len(whole)])


@pytest.mark.parametrize("order", [[1, 0, 2, 3], [0, 0, 1, 2, 3], [0, 2, 3], [0, 1, 3, 2], [0, 1, 2], [0, 1, 2, 3, 3]])
def test_no_piece_can_be_moved_doubled_or_left_out(order):
    whole = sealed(b"".join(bytes([n]) * 64 for n in range(4)))
    size = 64 + TAG
    pieces = [whole[HEAD + n * size : HEAD + (n + 1) * size] for n in range(4)]
    assert opened(whole[:HEAD] + b"".join(pieces)) is not None
    with pytest.raises(Unreadable, match="damaged"):
        opened(whole[:HEAD] + b"".join(pieces[n] for n in order))


def test_another_key_is_said_to_be_another_key():
    with pytest.raises(Unreadable, match="another master key"):
        opened(sealed(b"x"), bytes(32))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"waylight backup 2\n" + bytes(90)])
def test_another_file_is_said_to_be_no_backup(data):
    with pytest.raises(Unreadable, match="not a backup"):
        opened(data)
