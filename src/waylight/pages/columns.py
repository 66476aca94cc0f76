"""The record as the plain columns that lenses take. Everything here starts from what the asking person may see."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time
from itertools import islice, starmap
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import BigIntegerField, Func, Q

from waylight.lenses.growth.listening import others_share
from waylight.lenses.growth.series import Rated
from waylight.lenses.influence.contacts import Contacts, Kind
from waylight.record.belonging import threads_of_all
from waylight.record.between.mood import Mood
from waylight.record.initiative import Initiative, Perspective
from waylight.record.insight import Confidence, Insight
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting, Utterance
from waylight.record.people import Alias, Stakeholder
from waylight.record.privacy.erased import SOMEONE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

KINDS = {"mail": Kind.MAIL, "meeting": Kind.MEETING, "message": Kind.MESSAGE, "call": Kind.CALL}
NOT_HELD = ("declined", "cancelled")
AT_ONCE = 10_000  # rows in memory as the database gives them


class SecondOf(Func):
    """The second of a time since 1970 (UTC). The store counts: for thousands of rows that is far quicker than here."""

    arity, output_field = 1, BigIntegerField()
    template = "FLOOR(EXTRACT(EPOCH FROM %(expressions)s))::bigint"  # not for readers

    def get_db_converters(self, connection: BaseDatabaseWrapper) -> list[Any]:
        """None: what the store gives is a whole number already, and there are thousands."""
        del connection
        return []

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        """SQLite keeps times as text."""
        template = "CAST(strftime('%%%%s', %(expressions)s) AS integer)"  # not for readers
        return super().as_sql(compiler, connection, template=template, **more)


def contacts(
    engagement: Engagement,
    user: Asking,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    among: Collection[int] | None = None,
    whole: bool = False,
) -> Contacts:
    """Every interaction with the client on either side, from ``since`` until before ``until`` (UTC).

    Persons are ids of Person, threads are numbered as they come.

    Meetings that were declined or cancelled did not happen and are not counted. ``among`` keeps only the
    interactions with these people; ``whole`` adds those of others among themselves.
    """
    rows = _counted(engagement, user) if whole else hers(engagement, user)
    if since is not None:
        rows = rows.filter(at__gte=since)
    if until is not None:
        rows = rows.filter(at__lt=until)
    if among is not None:
        both = {engagement.client_id, *among}
        rows = rows.filter(sender__person__in=both, recipient__person__in=both)
    return table_of(rows)


def hers(engagement: Engagement, user: Asking) -> QuerySet[Interaction]:
    """The interactions with the client on either side, as a query; what ``contacts`` counts and no other."""
    client = engagement.client_id
    return _counted(engagement, user).filter(Q(sender__person=client) | Q(recipient__person=client))


def _counted(engagement: Engagement, user: Asking) -> QuerySet[Interaction]:
    return Interaction.objects.visible_to(user).filter(engagement=engagement).exclude(answer__in=NOT_HELD)


def contacts_of(initiative: Initiative, user: Asking, *, until: datetime | None = None) -> Contacts:
    """Every interaction that belongs to an initiative, before ``until`` (UTC), the client on either side or on neither.

    What belongs to it is said by ``waylight.record.belonging.threads_of``. Meetings that were declined or cancelled
    did not happen and are not counted. Persons are ids of Person, threads are numbered as they come.
    """
    return contacts_of_all([initiative], user, until=until)[initiative.pk]


def contacts_of_all(
    initiatives: Sequence[Initiative], user: Asking, *, until: datetime | None = None
) -> dict[int, Contacts]:
    """The same for initiatives of one engagement, by their numbers; the rows are read once for all of them."""
    threads = threads_of_all(initiatives, user)
    wanted = {thread for some in threads.values() for thread in some}
    mine = Interaction.objects.visible_to(user).filter(engagement__in={one.engagement_id for one in initiatives})
    rows = mine.filter(thread__in=wanted).exclude(answer__in=NOT_HELD)
    numbers: dict[str, int] = {}
    table = table_of(rows if until is None else rows.filter(at__lt=until), threads=numbers)

    def of(some: set[str]) -> Contacts:
        return table.only(np.isin(table.thread, [numbers[thread] for thread in some if thread in numbers]))

    return {pk: of(some) for pk, some in threads.items()}


def table_of(rows: QuerySet[Interaction], threads: dict[str, int] | None = None) -> Contacts:
    """Rows as the lenses take them; ``threads`` is told which number stands for which thread."""
    columns = ("pk", "second", "sender__person", "recipient__person", "thread", "kind", "reply", "recipients")
    number = {} if threads is None else threads
    number[""] = -1
    unsorted = rows.order_by()  # the table sorts them
    every = unsorted.annotate(second=SecondOf("at")).values_list(*columns).iterator(chunk_size=AT_ONCE)
    parts = [np.zeros((0, len(columns)), dtype=np.int64)]
    while some := list(islice(every, AT_ONCE)):
        plain = [
            (
                *(pk, second, sender, recipient),
                number.setdefault(thread, len(number) - 1),
                KINDS[kind],
                *last,
            )
            for pk, second, sender, recipient, thread, kind, *last in some
        ]
        parts.append(np.array(plain, dtype=np.int64))
    return Contacts.of_columns(np.concatenate(parts).T)


def places(engagement: Engagement, user: Asking) -> dict[int, tuple[str, str]]:
    """Level and side of every stakeholder whose place is known, by id of Person."""
    mine = Stakeholder.objects.visible_to(user).filter(engagement=engagement).exclude(level="").exclude(side="")
    return {person: (level, side) for person, level, side in mine.values_list("person", "level", "side")}


class Called(NamedTuple):
    """Somebody met in an engagement, by one address or spelling: ``name`` is theirs, ``shown`` stands here."""

    person: int
    name: str
    shown: str
    user: int | None  # their account


def everybody_met(engagement: Engagement, user: Asking) -> list[Called]:
    """Everybody who was met in this engagement, once for each address and spelling."""
    mine = Alias.objects.visible_to(user).filter(engagement=engagement)
    return list(starmap(Called, mine.values_list("person", "person__name", "shown", "person__user")))


def spellings(met: Iterable[Called]) -> dict[int, list[str]]:
    """What each person is called in an engagement: their name and the names they go by, no addresses.

    Who was erased is called nothing: *someone* in a text is not one of them.
    """
    names: dict[int, list[str]] = defaultdict(list)
    for one in met:
        if one.shown != SOMEONE:
            called = names[one.person]
            called += [name for name in dict.fromkeys(one[1:3]) if "@" not in name and name not in called]
    return dict(names)


def ratings(engagement: Engagement, user: Asking) -> list[Rated]:
    """The client's confidence ratings, in order, as far as the asking person may see them."""
    mine = Confidence.objects.visible_to(user).filter(engagement=engagement)
    return [Rated(pk, on, value) for pk, on, value in mine.values_list("pk", "on", "value")]


