"""Two stretches of four weeks beside one another: who is new, who has gone, and which arrows began or ended."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext, pgettext

from waylight.pages.map.map import compose

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.predicates import Asking
    from waylight.pages.map.map import Map, Row
    from waylight.record.engagement import Engagement

Way = Literal["out", "into"]


@dataclass(frozen=True, slots=True)
class Both:
    """One person in both stretches; a row is None in a stretch in which they were not on the map."""

    now: Row | None
    then: Row | None

    @property
    def row(self) -> Row:
        """The row that says who it is."""
        row = self.now or self.then
        assert row is not None  # noqa: S101 - one of the two is always there
        return row

    @property
    def is_new(self) -> bool:
        """In contact now, and not then."""
        return _met(self.now) and not _met(self.then)

    @property
    def is_gone(self) -> bool:
        """In contact then, and not now."""
        return _met(self.then) and not _met(self.now)

    def began(self, way: Way) -> bool:
        """Whether somebody reaches out in this direction now, and did not then."""
        return _reached(self.now, way) and not _reached(self.then, way)

    def ended(self, way: Way) -> bool:
        """Whether somebody reached out in this direction then, and does not now."""
        return _reached(self.then, way) and not _reached(self.now, way)

    @property
    def words(self) -> str:
        """What changed, in a few words; "" where nothing did."""
        words = {
            "new": pgettext("a person on the map", "new"),
            "gone": pgettext("a person on the map", "gone"),
            "reaching out began": gettext("reaching out began"),  # not for readers
            "being reached began": gettext("being reached began"),  # not for readers
            "reaching out ended": gettext("reaching out ended"),  # not for readers
            "being reached ended": gettext("being reached ended"),  # not for readers
        }
        return ", ".join(words[one] for one in self.changes)

    @property
    def changes(self) -> list[str]:
        """The same as files carry it, in every language."""
        if self.is_new or self.is_gone:
            return ["new" if self.is_new else "gone"]
        return [
            *(["reaching out began"] if self.began("out") else []),  # not for readers
            *(["being reached began"] if self.began("into") else []),  # not for readers
            *(["reaching out ended"] if self.ended("out") else []),  # not for readers
            *(["being reached ended"] if self.ended("into") else []),  # not for readers
        ]


@dataclass(frozen=True, slots=True)
class Compared:
    """The map shown, the one it is compared with, and everybody who is on either."""

    now: Map
    then: Map
    people: list[Both] = field(default_factory=list)

    @property
    def new(self) -> list[Both]:
        """Those in contact now and not then."""
        return [one for one in self.people if one.is_new]

    @property
    def gone(self) -> list[Both]:
        """Those in contact then and not now."""
        return [one for one in self.people if one.is_gone]

    @property
    def overlap(self) -> bool:
        """Whether the two stretches share days."""
        return self.now.start < self.then.end and self.then.start < self.now.end

    def of(self, person: int) -> Both | None:
        """One person, by id; None for who is on neither."""
        return next((one for one in self.people if one.row.person == person), None)


def compare(engagement: Engagement, user: Asking, now: datetime, shown: Map, week: int) -> Compared:
    """Compare ``shown`` with the four weeks that end with ``week``; those who are only there come after the others."""
    then = compose(engagement, user, now, week)
    if then is None:  # what was brought in has gone since ``shown`` was composed
        return Compared(shown, replace(shown, rows=[]))
    before = {row.person: row for row in then.rows}
    here = {row.person for row in shown.rows}
    people = [Both(row, before.get(row.person)) for row in shown.rows]
    people += [Both(None, row) for row in then.rows if row.person not in here]
    return Compared(shown, then, people)


def _met(row: Row | None) -> bool:
    return row is not None and row.tie.contacts > 0


def _reached(row: Row | None, way: Way) -> bool:
    return row is not None and bool(getattr(row.tie, way).value)
