"""The series of contact: reaching out, showing, being reached, and beside them reciprocity and breadth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from waylight.lenses.figure import Figure
from waylight.pages.path.contact_kept import cut, days_of, known_weeks, of_contact
from waylight.pages.path.series import Points, Series, with_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.pages.path.contact_kept import Span
    from waylight.pages.path.series import Value

LET_GO = gettext_noop("Mail or calendar of this time was let go.")
NO_INITIATIVE = gettext_noop("No contact belongs to an initiative yet; what belongs to one is chosen on its page.")


class Contact:
    """What the record says of contact over some weeks."""

    def __init__(self, span: Span) -> None:
        self.engagement, self.weeks = span.engagement, span.weeks
        self.places_there_are = len(span.engagement.practice.levels) * len(span.engagement.practice.sides)
        self.known_from = span.known_from
        self.found = of_contact(span)
        self.days = days_of(span, known_weeks(self.found.out, span))

    def reach_out(self) -> Series:
        """People she turned to first."""
        values = self._values("reach-out", self.found.out)
        name, unit = gettext("Reaching out"), gettext("people a week")
        return Series("reach_out", name, unit, "out", values, points=self._points("out"))

    def sharing(self) -> Series:
        """Threads of her initiatives that she began: something to show."""
        about = self.found.about
        figures = self.found.sharing if about else tuple(Figure.unknown(gettext(NO_INITIATIVE)) for _ in self.weeks)
        values = self._values("sharing", figures)
        points = self._points("sharing") if about else None
        name, unit = gettext("Sharing"), gettext("threads on initiatives a week")
        return Series("sharing", name, unit, "out", values, points=points)

    def reach_in(self) -> Series:
        """People who turned to her first."""
        values = self._values("reach-in", self.found.into)
        name, unit = gettext("Reached by others"), gettext("people a week")
        return Series("reach_in", name, unit, "in", values, points=self._points("into"))

    def beside(self) -> tuple[Series, Series]:
        """What is no stage, and tells more of the same contact: reciprocity and breadth."""
        return_share = self._values("reciprocity", self.found.reciprocity, 4)
        wide = self._values("breadth", self.found.breadth, 4)
        back = gettext("share writing back, four weeks")
        of = gettext("of {count} places, four weeks").format(count=self.places_there_are)
        mutual, breadth = gettext("Reciprocity"), gettext("Breadth")
        return (
            Series("reciprocity", mutual, back, "in", return_share, top=1, digits="percent", stage=False),
            Series("breadth", breadth, of, "out", wide, stage=False),
        )

    def _points(self, name: str) -> Points:
        return Points("counts", self.days, self.found.by_day[name])

    def _values(self, what: str, figures: Iterable[Figure], span: int = 1) -> tuple[Value, ...]:
        """Figures with their rows, without those counted from a part of what there was: the rest was let go."""
        every = with_evidence(list(figures), self.weeks, self.engagement, what, span)
        return tuple(
            replace(value, figure=Figure.unknown(gettext(LET_GO)))
            if cut(value.week.end, self.known_from, span)
            else value
            for value in every
        )
