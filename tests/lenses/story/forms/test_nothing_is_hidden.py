"""No form holds more than its reader sees: unpacked whole, there is no author, time, comment, trace or outside."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from tests.lenses.story.forms.readers import word_parts
from waylight.lenses.story.forms.every import FORMS
from waylight.lenses.story.forms.reading import read
from waylight.lenses.story.forms.visible import visible

STORY = read(
    "What grew",
    "# One\n\nShe *listened* [to][1] <!-- Marta --> and **heard**.\n\n[1]: https://helvora.example 'Marta'\n\n"
    "- a\n- b\n\n> said\n\n![Marta](x.png)\n\n---\n\n3. c",
    "en",
    "May 2026",
)
OF_OUR_OWN = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
}
TRACES = ("rsid", "ins", "del", "moveFrom", "moveTo", "comment", "bookmark", "docVars", "docId", "author", "date")


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_same_story_is_the_same_file_whoever_makes_it_and_when(form, monkeypatch):
    first = FORMS[form].make(STORY)
    monkeypatch.setenv("USER", "marta")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert FORMS[form].make(STORY) == first


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_file_s_name_says_nothing(form):
    assert re.fullmatch(r"story(-slide)?\.(html|pdf|docx|md)", FORMS[form].file)


@pytest.mark.parametrize("form", ["page", "slide"])
def test_a_page_has_no_comment_no_script_and_nothing_from_outside(form):
    tree = html.document_fromstring(FORMS[form].make(STORY).decode())
    assert list(tree.iter(etree.Comment, etree.PI)) == []
    assert {one.tag for one in tree.iter()} <= set(
        "html head meta title style body main h1 h2 h3 p em strong ul ol li blockquote hr".split()
    )
    assert {name for one in tree.iter() for name in one.attrib} <= set(
        "lang dir charset http-equiv content name class start style".split()
    )
    style = tree.find("head/style").text
    assert not re.search(r"url\(|@import|/\*|//", style)


def test_a_word_document_has_only_parts_of_our_own():
    assert set(word_parts(FORMS["word"].make(STORY))) == OF_OUR_OWN


def test_no_part_of_a_word_document_has_an_author_a_time_a_comment_or_a_mark_of_changes():
    for name, part in word_parts(FORMS["word"].make(STORY)).items():
        tree = etree.fromstring(part)
        assert list(tree.iter(etree.Comment, etree.PI)) == [], name
        written = [str(one.tag) for one in tree.iter()] + [key for one in tree.iter() for key in one.attrib]
        local = {tag.rpartition("}")[2] for tag in written}
        assert not {one for one in local if one.startswith(TRACES) and one not in ("indent",)}, name
        assert b"TargetMode" not in part, name


def test_the_properties_of_a_word_document_are_its_title_alone():
    core = etree.fromstring(word_parts(FORMS["word"].make(STORY))["docProps/core.xml"])
    assert [(one.tag.rpartition("}")[2], one.text) for one in core] == [("title", "What grew")]


def test_the_zip_of_a_word_document_has_no_times_no_comments_and_no_system():
    with ZipFile(BytesIO(FORMS["word"].make(STORY))) as held:
        assert held.comment == b""
        for one in held.infolist():
            assert (one.date_time, one.comment, one.extra, one.create_system) == ((1980, 1, 1, 0, 0, 0), b"", b"", 0)


@pytest.mark.parametrize("form", ["pdf", "slide-pdf"])
def test_a_pdf_says_its_title_and_what_set_it_and_no_more(form):
    reader = PdfReader(BytesIO(FORMS[form].make(STORY)))
    assert set(reader.metadata) == {"/Title", "/Creator"}
    assert reader.metadata["/Title"] == "What grew"
    assert re.fullmatch(r"Typst [\d.]+", reader.metadata["/Creator"])
    xmp = etree.fromstring(reader.trailer["/Root"]["/Metadata"].get_data())
    said = {one.tag.rpartition("}")[2] for one in xmp.iter() if one.text and one.text.strip()}
    assert said == set("li CreatorTool NPages format InstanceID DocumentID RenditionClass PDFVersion".split())


@pytest.mark.parametrize("form", ["pdf", "slide-pdf"])
def test_a_pdf_has_no_attachment_script_link_picture_or_remark(form):
    reader = PdfReader(BytesIO(FORMS[form].make(STORY)))
    assert not set(reader.trailer["/Root"]) & {"/Names", "/AcroForm", "/OpenAction", "/AA", "/AF"}
    for page in reader.pages:
        assert "/Annots" not in page
        assert "/PieceInfo" not in page
        assert "/LastModified" not in page
    kept = [reader.get_object(number) for numbers in reader.xref.values() for number in numbers]
    kinds = {str(one.get("/Subtype", "")) for one in kept if isinstance(one, DictionaryObject | StreamObject)}
    assert not kinds & {"/Image", "/Link", "/FileAttachment", "/Text", "/Popup"}


def test_a_markdown_file_has_no_comment_link_or_picture_that_a_reader_would_not_see():
    made = FORMS["markdown"].make(STORY).decode()
    assert not re.search(r"(?<!\\)[<\[`&]", made)
    assert "Marta" in made  # what was hidden from readers elsewhere is shown here, and to the check too


@given(st.text())
def test_what_is_visible_stays_so(text):
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Mar\u00adta", "Marta"),
        ("Mar\u200bta", "Marta"),
        ("a\u200db", "ab"),
        ("\u202eatraM\u202c", "atraM"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("a\ufe0fb", "ab"),
        ("❤\ufe0f\ufe0f", "❤\ufe0f"),
        ("x\U000e0100", "x"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("می\u200c\u200d\u200cخ", "می\u200cخ"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\x00\x08b\ue000", "ab"),
        ("a\r\nb\u2028c", "a\nb\nc"),
    ],
)
def test_letters_that_cannot_be_seen_go(written, seen):
    assert visible(written) == seen
