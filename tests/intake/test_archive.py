"""ZIP and gzip are looked into; a bomb, a climbing path, a lock or damage costs its own file and no other."""

import gzip
import io
import time
import zipfile

from waylight.intake import EntryRow, InteractionRow, MailRow, Problem, read, read_path

TABLE = b"at,sender,recipient\n2026-01-01T10:00:00Z,a,b\n"
JOURNAL = b"## 2026-02-03\nIt rained.\n"


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def items(content: bytes, name: str = "files.zip"):
    return list(read(io.BytesIO(content), name=name))


def problems(found):
    return [(p.place.file, p.reason) for p in found if isinstance(p, Problem)]


def test_every_file_inside_is_read_as_what_it_is():
    found = items(zipped(**{"a.csv": TABLE, "b.md": JOURNAL}))
    assert [type(one) for one in found] == [InteractionRow, EntryRow]
    assert [one.place.file for one in found] == ["files.zip/a.csv", "files.zip/b.md"]


def test_gzip_and_an_archive_within_an_archive_are_looked_into():
    assert len(items(gzip.compress(TABLE), "a.csv.gz")) == 1
    assert len(items(zipped(inner=zipped(**{"a.csv": TABLE})))) == 1


def test_an_archive_three_deep_is_not_looked_into_and_said_so():
    found = items(zipped(one=zipped(two=zipped(**{"a.csv": TABLE}))))
    assert "unpack it" in problems(found)[0][1]


def test_a_path_that_climbs_is_not_read_and_the_rest_is():
    found = items(zipped(**{"../../etc/passwd": b"x", "a.csv": TABLE}))
    assert "leads out of the archive" in problems(found)[0][1]
    assert sum(isinstance(one, InteractionRow) for one in found) == 1


def test_a_damaged_member_costs_itself_alone():
    content = bytearray(zipped(**{"a.csv": TABLE * 50, "b.md": JOURNAL}))
    at = content.index(b"a.csv") + 20
    content[at : at + 8] = b"\xff" * 8
    found = items(bytes(content))
    assert problems(found)
    assert any(isinstance(one, EntryRow) for one in found)


def test_a_damaged_archive_is_one_problem():
    assert "damaged" in problems(items(b"PK\x03\x04" + b"\x00" * 50))[0][1]
    assert "damaged" in problems(items(gzip.compress(JOURNAL)[:-6], "j.md.gz"))[0][1]


def test_a_locked_member_is_said_to_be_locked():
    content = bytearray(zipped(**{"a.csv": TABLE}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert "password" in problems(items(bytes(content)))[0][1]


def test_a_bomb_ends_soon_with_a_problem():
    bomb = zipped(**{"a.csv": b"at,sender,recipient\n" + b"0" * (300 * 2**20)})
    begun = time.monotonic()
    found = items(bomb)
    assert any("unfolds to far more" in reason for _, reason in problems(found))
    assert time.monotonic() - begun < 10


def test_what_a_system_puts_beside_files_is_ignored():
    assert items(zipped(**{"__MACOSX/a.csv": b"x", ".DS_Store": b"x"})) == []


def test_an_empty_archive_is_said_to_be_empty_or_damaged():
    assert problems(items(zipped()))


MESSAGE = b"From: a@x.example\nTo: b@x.example\nDate: Thu, 1 Jan 2026 10:00:00 +0000\nMessage-ID: <1@x>\n\nbody\n"


def test_a_message_that_stands_in_two_files_of_an_archive_or_folder_is_counted_once(tmp_path):
    files = {"all.mbox": b"From a@x Thu Jan  1 10:00:00 2026\n" + MESSAGE, "one.eml": MESSAGE}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    for found in (items(zipped(**files), "mail.zip"), list(read_path(tmp_path))):
        assert sum(isinstance(one, MailRow) for one in found) == 1
        assert "counted once" in problems(found)[0][1]


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    assert problems(read_path(tmp_path)) == [(tmp_path.name, "There is no file in this folder.")]
