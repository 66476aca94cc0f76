"""Documents for tests, written by python-docx as Word would."""

from __future__ import annotations

import io

import docx


def document(*paragraphs: str) -> bytes:
    """A DOCX file with these paragraphs; newlines become breaks inside a paragraph."""
    made, packed = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(packed)
    return packed.getvalue()
