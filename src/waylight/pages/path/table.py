"""The path's table: a row for each week, a cell for each series, every value with the link to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from waylight.pages.templatetags.words import day, day_and_year, figure, interval, percent, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.safestring import SafeString

    from waylight.lenses.weeks import Week
    from waylight.pages.path.path import Path
    from waylight.pages.path.series import Series, Value

ROW = '<tr><th scope="row">{}</th>{}</tr>'  # not for readers
CELL = '<td class="n">{}</td>'  # not for readers
UNKNOWN = '<td class="n"><span class="unknown" title="{}">{}</span></td>'  # not for readers
TO_ROUND = '<a class="evidence" href="{}" aria-label="{}">{}</a>'  # not for readers
TO_ROWS = (
    '<a class="evidence" href="{0}" hx-get="{0}" hx-target="#evidence-body" '  # not for readers
    'aria-label="{1}">{2}</a>'  # not for readers
)


class Table:
    """The rows of the table, written at once: a page has hundreds of cells, for each of which a template would ask for
    the same sentences again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unknown = gettext("not known")
        self._round = gettext("{name}, week of {day}: the round")
        self._evidence = gettext("{name}, week of {day}: evidence")

    def rows(self) -> SafeString:
        """All of them as HTML."""
        return format_html_join("", ROW, self._each())

    def _each(self) -> Iterator[tuple[str, SafeString]]:
        for week, cells in self._path.by_week:
            yield day_and_year(week.monday), format_html_join("", "{}", ((self._cell(week, *one),) for one in cells))

    def _cell(self, week: Week, one: Series, value: Value) -> SafeString:
        if value.figure.value is None:
            return format_html(UNKNOWN, value.figure.why_not, self._unknown)
        written = self._written(week, one, value)
        if value.figure.low == value.figure.high:
            return format_html(CELL, written)
        within = format_html("{}<br><small>{}</small>", written, interval(value.figure, one.digits))
        return format_html(CELL, within)

    def _written(self, week: Week, one: Series, value: Value) -> str:
        """A value with the link to what was counted; nothing was counted for a 0, but for a share of something."""
        found, given = value.figure, {"name": one.name, "day": day(week.monday)}
        if one.grouped:
            return format_html(TO_ROUND, value.evidence, self._round.format(**given), signed(found.value, 1))
        if not (found.value or found.rows or one.digits == "percent"):
            return "0"
        write = percent if one.digits == "percent" else figure
        return format_html(TO_ROWS, value.evidence, self._evidence.format(**given), write(found.value))
