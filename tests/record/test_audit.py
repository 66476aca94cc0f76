"""Who did what is a chain: nothing in it changes unnoticed, nobody forks it, and no word of anybody is in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import Error, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import a_user, an_engagement
from tests.record.brought import a_mail, a_reading, bring
from tests.servers import POSTGRES_BIN, postgres
from tests.stores import Store
from waylight.record import audit_kept, audit_waiting
from waylight.record.audit import GENESIS, AuditEvent, Verb, note_that
from waylight.record.audit_checking import check, check_all
from waylight.record.audit_soon import note_opened, note_soon
from waylight.record.bringing.whole import undo
from waylight.record.consent import latest, withdraw

NOON = datetime(2026, 6, 3, 12, 30, tzinfo=UTC)


def a_chain(n: int) -> list[AuditEvent]:
    """Events as they are noted, made without a database."""
    events, last = [], GENESIS
    for number in range(1, n + 1):
        event = AuditEvent(
            number=number,
            at=NOON + timedelta(minutes=number),
            user_id=number % 3 or None,
            practice_id=1,
            engagement_id=number % 2 or None,
            verb=Verb.OPENED,
            what=f"meeting {number}",
        )
        event.hash = last = event.hash_after(last)
        events.append(event)
    return events


OTHER = {
    "number": st.integers(0, 40),
    "at": st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    "user_id": st.none() | st.integers(0, 40),
    "practice_id": st.none() | st.integers(0, 40),
    "engagement_id": st.none() | st.integers(0, 40),
    "verb": st.sampled_from([*Verb, ""]),
    "what": st.text(max_size=80),
    "hash": st.text("0123456789abcdef", min_size=64, max_size=64),
}


@given(st.data())
def test_a_change_of_any_field_of_any_event_is_found_where_it_is(data):
    events = a_chain(data.draw(st.integers(1, 12)))
    place = data.draw(st.integers(0, len(events) - 1))
    field = data.draw(st.sampled_from(sorted(OTHER)))
    value = data.draw(OTHER[field])
    same = value == getattr(events[place], field)
    setattr(events[place], field, value)
    found = check(events)
    assert found.broken == (None if same else place + 1)
    assert found.events == (len(events) if same else place)


@given(st.integers(1, 12), st.data())
def test_an_event_that_is_gone_or_put_in_or_moved_is_found(n, data):
    gone = a_chain(n + 1)
    place = data.draw(st.integers(0, n - 1))
    del gone[place]
    assert check(gone).broken == place + 1
    twice = a_chain(n)
    twice.insert(place, twice[place])
    assert check(twice).broken == place + 2
    moved = a_chain(n + 1)
    moved[place], moved[place + 1] = moved[place + 1], moved[place]
    assert check(moved).broken == place + 1


def test_fields_cannot_be_shifted_into_one_another():
    one, other = a_chain(1)[0], a_chain(1)[0]
    one.verb, one.what = "opened", "map"
    other.verb, other.what = "openedmap", ""
    assert one.hash_after(GENESIS) != other.hash_after(GENESIS)


@pytest.mark.django_db
def test_the_end_of_a_log_that_was_cut_off_shows_against_a_hash_kept_elsewhere(engagement):
    for name in ("brief", "map"):
        note_that(engagement.coach.user, Verb.OPENED, name, engagement)
    whole = check_all()
    assert whole.broken is None
    assert check_all(noted=(whole.events, whole.last)).broken is None
    assert check_all(noted=(whole.events, "f" * 64)).broken == whole.events
    assert check_all(noted=(whole.events + 1, whole.last)).broken == whole.events + 1


@pytest.mark.django_db
def test_the_database_refuses_to_change_or_remove_an_event(engagement):
    note_that(engagement.coach.user, Verb.OPENED, "brief", engagement)
    event = AuditEvent.objects.latest("number")
    for change in (
        lambda: AuditEvent.objects.filter(pk=event.pk).update(what="map"),
        lambda: AuditEvent.objects.filter(pk=event.pk).delete(),
        event.delete,
        event.save,
    ):
        with pytest.raises(Error, match="only ever added to"), transaction.atomic():
            change()
    assert check_all().broken is None


@pytest.mark.django_db
def test_who_changes_the_database_past_its_guard_is_found_by_the_chain(engagement):
    for name in ("brief", "map", "path"):
        note_that(engagement.coach.user, Verb.OPENED, name, engagement)
    with connection.cursor() as cursor:
        for statement in audit_kept.DROP[connection.vendor]:
            cursor.execute(statement)
    at = AuditEvent.objects.get(what="map")
    AuditEvent.objects.filter(pk=at.pk).update(user_id=999)
    found = check_all()
    assert found.broken == at.number
    assert f"event {at.number} does not carry the hash" in found.why


@pytest.mark.django_db
def test_no_word_of_anybody_can_be_noted(engagement):
    for what in ("Ask Mei, she knows", "“quoted”", "a" * 81, "Tomás", "a\nb"):
        with pytest.raises(ValueError, match="never words"):
            note_that(engagement.coach.user, Verb.SENT, what, engagement)


@pytest.mark.django_db
def test_the_log_outlives_the_account_and_the_engagement(engagement):
    somebody = a_user()
    note_that(somebody, Verb.OPENED, "brief", engagement)
    somebody.delete()
    engagement.delete()
    assert AuditEvent.objects.filter(verb=Verb.OPENED).exists()
    assert check_all().broken is None


@pytest.mark.django_db
def test_a_page_is_noted_once_for_a_person_and_an_hour(engagement):
    coach, client = engagement.coach.user, engagement.client.user
    for at in (NOON, NOON + timedelta(minutes=29), NOON + timedelta(minutes=30)):
        note_opened(coach, "brief", engagement, at=at)
    note_opened(client, "brief", engagement, at=NOON)
    note_opened(coach, "map", engagement, at=NOON)
    opened = AuditEvent.objects.filter(verb=Verb.OPENED)
    assert list(opened.values_list("user_id", "what", "at__minute")) == [
        (coach.pk, "brief", 30),
        (coach.pk, "brief", 0),
        (client.pk, "brief", 30),
        (coach.pk, "map", 30),
    ]


@pytest.mark.django_db
def test_imports_undoing_and_consent_are_noted_where_they_are_done(engagement):
    brought = bring(engagement, a_reading("inbox.mbox", a_mail(1)))
    undo(brought)
    withdraw(latest(engagement)["mail"], by=engagement.client.user, at=NOON)
    noted = AuditEvent.objects.filter(engagement_id=engagement.pk).order_by("-number")[:3]
    assert [(event.verb, event.what, event.user_id) for event in noted] == [
        ("withdrew", "mail", engagement.client.user.pk),
        ("undid", f"import {brought.pk}", engagement.coach.user.pk),
        ("brought in", f"import {brought.pk}", engagement.coach.user.pk),
    ]


@pytest.mark.django_db
def test_what_is_rolled_back_was_never_noted(engagement):
    before = AuditEvent.objects.count()
    with transaction.atomic():
        note_that(engagement.coach.user, Verb.SENT, "place 3", engagement)
        transaction.set_rollback(True)
    assert AuditEvent.objects.count() == before
    assert check_all().broken is None


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def elsewhere(request, tmp_path):
    """A store of its own, for processes of their own."""
    if request.param == "sqlite":
        yield Store.made(tmp_path)
    elif not POSTGRES_BIN:
        pytest.skip("no PostgreSQL server; on Debian: apt-get install postgresql")
    else:
        with postgres() as url:
            yield Store.made(tmp_path, DATABASE_URL=f"{url.rpartition('/')[0]}/log")


NOTE_MANY = """
from concurrent.futures import ThreadPoolExecutor
from waylight.record.audit import Verb, note_that

