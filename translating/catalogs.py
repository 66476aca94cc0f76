"""The catalogs: one for each language, kept by hand, compiled into what Django reads."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from translating.marked import CODE

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("de", "fr", "es")
LOCALE = CODE / "locale"
MADE = datetime(2026, 1, 1, tzinfo=UTC)  # said in each, whenever it is made: the same sentences are the same file
# What is put into a sentence: %(day)s in a template, {day} in code.
PLACE = re.compile(r"%\((\w+)\)s|\{(\w+)(?:[:!][^}]*)?\}")


def kept(language: str) -> Catalog:
    """The catalog of a language as it is kept."""
    with _file(language, "po").open("rb") as file:
        return read_po(file, locale=language)


def renewed(language: str, sentences: Catalog) -> Catalog:
    """The catalog of a language with just the sentences that are marked now; what was said of them stays."""
    old, new = kept(language), Catalog(locale=language, fuzzy=False)
    for message in sorted(sentences, key=_in_order):
        if message.id:
            known = old.get(message.id, message.context)
            string = known.string if known and _is_said(known) else ""
            new.add(message.id, string, message.locations, message.flags, context=message.context)
    return new


def written(language: str, catalog: Catalog) -> None:
    """Keep a catalog, and compile it."""
    _file(language, "po").write_bytes(as_po(catalog))
    _file(language, "mo").write_bytes(as_mo(catalog))


def as_po(catalog: Catalog) -> bytes:
    """A catalog as people edit it. Nothing in it changes with the day or with a line's number."""
    file = BytesIO()
    write_po(file, catalog, width=120, omit_header=True, include_lineno=False)
    head = f'msgid ""\nmsgstr ""\n"Language: {catalog.locale}\\n"\n"MIME-Version: 1.0\\n"\n'
    head += '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    return f'{head}"Plural-Forms: nplurals=2; plural={PLURAL[str(catalog.locale)]};\\n"\n\n'.encode() + file.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """A catalog as Django reads it. Nothing in it changes with the minute in which it is made."""
    file, read = BytesIO(), read_po(BytesIO(as_po(catalog)), locale=str(catalog.locale))
    read.creation_date = MADE
    write_mo(file, read)
    return file.getvalue()


VOICES = {"to the client", "of the client"}
OF_THE_CLIENT = {"name", "subject", "object", "possessive", "Subject", "Possessive"}  # pages.voice
PLURAL = {"de": "(n != 1)", "fr": "(n > 1)", "es": "(n != 1)"}


def mistakes(catalog: Catalog) -> Iterator[str]:
    """What is wrong in a catalog: sentences not said, and such as are given something that the code does not give."""
    for message in catalog:
        if message.id and not _is_said(message):
            yield f"not said yet: {_first(message)}"
        elif message.id and (strange := _places(message.string) - _given(message)):
            yield f"nothing gives {', '.join(sorted(strange))}: {_first(message)}"


def _given(message: Message) -> set[str]:
    """The places that the code fills in a sentence; of and to the client those are more than English needs."""
    return _places(message.id) | (OF_THE_CLIENT if message.context in VOICES else set())


def _file(language: str, suffix: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"django.{suffix}"


def _in_order(message: Message) -> tuple[str, str, str]:
    return (min((where for where, _ in message.locations), default=""), _first(message), message.context or "")


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_said(message: Message) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else message.string
    return "fuzzy" not in message.flags and all(strings)


def _places(text: str | tuple[str, ...] | list[str]) -> set[str]:
    whole = text if isinstance(text, str) else " ".join(text)
    return {one or other for one, other in PLACE.findall(whole)}
