"""Files are read while they arrive, so that what is kept are rows: no byte of a mail body reaches a disk or stays."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.translation import gettext, gettext_noop

from waylight.access.rates import spend
from waylight.intake import read
from waylight.intake.mail import MailboxReader
from waylight.intake.recognise import container, recognise
from waylight.intake.rows import Choices, Kind, Place, Problem
from waylight.pages.files.limits import IMPORTS, TooLarge
from waylight.record.packing import Packing, Reading

if TYPE_CHECKING:
    from django.http import HttpRequest

TAKES_FILES = {"files", "api:list_imports"}  # addresses; the operation shares its own with the list of imports
HEAD = 64 * 1024  # bytes after which it is decided what a file is
IN_MEMORY = 200 * 1024 * 1024  # bytes of a file that cannot be read piece by piece
TOO_LARGE = gettext_noop(
    "The file is larger than {most} MB, and only mailboxes of that size can be sent through a browser. "
    "Bring it in on the machine that Waylight runs on: waylight import ENGAGEMENT FILE"
)


class ReadFile(UploadedFile):  # type: ignore[type-arg]
    """An uploaded file of which nothing is left but what was read: ``reading``."""

    def __init__(self, reading: Reading, size: int) -> None:
        super().__init__(file=BytesIO(), name=reading.name, size=size)  # empty; Django closes it with the request
        self.reading = reading

    def close(self) -> None:
        """There is no file to close; Django closes all that have come when it refuses the rest."""


class Arriving:
    """One file on its way in: hashed whole, mail parsed piece by piece, anything else gathered until it has come."""

    def __init__(self, name: str, kind: Kind | None, choices: Choices) -> None:
        self.name, self.kind, self.choices = name, kind, choices
        self._packing = Packing(name)
        self._hash = hashlib.sha256()
        self._mail: MailboxReader | None = None
        self._decided = self._too_large = False
        self._gathered = BytesIO()

    def feed(self, chunk: bytes) -> None:
        """Take the next piece of the file."""
        self._hash.update(chunk)
        if self._mail:
            self._packing.add(self._mail.feed(chunk))
        elif not self._too_large:
            self._gathered.write(chunk)
            self._decide(enough=self._gathered.tell() >= HEAD)
            if self._gathered.tell() > IN_MEMORY:
                self._too_large = True
                self._gathered = BytesIO()

    def _decide(self, *, enough: bool) -> None:
        """Once the head is there: if it is mail, parse it from here on, and keep nothing of it."""
        if self._decided or not enough:
            return
        self._decided = True
        head = bytes(self._gathered.getbuffer()[:HEAD])
        if container(head) is None and (self.kind or recognise(head, self.name)) is Kind.MAIL:
            self._mail = MailboxReader(name=self.name, choices=self.choices)
            self._packing.add(self._mail.feed(self._gathered.getvalue()))
            self._gathered = BytesIO()

    def finish(self) -> Reading:
        """The file has come whole; returns what was read of it."""
        self._decide(enough=True)
        if self._mail:
            self._packing.add(self._mail.close())
        elif self._too_large:
            self._packing.add([Problem(Place(self.name), gettext(TOO_LARGE).format(most=IN_MEMORY >> 20))])
        else:
            self._gathered.seek(0)
            self._packing.add(read(self._gathered, name=self.name, kind=self.kind, choices=self.choices))
            self._gathered = BytesIO()
        return self._packing.finish(self._hash.hexdigest())


class ReadingUploadHandler(FileUploadHandler):
    """Reads each file of a form as it arrives.

    The address says how: ``?kind=`` reads every file as that kind, ``?zone=`` is the zone of times that name none, and
    ``?keep_subjects=1`` keeps mail subjects and calendar titles in clear.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._file: Arriving | None = None

    def handle_raw_input(
        self,
        input_data: object,
        META: dict[str, str],  # noqa: N803
        content_length: int,
        *args: object,
        **more: object,
    ) -> None:
        """Before anything is read: is it too much at once, or too often? Raises TooLarge or TooOften."""
        del input_data, META, args, more
        if content_length > settings.UPLOAD_MAX_BYTES:
            raise TooLarge(settings.UPLOAD_MAX_BYTES)
        if self.request is not None and _expected(self.request):
            spend(IMPORTS, self.request.user.pk)

    def new_file(self, field_name: str, file_name: str, *args: object, **more: object) -> None:
        """A file begins; of its name only the last part is kept. Files for any other page are not even looked at."""
        super().new_file(field_name, file_name, *args, **more)  # type: ignore[arg-type]
        if self.request is None or not _expected(self.request):
            raise SkipFile
        given = self.request.GET
        kind = given.get("kind", "")
        choices = Choices(keep_subjects=given.get("keep_subjects") == "1", zone=_zone(given.get("zone", "")))
        self._file = Arriving(last_part(file_name), Kind(kind) if kind in set(Kind) else None, choices)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Read a piece; nothing is passed on to other handlers."""
        del start
        if self._file:
            self._file.feed(raw_data)

    def file_complete(self, file_size: int) -> ReadFile | None:
        """The file ends; what was read of it is passed on in its place."""
        file, self._file = self._file, None
        return ReadFile(file.finish(), file_size) if file else None

    def upload_interrupted(self) -> None:
        """The sender went away; what had come of the file is forgotten."""
        self._file = None


def _expected(request: HttpRequest) -> bool:
    """Somebody signed in sends a file to the page that takes files, or a program of hers to the operation that does."""
    page = request.resolver_match
    return request.user.is_authenticated and page is not None and page.view_name in TAKES_FILES


def last_part(name: str) -> str:
    """A file's name without folders and control characters, at most 200 characters of it."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[-200:].strip() or "unnamed"


def _zone(name: str) -> str:
    """The zone's name if there is such a zone, else UTC."""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):  # no such zone, or not a name at all
        return "UTC"
