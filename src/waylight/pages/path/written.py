"""The series of what is written and said: listening, insights from others, and confidence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from waylight.lenses.figure import Figure
from waylight.lenses.growth.series import Rated, counted_by_week, rated_by_week
from waylight.lenses.weeks import monday_of
from waylight.pages.columns import moods, noon, others_shares, ratings, views
from waylight.pages.path.series import Points, Series, of_weeks, with_evidence
from waylight.record.insight import Insight, Reflection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.weeks import Week
    from waylight.record.engagement import Engagement

NOT_WRITTEN = gettext_noop("Nothing was written down in this week, so nothing is known of it.")
NO_VIEW = gettext_noop("No view of anybody else is noted yet; one is noted on the page of an initiative.")
TENTHS = 10  # a share of all words, on the scale of ratings


class Written:
    """What the record holds of words and ratings until a time, as somebody may see it."""

    def __init__(self, engagement: Engagement, user: Asking, now: datetime) -> None:
        today = engagement.local_day(now)
        self.engagement = engagement
        self.rated = [one for one in ratings(engagement, user) if one.on <= today]
        self.felt = [one for one in moods(engagement, user) if one.on <= today]
        insights = _insights(engagement, user)
        told = ((pk, noon(on, engagement)) for pk, on, person in insights if person is not None)
        self.heard = [(pk, at) for pk, at in told if at <= now]
        noted = [(pk, on) for pk, on in views(engagement, user) if on <= today]
        self.views = [(pk, noon(on, engagement)) for pk, on in noted]
        self.talked = [one for one in others_shares(engagement, user) if one.on <= today]
        written = {*_days_of_entries(engagement, user), *(on for _, on, _ in insights), *(on for _, on in noted)}
        written.update(one.on for one in self.rated)
        self.mondays = {monday_of(day) for day in written if day <= today}

    @property
    def days(self) -> list[date]:
        """The days of everything that stands in a series."""
        of_events = (self.engagement.local_day(at) for _, at in (*self.heard, *self.views))
        return [*(one.on for one in (*self.rated, *self.felt, *self.talked)), *of_events]

    def listening(self, weeks: Sequence[Week]) -> Series:
        """Views of others that she noted."""
        figures = self._counted(self.views, weeks, NO_VIEW)
        values = with_evidence(figures, weeks, self.engagement, "listening")
        points = of_weeks(figures, weeks)
        name, unit = gettext("Listening"), gettext("views of others a week")
        return Series("listening", name, unit, "listen", values, points=points)

    def insights(self, weeks: Sequence[Week]) -> Series:
        """Insights that came from others."""
        figures = self._counted(self.heard, weeks, "")
        values = with_evidence(figures, weeks, self.engagement, "insights")
        name, unit = gettext("Insights from others"), gettext("a week")
        return Series("insights", name, unit, "listen", values, points=of_weeks(figures, weeks))

    def confidence(self, weeks: Sequence[Week]) -> Series:
        """Her own rating."""
        values = with_evidence(rated_by_week(self.rated, weeks), weeks, self.engagement, "confidence")
        points = _daily(self.rated)
        name, unit = gettext("Confidence"), gettext("own rating")
        return Series("confidence", name, unit, "out", values, top=10, sampled=False, points=points)

    def mood(self, weeks: Sequence[Week]) -> Series | None:
        """How she felt, by her own number: beside the way, no stage of it. None where she gave none."""
        if not self.felt:
            return None
        values = with_evidence(rated_by_week(self.felt, weeks), weeks, self.engagement, "mood")
        name, unit = gettext("Mood"), gettext("own rating")
        return Series("mood", name, unit, "listen", values, top=10, sampled=False, stage=False)

    def in_own_meetings(self, weeks: Sequence[Week]) -> Series | None:
        """The share of words that others had in meetings of her own; None where there is no transcript of any."""
        if not self.talked:
            return None
        values = with_evidence(rated_by_week(self.talked, weeks), weeks, self.engagement, "own-meetings")
        tenths = [Rated(one.id, one.on, one.value * TENTHS) for one in self.talked]
        name, unit = gettext("Room for others"), gettext("share of words, own meetings")
        return Series(
            "own_meetings", name, unit, "listen", values, 1, digits="percent", sampled=False, points=_daily(tenths)
        )

    def _counted(self, rows: list[tuple[int, datetime]], weeks: Sequence[Week], none: str) -> tuple[Figure, ...]:
        """Counts by week; a week in which nothing at all was written down is not known, for nobody said anything."""
        counted = counted_by_week(rows, weeks)
        if not rows:
            return tuple(Figure.unknown(gettext(none)) for _ in weeks) if none else counted
        return tuple(
            figure if week.monday in self.mondays else Figure.unknown(gettext(NOT_WRITTEN))
            for figure, week in zip(counted, weeks, strict=True)
        )


def _insights(engagement: Engagement, user: Asking) -> list[tuple[int, date, int | None]]:
    """All insights: id, the client's day, and from whom it came, if from anybody."""
    mine = Insight.objects.visible_to(user).filter(engagement=engagement)
    return list(mine.values_list("pk", "on", "heard_from"))


def _days_of_entries(engagement: Engagement, user: Asking) -> set[date]:
    mine = Reflection.objects.visible_to(user).filter(engagement=engagement)
    return set(mine.values_list("on", flat=True))


def _daily(rows: Sequence[Rated]) -> Points:
    """Ratings as points: the mean of a day that has several."""
    by_day: dict[date, list[float]] = defaultdict(list)
    for row in rows:
        by_day[row.on].append(row.value)
    days = sorted(by_day)
    return Points("ratings", tuple(days), tuple(sum(by_day[day]) / len(by_day[day]) for day in days))
