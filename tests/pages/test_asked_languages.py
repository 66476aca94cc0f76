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
PLURALS = r'msgid "([^"]+)"\s+msgid_plural "([^"]+)"'
PLACES = re.compile(r"%\(\w+\)s")


def catalogue(language: str) -> Path:
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES"


def written(language: str) -> dict[str, str]:
    """What stands in the file that people edit: context and sentence to sentence."""
    quoted = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    entry = re.compile(rf"(?:msgctxt {quoted})?msgid {quoted}msgstr {quoted}")
    counted = re.compile(rf"msgid {quoted}msgid_plural {quoted}msgstr\[0\] {quoted}msgstr\[1\] {quoted}")
    text = (catalogue(language) / "django.po").read_text()

    def whole(lines: str | None) -> str:
        return "".join(literal_eval(line) for line in (lines or "").splitlines() if line.strip())

    found = {}
    for context, sentence, translated in entry.findall(text):
        if whole(sentence):
            found["\x04".join(filter(None, (whole(context), whole(sentence))))] = whole(translated)
    for one, many, said_of_one, said_of_many in counted.findall(text):
        found |= {whole(one): whole(said_of_one), whole(many): whole(said_of_many)}
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
            for sentence in body.split("{% plural %}"):
                found.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", sentence))
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
    many = dict(re.findall(PLURALS, (catalogue(language) / "django.po").read_text()))
    found = {}
    for one, said in compiled.items():
        if one:  # a sentence with a number in it has a form for one, and one for many
            found[many[one[0]] if isinstance(one, tuple) and one[1] else one[0] if isinstance(one, tuple) else one] = (
                said
            )
    assert found == written(language)
