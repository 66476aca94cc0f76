"""What somebody's arrows say, as a sentence: for those who do not see them, and for the pointer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.pages.templatetags.words import figure, level, side

if TYPE_CHECKING:
    from waylight.pages.map.map import Row
    from waylight.pages.voice import Voice


class Told:
    """Says it of everybody on one drawing. Many stand at one place or share a number, and each is put in words once."""

    def __init__(self, voice: Voice) -> None:
        self._sentence = gettext("{name} ({place}): {said}")
        self._place = cache(_place)
        self._hers = cache(lambda n: voice.say("{subject} reached out {number} times a week", number=figure(n)))
        self._theirs = cache(lambda n: voice.say("they reached {object} {number} times a week", number=figure(n)))

    def in_words(self, row: Row) -> str:
        """One person's arrows."""
        return self._sentence.format(name=row.name, place=self._place(row.level, row.side), said=self._said(row))

    def _said(self, row: Row) -> str:
        if not row.tie.contacts:
            return gettext("no contact in these weeks")
        out, into = row.tie.out.value, row.tie.into.value
        if out and into:
            return gettext("{hers}; {theirs}").format(hers=self._hers(out), theirs=self._theirs(into))
        if out or into:
            return self._hers(out) if out else self._theirs(into)
        return gettext("in contact, nobody reached out first")


def _place(at_level: str, on_side: str) -> str:
    return ", ".join(filter(None, (level(at_level), side(on_side)))) or gettext("place not known")
