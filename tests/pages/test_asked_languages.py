"""Every sentence that a rater may read is there in each language, and what is compiled is what was written."""

from __future__ import annotations

import gettext
import re
from ast import literal_eval
from pathlib import Path

import pytest
from django.conf import settings

PAGES = Path(__file__).parents[2] / "src/waylight/pages"
LANGUAGES = ("de", "fr", "es")
SOURCES = [*PAGES.glob("asked/*.html"), *PAGES.glob("asked/*.py"), *PAGES.glob("account/mail/pulse_*.txt")]
PLACES = re.compile(r"%\(\w+\)s")


def catalogue(language: str) -> Path:
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES"


def written(language: str) -> dict[str, str]:
    """What stands in the file that people edit: context and sentence to sentence."""
    quoted = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    entry = re.compile(rf"(?:msgctxt {quoted})?msgid {quoted}msgstr {quoted}")
    text = (catalogue(language) / "django.po").read_text()

    def whole(lines: str | None) -> str:
        return "".join(literal_eval(line) for line in (lines or "").splitlines() if line.strip())

    found = {}
    for context, sentence, translated in entry.findall(text):
        if whole(sentence):
            found["\x04".join(filter(None, (whole(context), whole(sentence))))] = whole(translated)
    return found


def asked_for() -> set[str]:
    """Every sentence marked in templates and views, as the catalogues name it."""
    found: set[str] = set()
    for source in SOURCES:
        text = source.read_text()
        found |= set(re.findall(r"""{% trans ['"]([^'"]+)['"] %}""", text))
        found |= {f"{ctx}\x04{one}" for one, ctx in re.findall(r'{% trans "([^"]+)" context "([^"]+)" %}', text)}
        found |= set(re.findall(r'gettext\("([^"]+)"\)', text))
        for body in re.findall(r"{% blocktrans[^%]*%}(.*?){% endblocktrans %}", text, re.S):
            found.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", body))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language):
    known = written(language)
    assert len(asked_for()) > 40
    assert sorted(asked_for() - set(known)) == []
    assert [sentence for sentence, translated in known.items() if not translated] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_stands_in_every_translation(language):
    wrong = [one for one, said in written(language).items() if set(PLACES.findall(one)) != set(PLACES.findall(said))]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language):
    with (catalogue(language) / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    assert {one: said for one, said in compiled.items() if one} == written(language)
