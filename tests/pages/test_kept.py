"""What is kept of contacts: the same as the rows say, whatever has happened to them, and read without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from tests.factories import a_stakeholder, agree, an_engagement, weekly_contact
from tests.record.brought import INES, MEI, TOMAS, a_mail, a_reading, an_occurrence, bring
from waylight.lenses.influence import from_sums, ties
from waylight.pages import kept
from waylight.pages.columns import contacts
from waylight.record.bringing.whole import undo
from waylight.record.consent import Consent, withdraw
from waylight.record.interaction import Interaction
from waylight.record.kept import Kept, changes, keep, rows_changed
from waylight.record.people import Alias, join, part
from waylight.record.privacy import retention
from waylight.record.privacy.erasing import erase_person
from waylight.record.privacy.letting_go import let_go

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


def said_by_the_rows(engagement, now=NOW):
    """Ties of every four weeks and the last time that is known, from the rows."""
    found = kept.contact(engagement, engagement.coach.user, now)
    table = contacts(engagement, engagement.coach.user, until=now)
    if found is None:
        assert not len(table)
        return None
    windows = [found.weeks[n : n + 4] for n in range(len(found.weeks) - 3)] or [found.weeks]
    return [
        [
            replace(one, out=replace(one.out, rows=()), into=replace(one.into, rows=()), rows=())
            for one in ties.ties(table, engagement.client_id, start=window[0].start, end=window[-1].end)
        ]
        for window in windows
    ]


def said_by_what_is_kept(engagement, now=NOW):
    found = kept.contact(engagement, engagement.coach.user, now)
    if found is None:
        return None
    windows = [found.weeks[n : n + 4] for n in range(len(found.weeks) - 3)] or [found.weeks]
    return [list(from_sums.ties(found.sums(window), found.known)) for window in windows]


def mailbox(first: int, many: int = 8, **given):
    """A mail every third day from one of two people, and an answer to each; and a meeting each week."""
    rows = []
    for n in range(first, first + many):
        other, at = (TOMAS, MEI)[n % 2], datetime(2026, 2, 2, 9, tzinfo=UTC) + timedelta(days=3 * n)
        rows.append(a_mail(1000 + n, other, INES, at=at, **given))
        rows.append(a_mail(2000 + n, INES, other, at=at + timedelta(hours=5), thread=rows[-1].thread, reply=True))
    return a_reading(f"mail-{first}.mbox", *rows)


def calendar(day: str = "2026-02-10", uid: str = "weekly"):
    return a_reading("calendar.ics", *an_occurrence(uid, f"{day}T10:00", INES, TOMAS, occurrence="one"))


@pytest.fixture
def brought(engagement):
    """Two mailboxes and a calendar, and everything looked at once, so that it is kept."""
    brought = [bring(engagement, mailbox(0)), bring(engagement, mailbox(4, 12)), bring(engagement, calendar())]
    assert said_by_what_is_kept(engagement) == said_by_the_rows(engagement)
    assert Kept.objects.filter(engagement=engagement).count() > 5
    return brought


def tomas_is_mei(engagement):
    one, other = (Alias.objects.get(engagement=engagement, value=box.address) for box in (TOMAS, MEI))
    join([one], into=other.person)


def and_is_not(engagement):
    tomas_is_mei(engagement)
    said_by_what_is_kept(engagement)
    part(Alias.objects.get(engagement=engagement, value=TOMAS.address))


def withdrawn(engagement, use):
    withdraw(Consent.objects.get(engagement=engagement, use=use), by=engagement.client.user, at=NOW)


def and_agreed_again(engagement):
    withdrawn(engagement, "mail")
    said_by_what_is_kept(engagement)
    agree(engagement, "mail", at=NOW)


def erased(engagement):
    erase_person(
        Alias.objects.get(engagement=engagement, value=TOMAS.address).person, by=engagement.coach.user, why="asked"
    )


def let_go_of_mail(engagement):
    retention.keep(engagement.practice, {"mail": 6})
    assert let_go(engagement.practice, date(2026, 9, 1))


HAPPENS = {
    "more mail comes": lambda engagement, brought: bring(engagement, mailbox(20, 6)),
    "older mail comes": lambda engagement, brought: bring(engagement, mailbox(-9, 6)),
    "the first import is undone": lambda engagement, brought: undo(brought[0]),
    "the second is undone": lambda engagement, brought: undo(brought[1]),
    "all are undone": lambda engagement, brought: [undo(one) for one in brought],
    "a meeting moves": lambda engagement, brought: bring(engagement, calendar("2026-03-03")),
    "a meeting that moved is undone": lambda engagement, brought: undo(bring(engagement, calendar("2026-03-03"))),
    "two are one": lambda engagement, brought: tomas_is_mei(engagement),
    "two are one and are not": lambda engagement, brought: and_is_not(engagement),
    "mail is withdrawn": lambda engagement, brought: withdrawn(engagement, "mail"),
    "calendars are withdrawn": lambda engagement, brought: withdrawn(engagement, "calendar"),
    "old mail is let go of": lambda engagement, brought: let_go_of_mail(engagement),
    "somebody is erased": lambda engagement, brought: erased(engagement),
    "mail is agreed to again": lambda engagement, brought: and_agreed_again(engagement),
}
LIKE_BEFORE = {
    "two are one and are not",
    "a meeting that moved is undone",
    "mail is agreed to again",
    "somebody is erased",
}


@pytest.mark.parametrize("what", HAPPENS)
def test_it_is_what_the_rows_say_after(engagement, brought, what):
    before = said_by_what_is_kept(engagement)
    HAPPENS[what](engagement, brought)
    now = said_by_what_is_kept(engagement)
    assert now == said_by_the_rows(engagement)
    assert (now == before) is (what in LIKE_BEFORE)


def test_what_was_withdrawn_leaves_nothing_behind(engagement, brought):
    withdrawn(engagement, "mail")
    assert not Kept.objects.filter(engagement=engagement).exists()


def test_only_the_weeks_from_the_first_new_row_on_are_made_again(engagement, brought):
    before = set(Kept.objects.filter(engagement=engagement).values_list("pk", "end"))
    bring(engagement, mailbox(20, 2))
    first = Interaction.objects.filter(source__name="mail-20.mbox").order_by("at").first().at
    said_by_what_is_kept(engagement)
    now = set(Kept.objects.filter(engagement=engagement).values_list("pk", "end"))
    assert {pk for pk, end in before if end <= first} == {pk for pk, _ in before & now}
    assert len(now) > len(before)


def test_the_same_mail_again_changes_nothing(engagement, brought):
    before = changes(engagement)
    bring(engagement, mailbox(0), calendar())
    assert changes(engagement) == before


def test_what_a_calendar_planned_counts_once_its_time_has_come(engagement):
    bring(engagement, mailbox(0, 2), calendar("2026-02-11"))
    before, after = (datetime(2026, 2, 11, hour, tzinfo=UTC) for hour in (9, 11))
    assert said_by_what_is_kept(engagement, before) == said_by_the_rows(engagement, before)
    assert said_by_what_is_kept(engagement, after) == said_by_the_rows(engagement, after)
    assert kept.contact(engagement, engagement.coach.user, after).known.last == int(
        (after - timedelta(hours=1)).timestamp()
    )
    assert said_by_what_is_kept(engagement, before) == said_by_the_rows(engagement, before)  # a clock that was set back


def test_what_was_made_while_rows_came_is_not_kept(engagement, brought):
    seen = changes(engagement)
    rows_changed(engagement)
    assert not keep(engagement, [], instead=~Q(pk=None), seen=seen)
    assert keep(engagement, [], instead=~Q(pk=None), seen=changes(engagement))


def test_somebody_else_reads_nothing_of_it(engagement, brought):
    assert kept.contact(engagement, an_engagement().coach.user, NOW) is None


def asked_of_the_store(as_coach, address) -> int:
    as_coach.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert as_coach.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["map/", "map/?week=2&with=1", "map.csv", "stakeholders/", "movement/"])
def test_a_page_asks_the_store_as_often_for_many_rows_as_for_few(engagement, as_coach, page):
    a_stakeholder(engagement, "Priya Raman")
    for n in range(8):
        weekly_contact(engagement, "Priya Raman" if n else "Luca Brandt", weeks=10, out=n % 2 == 0)
    few = asked_of_the_store(as_coach, f"/engagements/{engagement.pk}/{page}")
    for n in range(40):
        weekly_contact(engagement, f"Somebody {n}", weeks=16, out=n % 2 == 0)
    assert asked_of_the_store(as_coach, f"/engagements/{engagement.pk}/{page}") == few


def test_no_row_is_read_for_the_map_once_it_is_kept(engagement, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=12)
    as_coach.get(f"/engagements/{engagement.pk}/map/")
    with CaptureQueriesContext(connection) as asked:
        as_coach.get(f"/engagements/{engagement.pk}/map/?week=3&with=1")
    assert not [one for one in asked.captured_queries if 'FROM "record_interaction"' in one["sql"]]
