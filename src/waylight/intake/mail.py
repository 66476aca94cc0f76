"""Mail headers out of mbox files, single messages (EML) and Maildir folders. Nothing of a body is ever read.

The reader is pushed: whoever receives the bytes feeds them as they arrive, so that an upload of a mailbox can be read
without its bodies reaching a disk. See ``mail_mbox`` for what is kept between chunks, and ``mail_message`` for what
becomes of a header block.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from waylight.intake.mail_mbox import LONGEST_HEADER, HeaderBlock, HeaderBlocks
from waylight.intake.mail_message import read_message
from waylight.intake.rows import Choices, MailRow, Place, Problem
from waylight.language import gettext

_CHUNK = 1 << 20
_MAILDIR_CHUNK = 1 << 16  # most header blocks fit, and little of a body is read for nothing


class SeenMessages:
    """Message ids met so far, to count a copy of a message once.

    An id is kept as 8 bytes. At least the last ``REMEMBERED`` are known and at most twice as many, which bounds the
    memory at some 70 MB; copies in exports lie closer together than that.
    """

    REMEMBERED = 200_000

    __slots__ = ("_earlier", "_recent")

    def __init__(self) -> None:
        self._recent: dict[int, Place] = {}
        self._earlier: dict[int, Place] = {}

    def seen_at(self, row: MailRow) -> Place | None:
        """Return where the message was met before; when it was not, remember it and return None."""
        key = hash(row.message_id)
        before = self._recent.get(key) or self._earlier.get(key)
        if before is None:
            if len(self._recent) == self.REMEMBERED:
                self._earlier, self._recent = self._recent, {}
            self._recent[key] = row.place
        return before


class MailboxReader:
    """Push parser for an mbox file or one message; which of them it is shows in the first bytes.

    ``name`` is what rows and problems call the file. With ``one_message`` it is an EML whatever it looks like. Raises
    ``zoneinfo.ZoneInfoNotFoundError`` for an unknown ``choices.zone``; no bytes make it raise.

    >>> reader = MailboxReader(name="note.eml")
    >>> [row] = reader.feed(b"From: Ann <ann@example.org>\\nDate: 1 Mar 2024 10:00:00 +0100\\n\\nsecret")
    >>> row.sender, row.at.isoformat()
    (Mailbox(name='Ann', address='ann@example.org'), '2024-03-01T09:00:00+00:00')
    """

    def __init__(
        self,
        *,
        name: str,
        choices: Choices = Choices(),  # noqa: B008 (frozen)
        one_message: bool = False,
        seen: SeenMessages | None = None,
    ) -> None:
        self._name = name
        self._zone = ZoneInfo(choices.zone)
        self._keep_subject = choices.keep_subjects
        self._blocks = HeaderBlocks(one_message=one_message)
        self._seen = seen or SeenMessages()

    @property
    def only_body_left(self) -> bool:
        """Whether the rest of the stream is the body of a single message and need not be fed."""
        return self._blocks.only_body_left

    def feed(self, chunk: bytes) -> list[MailRow | Problem]:
        """Read a chunk of any size; returns the rows and problems of the header blocks that it completes."""
        blocks = self._blocks.feed(chunk)
        del chunk  # a traceback that shows local variables must not show a body
        return [found for block in blocks for found in self._read(block)]

    def close(self) -> list[MailRow | Problem]:
        """End of the stream; returns what a last header block without a body gives."""
        return [found for block in self._blocks.close() for found in self._read(block)]

    def _read(self, block: HeaderBlock) -> list[MailRow | Problem]:
        place = Place(self._name, block.line)
        if block.raw is None:
            said = gettext("The header block is longer than {size} MiB; the message is left out.")
            return [Problem(place, said.format(size=LONGEST_HEADER >> 20))]
        row, problems = read_message(block.raw, place, zone=self._zone, keep_subject=self._keep_subject)
        if row is None:
            return [*problems]
        before = self._seen.seen_at(row)
        if before:
            said, where = gettext("Same message as {where}; counted once."), before.file
            if before.file == self._name:
                where = gettext("line {line}").format(line=before.line)
            return [Problem(place, said.format(where=where), lost=False)]
        return [row, *problems]


def read_mail(
    stream: BinaryIO,
    *,
    name: str,
    choices: Choices = Choices(),  # noqa: B008 (frozen)
    seen: SeenMessages | None = None,
) -> Iterator[MailRow | Problem]:
    """Yield the messages of an mbox or EML stream; which of them it is shows in the first bytes."""
    yield from _read_stream(stream, MailboxReader(name=name, choices=choices, seen=seen), _CHUNK)


def read_maildir(
    folder: Path,
    *,
    choices: Choices = Choices(),  # noqa: B008 (frozen)
) -> Iterator[MailRow | Problem]:
    """Yield the messages of a Maildir and, as Maildir++ has them, of its subfolders ``.Name``.

    Of every file only the first 64 KiB, or as much as its header needs, are read. A message is counted once however
    many subfolders have it. Places name files from the folder on: ``Mail/.Sent/cur/1700000000.M1P2.host:2,S``.
    """
    messages = _maildir_messages(folder)
    if not messages and not (folder / "cur").is_dir():
        yield Problem(Place(folder.name), gettext("This folder is no Maildir: there is no folder “cur” in it."))
    seen = SeenMessages()
    for path in messages:
        name = path.relative_to(folder.parent).as_posix()
        reader = MailboxReader(name=name, choices=choices, one_message=True, seen=seen)
        try:
            with path.open("rb", buffering=0) as stream:
                yield from _read_stream(stream, reader, _MAILDIR_CHUNK)
        except OSError as error:
            said = gettext("The file cannot be opened: {why}. The message is left out.")
            yield Problem(Place(name), said.format(why=error.strerror))


def _maildir_messages(folder: Path) -> list[Path]:
    """Files in cur and new, of the folder itself first; names begin with the time of delivery."""
    found: list[Path] = []
    for part in ("cur", "new", ".*/cur", ".*/new"):
        found += sorted(path for path in folder.glob(f"{part}/*") if path.is_file() and path.name[0] != ".")
    return found


def _read_stream(stream: BinaryIO, reader: MailboxReader, size: int) -> Iterator[MailRow | Problem]:
    """Feed a stream; no frame holds a chunk while rows are given out, so that none can be shown or kept by mistake."""
    chunks: list[bytes] = []
    while not reader.only_body_left:
        chunks.append(stream.read(size))
        if not chunks[0]:
            break
        yield from reader.feed(chunks.pop())
    yield from reader.close()
