"""The client's contacts, week by week, from what is kept of them: a page reads a few weeks' sums, and not every row.

What is missing is made when it is first asked for, from the rows of the weeks that are not kept, and kept then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import floor
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import F, Max, Min, Q

from waylight.lenses.influence.added_up import AddedUp, add_up
from waylight.lenses.influence.before import NO_HISTORY
from waylight.lenses.influence.week_sums import NEVER, VERSION, WeekSum, week_sums
from waylight.lenses.weeks import Week, weeks_between
from waylight.pages.columns import hers, table_of
from waylight.record.consent import Consent
from waylight.record.kept import Kept, changes, keep

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.before import History
    from waylight.record.engagement import Engagement
    from waylight.record.interaction import Interaction

PREFIX = "contact"  # of the names of all that is kept here, in every version
WEEKS, ALL = f"{PREFIX} in a week {VERSION}", f"{PREFIX} {VERSION}"
AT_ONCE = 500  # values in a condition
SECOND = timedelta(seconds=1)
NEXT = "next"  # beside what is known of everybody: the time of the first row that lies in the future


@dataclass(frozen=True, slots=True)
class Contact:
    """The client's contacts before ``now``: ``known`` is what is known of everybody, ``sums`` gives single weeks."""

    engagement: Engagement
    user: Asking
    now: datetime
    known: AddedUp
    made: dict[int, WeekSum]  # weeks that were made or read already, by their start
    about: str  # what ``depends_on`` said when ``known`` was read

    @property
    def first(self) -> datetime:
        """When the first row of all was."""
        return _time(self.known.first)

    @property
    def until(self) -> datetime:
        """The last time of which the record knows more than what a calendar planned."""
        return _time(self.known.known_until)

    @property
    def weeks(self) -> tuple[Week, ...]:
        """All weeks until then."""
        first = self.engagement.local_day(self.first)
        return weeks_between(first, self.engagement.local_day(self.until), self.engagement.zone)

    def sums(self, weeks: Sequence[Week]) -> list[WeekSum]:
        """The sums of some weeks, in their order."""
        starts = [int(week.start.timestamp()) for week in weeks]
        if missing := [_time(start) for start in starts if start not in self.made]:
            mine = _mine(self.engagement, self.user, self.about)
            found = mine.filter(measures=WEEKS, start__in=missing)
            self.made.update({one.start: one for one in map(_week, found)})
        if any(start not in self.made for start in starts):  # they were dropped since ``known`` was read
            again = _made(self.engagement, self.user, self.now)
            self.made.update(again.made if again else {})
        return [self.made[start] for start in starts]

    def until_known(self) -> AddedUp:
        """The same as ``known``, without what a calendar has after the last of all else."""
        last = self.until
        if self.known.last <= last.timestamp():
            return self.known
        *whole, week = self.weeks
        before = self.sums(whole)
        rows = hers(self.engagement, self.user)
        part = _new_weeks(self.engagement, rows, before, week.start if before else None, last + SECOND)
        return add_up([*before, *part])


def contact(engagement: Engagement, user: Asking, now: datetime) -> Contact | None:
    """What is known of the client's contacts before ``now``, as far as who asks may see them; None without any."""
    about = depends_on(engagement)
    kept = _mine(engagement, user, about).filter(measures=ALL).last()
    if kept is not None and _stands(kept.figures, now):
        return Contact(engagement, user, now, AddedUp.of_plain(kept.figures), {}, about)
    return _made(engagement, user, now)


def _stands(figures: Mapping[str, Any], now: datetime) -> bool:
    """Whether what is known of everybody is still all there is: no row that it knows of lay ahead and has come."""
    last, planned = figures["last"], figures[NEXT]
    return bool(last < now.timestamp() and (planned == NEVER or planned >= now.timestamp()))


def _mine(engagement: Engagement, user: Asking, about: str) -> QuerySet[Kept]:
    return Kept.objects.visible_to(user).filter(engagement=engagement, about=about)


def depends_on(engagement: Engagement, agreements: Sequence[Consent] | None = None) -> str:
    """What figures of contact depend on beside the rows: whose they are, in which zone, and what may be used.

    ``agreements`` are the engagement's ``ledger``, where it was read already.
    """
    if agreements is None:
        agreements = list(Consent.objects.filter(engagement=engagement, withdrawn_at=None).only("use", "withdrawn_at"))
    standing = {one.use for one in agreements if one.withdrawn_at is None}
    agreed = sorted(standing & {Consent.Use.MAIL, Consent.Use.CALENDAR})
    return f"{engagement.client_id} {engagement.zone} {', '.join(agreed)}"


