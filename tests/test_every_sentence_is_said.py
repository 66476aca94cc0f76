"""Every sentence that a reader may meet is marked and said in each language, and compiled as it was written."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog
from translating.catalogs import LANGUAGES, LOCALE, as_mo, as_po, kept, mistakes, renewed
from translating.marked import marked
from translating.unmarked import for_readers


@pytest.fixture(scope="module")
def sentences() -> Catalog:
    return marked()


def test_no_word_is_left_unmarked():
    assert [f"{path}:{line}: {words}" for path, line, words in for_readers()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_every_sentence_and_no_other(sentences, language):
    folder = LOCALE / language / "LC_MESSAGES"
    now = renewed(language, sentences)
    assert list(mistakes(now)) == []
    assert as_po(now) == (folder / "django.po").read_bytes()  # python -m translating
    assert as_mo(kept(language)) == (folder / "django.mo").read_bytes()
    assert len(now) > 4_000
