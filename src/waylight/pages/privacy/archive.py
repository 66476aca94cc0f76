"""What is held on somebody as one ZIP: for programs as JSON, for people as a page, and their files as rows.

It is written while it is sent, row by row, so that a large record never stands in memory. ``docs/privacy.md`` says what
the JSON holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language, pgettext

from waylight.intake.rows import as_json
from waylight.pages.privacy.headings import heading
from waylight.pages.style_text import style_text
from waylight.record.privacy.held import NOT_GIVEN

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from waylight.record.imports import ImportFile
    from waylight.record.privacy.held import Held, Part

FORMAT, VERSION = "waylight-held", 1
STYLES = ("base/tokens.css", "privacy/export.css")
UNSAFE = re.compile(r"[^\w.-]+")
PIECE = 64 * 1024  # bytes sent at once
ROWS_AT_ONCE = 200
ROWS_ON_PAGE = 2_000  # of a part; a browser scrolls no further with ease, and the JSON has them all

Parts: TypeAlias = "Callable[[], Iterable[Part]]"


@dataclass(frozen=True, slots=True)
class Export:
    """What goes into the ZIP: whom it is about, the parts (asked for anew for each form), the files brought."""

    about: str
    parts: Parts
    files: Iterable[ImportFile]
    made_at: datetime
    not_given: tuple[StrPromise, ...] = NOT_GIVEN


def as_zip(export: Export) -> StreamingHttpResponse:
    """Answer with the ZIP as a file to keep, sent while it is made."""
    response = StreamingHttpResponse(_spoken(get_language(), zipped(export)), content_type="application/zip")
    name = f"held-{export.made_at:%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'  # not for readers
    response["Cache-Control"] = "no-store"
    return response


def _spoken(language: str | None, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Have each piece made in the language of who asked, whatever is spoken when it is sent."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def zipped(export: Export) -> Iterator[bytes]:
    """The ZIP, piece by piece."""
    out = _Out()
    with ZipFile(out, "w", ZIP_DEFLATED) as whole:  # type: ignore[call-overload]
        for name, content in _members(export):
            entry = ZipInfo(name, export.made_at.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            with whole.open(entry, "w", force_zip64=True) as member:
                for text in content:
                    member.write(text.encode("utf-8", "replace"))
                    if out.waiting > PIECE:
                        yield out.take()
    yield out.take()


class _Out:
    """Something to write to that gives back what was written."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.waiting = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self.waiting += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces, self.waiting = [], 0
        return taken


def _members(export: Export) -> Iterator[tuple[str, Iterator[str]]]:
    yield "export.json", _json(export)
    yield "index.html", _page(export)
    for file in export.files:
        if file.kind:
            yield f"files/{named(file)}", (f"{_text(as_json(row))}\n" for row in file.staged())


def named(file: ImportFile) -> str:
    """A file's name in the ZIP: its number and its own name, with nothing in it that means a folder."""
    plain = UNSAFE.sub("-", file.name)[-80:].strip(".-")
    return f"{file.pk}-{plain}.{file.kind}.jsonl"


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _json(export: Export) -> Iterator[str]:
    head = {"format": FORMAT, "version": VERSION, "about": export.about, "made_at": export.made_at.isoformat()}
    yield _text({**head, "not_given": [str(why) for why in export.not_given]})[:-1] + ',"parts":['
    for n, part in enumerate(export.parts()):
        about = {"key": part.key, "title": part.title, "engagement": part.engagement, "columns": part.columns}
        yield f'{"," if n else ""}\n{_text(about)[:-1]},"rows":['
        for m, row in enumerate(part.rows()):
            yield f"{',' if m else ''}\n{_text(row)}"
        yield "]}"
    yield "]}\n"


def _page(export: Export) -> Iterator[str]:
    files = [{"name": file.name, "member": named(file), "kind": file.kind, "rows": file.rows} for file in export.files]
    context = {"about": export.about, "made_at": export.made_at, "not_given": export.not_given, "files": files}
    yield render_to_string("privacy/export/head.html", {**context, "style": style_text(*STYLES)})
    for part in export.parts():
        yield from _section(part)
    yield render_to_string("privacy/export/end.html", context)


def _section(part: Part) -> Iterator[str]:
    n = part.how_many()
    headings = [heading(name) for name in part.columns]
    yield render_to_string("privacy/export/_part.html", {"part": part, "n": n, "headings": headings})
    if n:
        shown = islice(part.rows(), ROWS_ON_PAGE)
        while batch := list(islice(shown, ROWS_AT_ONCE)):
            yield render_to_string("privacy/export/_rows.html", {"rows": [_cells(part, row) for row in batch]})
        yield render_to_string("privacy/export/_part_end.html", {"more": max(n - ROWS_ON_PAGE, 0)})


def _cells(part: Part, row: Held) -> list[str]:
    return [_cell(row[name]) for name in part.columns]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return pgettext("a column of what is held", "yes") if value else pgettext("a column of what is held", "no")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