def kept_weeks(
    engagement: Engagement, user: Asking, *, until: datetime, now: datetime, about: str | None = None
) -> list[WeekSum]:
    """The sums of all weeks that are over by ``until`` (not after ``now``), in order, from the first one on.

    What is missing is made first, and kept if that can be. ``about`` is what ``depends_on`` says, where that was asked
    already.
    """
    about = depends_on(engagement) if about is None else about
    over = Q(measures=WEEKS, end__lte=F("known_at")) & Q(end__lte=until)
    found = list(_mine(engagement, user, about).filter(over | Q(measures=ALL)).values_list("measures", "figures"))
    whole = [figures for measures, figures in found if measures == ALL]
    if not (whole and _stands(whole[-1], now)):
        _made(engagement, user, now)
        return _weeks_over(engagement, user, depends_on(engagement), until)
    return [WeekSum.of_plain(figures) for measures, figures in found if measures == WEEKS]


def _weeks_over(engagement: Engagement, user: Asking, about: str, until: datetime) -> list[WeekSum]:
    whole = _mine(engagement, user, about).filter(measures=WEEKS, end__lte=F("known_at"))
    return [_week(one) for one in whole.filter(end__lte=until)]


def _made(engagement: Engagement, user: Asking, now: datetime) -> Contact | None:
    """Make the weeks that are not kept, and what is known of all of them; and keep it, if that can be."""
    seen, about = changes(engagement), depends_on(engagement)
    kept = _weeks_over(engagement, user, about, now)
    since = _time(kept[-1].end) if kept else None
    rows = hers(engagement, user)
    new = _new_weeks(engagement, rows, kept, since, now)
    if not (kept or new):
        return None
    known = add_up([*kept, *new])
    after = rows.filter(at__gte=now).aggregate(at=Min("at"))["at"]
    planned = {NEXT: floor(after.timestamp()) if after else NEVER}

    def row(measures: str, start: int, end: datetime, figures: dict[str, int | list[int]]) -> Kept:
        return Kept(
            engagement=engagement,
            measures=measures,
            about=about,
            start=_time(start),
            end=end,
            known_at=now,
            figures=figures,
        )

    weeks = [row(WEEKS, one.start, _time(one.end), one.as_plain()) for one in new]
    every = row(ALL, known.first, now, known.as_plain() | planned)
    still = Q(measures=WEEKS, about=about, start__lt=since) if since else Q(pk=None)
    keep(engagement, [*weeks, every], instead=Q(measures__startswith=PREFIX) & ~still, seen=seen)
    return Contact(engagement, user, now, known, {one.start: one for one in (*kept, *new)}, about)


def _new_weeks(
    engagement: Engagement, rows: QuerySet[Interaction], kept: Sequence[WeekSum], since: datetime | None, now: datetime
) -> list[WeekSum]:
    """Sum up the weeks from ``since`` on until that of the last row before ``now``; ``kept`` are those before."""
    threads: dict[str, int] = {}
    table = table_of(
        rows.filter(at__lt=now) if since is None else rows.filter(at__gte=since, at__lt=now), threads=threads
    )
    if not len(table):
        return []
    first, last = (_time(int(at.astype(np.int64))) for at in (table.at[0], table.at[-1]))
    weeks = weeks_between(engagement.local_day(since or first), engagement.local_day(last), engagement.zone)
    history = NO_HISTORY
    if since is not None:
        history = with_threads(add_up(kept).history(engagement.client_id), rows, threads, since)
    return week_sums(table, engagement.client_id, weeks, zone=engagement.zone, history=history)


def with_threads(history: History, rows: QuerySet[Interaction], threads: dict[str, int], since: datetime) -> History:
    """Add to a history when each of some threads (their numbers by name) had its last row before ``since``."""
    names, found = [name for name in threads if name], list[tuple[int, int]]()
    last = Max(
        "at", filter=Q(at__lt=since)
    )  # no condition on the rows, or all of the time before would be gone through
    for n in range(0, len(names), AT_ONCE):
        some = (
            rows.filter(thread__in=names[n : n + AT_ONCE])
            .order_by()
            .values("thread")
            .annotate(until=last)
            .values_list("thread", "until")
        )
        found += [(threads[thread], floor(at.timestamp())) for thread, at in some if at is not None]
    both = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return replace(history, thread=both[0], thread_last=both[1])


def _week(kept: Kept) -> WeekSum:
    return WeekSum.of_plain(kept.figures)


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
