"""Figures of the path are made before anybody opens it, once, for those alone who may see them, and break nothing."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.factories import a_coach, agree, an_engagement
from tests.pages.test_path_answers import FIRST, GREW, rate
from tests.record.brought import INES, TOMAS, a_mail, a_reading
from waylight.cli import pulse
from waylight.pages import kept
from waylight.pages.beforehand import due, making, state
from waylight.pages.path import contact_kept, told
from waylight.record import insight
from waylight.record.audit import Verb, note_that
from waylight.record.bringing.whole import confirm, undo
from waylight.record.consent import Consent, withdraw
from waylight.record.imports import Import, receive
from waylight.record.kept import Kept, KeptAnswer

pytestmark = pytest.mark.django_db
FIRST_MAIL = datetime(2026, 2, 2, 9, tzinfo=UTC)


@pytest.fixture
def computed(monkeypatch):
    """How often each lens is asked from here on, by a process that has nothing in its memory."""
    told._considered.cache_clear()
    times: Counter[str] = Counter()
    for module, name in (
        *((told, name) for name in ("consider", "answered", "together", "links")),
        *((kept, "week_sums"), (contact_kept, "weekly")),
    ):
        monkeypatch.setattr(module, name, counted(getattr(module, name), name, times))
    return times


def counted(real, name, times):
    def call(*args, **given):
        times[name] += 1
        return real(*args, **given)

    return call


def mails(first=0, n=30):
    rows = []
    for k in range(first, first + n):
        at = FIRST_MAIL + timedelta(days=4 * k)
        rows += [a_mail(2 * k, INES, TOMAS, at=at), a_mail(2 * k + 1, TOMAS, INES, at=at + timedelta(days=1))]
    return rows


@pytest.fixture
def bring(engagement, django_capture_on_commit_callbacks):
    """Brings mail in as the page does: confirmed, and done by the worker."""

    def by_worker(name="inbox.mbox", rows=None):
        brought = receive(engagement, engagement.coach.user, [a_reading(name, *(rows or mails()))])
        with django_capture_on_commit_callbacks(execute=True):
            confirm(brought)
        brought.refresh_from_db()
        return brought

    agree(engagement, Consent.Use.MAIL)
    rate(engagement, GREW)
    insight.reflect(engagement, on=FIRST + timedelta(days=2), text="Mine.", private=True, confidence=9)
    return by_worker


def open_by(browser, engagement):
    answer = browser.get(f"/engagements/{engagement.pk}/path/?look=1")
    assert answer.status_code == 200
    return answer.content.decode()


def opened(engagement, at=None):
    note_that(engagement.coach.user, Verb.OPENED, "path", engagement, at=at or timezone.now())


def changed(engagement):
    note_that(engagement.coach.user, Verb.SENT, "landmark", engagement)


def test_after_files_came_in_neither_coach_nor_client_waits_for_a_lens(
    engagement, bring, computed, as_coach, as_client
):
    assert bring().state == Import.State.IN
    assert {"consider", "weekly", "week_sums"} <= computed.keys()
    computed.clear()
    told._considered.cache_clear()
    for browser in (as_coach, as_client):
        assert "The rows say" in open_by(browser, engagement)
    assert not computed


def test_what_is_made_beforehand_is_what_the_page_makes(engagement, bring, as_client):
    bring()
    made = open_by(as_client, engagement)
    KeptAnswer.objects.all().delete()
    Kept.objects.all().delete()
    lede = "The rows say"
    assert lede in made
    assert open_by(as_client, engagement).partition(lede)[2][:400] == made.partition(lede)[2][:400]


def test_it_is_made_in_the_language_of_each_reader(engagement, bring, computed, as_client):
    user = engagement.client.user
    user.language = "de"
    user.save(update_fields=["language"])
    bring()
    assert set(Kept.objects.filter(measures__startswith="path").values_list("measures", flat=True)) == {
        "path 1 en-gb",
        "path 1 de",
    }
    computed.clear()
    as_client.get(f"/engagements/{engagement.pk}/path/?look=1")
    assert not computed


def test_handed_over_twice_it_is_made_once(engagement, bring, computed):
    bring()
    computed.clear()
    due.make_beforehand.enqueue(engagement.pk)
    due.make_beforehand.enqueue(engagement.pk)
    assert not computed
    changed(engagement)
    composed = Counter()
    compose = counted(making.compose, "compose", composed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "compose", compose)
        due.make_beforehand.enqueue(engagement.pk)
        due.make_beforehand.enqueue(engagement.pk)
    assert composed["compose"] == 2  # once for each reader


def test_what_the_client_withdrew_is_left_alone_until_she_agrees_again(engagement, bring, computed):
    bring()
    consent = Consent.objects.get(engagement=engagement, use=Consent.Use.MAIL)
    withdraw(consent, by=engagement.client.user, at=timezone.now())
    opened(engagement)
    computed.clear()
    assert state.stale(timezone.now()) == []
    due.make_beforehand.enqueue(engagement.pk)
    assert not computed
    assert not Kept.objects.exists()
    assert not KeptAnswer.objects.exists()
    agree(engagement, Consent.Use.MAIL, at=timezone.now())
    assert state.stale(timezone.now()) == [engagement.pk]


def test_a_failure_breaks_no_import_and_says_so_without_content(engagement, bring, monkeypatch, caplog):
    def fails(*args):
        raise ValueError("Ines Calder said something private")

    monkeypatch.setattr(making, "compose", fails)
    with caplog.at_level(logging.ERROR):
        assert bring().state == Import.State.IN
    assert f"Figures of engagement {engagement.pk} were not made beforehand: ValueError" in caplog.text
    assert "private" not in caplog.text
    opened(engagement)
    assert state.stale(timezone.now()) == []  # it is not tried again and again


def test_one_reader_s_failure_is_not_the_other_s(engagement, bring, monkeypatch, as_client, computed):
    real = making.compose

    def fails_for_the_coach(found, user, now):
        if user == engagement.coach.user:
            raise ValueError
        return real(found, user, now)

    monkeypatch.setattr(making, "compose", fails_for_the_coach)
    bring()
    computed.clear()
    open_by(as_client, engagement)
    assert not computed


def test_files_are_in_even_where_nothing_can_be_handed_to_the_worker(engagement, bring, monkeypatch, caplog):
    class Broken:
        def enqueue(self, number):
            raise OSError("disk of Ines Calder")

    monkeypatch.setattr(due, "make_beforehand", Broken())
    with caplog.at_level(logging.ERROR):
        assert bring().state == Import.State.IN
    assert f"Figures of engagement {engagement.pk} wait for their page: OSError" in caplog.text
    assert "Calder" not in caplog.text


def test_nothing_is_made_for_whom_the_page_is_not(engagement):
    assert making.readers(engagement) == [engagement.coach.user, engagement.client.user]
    client = engagement.client.user
    client.is_active = False
    client.save(update_fields=["is_active"])
    engagement.refresh_from_db()
    assert making.readers(engagement) == [engagement.coach.user]
    former = an_engagement("Another", a_coach("Other"))
    engagement.coach = former.coach  # as it was read before it was handed over
    assert making.readers(engagement) == []


@pytest.mark.parametrize(
    "change",
    [
        changed,
        lambda engagement: insight.reflect(engagement, on=date(2026, 7, 1), text="A.", private=False, confidence=3),
        lambda engagement: undo(Import.objects.filter(engagement=engagement).latest("pk")),
    ],
    ids=["a form", "an entry", "undone"],
)
def test_a_change_by_hand_leaves_the_figures_behind_until_the_next_tick(
    engagement, bring, computed, change, as_coach, as_client
):
    bring()
    bring("later.mbox", mails(first=30, n=10))
    opened(engagement)
    assert state.stale(timezone.now()) == []
    change(engagement)
    changed(engagement)  # as every form is noted
    assert state.stale(timezone.now()) == [engagement.pk]
    pulse.tick()
    assert state.stale(timezone.now()) == []
    computed.clear()
    for browser in (as_coach, as_client):
        open_by(browser, engagement)
    assert not computed


def test_looking_is_no_change(engagement, bring, as_coach, as_client):
    bring()
    for browser in (as_coach, as_client):
        open_by(browser, engagement)
        browser.get(f"/engagements/{engagement.pk}/path/table.csv")
    note_that(engagement.coach.user, Verb.CALLED, "get_path 1", engagement)
    assert state.stale(timezone.now()) == []
    note_that(engagement.coach.user, Verb.CALLED, "add_note 1", engagement)
    assert state.stale(timezone.now()) == [engagement.pk]


def test_a_new_week_and_a_row_that_was_planned_begin_a_new_state(engagement, bring):
    now = timezone.now()
    bring()
    opened(engagement)
    assert state.stale(now) == []
    assert state.stale(now + timedelta(days=7)) == [engagement.pk]
    from waylight.record.interaction import Interaction

    last = Interaction.objects.filter(engagement=engagement).latest("at")
    Interaction.objects.filter(pk=last.pk).update(at=now + timedelta(minutes=2))
    assert state.states([engagement.pk], now) != state.states([engagement.pk], now + timedelta(minutes=3))


def test_only_what_was_opened_lately_is_made_and_the_last_opened_first(engagement):
    others = [an_engagement(f"Client {n}", engagement.coach) for n in range(3)]
    now = timezone.now()
    opened(others[0], now - state.LATELY - timedelta(hours=1))
    for one in (others[1], engagement, others[2]):
        opened(one, now)
    assert state.stale(now) == [others[2].pk, engagement.pk, others[1].pk]


def test_a_few_at_a_time_and_none_while_some_wait(engagement, monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(due, "AT_ONCE", 2)
    for one in [engagement, *(an_engagement(f"Client {n}", engagement.coach) for n in range(3))]:
        opened(one)
    waiting = DBTaskResult.objects.filter(task_path=due.make_beforehand.module_path)
    due.hand_over(timezone.now())
    assert waiting.count() == 2
    assert set(waiting.values_list("priority", flat=True)) == {due.LAST}
    due.hand_over(timezone.now())
    assert waiting.count() == 2


def test_many_engagements_are_looked_at_in_as_many_queries_as_one(engagement):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            state.stale(timezone.now())
        return len(queries)

    opened(engagement)
    one = asked()
    for n in range(4):
        opened(an_engagement(f"Client {n}", engagement.coach))
    assert asked() == one