def moods(engagement: Engagement, user: Asking) -> list[Rated]:
    """How the client felt, by her own numbers, in order, as far as the asking person may see them."""
    mine = Mood.objects.visible_to(user).filter(engagement=engagement)
    return [Rated(pk, on, value) for pk, on, value in mine.values_list("pk", "on", "value")]


def heard(engagement: Engagement, user: Asking) -> list[tuple[int, datetime]]:
    """Insights that came from others: id and time (noon of the client's day, UTC)."""
    mine = Insight.objects.visible_to(user).filter(engagement=engagement, heard_from__isnull=False)
    return [(pk, noon(on, engagement)) for pk, on in mine.values_list("pk", "on")]


def views(engagement: Engagement, user: Asking) -> list[tuple[int, date]]:
    """Views of others on her initiatives: id and the client's day."""
    mine = Perspective.objects.visible_to(user).filter(engagement=engagement, removed_at=None)
    return list(mine.exclude(person=engagement.client_id).values_list("pk", "on"))


def others_shares(engagement: Engagement, user: Asking) -> list[Rated]:
    """In each of the client's own meetings with a transcript, the share of all words that others had (id: meeting).

    Coaching meetings are left out: their transcripts show how the coach listens, not how she does.
    """
    turns = Utterance.objects.visible_to(user).filter(
        meeting__engagement=engagement, meeting__kind=Meeting.Kind.STAKEHOLDER, meeting__cancelled=False
    )
    said: dict[Meeting, list[tuple[bool, str]]] = defaultdict(list)
    for one in turns.select_related("meeting__engagement", "speaker").order_by("meeting__at", "meeting", "turn"):
        said[one.meeting].append((bool(one.speaker and one.speaker.person_id == engagement.client_id), one.text))
    shares = ((meeting, others_share(every)) for meeting, every in said.items())
    return [
        Rated(meeting.pk, engagement.local_day(meeting.at), share) for meeting, share in shares if share is not None
    ]


def rows_of_initiatives(engagement: Engagement, user: Asking) -> set[int]:
    """The ids of all interactions that belong to any of the client's initiatives."""
    mine = Initiative.objects.visible_to(user).filter(engagement=engagement).select_related("engagement")
    return {int(row) for table in contacts_of_all(list(mine), user).values() for row in table.id}


def noon(on: date, engagement: Engagement) -> datetime:
    """Noon of a local day, as UTC: a day without a time stands in its own week in every zone."""
    return datetime.combine(on, time(12), ZoneInfo(engagement.zone)).astimezone(UTC)


def known_until(table: Contacts) -> datetime | None:
    """``table.last_known`` as UTC: the last time of which the record knows more than what a calendar planned; None for
    an empty record.
    """
    return datetime.fromisoformat(f"{table.last_known()}Z") if len(table) else None
