"""The rows of contact since a time, with what went before them from the sums of weeks that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from waylight.lenses.influence.added_up import AddedUp, add_up
from waylight.lenses.influence.before import NO_HISTORY, History
from waylight.lenses.influence.contacts import instant
from waylight.lenses.influence.week_sums import week_sums
from waylight.lenses.weeks import weeks_between
from waylight.pages.columns import hers, table_of
from waylight.pages.kept import kept_weeks, with_threads
from waylight.record.interaction import Interaction

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.lenses.influence.week_sums import WeekSum
    from waylight.record.engagement import Engagement


@dataclass(frozen=True, slots=True)
class Recent:
    """``table`` begins with a week's first row, ``weeks`` are the sums of all weeks before, ``before`` what is known of
    everybody by then (None where the table begins with the first row of all), ``history`` what that says to whoever
    looks at the table. ``every`` are all rows that were read, those of the table and what was asked for beside them.
    """

    engagement: Engagement
    table: Contacts
    weeks: list[WeekSum]
    before: AddedUp | None
    history: History
    every: Contacts

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


def recent(
    engagement: Engagement,
    user: Asking,
    *,
    since: datetime,
    until: datetime,
    now: datetime,
    also_since: datetime | None = None,
    planned: bool = False,
    about: str | None = None,
) -> Recent:
    """The client's rows from the week of ``since`` until before ``until``; all of them where no sums are kept.

    ``every`` begins with ``also_since`` where that is earlier, and holds meetings at or after ``until`` if ``planned``.
    ``about`` is what ``waylight.pages.kept.depends_on`` says, where that was asked already.
    """
    weeks = kept_weeks(engagement, user, until=min(since, now), now=now, about=about)
    rows = mine = hers(engagement, user)
    begin = datetime.fromtimestamp(weeks[-1].end, UTC) if weeks else None
    if begin is not None:
        rows = rows.filter(at__gte=min(begin, also_since or begin))
    come = Q(at__lt=until)
    threads: dict[str, int] = {}
    every = table_of(rows.filter(come | Q(kind=Interaction.Kind.MEETING) if planned else come), threads=threads)
    table = every.only(every.at < instant(until))
    if begin is None:
        return Recent(engagement, table, [], None, NO_HISTORY, every)
    table = table.only(table.at >= instant(begin))
    before, there = add_up(weeks), set(table.thread.tolist())
    threads = {name: number for name, number in threads.items() if number in there}
    known = before.history(engagement.client_id)
    return Recent(engagement, table, weeks, before, with_threads(known, mine, threads, begin), every)
