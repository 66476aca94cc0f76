"""The rows of the map's table. They are joined here and not by a template, which would begin anew for each cell."""

# Its sentences are marked; what is not is HTML:
# not for readers

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext

from waylight.pages.evidence.links import evidence_link
from waylight.pages.templatetags.words import interval, level, rate, side

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from waylight.lenses.figure import Figure
    from waylight.pages.map.compare import Both, Way
    from waylight.pages.map.map import Row


def table_rows(people: Sequence[Both], *, found: Collection[int], compared: bool) -> SafeString:
    """A row for each of ``people``, numbered from 1; ``found`` are those looked for.

    Where weeks are compared, each figure has that of the other weeks below it, and a last cell says what changed.
    """
    every, wanted = _Rows(), frozenset(found)
    rows = (every.row(n, one, one.row.person in wanted, compared) for n, one in enumerate(people, start=1))
    return mark_safe("".join(rows))  # noqa: S308 - escaped where it is joined


class Rates:
    """Writes how often people turn to one another: many share a number and a range, and each is written once."""

    def __init__(self) -> None:
        self._said = gettext("%(name)s: %(number)s a week, evidence")
        self._number = cache(rate)
        self._range = cache(lambda found: f"<small>{escape(interval(found, 'rate'))}</small>\n")

    def cell(self, found: Figure, *, where: str, name: str) -> SafeString:
        """A rate with its range, and a link to the rows behind it; why not, where it is not known."""
        if found.value is None:
            return mark_safe(f'<span class="unknown">{escape(found.why_not)}</span>\n')  # noqa: S308
        if not found.value:
            return mark_safe(f"0 {self._range(found)}")  # noqa: S308
        number = escape(self._number(found.value))
        said = self._said % {"name": escape(name), "number": number}
        return mark_safe(f"{evidence_link(where, said=said, shown=number)} {self._range(found)}")  # noqa: S308


class _Rows:
    """Writes the rows of one table: what many of them say is looked up once."""

    def __init__(self) -> None:
        named, then = gettext("(named)"), pgettext("in the other weeks", "then")
        self._named = f'<span class="visually-hidden"> {named}</span>'
        self._then = f'<span class="then"><small>{then}</small> '
        self._none = pgettext("contacts", "none")
        self._place, self._contacts_with, self._rates_of = cache(_place), cache(_contacts_with), Rates()

    def row(self, number: int, one: Both, found: bool, compared: bool) -> str:
        """One person's row."""
        row, place = one.row, self._place(one.row.level, one.row.side)
        classes = ' class="found"' if found else ""
        changed = escape(one.words) if compared else ""
        below = f'<small class="place-below">{changed}</small>' if changed else ""
        last = f'<td class="place">{changed}</td>' if compared else ""
        return (
            f'<tr id="row-{row.person}" data-person="{row.person}"{classes}><td class="n">{number}</td>'
            f'<th scope="row">{escape(row.name)}{self._named if row.named else ""}'
            f'<small class="place-below">{place}</small>{below}</th><td class="place">{place}</td>\n'
            f'<td class="n">{self._rates(one, "out", compared)}</td>'
            f'<td class="n">{self._rates(one, "into", compared)}</td>'
            f'<td class="n">{self._contacts(one, compared)}</td>{last}</tr>'
        )

    def _rates(self, one: Both, way: Way, compared: bool) -> str:
        now = self._rate(one.now, way)
        return f"{now}{self._then}{self._rate(one.then, way)}</span>" if compared else now

    def _rate(self, row: Row | None, way: Way) -> str:
        return self._rates_of.cell(getattr(row.tie, way), where=getattr(row, way), name=row.name) if row else "0"

    def _contacts(self, one: Both, compared: bool) -> str:
        now = self._contact(one.now)
        return f"{now}{self._then}{self._contact(one.then)}</span>" if compared else now

    def _contact(self, row: Row | None) -> str:
        if row is None or not row.tie.contacts:
            return self._none
        many = row.tie.contacts
        said = self._contacts_with(many) % {"number": many, "name": escape(row.name)}
        return evidence_link(row.contact, said=said, shown=str(many))


def _contacts_with(many: int) -> str:
    return ngettext("%(number)s contacts with %(name)s: evidence", "%(number)s contacts with %(name)s: evidence", many)


def _place(at_level: str, on_side: str) -> str:
    if not (at_level or on_side):
        return gettext("not known")
    words = level(at_level) or gettext("level not known"), side(on_side) or gettext("side not known")
    return ", ".join(map(escape, words))
