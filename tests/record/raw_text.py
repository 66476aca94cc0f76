"""Looks for words in everything that is stored: every field of every table, unpacked, decoded, as it lies there."""

from __future__ import annotations

import gzip
import json
import unicodedata
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from collections.abc import Iterator


def everything_stored() -> Iterator[tuple[str, int, str]]:
    """Every stored value as text: where (``record.Note.text``), the row's number, and what it says."""
    for model in apps.get_models():
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                yield f"{model._meta.label}.{field.name}", row.pk, as_text(getattr(row, field.attname))


def as_text(value: object) -> str:
    """A value as a reader of the database could read it."""
    if isinstance(value, bytes | memoryview):
        packed = bytes(value)
        return gzip.decompress(packed).decode() if packed[:2] == b"\x1f\x8b" else packed.decode(errors="replace")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def where_it_says(*words: str) -> set[tuple[str, int]]:
    """Where any of these words stands, in whatever capitals and form."""
    wanted = [_folded(word) for word in words if word]
    return {(where, pk) for where, pk, text in everything_stored() if any(word in _folded(text) for word in wanted)}


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
