"""The rows of contact since a time, with what went before them from the sums of weeks that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from waylight.lenses.influence.added_up import AddedUp, add_up
from waylight.lenses.influence.before import NO_HISTORY, History
from waylight.lenses.influence.week_sums import week_sums
from waylight.lenses.weeks import weeks_between
from waylight.pages.columns import hers, table_of
from waylight.pages.kept import contact, kept_weeks, with_threads

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.lenses.influence.week_sums import WeekSum
    from waylight.record.engagement import Engagement


@dataclass(frozen=True, slots=True)
class Recent:
    """``table`` begins with a week's first row, ``weeks`` are the sums of all weeks before, ``history`` what these
    say to whoever looks at the table.
    """

    engagement: Engagement
    table: Contacts
    weeks: list[WeekSum]
    history: History

    @property
    def before(self) -> AddedUp | None:
        """What is known of everybody before the table; None where it begins with the first row of all."""
        return add_up(self.weeks) if self.weeks else None

    @property
    def until_its_end(self) -> AddedUp | None:
        """What is known of everybody with the table's rows; None without any row."""
        if not len(self.table):
            return self.before
        ends = (datetime.fromisoformat(f"{at}Z") for at in self.table.at[[0, -1]])
        first, last = map(self.engagement.local_day, ends)
        weeks = weeks_between(first, last, self.engagement.zone)
        here = week_sums(self.table, self.engagement.client_id, weeks, zone=self.engagement.zone, history=self.history)
        return add_up([*self.weeks, *here])


def recent(engagement: Engagement, user: Asking, *, since: datetime, until: datetime, now: datetime) -> Recent:
    """The client's rows from the week of ``since`` until before ``until``; all of them where no sums are kept."""
    contact(engagement, user, now)  # sees to it that they are, if that can be
    weeks = kept_weeks(engagement, user, until=min(since, now))
    rows = hers(engagement, user).filter(at__lt=until)
    threads: dict[str, int] = {}
    if not weeks:
        return Recent(engagement, table_of(rows), [], NO_HISTORY)
    begin = datetime.fromtimestamp(weeks[-1].end, UTC)
    table = table_of(rows.filter(at__gte=begin), threads=threads)
    known = add_up(weeks).history(engagement.client_id)
    return Recent(engagement, table, weeks, with_threads(known, hers(engagement, user), threads, begin))
