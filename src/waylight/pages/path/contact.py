"""The series of contact: reaching out, showing, being reached, and beside them reciprocity and breadth."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from waylight.lenses.figure import Figure
from waylight.lenses.influence.showing import begun as begun_by
from waylight.lenses.influence.showing import by_day, by_week, shown
from waylight.lenses.influence.weekly import weekly
from waylight.lenses.weeks import monday_of
from waylight.pages.columns import places, rows_of_initiatives
from waylight.pages.gone import contact_known_from
from waylight.pages.path.series import Points, Series, with_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.lenses.influence.showing import Begun
    from waylight.lenses.weeks import Week
    from waylight.pages.path.series import Value
    from waylight.record.engagement import Engagement

LET_GO = "Mail or calendar of this time was let go."
NO_INITIATIVE = "No contact belongs to an initiative yet; what belongs to one is chosen on its page."
CLOCKS = timedelta(hours=2)  # more than clocks are ever moved in a month


class Contact:
    """What the record says of contact over some weeks; ``days`` are those from its first row to the last known."""

    def __init__(
        self, table: Contacts, engagement: Engagement, user: Asking, weeks: Sequence[Week], days: Sequence[date]
    ) -> None:
        self.table, self.engagement, self.weeks = table, engagement, weeks
        self.places_there_are = len(engagement.practice.levels) * len(engagement.practice.sides)
        self.found = weekly(
            table,
            engagement.client_id,
            places(engagement, user),
            weeks=weeks,
            of=self.places_there_are,
            zone=engagement.zone,
        )
        self.about = rows_of_initiatives(engagement, user)
        known_from = contact_known_from(engagement)
        self.known = [one.out.value is not None and not _cut(one.end, known_from, 1) for one in self.found]
        self.known_from = known_from
        known = {week.monday for week, is_known in zip(weeks, self.known, strict=True) if is_known}
        self.days = tuple(day for day in days if monday_of(day) in known)

    def reach_out(self) -> Series:
        """People she turned to first."""
        mine = begun_by(self.table, self.engagement.client_id, out=True, zone=self.engagement.zone)
        values = self._values("reach-out", [one.out for one in self.found])
        return Series("reach_out", "Reaching out", "people a week", "out", values, points=self._points(mine))

    def sharing(self) -> Series:
        """Threads of her initiatives that she began: something to show."""
        mine = shown(self.table, self.engagement.client_id, self.about, zone=self.engagement.zone)
        figures = by_week(mine, self.weeks, self.known)
        if not self.about:
            figures = tuple(Figure.unknown(NO_INITIATIVE) for _ in self.weeks)
        points = self._points(mine) if self.about else None
        values = self._values("sharing", figures)
        return Series("sharing", "Sharing", "threads on initiatives a week", "out", values, points=points)

    def reach_in(self) -> Series:
        """People who turned to her first."""
        mine = begun_by(self.table, self.engagement.client_id, out=False, zone=self.engagement.zone)
        values = self._values("reach-in", [one.into for one in self.found])
        return Series("reach_in", "Reached by others", "people a week", "in", values, points=self._points(mine))

    def beside(self) -> tuple[Series, Series]:
        """What is no stage, and tells more of the same contact: reciprocity and breadth."""
        return_share = self._values("reciprocity", [one.reciprocity for one in self.found], 4)
        wide = self._values("breadth", [one.breadth for one in self.found], 4)
        name, of = "share writing back, four weeks", f"of {self.places_there_are} places, four weeks"
        return (
            Series("reciprocity", "Reciprocity", name, "in", return_share, top=1, digits="percent", stage=False),
            Series("breadth", "Breadth", of, "out", wide, stage=False),
        )

    def _points(self, rows: Begun) -> Points:
        return Points("counts", self.days, by_day(rows, self.days))

    def _values(self, what: str, figures: Iterable[Figure], span: int = 1) -> tuple[Value, ...]:
        """Figures with their rows, without those counted from a part of what there was: the rest was let go."""
        every = with_evidence(list(figures), self.weeks, self.engagement, what, span)
        return tuple(
            replace(value, figure=Figure.unknown(LET_GO)) if _cut(value.week.end, self.known_from, span) else value
            for value in every
        )


def _cut(end: datetime, known_from: datetime | None, span: int) -> bool:
    return known_from is not None and end - timedelta(weeks=span) + CLOCKS < known_from
