"""The client agrees and withdraws, nobody else does; and what she does not agree to is neither brought in nor used."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories import a_user, agree, an_engagement, an_interaction
from tests.record.brought import INES, TOMAS, a_line, a_mail, a_reading, a_turn, an_entry, an_occurrence, bring
from waylight.pages.columns import contacts
from waylight.record.audit import AuditEvent
from waylight.record.bringing.agreement import NotAgreed, missing, why_not
from waylight.record.bringing.whole import bring_in, bring_in_at_once, confirm, undo
from waylight.record.consent import Consent, OnlyTheClient, agreed, give, latest, withdraw
from waylight.record.consent_words import WORDS
from waylight.record.imports import Import, receive
from waylight.record.interaction import Interaction
from waylight.record.meeting import Utterance
from waylight.record.stopped import Stopped, stopped

pytestmark = pytest.mark.django_db
Use = Consent.Use
JUNE = datetime(2026, 6, 3, 9, tzinfo=UTC)
MAIL = a_reading("inbox.mbox", a_mail(1), a_mail(2))
CALENDAR = a_reading("calendar.ics", *an_occurrence("one", "2026-03-03T10:00", TOMAS))
TRANSCRIPT = a_reading("2026-03-03 meeting.vtt", a_turn(1, "Ines Calder", "I will ask Tomás."))


@pytest.fixture
def unasked(db):
    """An engagement whose client has not been asked to agree to anything."""
    return an_engagement(consents=False)


def take_back(engagement, use, at=JUNE):
    withdraw(latest(engagement)[use], by=engagement.client.user, at=at)


def test_every_use_has_words_that_say_what_is_read_what_is_kept_and_what_never_is():
    assert set(WORDS) == set(Use.values)
    for words in WORDS.values():
        for part in (words.read, words.kept, words.never, words.stops):
            assert len(part) > 30
            assert part in words.in_full


def test_the_words_agreed_to_are_kept_with_the_agreement(unasked):
    given = give(unasked, Use.MAIL, "Only the weather.", by=unasked.client.user, at=JUNE)
    assert (given.words, given.how, given.recorded_by) == ("Only the weather.", "here", unasked.client.user)
    assert agreed(unasked, Use.MAIL)
    assert not agreed(unasked, Use.CALENDAR)


def test_an_agreement_is_one_engagements_alone(unasked):
    agree(an_engagement("Henrik Aas", consents=False), Use.MAIL)
    assert not agreed(unasked, Use.MAIL)


def test_nobody_agrees_for_the_client(unasked):
    for somebody in (unasked.coach.user, a_user()):
        with pytest.raises(OnlyTheClient):
            give(unasked, Use.MAIL, "words", by=somebody, at=JUNE)
    for somebody in (unasked.client.user, a_user()):
        with pytest.raises(OnlyTheClient):
            give(unasked, Use.MAIL, "words", by=somebody, at=JUNE, how="word")
    assert not agreed(unasked, Use.MAIL)


def test_what_was_agreed_by_word_says_who_recorded_it_and_the_client_can_withdraw_it(unasked):
    given = give(unasked, Use.MAIL, "words", by=unasked.coach.user, at=JUNE, how="word")
    assert (given.how, given.recorded_by) == ("word", unasked.coach.user)
    with pytest.raises(OnlyTheClient):
        withdraw(given, by=unasked.coach.user, at=JUNE)
    withdraw(given, by=unasked.client.user, at=JUNE)
    assert not agreed(unasked, Use.MAIL)


def test_the_coach_records_what_a_client_without_an_account_withdraws(unasked):
    unasked.client.user = None
    unasked.client.save()
    given = give(unasked, Use.MAIL, "words", by=unasked.coach.user, at=JUNE, how="paper")
    withdraw(given, by=unasked.coach.user, at=JUNE)
    assert not agreed(unasked, Use.MAIL)
    noted = AuditEvent.objects.order_by("number").values_list("verb", "what")
    assert list(noted) == [("recorded", "mail"), ("recorded", "mail withdrawn")]


@pytest.mark.parametrize(("use", "words"), [("everything", "words"), (Use.MAIL, "  ")])
def test_an_agreement_is_to_something_and_in_words(unasked, use, words):
    with pytest.raises(ValueError, match="in words"):
        give(unasked, use, words, by=unasked.client.user, at=JUNE)


def test_withdrawing_keeps_the_row_and_agreeing_again_adds_one(engagement):
    take_back(engagement, Use.MAIL)
    assert not agreed(engagement, Use.MAIL)
    agree(engagement, Use.MAIL, JUNE + timedelta(days=1))
    rows = Consent.objects.filter(engagement=engagement, use=Use.MAIL)
    assert [row.withdrawn_at for row in rows] == [JUNE, None]


def test_agreeing_or_withdrawing_twice_is_doing_it_once(engagement):
    first = latest(engagement)[Use.MAIL]
    assert agree(engagement, Use.MAIL, JUNE) == first
    take_back(engagement, Use.MAIL)
    withdraw(first, by=engagement.client.user, at=JUNE + timedelta(days=9))
    first.refresh_from_db()
    assert first.withdrawn_at == JUNE


def test_a_withdrawal_is_never_before_the_agreement_whatever_the_clock_says(engagement):
    take_back(engagement, Use.MAIL, datetime(2020, 1, 1, tzinfo=UTC))
    assert not agreed(engagement, Use.MAIL)


def test_the_database_refuses_two_agreements_that_stand(engagement):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(engagement=engagement, use=Use.MAIL, words="w", given_at=JUNE)


@pytest.mark.parametrize(("reading", "use"), [(MAIL, Use.MAIL), (CALENDAR, Use.CALENDAR), (TRANSCRIPT, Use.RECORDING)])
def test_nothing_comes_in_without_the_clients_agreement(unasked, reading, use):
    brought = receive(unasked, unasked.coach.user, [reading])
    assert list(missing(unasked, brought.files.all())) == [use]
    for bring_it in (confirm, bring_in_at_once):
        with pytest.raises(NotAgreed, match="Ines Calder can agree on the page Consent; Maren Voss can record"):
            bring_it(brought, {"files": {"2026-03-03 meeting.vtt": {"day": "2026-03-03"}}})
    assert not Interaction.objects.exists()
    assert not Utterance.objects.exists()
    brought.refresh_from_db()
    assert brought.state == Import.State.READ
    agree(unasked, use)
    bring_in_at_once(brought, {"files": {"2026-03-03 meeting.vtt": {"day": "2026-03-03"}}})
    assert Interaction.objects.exists() or Utterance.objects.exists()


def test_a_client_without_an_account_is_not_told_to_agree_on_a_page(unasked):
    unasked.client.user = None
    unasked.client.save()
    assert why_not(unasked, Use.MAIL) == (
        "Mail headers cannot come in, because Ines Calder has not agreed to that. "
        "On the page Consent Maren Voss can record what was agreed by word or on paper."
    )


def test_what_is_left_out_needs_no_agreement(unasked):
    agree(unasked, Use.MAIL)
    bring(unasked, MAIL, CALENDAR, files={"calendar.ics": {"leave_out": True}})
    assert set(Interaction.objects.values_list("kind", flat=True)) == {"mail"}


def test_a_journal_needs_no_agreement_and_a_table_that_of_its_rows(unasked):
    brought = receive(unasked, unasked.coach.user, [a_reading("journal.md", an_entry("2026-03-01", "Words."))])
    assert not missing(unasked, brought.files.all())
    table = a_reading("log.csv", a_line(1, "ines@norvia.example", "tomas@norvia.example"))
    brought = receive(unasked, unasked.coach.user, [table])
    assert list(missing(unasked, brought.files.all())) == [Use.MAIL]


def test_what_is_withdrawn_before_the_worker_comes_to_it_is_not_brought_in(engagement):
    brought = receive(engagement, engagement.coach.user, [MAIL])
    Import.objects.filter(pk=brought.pk).update(state=Import.State.COMING)
    take_back(engagement, Use.MAIL)
    with pytest.raises(NotAgreed):
        bring_in(brought.pk)
    brought.refresh_from_db()
    assert brought.state == Import.State.FAILED
    assert brought.failure.startswith("Mail headers cannot come in, because Ines Calder withdrew that agreement")
    assert not Interaction.objects.exists()


@pytest.mark.parametrize(
    ("kind", "use"),
    [("mail", Use.MAIL), ("message", Use.MAIL), ("call", Use.MAIL), ("meeting", Use.CALENDAR)],
)
def test_withdrawing_stops_the_use_at_once_and_agreeing_again_undoes_it(engagement, kind, use):
    an_interaction(engagement, None, "Mei Okafor", kind=kind)
    other = "meeting" if use == Use.MAIL else "mail"
    an_interaction(engagement, None, "Mei Okafor", kind=other)
    for user in (engagement.coach.user, engagement.client.user):
        assert len(contacts(engagement, user)) == 2
    take_back(engagement, use)
    for user in (engagement.coach.user, engagement.client.user):
        assert len(contacts(engagement, user)) == 1
        assert Interaction.objects.visible_to(user).get().kind == other
    assert stopped(engagement) == [Stopped(use, JUNE)]
    agree(engagement, use, JUNE + timedelta(days=1))
    assert len(contacts(engagement, engagement.client.user)) == 2
    assert stopped(engagement) == []


def test_withdrawing_in_one_engagement_stops_nothing_in_another(engagement):
    other = an_engagement("Henrik Aas")
    an_interaction(other, None, "Mei Okafor")
    take_back(engagement, Use.MAIL)
    assert len(contacts(other, other.coach.user)) == 1


def test_a_transcript_is_seen_by_nobody_once_recording_is_withdrawn(engagement):
    bring(engagement, TRANSCRIPT, files={"2026-03-03 meeting.vtt": {"day": "2026-03-03"}})
    take_back(engagement, Use.RECORDING)
    for user in (engagement.coach.user, engagement.client.user):
        assert not Utterance.objects.visible_to(user).exists()
    assert Utterance.objects.exists()
    assert stopped(engagement) == [Stopped(Use.RECORDING, JUNE)]


def test_rows_of_before_there_was_a_ledger_rest_until_the_client_is_asked(unasked):
    an_interaction(unasked, None, "Mei Okafor")
    assert len(contacts(unasked, unasked.coach.user)) == 0
    assert stopped(unasked) == [Stopped(Use.MAIL, None)]


def test_an_import_can_be_undone_after_its_use_was_withdrawn(engagement):
    brought = bring(engagement, MAIL)
    bring(engagement, a_reading("more.mbox", a_mail(2), a_mail(3, INES, TOMAS)))
    take_back(engagement, Use.MAIL)
    undo(brought)
    assert Interaction.objects.count() == 2
    assert not Interaction.objects.visible_to(engagement.client.user).exists()
