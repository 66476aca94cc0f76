"""The path's table: a row for each week, a cell for each series, every value with the link to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from waylight.pages.templatetags.words import day, day_and_year, figure, interval, percent, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.safestring import SafeString

    from waylight.pages.path.path import Path
    from waylight.pages.path.series import Series, Value

ROW = '<tr><th scope="row">{}</th>{}</tr>'  # not for readers
UNKNOWN = '<td class="n"><span class="unknown" title="{}">{}</span></td>'  # not for readers
NOTHING = '<td class="n">0{}</td>'  # not for readers
TO_ROUND = '<td class="n"><a class="evidence" href="{}" aria-label="{}">{}</a>{}</td>'  # not for readers
TO_ROWS = (
    '<td class="n"><a class="evidence" href="{0}" hx-get="{0}" '  # not for readers
    'hx-target="#evidence-body" aria-label="{1}">{2}</a>{3}</td>'  # not for readers
)
WITHIN = "<br><small>{}</small>"


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
            on = day(week.monday)
            yield day_and_year(week.monday), format_html_join("", "{}", ((self._cell(on, *one),) for one in cells))

    def _cell(self, on: str, one: Series, value: Value) -> SafeString:
        """A value with the link to what was counted; nothing was counted for a 0, unless it is a share of something."""
        found = value.figure
        if found.value is None:
            return format_html(UNKNOWN, found.why_not, self._unknown)
        within = format_html(WITHIN, interval(found, one.digits)) if found.low != found.high else ""
        if one.grouped:
            label = self._round.format(name=one.name, day=on)
            return format_html(TO_ROUND, value.evidence, label, signed(found.value, 1), within)
        if not (found.value or found.rows or one.digits == "percent"):
            return format_html(NOTHING, within)
        written = percent(found.value) if one.digits == "percent" else figure(found.value)
        return format_html(TO_ROWS, value.evidence, self._evidence.format(name=one.name, day=on), written, within)
