"""The languages that a story may be told in, by their codes (BCP 47); which is likely, and what Waylight says in it."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext, override

from waylight.access.language import language_of
from waylight.record.pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.record.engagement import Engagement

USUAL: Final = "en"


def _in_order(code: str) -> str:
    """A code in the case in which it is written: ``pt-BR``, ``zh-Hans``."""
    first, *more = code.split("-")
    return "-".join([first, *(part.upper() if len(part) == 2 else part.title() for part in more)])


# As Django knows them, by their names in English; of English, one is enough.
LANGUAGES: Final[dict[str, str]] = {
    _in_order(code): about["name"]
    for code, about in sorted(LANG_INFO.items(), key=lambda one: str(one[1].get("name", "")))
    if "name" in about and not code.startswith("en-")
}


def likely_language(engagement: Engagement) -> str:
    """The language that a new story of an engagement is likely told in: that of the last one, else of the last pulse.

    Where the record says nothing, that which its coach reads Waylight in.
    """
    from waylight.record.story.text import Story

    last = Story.objects.filter(engagement=engagement).order_by("-made_at", "-pk").values_list("language", flat=True)
    pulses = Pulse.objects.filter(engagement=engagement).order_by("-opens", "-pk").values_list("language", flat=True)
    return last.first() or pulses.first() or _base(language_of(engagement.coach.user))


def _base(code: str) -> str:
    """A language without its country or script: ``pt`` of ``pt-BR``."""
    return code.split("-")[0].lower()


def name_of(language: str) -> str:
    """The name of a language as the reader calls it; its code where it has none here."""
    return gettext(LANGUAGES[language]) if language in LANGUAGES else language


def by_name() -> list[tuple[str, str]]:
    """The codes with their names, as the reader calls them and in her order."""
    return sorted(((code, name_of(code)) for code in LANGUAGES), key=lambda one: _plain(one[1]))


def _plain(name: str) -> str:
    """A name as it is put in order: letters without their marks."""
    return unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()


def is_spoken(language: str) -> bool:
    """Whether Waylight has words of its own in a language."""
    return _base(said_in(language)) == _base(language)


def said_in(language: str) -> str:
    """The language, as Django names it, in which Waylight says its own words in a story; English where it has none."""
    spoken = {_base(code): code for code, _ in settings.LANGUAGES}
    return spoken.get(_base(language), settings.LANGUAGE_CODE)


def words_in(language: str) -> str:
    """The same by its code (BCP 47), without a country: what the words beside a story say of themselves."""
    return _base(said_in(language))


@contextmanager
def in_language_of_story(language: str) -> Iterator[None]:
    """Write into a story, or beside it where it is published: all that is said meanwhile is said in its language."""
    with override(said_in(language)):
        yield
