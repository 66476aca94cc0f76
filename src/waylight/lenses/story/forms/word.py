"""A story as a Word document, made from an empty one of our own: no author, no times, no picture of its first page."""

from __future__ import annotations

from functools import cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from waylight.lenses.story.forms.parts import Heading, Listing, Paragraph, Quote, Run
from waylight.lenses.story.forms.web import HERE, direction

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

    from waylight.lenses.story.forms.parts import Block, Written

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can say
STEP = 400  # how far each list or quote moves in, in twentieths of a point
DEEPEST = 8  # Word knows nine levels of lists
IN_A_LIST = "List Paragraph"  # not for readers: a style of word_parts, as the others
BULLET, NUMBER = 0, 1  # the two kinds of list in numbering.xml


def word(story: Written) -> bytes:
    """Return a story as a DOCX file."""
    import docx  # slow to load: only where it is asked for

    document = docx.Document(BytesIO(_empty(story.language)))
    writing = _Writing(document, rtl=direction(story.language) == "rtl")
    if story.title:
        writing.alone(story.title, "Heading 1")
        document.core_properties.title = story.title[:255]
    if story.dated:
        writing.alone(story.dated, "Dated")  # not for readers
    writing.write(story.blocks)
    held = BytesIO()
    document.save(held)
    return _without_times(held)


class _Writing:
    """Writes parts one after another; knows how deep it is in lists and quotes, and the number that is due."""

    def __init__(self, document: Document, *, rtl: bool) -> None:
        self.document, self.rtl = document, rtl
        self.depth = self.lists = 0
        self.quoted = False
        self.due: int | None = None

    def alone(self, words: str, style: str) -> None:
        self._paragraph((Run(words),), style)

    def write(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Heading):
                self._paragraph(block.runs, f"Heading {block.level}")
            elif isinstance(block, Paragraph):
                self._paragraph(block.runs, self._style)
            elif isinstance(block, Quote):
                self._quote(block)
            elif isinstance(block, Listing):
                self._listing(block)
            else:
                self._number_alone()
                self.document.add_paragraph(style="Pause")  # not for readers

    @property
    def _style(self) -> str:
        return "Quote" if self.quoted else IN_A_LIST if self.lists else "Normal"  # not for readers

    def _quote(self, block: Quote) -> None:
        before, self.quoted = self.quoted, True
        self.depth += 1
        self.write(block.blocks)
        self.depth -= 1
        self.quoted = before

    def _listing(self, block: Listing) -> None:
        self._number_alone()
        level = min(self.lists, DEEPEST)
        numbering = self.document.part.numbering_part.element
        num = numbering.add_num(BULLET if block.first is None else NUMBER)
        num.add_lvlOverride(ilvl=level).add_startOverride(1 if block.first is None else block.first)
        self.depth, self.lists = self.depth + 1, self.lists + 1
        for item in block.items:
            self.due = num.numId
            self.write(item)
            self._number_alone()
        self.depth, self.lists = self.depth - 1, self.lists - 1

    def _number_alone(self) -> None:
        """An item that does not begin with words has its number in a line of its own."""
        if self.due is not None:
            self._paragraph((), IN_A_LIST)

    def _paragraph(self, runs: tuple[Run, ...], style: str) -> None:
        paragraph = self.document.add_paragraph(style=style)
        for run in runs:
            written = paragraph.add_run(run.text)
            written.bold = run.strong or None
            written.italic = (not self.quoted) if run.em else None
            if self.rtl:
                written.font.rtl = True
        self._placed(paragraph)

    def _placed(self, paragraph: WordParagraph) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Twips

        if self.depth:
            paragraph.paragraph_format.left_indent = Twips(STEP * self.depth)
        if self.due is not None:
            paragraph.paragraph_format.first_line_indent = Twips(-STEP)
            number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_ilvl().val = min(self.lists - 1, DEEPEST)
            number.get_or_add_numId().val = self.due
            self.due = None
        if self.rtl:
            paragraph._p.get_or_add_pPr().insert_element_before(
                paragraph._p.makeelement(qn("w:bidi")), "w:spacing", "w:ind", "w:jc", "w:rPr"
            )


@cache
def _empty(language: str) -> bytes:
    held = BytesIO()
    folder = resources.files(HERE) / "word_parts"
    with ZipFile(held, "w", ZIP_DEFLATED) as made:
        for name, source in PARTS.items():
            made.writestr(name, (folder / source).read_text("utf-8").replace("LANGUAGE", language))
    return held.getvalue()


def _without_times(held: BytesIO) -> bytes:
    """Write the parts anew, in an order and with a time that say nothing."""
    made = BytesIO()
    with ZipFile(held) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            part = ZipInfo(name, NO_TIME)
            part.compress_type, part.create_system = ZIP_DEFLATED, 0
            new.writestr(part, old.read(name))
    return made.getvalue()
