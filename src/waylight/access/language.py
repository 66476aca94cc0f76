"""In which language somebody reads Waylight: as they chose for their account, else as their browser asks."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, get_language_from_request, pgettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User

FOR_PROGRAMS = ("/api/", "/health/", "/metrics/")  # what programs read says the same words whoever asks
# A page of weeks writes the same days and numbers some hundreds of times. How they are written follows from the
# language and the code alone, so it is kept as long as the process lives, of each language by itself.
MOST_WRITTEN = 4096


class InTurn:
    """Says sentences, days and numbers in the language that Django speaks at the moment."""

    gettext = staticmethod(translation.gettext)
    pgettext = staticmethod(translation.pgettext)
    ngettext = staticmethod(translation.ngettext)

    def day(self, when: date) -> str:
        """A day without the year."""
        return day_written(when, "MONTH_DAY_FORMAT")

    def day_and_year(self, when: date) -> str:
        """A day with its year."""
        return day_written(when, "DATE_FORMAT")

    def full_day(self, when: date) -> str:
        """A day with its weekday and year."""
        how = pgettext("a day in full, in letters of Django's date format", "l j F Y")
        return day_written(when, how)

    def number(self, value: float, digits: int) -> str:
        """A number with so many digits after the point, thousands apart."""
        return _number_written(get_language(), f"{value:.{digits}f}", digits)


def day_written(when: date, how: str) -> str:
    """A day in letters of Django's date format, or by the name of one of a language's formats."""
    # Times that are the same moment in two zones are equal, and may be of different days: so the day alone.
    return _day_written(get_language(), when.date() if isinstance(when, datetime) else when, how)


@lru_cache(MOST_WRITTEN)
def _day_written(language: str | None, when: date, how: str) -> str:
    del language  # the one that is spoken now; it tells apart what is kept
    return date_format(when, how)


@lru_cache(MOST_WRITTEN)
def _number_written(language: str | None, plain: str, decimals: int) -> str:
    del language
    return number_format(plain, decimal_pos=decimals, use_l10n=True, force_grouping=True)


class LanguageMiddleware:
    """Speaks, for one request, the language of who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language, and say in the headers which that is."""
        translation.activate(_asked_of(request))
        answer = self.get_response(request)
        answer.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return answer


def language_of(user: User) -> str:
    """The language that somebody chose, as Django names it; English for who chose none."""
    return user.language or settings.LANGUAGE_CODE


@contextmanager
def in_language_of(user: User) -> Iterator[None]:
    """Write to somebody, as in a mail: all that is said meanwhile is said in the language they chose."""
    with translation.override(language_of(user)):
        yield


@contextmanager
def in_language_of_address(email: str) -> Iterator[None]:
    """Write to an address: in the language that its account chose, else in the one that is spoken now."""
    from waylight.access.models import User

    chosen = User.objects.filter(email=email.strip().lower()).values_list("language", flat=True).first()
    with translation.override(chosen or translation.get_language()):
        yield


def _asked_of(request: HttpRequest) -> str:
    if request.path_info.startswith(FOR_PROGRAMS):
        return settings.LANGUAGE_CODE
    chosen: str = getattr(request.user, "language", "")
    return chosen or get_language_from_request(request)
