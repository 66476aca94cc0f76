"""The record of an engagement as a log: what its coach sees of who turned to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import pyarrow

from waylight.cli.brief import find
from waylight.cli.influence.given import CannotRead, Given
from waylight.cli.prepare import django
from waylight.lenses.influence.contacts import Contacts, Kind
from waylight.lenses.influence.log.measure import Around
from waylight.lenses.influence.log.windows import Between, Cut, Every

if TYPE_CHECKING:
    import argparse

    import ibis.expr.types as ir

    from waylight.lenses.influence.log.table import Rule
    from waylight.lenses.influence.log.working import Working
    from waylight.record.engagement import Engagement

NO_ENGAGEMENT = "There is no engagement to read."
NOTHING_YET = "No interactions have been brought into this engagement, or the client does not agree to their use."


def recorded(args: argparse.Namespace, rule: Rule, working: Working | None, measures: tuple[str, ...]) -> Given:
    """Read the interactions that the engagement's coach sees, and note that they were. Raises CannotRead."""
    django()
    from waylight.pages.columns import contacts, places
    from waylight.record.audit import Verb
    from waylight.record.audit_soon import note_soon

    engagement = find(args.engagement)
    if engagement is None:
        raise CannotRead(NO_ENGAGEMENT)
    coach = engagement.coach.user
    table = contacts(engagement, coach)
    if not len(table):
        raise CannotRead(NOTHING_YET)
    note_soon(None, Verb.PRINTED, "influence", engagement)
    names = _names(engagement, table)
    placed: dict[int | str, tuple[str, ...]] = dict(places(engagement, coach).items())
    return Given(
        log=as_log(table),
        person=_who(args.person, names) if args.person else engagement.client_id,
        every=_cut(args.every, engagement),
        rule=rule,
        around=Around(placed, frozenset(placed), working),
        measures=measures,
        read=f"the record of {engagement.client.name}",
        place=lambda number: f"interaction {number}",
        name=lambda person: names.get(int(person), str(person)),
    )


def as_log(contacts: Contacts) -> ir.Table:
    """Give the record's columns as a log: people are ids of Person, rows ids of Interaction."""
    kinds = [kind.name.lower() for kind in Kind]
    columns = {
        "id": contacts.id,
        "at": contacts.at.astype("int64"),
        "sender": contacts.sender,
        "recipient": contacts.recipient,
        "kind": [kinds[kind] for kind in contacts.kind.tolist()],
        "thread": pyarrow.array(contacts.thread, mask=contacts.thread < 0),
        "reply": contacts.reply,
        "recipients": contacts.recipients,
    }
    return ibis.memtable(pyarrow.table(columns))


def _cut(every: str, engagement: Engagement) -> Cut:
    """How the record is cut: *meeting* is from the start of one meeting with the coach that was held to the next."""
    if every != "meeting":
        return Every(every)
    from django.utils import timezone

    from waylight.record.meeting import Meeting

    coaching = Meeting.objects.visible_to(engagement.coach.user).filter(engagement=engagement)
    held = coaching.filter(kind=Meeting.Kind.COACHING, cancelled=False, at__lte=timezone.now())
    return Between(tuple(sorted({int(at.timestamp()) for at in held.values_list("at", flat=True)})))


def _names(engagement: Engagement, table: Contacts) -> dict[int, str]:
    from waylight.record.people import Person

    everybody = {*table.sender.tolist(), *table.recipient.tolist(), engagement.client_id}
    return dict(Person.objects.filter(pk__in=everybody).values_list("pk", "name"))


def _who(named: str, names: dict[int, str]) -> int:
    found = [number for number, name in names.items() if named in (str(number), name)]
    if len(found) != 1:
        why = "Several people are" if found else "Nobody in the record is"
        raise CannotRead(f"{why} called “{named}”; say the number or the whole name.")
    return found[0]
