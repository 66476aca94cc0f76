"""What was seen of commitments: the engagement's names, contacts and entries, read once and looked through for each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext, npgettext

from waylight.lenses.influence.contacts import Kind, instant
from waylight.lenses.opening.seen import Entry, LookedThrough, Seen
from waylight.pages.columns import contacts, noon, spellings
from waylight.pages.templatetags.words import count_of, day, in_words
from waylight.record.engagement import person_of
from waylight.record.handing_over import former_coaches
from waylight.record.insight import Reflection
from waylight.record.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.record.engagement import Engagement
    from waylight.record.insight import Commitment

FIRST = 3  # days that a line names


class Looked:
    """What commitments made since a day, ``first``, are looked for in, for who asks.

    Of what lies at or after ``until`` only meetings count: they are planned.
    """

    def __init__(self, engagement: Engagement, user: Asking, first: date, until: datetime) -> None:
        self.engagement, self.until = engagement, until
        strangers = {engagement.client_id, person_of(engagement.coach).pk, *former_coaches(engagement)}
        names = {p: n for p, n in spellings(engagement, user).items() if p not in strangers}
        entries = Reflection.objects.visible_to(user).filter(
            engagement=engagement, on__gt=first, on__lte=engagement.local_day(until)
        )
        self.on = {entry.pk: entry.on for entry in entries}
        self.table = self._counted(contacts(engagement, user, since=_after(first, engagement)))
        every = [Entry(entry.pk, noon(entry.on, engagement), entry.text) for entry in entries]
        self.through = LookedThrough(names, self.table, engagement.client_id, every)

    def _counted(self, table: Contacts) -> Contacts:
        return table.only((table.at < instant(self.until)) | (table.kind == Kind.MEETING))

    def since(self, commitment: Commitment) -> Seen:
        """Interactions with the people it names, and entries that speak of it, after the day it was made."""
        return self.through.what_came_of(commitment.text, _after(commitment.on, self.engagement))

    def in_words(self, seen: Seen) -> list[str]:
        """What has been seen, in parts: *1 meeting, 26 May*, *11 mails, begun by Tomás Ferrão*, *entry of 26 May*."""
        rows = self.table.only(np.isin(self.table.id, seen.contacts))
        meetings = rows.kind == Kind.MEETING
        parts = [*self._meetings(rows.only(meetings)), *self._messages(rows.only(~meetings))]
        if days := sorted({self.on[entry] for entry in seen.entries}):
            parts.append(gettext("entry of {days}").format(days=", ".join(day(on) for on in days[:FIRST])))
        return parts

    def _meetings(self, rows: Contacts) -> Iterable[str]:
        ahead = rows.at >= instant(self.until)
        held, planned = self._days(rows.only(~ahead)), self._days(rows.only(ahead))
        if held:
            yield f"{_met(len(held))}, {', '.join(day(on) for on in held[:FIRST])}"
        if planned:
            many = _met(len(planned))
            yield gettext("{meetings} planned, {day}").format(meetings=many, day=day(planned[0]))

    def _messages(self, rows: Contacts) -> Iterable[str]:
        if len(rows):
            many = len(set(zip(rows.sender.tolist(), rows.at.tolist(), rows.thread.tolist(), strict=True)))
            first = self._days(rows)[0]
            said = gettext("{messages}, the first from {name}, {day}")
            name = self._names[int(rows.sender[0])]
            yield said.format(messages=count_of(many, "message"), name=name, day=day(first))

    def _days(self, rows: Contacts) -> list[date]:
        return sorted({self.engagement.local_day(at.replace(tzinfo=UTC)) for at in rows.at.tolist()})

    @cached_property
    def _names(self) -> dict[int, str]:
        """What the people of the engagement are called; asked for where a line names one."""
        return dict(Person.objects.filter(aliases__engagement=self.engagement).values_list("pk", "name"))


def _met(times: int) -> str:
    """How many meetings of whatever kind: not those of the coaching, which other languages call by another word."""
    noun = npgettext("of any kind", "meeting", "meetings", times)
    return f"{in_words(times)} {noun}"


def since_then(commitment: Commitment, user: Asking, until: datetime) -> Seen:
    """What was seen of one commitment."""
    return Looked(commitment.engagement, user, commitment.on, until).since(commitment)


def _after(on: date, engagement: Engagement) -> datetime:
    """When a commitment made on a day can be seen to have moved: from that day's end on."""
    return noon(on, engagement) + timedelta(hours=12)
