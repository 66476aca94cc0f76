"""What strikes at noted hours, in words: a day that lies ahead, and what looks as if it were noted twice.

Nothing is refused for it: hours may be paid in advance, and two packages bought on one day.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from waylight.record.learning import Study
    from waylight.record.package import HoursCorrected, Package

AHEAD = gettext_noop("This day lies ahead.")
DAY = 24 * 60  # minutes

O = TypeVar("O", "Package", "HoursCorrected", "Study")  # noqa: E741


def of_packages(packages: Iterable[Package], today: date) -> dict[int, str]:
    """What strikes at packages, by their numbers."""
    twice = gettext("Another package has the same day and hours.")
    return _said(packages, today, lambda one: (one.on, one.minutes), twice)


def of_corrections(corrections: Iterable[HoursCorrected], today: date, held: Collection[date]) -> dict[int, str]:
    """What strikes at corrections; ``held`` are the days of meetings that are counted."""
    every = list(corrections)
    twice = gettext("Another correction has the same day and hours.")
    found = _said(every, today, lambda one: (one.on, one.minutes), twice)
    for one in every:
        if one.on in held and one.minutes > 0:
            more = gettext("A meeting was held on this day, and its time is counted as well.")
            found[one.pk] = f"{found[one.pk]} {more}" if one.pk in found else more
    return found


def of_studies(studies: Iterable[Study], today: date) -> dict[int, str]:
    """What strikes at hours of learning: the same twice, and a day that holds more than 24 hours."""
    every = list(studies)
    twice = gettext("Another entry has the same day and topic.")
    found = _said(every, today, lambda one: (one.on, one.topic.casefold()), twice)
    whole: Counter[date] = Counter()
    for one in every:
        whole[one.on] += one.minutes
    for one in every:
        if whole[one.on] > DAY:
            more = gettext("The entries of this day come to more than 24 hours.")
            found[one.pk] = f"{found[one.pk]} {more}" if one.pk in found else more
    return found


def _said(entries: Iterable[O], today: date, like: Callable[[O], object], twice: str) -> dict[int, str]:
    every = list(entries)
    many = Counter(like(one) for one in every)
    found = {one.pk: [gettext(AHEAD)] * (one.on > today) + [twice] * (many[like(one)] > 1) for one in every}
    return {pk: " ".join(words) for pk, words in found.items() if words}
