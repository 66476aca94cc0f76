"""All forms of a story by name, with neutral names of files: what a story is about stands in none of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.story.forms.markdown import markdown
from waylight.lenses.story.forms.pdf import pdf, slide_pdf
from waylight.lenses.story.forms.slide import slide
from waylight.lenses.story.forms.web import page
from waylight.lenses.story.forms.word import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.lenses.story.forms.parts import Written


@dataclass(frozen=True, slots=True)
class Form:
    """One form: what a reader calls it, the name of its file, its media type, and what makes it."""

    called: str
    file: str
    media_type: str
    make: Callable[[Written], bytes]


FORMS = {
    "page": Form("Page for a browser", "story.html", "text/html; charset=utf-8", page),
    "pdf": Form("PDF", "story.pdf", "application/pdf", pdf),
    "word": Form(
        "Word document",
        "story.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word,
    ),
    "markdown": Form("Markdown", "story.md", "text/markdown; charset=utf-8", markdown),
    "slide": Form("One slide, for a browser", "story-slide.html", "text/html; charset=utf-8", slide),
    "slide-pdf": Form("One slide as PDF", "story-slide.pdf", "application/pdf", slide_pdf),
}
