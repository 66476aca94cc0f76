"""What is in the record after files were brought in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests.record.brought import (
    INES,
    MAREN,
    MEI,
    TOMAS,
    a_contact,
    a_line,
    a_mail,
    a_reading,
    a_turn,
    an_entry,
    an_occurrence,
    at,
    bring,
)
from waylight.intake.rows import Heard, Mailbox, Place, Promise
from waylight.record.bringing.whole import NotNow, bring_in, bring_in_at_once, undo
from waylight.record.imports import Import, Packing, StagedChunk, receive
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting, Utterance, plan
from waylight.record.people import Alias, Organisation, Person, Stakeholder, place
from waylight.record.planning.series import plan_series
from waylight.record.sealing import Changed, Sealed

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    """How many rows there are of everything that files make."""
    models = (Interaction, Meeting, Utterance, Reflection, Commitment, Insight, Question, Confidence)
    models += (Alias, Person, Stakeholder, Organisation)  # type: ignore[assignment]
    return {model.__name__: model.objects.count() for model in models}


def everything() -> list:
    """One file of every kind."""
    return [
        a_reading("inbox.mbox", *(a_mail(n) for n in range(5)), a_mail(9, TOMAS, INES, MEI)),
        a_reading("calendar.ics", *an_occurrence("c", "2026-03-03T16:00", INES, organiser=MAREN)),
        a_reading(
            "contacts.vcf", a_contact("Mei Okafor", "mei@norvia.example", organisation="Norvia", level="manager")
        ),
        a_reading("2026-03-03.vtt", a_turn(1, "Maren Voss", "What changed?"), a_turn(2, "Ines Calder", "I asked.")),
        a_reading(
            "journal.md",
            an_entry(
                "2026-03-01", "I asked Mei.", Promise("Call Tomás", "open"), heard=(Heard("Mei", "Wait", "the order"),)
            ),
            an_entry("2026-03-04", "A start", questions=("What next?",), confidence=6.0),
        ),
        a_reading("log.csv", a_line(1, "ines@norvia.example", "joost@supplier.example")),
    ]


def test_every_kind_of_file_comes_in(engagement):
    bring(engagement, *everything())
    assert counts() == {
        **{"Interaction": 5 + 2 + 1, "Meeting": 1, "Utterance": 2, "Reflection": 2, "Commitment": 1, "Insight": 1},
        **{"Question": 1, "Confidence": 1, "Organisation": 1, "Stakeholder": 3},
        "Alias": 5 + 4,  # the engagement's own; Tomás, Mei's address and name, Joost
        "Person": 2 + 4,  # client and coach; Tomás, Mei, the name that became Mei's, Joost
    }


def test_the_same_files_twice_add_nothing(engagement):
    bring(engagement, *everything())
    before = counts()
    again = bring(engagement, *everything())
    assert counts() == before
    assert {outcome["new"] for outcome in again.result["files"].values()} == {0}


def test_a_renamed_copy_of_a_file_adds_nothing(engagement):
    turns = (a_turn(1, "Maren Voss", "What changed?"), a_turn(2, "Ines Calder", "I asked."))
    bring(engagement, a_reading("2026-03-03.vtt", *turns))
    bring(engagement, a_reading("copy of 2026-03-04.vtt", *turns))
    assert Utterance.objects.count() == 2
    assert Meeting.objects.count() == 1


def test_a_file_that_was_left_out_the_first_time_comes_in_the_second(engagement):
    inbox = a_reading("inbox.mbox", a_mail(1))
    first = receive(engagement, engagement.coach.user, [inbox])
    bring_in_at_once(first, {"files": {str(first.files.get().pk): {"leave_out": True}}})
    assert not Interaction.objects.exists()
    bring(engagement, inbox)
    assert Interaction.objects.count() == 1


def test_overlapping_mailboxes_hold_each_message_once(engagement):
    bring(engagement, a_reading("march.mbox", *(a_mail(n) for n in range(10))))
    second = bring(engagement, a_reading("spring.mbox", *(a_mail(n) for n in range(5, 20))))
    assert Interaction.objects.count() == 20
    outcome = next(iter(second.result["files"].values()))
    assert (outcome["new"], outcome["already_there"]) == (10, 5)


def test_two_equal_rows_of_a_table_are_two_interactions(engagement):
    line = a_line(1, "a", "b")
    bring(engagement, a_reading("log.csv", line, line))
    assert Interaction.objects.count() == 2


def test_mail_through_lists_and_from_machines_is_set_aside_with_the_reason(engagement):
    rows = (a_mail(1, list_id="all.norvia.example"), a_mail(2, automatic=True), a_mail(3))
    brought = bring(engagement, a_reading("inbox.mbox", *rows))
    assert Interaction.objects.count() == 1
    outcome = next(iter(brought.result["files"].values()))
    assert outcome["set_aside"] == {"sent through a list": 1, "sent by a machine": 1}


def test_a_moved_occurrence_moves_and_a_cancelled_one_is_marked(engagement):
    def calendar(name, coaching, with_tomas, **given):
        return a_reading(
            name,
            *an_occurrence("c", coaching, INES, organiser=MAREN, occurrence="1"),
            *an_occurrence("t", with_tomas, TOMAS, occurrence="1", **given),
        )

    bring(engagement, calendar("a.ics", "2026-03-03T16:00", "2026-03-04T09:00"))
    bring(engagement, calendar("b.ics", "2026-03-05T10:00", "2026-03-06T09:00", status="cancelled"))
    assert Meeting.objects.get().at == at("2026-03-05T10:00")
    only = Interaction.objects.get()
    assert (only.at, only.answer) == (at("2026-03-06T09:00"), "cancelled")


def test_a_transcript_joins_the_calendars_meeting_of_its_day(engagement):
    bring(engagement, a_reading("c.ics", *an_occurrence("c", "2026-03-03T16:00", INES, organiser=MAREN)))
    bring(engagement, a_reading("2026-03-03.vtt", a_turn(1, "Ines Calder", "I asked.")))
    assert Meeting.objects.get().utterances.count() == 1


def test_a_calendar_gives_the_time_to_a_meeting_that_a_transcript_made(engagement):
    bring(engagement, a_reading("2026-03-03.vtt", a_turn(1, "Ines Calder", "I asked.")))
    assert not Meeting.objects.get().time_known
    bring(engagement, a_reading("c.ics", *an_occurrence("c", "2026-03-03T16:00", INES, organiser=MAREN)))
    meeting = Meeting.objects.get()
    assert meeting.time_known
    assert meeting.at == at("2026-03-03T16:00")


def test_a_calendar_finds_the_meeting_planned_by_hand(engagement):
    planned = plan(engagement, at=at("2026-03-03T16:00"))
    bring(engagement, a_reading("c.ics", *an_occurrence("c", "2026-03-03T16:00", INES, organiser=MAREN)))
    assert Meeting.objects.get() == planned


def test_what_was_planned_here_does_not_come_back_from_a_calendar_that_it_was_sent_to(engagement):
    (meeting,), _ = plan_series(engagement, wall=datetime(2026, 3, 3, 16), zone="Europe/Lisbon")
    moved = [("2026-03-04T10:00", f"{meeting.series.uid}"), ("2026-03-04T10:00", f"{meeting.seal}@waylight")]
    for when, uid in moved:
        bring(engagement, a_reading(f"{uid}.ics", *an_occurrence(uid, when, INES, organiser=MAREN)))
    assert Meeting.objects.get() == meeting
    strange = "00000000-0000-4000-8000-000000000000@waylight"
    bring(engagement, a_reading("other.ics", *an_occurrence(strange, "2026-03-05T10:00", INES, organiser=MAREN)))
    assert Meeting.objects.count() == 2


def test_two_of_the_clients_own_meetings_on_one_day_stay_two(engagement):
    files = [a_reading(f"2026-03-03 {n}.vtt", a_turn(1, "Ines Calder", f"Words {n}")) for n in (1, 2)]
    brought = receive(engagement, engagement.coach.user, files)
    kinds = {str(file.pk): {"meeting_kind": "stakeholder"} for file in brought.files.all()}
    bring_in_at_once(brought, {"files": kinds})
    assert Meeting.objects.filter(kind="stakeholder").count() == 2
    assert Utterance.objects.count() == 2


def test_a_second_transcript_of_a_coaching_meeting_is_left_out_and_said(engagement):
    bring(engagement, a_reading("2026-03-03.vtt", a_turn(1, "Ines Calder", "I asked.")))
    brought = bring(engagement, a_reading("2026-03-03 b.vtt", a_turn(1, "Ines Calder", "Other words")))
    assert Utterance.objects.get().text == "I asked."
    assert "another transcript already" in next(iter(brought.result["files"].values()))["left_out"][0]


def test_a_transcript_without_a_day_is_left_out_and_said(engagement):
    brought = bring(engagement, a_reading("meeting.vtt", a_turn(1, "Ines Calder", "I asked.")))
    assert not Meeting.objects.exists()
    assert next(iter(brought.result["files"].values()))["left_out"] == [
        "meeting.vtt: no day was given for this meeting, so it was left out."
    ]


def test_contacts_fill_blanks_only(engagement):
    bring(engagement, a_reading("inbox.mbox", a_mail(1), a_mail(2, MEI, INES)))
    tomas = Person.objects.get(aliases__value="tomas@norvia.example")
    place(engagement, tomas, level="board", side="upward")
    cards = (
        a_contact("Tomás Ferrão", "tomas@norvia.example", level="manager", side="peer"),
        a_contact("Mei Okafor", "mei@norvia.example", level="manager", side="peer", organisation="Norvia"),
    )
    bring(engagement, a_reading("contacts.vcf", *cards))
    places = {s.person.name: (s.level, s.side) for s in Stakeholder.objects.select_related("person")}
    assert places == {"Tomás Ferrão": ("board", "upward"), "Mei Okafor": ("manager", "peer")}
    assert Person.objects.get(aliases__value="mei@norvia.example").organisation.name == "Norvia"


def test_a_contact_names_a_person_of_whom_only_the_address_was_known(engagement):
    bring(engagement, a_reading("inbox.mbox", a_mail(1, INES, Mailbox("", "joost@supplier.example"))))
    bring(engagement, a_reading("contacts.vcf", a_contact("Joost van Dam", "joost@supplier.example")))
    assert Stakeholder.objects.get().person.name == "Joost van Dam"


def test_mail_names_whom_a_calendar_knew_by_address_only_and_undo_takes_the_name_away(engagement):
    nameless = Mailbox("", MEI.address)
    bring(engagement, a_reading("calendar.ics", *an_occurrence("k", "2026-03-03T16:00", INES, nameless)))
    brought = bring(engagement, a_reading("inbox.mbox", a_mail(1, MEI, INES)))
    person = Alias.objects.get(value=MEI.address).person
    assert person.name == "Mei Okafor"
    undo(brought)
    person.refresh_from_db()
    assert person.name == MEI.address


def test_a_name_stands_before_an_address_even_a_longer_one(engagement):
    nameless = Mailbox("", "a.very.long.address.indeed@norvia.example")
    named = Mailbox("Bo", nameless.address)
    bring(engagement, a_reading("inbox.mbox", a_mail(1, INES, nameless), a_mail(2, named, INES)))
    assert Alias.objects.get(value=nameless.address).person.name == "Bo"


def test_a_word_for_a_level_that_the_practice_does_not_use_is_said_not_stored(engagement):
    brought = bring(engagement, a_reading("contacts.vcf", a_contact("Joost", "j@s.example", level="guru")))
    assert Stakeholder.objects.get().level == ""
    assert "“guru”" in next(iter(brought.result["files"].values()))["left_out"][0]


def test_kept_in_the_journal_settles_what_she_chose_to_do(engagement):
    bring(engagement, a_reading("a.md", an_entry("2026-03-01", "", Promise("Call Tomás", "open"))))
    bring(engagement, a_reading("b.md", an_entry("2026-03-08", "", Promise("call  tomás", "kept"))))
    commitment = Commitment.objects.get()
    assert (commitment.state, str(commitment.settled_on)) == ("kept", "2026-03-08")


def test_what_the_user_says_about_people_holds_for_every_row(engagement):
    other = Mailbox("", "ic@private.example")
    mail = a_reading("inbox.mbox", a_mail(1, other, TOMAS), a_mail(2, Mailbox("", "t.ferrao@norvia.example"), other))
    bring(
        engagement,
        mail,
        is_client=["IC@private.example"],
        same=[["tomas@norvia.example", "t.ferrao@norvia.example"]],
    )
    assert set(Interaction.objects.values_list("sender__person__name", "recipient__person__name")) == {
        ("Ines Calder", "Tomás Ferrão"),
        ("Tomás Ferrão", "Ines Calder"),
    }
    assert [s.person.name for s in Stakeholder.objects.all()] == ["Tomás Ferrão"]


def test_what_breaks_halfway_leaves_nothing_behind(engagement):
    brought = receive(
        engagement,
        engagement.coach.user,
        [
            a_reading("contacts.vcf", a_contact("Mei", "mei@norvia.example")),
            a_reading("m.mbox", *map(a_mail, range(5_500))),
        ],
    )
    last = StagedChunk.objects.order_by("pk").last()
    assert last.number == 1
    StagedChunk.objects.filter(pk=last.pk).update(rows_gz=Sealed(b"not what was written"))
    before = counts()
    with pytest.raises(Changed):
        bring_in_at_once(brought)
    brought.refresh_from_db()
    assert brought.state == Import.State.FAILED
    assert brought.failure.startswith("Something went wrong")
    assert counts() == before


def test_what_failed_can_be_tried_again_without_the_broken_file(engagement):
    brought = receive(
        engagement, engagement.coach.user, [a_reading("m.mbox", a_mail(1)), a_reading("l.csv", a_line(1, "a", "b"))]
    )
    broken, whole = brought.files.all()
    StagedChunk.objects.filter(file=broken).update(rows_gz=Sealed(b"broken"))
    with pytest.raises(Changed):
        bring_in_at_once(brought)
    bring_in_at_once(brought, {"files": {str(broken.pk): {"leave_out": True}}})
    assert brought.state == Import.State.IN
    assert list(Interaction.objects.values_list("source", flat=True)) == [whole.pk]


def test_what_is_in_is_not_brought_in_again(engagement):
    brought = bring(engagement, a_reading("inbox.mbox", a_mail(1)))
    with pytest.raises(NotNow):
        bring_in_at_once(brought)
    bring_in(brought.pk)
    assert Interaction.objects.count() == 1


def test_every_row_knows_its_file_and_line(engagement):
    bring(engagement, a_reading("inbox.mbox", a_mail(7)))
    only = Interaction.objects.select_related("source").get()
    assert (only.source.name, only.line) == ("inbox.mbox", 71)


def test_characters_that_no_database_keeps_are_replaced(engagement):
    odd = Mailbox("T\x00m \udce4", "tom@norvia.example")
    brought = bring(engagement, a_reading("inbox.mbox", a_mail(1, INES, odd)))
    assert brought.files.get().people["tom@norvia.example"][0] == "T\ufffdm \ufffd"
    assert Person.objects.get(aliases__value="tom@norvia.example").name == "T\ufffdm \ufffd"


def test_thousands_of_single_messages_in_an_archive_are_one_file(engagement):

    packing = Packing("mail.zip")
    packing.add(replace(a_mail(n), place=Place(f"mail.zip/inbox/{n}.eml", 1)) for n in range(300))
    brought = bring(engagement, packing.finish("0" * 64))
    only = brought.files.get()
    assert (only.name, only.rows) == ("mail.zip/inbox", 300)
    assert Interaction.objects.count() == 300


@pytest.mark.parametrize(("now", "moved"), [("2026-02-13T16:00", True), ("2026-02-10T19:00", False)])
def test_a_meeting_is_moved_when_it_is_on_another_day_than_its_series_puts_it(engagement, now, moved):
    original = "2026-02-10T16:00:00+00:00"
    bring(engagement, a_reading("c.ics", *an_occurrence("c", now, INES, organiser=MAREN, occurrence=original)))
    assert Meeting.objects.get().moved == moved


def test_moved_back_it_is_moved_no_more(engagement):
    original = "2026-02-10T16:00:00+00:00"
    for name, start in (("a.ics", "2026-02-13T16:00"), ("b.ics", "2026-02-10T16:00")):
        bring(engagement, a_reading(name, *an_occurrence("c", start, INES, organiser=MAREN, occurrence=original)))
    assert not Meeting.objects.get().moved