def note_some(thread):
    for n in range(25):
        note_that(None, Verb.PRINTED, f"brief {thread} {n}")

with ThreadPoolExecutor(4) as threads:
    list(threads.map(note_some, range(4)))
"""
CHECK = """
from waylight.record.audit_checking import check_all
found = check_all()
print(found.events, found.broken, found.why)
"""


def test_processes_and_threads_that_note_at_once_keep_one_chain(elsewhere):
    children = [elsewhere.start(NOTE_MANY) for _ in range(2)]
    for child in children:
        _, errors = child.communicate()
        assert child.returncode == 0, errors
    assert elsewhere.says(CHECK).split() == ["200", "None"]


WHILE_AN_IMPORT_WRITES = """
import threading, time
from django.db import connection, transaction
from waylight.access.models import User
from waylight.record.audit import AuditEvent
from waylight.record.audit_soon import note_opened
from waylight.record.engagement import begin
from waylight.record.people import Member, Practice
import datetime

user = User.objects.create_user("maren@coach.example", "x")
coach = Member.objects.create(practice=Practice.objects.create(name="P"), user=user)
engagement = begin(coach, client_name="Ines", begins=datetime.date(2026, 1, 1))

writing, read = threading.Event(), threading.Event()

def write():
    with transaction.atomic():
        Practice.objects.update(name="Q")
        writing.set()
        read.wait(30)
    connection.close()

thread = threading.Thread(target=write)
thread.start()
writing.wait(30)
for page in ("brief", "brief", "map"):
    note_opened(user, page, engagement)
print(AuditEvent.objects.count(), thread.is_alive())
read.set()
thread.join()
note_opened(user, "brief", engagement)
note_opened(user, "path", engagement)
print(*AuditEvent.objects.values_list("what", flat=True))
"""


def test_a_page_does_not_wait_for_an_import_and_what_was_opened_meanwhile_is_noted_all_the_same(elsewhere, tmp_path):
    during, after = elsewhere.says(WHILE_AN_IMPORT_WRITES).splitlines()
    on_sqlite = "DATABASE_URL" not in elsewhere.environment
    assert during == ("0 True" if on_sqlite else "2 True")
    assert after == "brief map path"
    assert list(tmp_path.glob("audit-waiting/*")) == []
    assert elsewhere.says(CHECK).split() == ["3", "None"]


@pytest.mark.django_db
def test_a_note_that_waited_is_added_once_even_if_it_is_taken_twice(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    engagement = an_engagement()
    waited = {
        "at": NOON,
        "user_id": engagement.coach.user.pk,
        "practice_id": engagement.practice_id,
        "engagement_id": engagement.pk,
        "verb": "opened",
        "what": "brief",
    }
    audit_waiting.keep("a", waited)
    for name in ("map", "path"):  # within a test nothing is committed, so that the file stays
        note_soon(engagement.coach.user, Verb.OPENED, name, engagement)
    opened = AuditEvent.objects.filter(verb="opened").order_by("number")
    assert list(opened.values_list("what", flat=True)) == ["brief", "map", "path"]
    assert opened[0].at == NOON
