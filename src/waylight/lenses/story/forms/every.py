"""All forms of a story by name, with neutral names of files: what a story is about stands in none of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.language import gettext_noop
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
    """One form: what a reader calls it (by ``gettext``), the name of its file, its media type, and what makes it."""

    called: str
    file: str
    media_type: str
    make: Callable[[Written], bytes]


HTML = "text/html; charset=utf-8"  # not for readers
FORMS = {
    "page": Form(gettext_noop("Page for a browser"), "story.html", HTML, page),
    "pdf": Form(gettext_noop("PDF"), "story.pdf", "application/pdf", pdf),
    "word": Form(
        gettext_noop("Word document"),
        "story.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word,
    ),
    "markdown": Form(gettext_noop("Markdown"), "story.md", "text/markdown; charset=utf-8", markdown),  # not for readers
    "slide": Form(gettext_noop("One slide, for a browser"), "story-slide.html", HTML, slide),
    "slide-pdf": Form(gettext_noop("One slide as PDF"), "story-slide.pdf", "application/pdf", slide_pdf),
}
