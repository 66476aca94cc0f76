"""Every page speaks the reader's language: no word is left in English but what people wrote."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from zoneinfo import available_timezones

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.test import Client

from tests.access.everybody import browser_of, every_page, everybody, filled
from waylight.record.sealing import SealedField
from waylight.record.story.languages import LANGUAGES

pytestmark = pytest.mark.django_db

READ_OUT = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
SILENT = {"script", "style", "code", "kbd", "pre"}
ALONE = {"input", "link", "meta", "img", "br", "hr", "col", "base", "area", "source", "wbr"}
# Names of things, and words that German has too.
THE_SAME = frozenset(
    "waylight csv svg pdf json html markdown text zip ics atom feed utc coach coaches coachee name agenda ctrl api url "
    "initiative initiativen feedback stakeholder supervision team sponsor puls code passkeys pro bono acc mcc pcc "
    "links webhooks person".split()
)
SHOWN_AS_THEY_ARE = {
    *available_timezones(),
    *dict(settings.LANGUAGES).values(),
    *LANGUAGES.values(),
    *"Apr Aug Feb Jul Jun Nov Sep".split(),
    "Leadership is a contact sport",  # what a paper is called
}
BETWEEN = re.compile(r"[·:,()>;]")


class Read(HTMLParser):
    """What is read on a page in its own language: texts, and attributes that are read out."""

    def __init__(self, text: str, language: str) -> None:
        super().__init__()
        self.said: set[str] = set()
        self.language = language
        self.open: list[tuple[str, bool]] = []  # tags, and whether what is in them is passed over
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, given):
        attributes = dict(given)
        foreign = attributes.get("lang", self.language).partition("-")[0] != self.language
        over = self._is_over or foreign or tag in SILENT or attributes.get("translate") == "no"
        if not over:
            self.said |= {" ".join(value.split()) for name, value in given if name in READ_OUT and value}
        if tag not in ALONE:
            self.open.append((tag, over))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self._is_over:
            self.said.add(" ".join(data.split()))

    @property
    def _is_over(self) -> bool:
        return bool(self.open) and self.open[-1][1]


def what_people_wrote() -> str:
    """Every text in the store, opened where it is sealed, to tell people's words by."""
    found: list[str] = []
    for model in apps.get_models():
        texts = models.TextField | models.CharField | SealedField
        names = [one.attname for one in model._meta.concrete_fields if isinstance(one, texts)]
        for row in model._base_manager.all():
            found += [as_text(getattr(row, name)) for name in names]
    return " ".join(" ".join(found).split())


def as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def is_english(text: str, written: str) -> bool:
    """Whether there is a part in it that nobody wrote, with a word that German has not."""
    parts = [text] if text in SHOWN_AS_THEY_ARE else [one.strip(" .") for one in BETWEEN.split(text)]
    left = [one for one in parts if one not in written and one not in SHOWN_AS_THEY_ARE]
    words = [word.lower() for one in left for word in re.findall(r"[^\W\d_]{3,}", one)]
    return text not in written and any(word not in THE_SAME for word in words)


@pytest.mark.parametrize("part", ["coach", "client", "sponsor", "admin", "nobody"])
def test_no_word_is_left_in_english(engagement, part):
    known, who = filled(engagement), everybody(engagement)
    browser, written = browser_of(who[part]), what_people_wrote()
    left: dict[str, list[str]] = {}
    for page in (page for page in every_page() if not page.name.startswith("admin:")):
        english, german = (said_at(browser, page.address(known), language) for language in ("en", "de"))
        if found := sorted(text for text in english & german if is_english(text, written)):
            left[page.name] = found
    assert left == {}


def said_at(browser: Client, address: str, language: str) -> set[str]:
    """What is read at an address in a language; nothing where it is no page. Whatever it changes is taken back."""
    with transaction.atomic():
        answer = browser.get(address, headers={"accept-language": language})
        transaction.set_rollback(True)
    is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return Read(answer.content.decode(), language).said if is_page else set()
