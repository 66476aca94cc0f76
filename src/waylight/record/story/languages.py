"""The languages that a story may be told in, by their codes (BCP 47) with their names; and which one is likely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf.locale import LANG_INFO

from waylight.record.pulse import Pulse

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement

USUAL: Final = "en"


def _in_order(code: str) -> str:
    """A code in the case in which it is written: ``pt-BR``, ``zh-Hans``."""
    first, *more = code.split("-")
    return "-".join([first, *(part.upper() if len(part) == 2 else part.title() for part in more)])


# As Django knows them; of English, one is enough.
LANGUAGES: Final[dict[str, str]] = {
    _in_order(code): about["name"]
    for code, about in sorted(LANG_INFO.items(), key=lambda one: str(one[1].get("name", "")))
    if "name" in about and not code.startswith("en-")
}


def likely_language(engagement: Engagement) -> str:
    """The language that a new story of an engagement is likely told in: that of the last one, else of the last pulse.

    Where the record says nothing, English.
    """
    from waylight.record.story.text import Story

    last = Story.objects.filter(engagement=engagement).order_by("-made_at", "-pk").values_list("language", flat=True)
    pulses = Pulse.objects.filter(engagement=engagement).order_by("-opens", "-pk").values_list("language", flat=True)
    return last.first() or pulses.first() or USUAL


def name_of(language: str) -> str:
    """The name of a language in English; its code where it has none here."""
    return LANGUAGES.get(language, language)
