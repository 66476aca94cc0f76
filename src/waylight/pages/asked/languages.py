"""In which language a rater's page speaks: the one she chose, else her browser's, else the one of the round's mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from waylight.record.pulse import LOCALES, Pulse

if TYPE_CHECKING:
    from django.http import HttpRequest

LANGUAGES: dict[str, str] = dict(Pulse.Language.choices)


def locale_of(request: HttpRequest, fallback: str = "en") -> str:
    """The reader's language as Django names it: asked for by ``in``, or the first that the browser accepts."""
    language = _language(request, fallback)
    return LOCALES.get(language, language)


def _language(request: HttpRequest, fallback: str) -> str:
    asked = request.POST.get("in") or request.GET.get("in") or ""
    if asked in LANGUAGES:
        return asked
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code).partition("-")[0]
        except LookupError:
            continue
    return fallback
