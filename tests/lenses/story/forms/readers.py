"""Each form as somebody reads it, by another program than the one that wrote it; and stories made at random."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
from hypothesis import strategies as st
from lxml import html
from pypdf import PdfReader

from waylight.lenses.story.forms.parts import every_run
from waylight.lenses.story.forms.reading import read

SIGNS = "*_`#>-+=.)(]["
WORDS = st.sampled_from(
    ["listened", "She", "näher", "слушала", "Ωμέγα", "*grew*", "**not** always", "1986.", "12", "a*b*c", "<b>", "&amp;"]
)
ANY = st.text(st.characters(codec="utf-8"), max_size=12) | st.text(SIGNS + "ab \n\\", max_size=12) | WORDS
STARTS = st.sampled_from(["", "", "# ", "### ", "- ", "+ ", "* ", "3. ", "> ", "> - ", "    ", "---\n", "  - "])
LINES = st.builds(lambda start, parts: start + " ".join(parts), STARTS, st.lists(ANY, max_size=5))
MARKDOWN = st.builds(lambda lines, gap: gap.join(lines), st.lists(LINES, max_size=8), st.sampled_from(["\n", "\n\n"]))
STORIES = st.builds(read, ANY, MARKDOWN, st.sampled_from(["en", "de", "ar"]), st.sampled_from(["", "May 2026"]))


def close(text: str) -> str:
    """Return a text without spaces: where a form breaks its lines says nothing."""
    return "".join(text.split())


def told(story) -> str:
    """Return every word of a story in its order."""
    return close(story.title + story.dated + "".join(run.text for run in every_run(story.blocks)))


def in_page(made: bytes) -> str:
    """Return what a browser shows of an HTML page."""
    return close(html.document_fromstring(made.decode()).find("body").text_content())


def in_word(made: bytes) -> str:
    """Return what Word shows of a document, without the numbers of lists."""
    return close("".join(one.text for one in docx.Document(BytesIO(made)).paragraphs))


def in_pdf(made: bytes) -> str:
    """Return what a reader of a PDF can mark and copy."""
    return close("".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages))


def in_markdown(made: bytes) -> str:
    """Return what a reader of Markdown shows, read by ours as any other text."""
    return told(read("", made.decode()))


def word_parts(made: bytes) -> dict[str, bytes]:
    """Return every part of a Word document by its name."""
    with ZipFile(BytesIO(made)) as held:
        return {name: held.read(name) for name in held.namelist()}
