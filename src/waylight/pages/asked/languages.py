"""In which language a rater's page speaks: the one she chose there, else the one in which she is written to.

Where none was said of her, her browser's is taken before the round's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from waylight.record.pulse import Pulse
from waylight.record.pulse import locale_of as as_django_names_it

if TYPE_CHECKING:
    from django.http import HttpRequest

LANGUAGES: dict[str, str] = dict(Pulse.Language.choices)


def locale_of(request: HttpRequest, hers: str = "", fallback: str = "en") -> str:
    """The reader's language as Django names it: asked for by ``in``, hers, or the first that the browser accepts."""
    return as_django_names_it(_language(request, hers, fallback))


def _language(request: HttpRequest, hers: str, fallback: str) -> str:
    asked = request.POST.get("in") or request.GET.get("in") or hers
    if asked in LANGUAGES:
        return asked
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code).partition("-")[0]
        except LookupError:
            continue
    return fallback
