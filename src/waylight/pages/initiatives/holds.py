"""What belongs to an initiative, as figures and as threads to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Count, Max, Min
from django.utils.translation import gettext

from waylight.pages.evidence.links import evidence
from waylight.record.interaction import Interaction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.record.engagement import Engagement
    from waylight.record.initiative import Initiative


@dataclass(frozen=True, slots=True)
class Held:
    """How many contacts, threads and people belong to an initiative, from when to when (UTC); where the rows are."""

    contacts: int
    threads: int
    people: int
    first: datetime | None
    last: datetime | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread, or a series of meetings, as one can recognise it."""

    thread: str
    kind: str
    title: str  # "" where subjects were not kept
    names: str
    first: datetime
    last: datetime
    times: int  # messages, or meetings


def held(initiative: Initiative, table: Contacts, now: datetime) -> Held:
    """What belongs to it until ``now``; ``table`` is what ``contacts_of`` finds of it until then."""
    first, last = (datetime.fromisoformat(f"{at}Z") for at in table.at[[0, -1]]) if len(table) else (None, None)
    return Held(
        contacts=len(table),
        threads=len(np.unique(table.thread)),
        people=len(np.unique([table.sender, table.recipient])),
        first=first,
        last=last,
        evidence=evidence(initiative.engagement, "initiative", initiative=initiative.pk, end=now),
    )


def summaries(engagement: Engagement, user: Asking, only: Collection[str] | None = None) -> list[tuple[str, datetime]]:
    """Every thread or series with the time of its last message, the newest first; or those of ``only``."""
    mine = Interaction.objects.visible_to(user).filter(engagement=engagement).exclude(thread="")
    rows = mine if only is None else mine.filter(thread__in=only)
    counted = rows.order_by().values("thread").annotate(last=Max("at")).order_by("-last", "thread")
    return list(counted.values_list("thread", "last"))


def begun(engagement: Engagement, user: Asking) -> list[tuple[str, int]]:
    """Every thread or series with the number of its first row, by which they stand in the order of the record."""
    mine = Interaction.objects.visible_to(user).filter(engagement=engagement).exclude(thread="")
    return list(mine.order_by().values("thread").annotate(begin=Min("pk")).values_list("thread", "begin"))


def with_people(engagement: Engagement, user: Asking, name: str) -> set[str]:
    """The threads in which somebody of that name, or a part of it, wrote or was written to."""
    mine = Interaction.objects.visible_to(user).filter(engagement=engagement).exclude(thread="")
    found = mine.filter(sender__person__name__icontains=name) | mine.filter(recipient__person__name__icontains=name)
    return set(found.order_by().values_list("thread", flat=True).distinct())


def described(engagement: Engagement, user: Asking, threads: Iterable[str], titles: dict[str, str]) -> list[Thread]:
    """Threads as one can recognise them, in the order given."""
    wanted = list(threads)
    mine = Interaction.objects.visible_to(user).filter(engagement=engagement, thread__in=wanted).order_by()
    columns = (Min("at"), Max("at"), Count("at", distinct=True), Min("kind"))
    rows = {thread: row for thread, *row in mine.values_list("thread").annotate(*columns)}
    names: dict[str, dict[str, None]] = {thread: {} for thread in wanted}
    pairs = mine.order_by("at", "pk").values_list("thread", "sender__person__name", "recipient__person__name")
    for thread, sender, recipient in pairs:
        names[thread] |= {sender: None, recipient: None}
    return [
        Thread(
            thread=thread,
            kind="meetings" if row[3] == Interaction.Kind.MEETING else "messages",
            title=titles.get(thread, ""),
            names=_few(list(names[thread])),
            first=row[0],
            last=row[1],
            times=row[2],
        )
        for thread in wanted
        if (row := rows.get(thread))
    ]


def _few(names: list[str], most: int = 5) -> str:
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return shown
    return gettext("{names} and {count} more").format(names=shown, count=len(names) - most)
