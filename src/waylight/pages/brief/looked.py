"""What was seen of commitments: the engagement's names, contacts and entries, looked through for each of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext, npgettext

from waylight.lenses.influence.contacts import Kind, instant
from waylight.lenses.opening.seen import Entry, LookedThrough, Seen
from waylight.pages.brief.known import can_be_seen_from
from waylight.pages.columns import contacts, everybody_met, noon, spellings
from waylight.pages.templatetags.words import count_of, day, in_words
from waylight.record.handing_over import former_coaches
from waylight.record.insight import Reflection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.pages.columns import Called
    from waylight.record.engagement import Engagement
    from waylight.record.insight import Commitment

FIRST = 3  # days that a line names


class Looked:
    """What commitments are looked for in: what who asks may see of the people met, the rows of contact and the entries.

    Of what lies at or after ``until`` only meetings count: they are planned.
    """

    def __init__(
        self,
        engagement: Engagement,
        until: datetime,
        met: Sequence[Called],
        table: Contacts,
        entries: Sequence[Reflection],
    ) -> None:
        self.engagement, self.until = engagement, until
        self.names = {one.person: one.name for one in met}
        self.table = self._counted(table)
        strangers = {engagement.client_id, *former_coaches(engagement)}
        coach = engagement.coach.user_id
        others = [one for one in met if one.person not in strangers and one.user != coach]
        every = [Entry(entry.pk, noon(entry.on, engagement), entry.text) for entry in entries]
        self.on = {entry.pk: entry.on for entry in entries}
        self.through = LookedThrough(spellings(others), self.table, engagement.client_id, every)

    def _counted(self, table: Contacts) -> Contacts:
        return table.only((table.at < instant(self.until)) | (table.kind == Kind.MEETING))

    def since(self, commitment: Commitment) -> Seen:
        """Interactions with the people it names, and entries that speak of it, after the day it was made."""
        return self.through.what_came_of(commitment.text, can_be_seen_from(commitment.on, self.engagement))

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
            name = self.names[int(rows.sender[0])]
            yield said.format(messages=count_of(many, "message"), name=name, day=day(first))

    def _days(self, rows: Contacts) -> list[date]:
        return sorted({self.engagement.local_day(at.replace(tzinfo=UTC)) for at in rows.at.tolist()})


def _met(times: int) -> str:
    """How many meetings of whatever kind: not those of the coaching, which other languages call by another word."""
    noun = npgettext("of any kind", "meeting", "meetings", times)
    return f"{in_words(times)} {noun}"


def since_then(commitment: Commitment, user: Asking, until: datetime) -> Seen:
    """What was seen of one commitment."""
    engagement, on = commitment.engagement, commitment.on
    table = contacts(engagement, user, since=can_be_seen_from(on, engagement))
    entries = Reflection.objects.visible_to(user).filter(
        engagement=engagement, on__gt=on, on__lte=engagement.local_day(until)
    )
    return Looked(engagement, until, everybody_met(engagement, user), table, list(entries)).since(commitment)
