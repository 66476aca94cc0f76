"""The paragraphs of a DOCX file as lines, without trusting the file.

A document is read as a stream and only its text is kept, so that neither a ZIP nor an XML bomb can grow; why
python-docx is not asked: ``docs/decisions/0003-reading-cues.md``. The elements are those of ECMA-376 (2016), part 1,
section 17.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.parsers import expat

from waylight.intake.rows import Place, Problem
from waylight.intake.transcript_lines import LONGEST_LINE, MOST_LINES, Line
from waylight.language import gettext, number

MOST_PACKED = 16 << 20
"""Bytes of a document. One by Teams of a whole day has less than one million."""

MOST_UNPACKED = 32 << 20
"""Bytes of its text with mark-up, as declared and as found. Older versions of expat, which scan a long tag again with
every chunk, need seconds for as many bytes of one tag."""

MOST_ELEMENTS = 1_000_000
"""XML elements, which cost time even when they are empty. A turn has some ten."""

_CHUNK = 1 << 18
_MAIN_PART = re.compile(r"word/document[0-9]*\.xml")  # saved in the browser it is document2.xml
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that OPC allows
_NAMESPACES: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_KNOWN: Final = {f"{space} {name}": name for space in _NAMESPACES for name in ("p", "t", "tab", "br", "cr")}
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n"}
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    OSError,
    ValueError,  # unknown encodings, odd dates
    LookupError,
    RuntimeError,  # encrypted, or a later version of ZIP
    struct.error,
)


class _TooMuch(Exception):
    """The document asks for more than a transcript can need; its text says what of."""


def read_paragraphs(head: bytes, stream: BinaryIO, *, file: str) -> Iterator[Line | Problem]:
    """Yield the lines of each paragraph that has text, tables included, under the paragraph's number.

    ``head`` is what was already read of the stream.
    """
    packed = bytearray(head)
    while len(packed) <= MOST_PACKED and (more := stream.read(_CHUNK)):  # may give less than asked for
        packed += more
    if len(packed) > MOST_PACKED:
        said = gettext("The document is larger than {size} MiB. Save its text alone.")
        yield Problem(Place(file), said.format(size=MOST_PACKED >> 20))
        return
    paragraphs = _Paragraphs(file)
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as package, package.open(_main_part(package)) as part:
            size = 0
            while chunk := part.read(_CHUNK):
                if (size := size + len(chunk)) > MOST_UNPACKED:
                    raise _TooMuch(gettext("{size} MiB of text").format(size=MOST_UNPACKED >> 20))
                yield from paragraphs.feed(chunk)
            yield from paragraphs.close()
    except _TooMuch as limit:
        yield from paragraphs.rest()
        said = gettext("The document has more than {limit}; the rest is not read.")
        yield Problem(paragraphs.place, said.format(limit=limit))
    except _DAMAGE:
        yield from paragraphs.rest()
        yield Problem(
            paragraphs.place, gettext("The document is damaged or is not a DOCX file; the rest cannot be read.")
        )


def _main_part(package: zipfile.ZipFile) -> zipfile.ZipInfo:
    for part in package.infolist():
        if _MAIN_PART.fullmatch(part.filename):
            if part.compress_type not in _PACKINGS:
                raise zipfile.BadZipFile
            if part.file_size > MOST_UNPACKED:
                raise _TooMuch(gettext("{size} MiB of text").format(size=MOST_UNPACKED >> 20))
            return part
    raise zipfile.BadZipFile


class _Paragraphs:
    """Push parser for a document's XML. It keeps the text of the paragraph that is open, and no tree."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: list[Line | Problem] = []
        self._texts: list[str] = []
        self._size = self._elements = self._paragraph = self._fallbacks = 0
        self._in_text = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse  # Word writes none; a bomb needs one

    @property
    def place(self) -> Place:
        """Where reading stands."""
        return Place(self._file, self._paragraph or None)

    def feed(self, chunk: bytes) -> list[Line | Problem]:
        """Parse on; returns the lines that are complete. Raises ``_TooMuch`` and whatever expat raises."""
        self._parser.Parse(chunk, False)
        return self.take()

    def close(self) -> list[Line | Problem]:
        """End of the document."""
        self._parser.Parse(b"", True)
        return self.take()

    def take(self) -> list[Line | Problem]:
        """Return, once, the lines that are complete."""
        found, self._found = self._found, []
        return found

    def rest(self) -> list[Line | Problem]:
        """Return the lines that are complete and those of the paragraph in which reading stopped."""
        self._flush()
        return self.take()

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise _TooMuch(gettext("{count} pieces").format(count=number(MOST_ELEMENTS)))
        known = _KNOWN.get(name)
        if known == "p":
            self._flush()  # a text box has paragraphs inside a paragraph
            self._paragraph += 1
            if self._paragraph > MOST_LINES:
                raise _TooMuch(gettext("{count} paragraphs").format(count=number(MOST_LINES)))
        elif known == "t":
            self._in_text = True
        elif known:
            self._add(_BREAKS[known])
        elif name == _FALLBACK:
            self._fallbacks += 1  # says the same again for older programs

    def _end(self, name: str) -> None:
        known = _KNOWN.get(name)
        if known == "p":
            self._flush()
        elif known == "t":
            self._in_text = False
        elif name == _FALLBACK:
            self._fallbacks -= 1

    def _text(self, text: str) -> None:
        if self._in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._fallbacks:
            return
        before, self._size = self._size, self._size + len(text)
        if self._size <= LONGEST_LINE:
            self._texts.append(text)
        elif before <= LONGEST_LINE:
            reason = gettext("This paragraph is longer than {size} MiB; the rest of the paragraph is left out.")
            self._found.append(Problem(self.place, reason.format(size=LONGEST_LINE >> 20)))

    def _flush(self) -> None:
        lines = "".join(self._texts).split("\n")
        self._found += [Line(self._paragraph, line) for line in lines if line and not line.isspace()]
        self._texts.clear()
        self._size = 0

    def _refuse(self, *_doctype: object) -> None:
        raise ValueError("a document type")  # not for readers
