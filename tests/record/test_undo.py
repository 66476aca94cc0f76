"""An import can be undone as a whole, and what others hold stays."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import a_coach, an_engagement
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
from waylight.intake.rows import Heard, Mailbox, Promise
from waylight.record.bringing.whole import NotNow, bring_in_at_once, undo
from waylight.record.imports import Import, discard
from waylight.record.insight import Commitment, Insight, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting, Utterance, note, plan
from waylight.record.people import Alias, Person, Stakeholder, place

pytestmark = pytest.mark.django_db
STAGED_OR_KEYS = {"Import", "ImportFile", "StagedChunk", "Key"}
ADDED_TO = {"AuditEvent", "Changes"}  # that something was undone is noted, and that rows changed
# What a row says, but for its number, its mark, what is salted and the place it came from.
NOT_SAID = {"id", "seal", "salt", "source_id", "line"}


def the_record() -> dict[str, list]:
    """Every row of the record as what it says, sorted; what it points at is named by what that says."""
    said: dict[str, list] = {}
    for model in apps.get_app_config("record").get_models():
        if model.__name__ not in STAGED_OR_KEYS | ADDED_TO:
            fields = [f.attname for f in model._meta.concrete_fields if not f.is_relation and f.attname not in NOT_SAID]
            fields = [name for name in fields if (model, name) != (Reflection, "key")]
            said[model.__name__] = sorted(([getattr(row, f) for f in fields] for row in model.objects.all()), key=repr)
    people = Alias.objects.values_list("value", "person__name", "first_person__name")
    said["who is who"] = sorted(people)
    organisations = Person.objects.values_list("name", "organisation__name")
    said["organisations"] = sorted(organisations, key=repr)
    return said


def everything(offset: int = 0) -> list:
    """One file of every kind; with another offset they overlap."""
    return [
        a_reading("inbox.mbox", *(a_mail(n) for n in range(offset, offset + 6)), a_mail(90, MEI, INES)),
        a_reading(
            "calendar.ics", *an_occurrence("c", f"2026-03-0{3 + offset}T16:00", INES, organiser=MAREN, occurrence="1")
        ),
        a_reading(
            "contacts.vcf",
            a_contact("Mei Okafor", "mei@norvia.example", organisation="Norvia", level="manager", side="peer"),
        ),
        a_reading(
            f"2026-03-0{3 + offset}.vtt", a_turn(1, "Maren Voss", f"What? {offset}"), a_turn(2, "Ines", "I asked.")
        ),
        a_reading(
            "journal.md",
            an_entry("2026-03-01", "Same", Promise("Call Tomás", "open"), heard=(Heard("Mei", "Wait", "the order"),)),
            an_entry(f"2026-03-1{offset}", "Other", Promise("Call Tomás", "kept")),
        ),
        a_reading(
            "log.csv", *(a_line(n, "ines@norvia.example", "joost@supplier.example") for n in range(offset, offset + 3))
        ),
    ]


def test_undo_leaves_the_record_as_it_was(engagement):
    before = the_record()
    brought = bring(engagement, *everything())
    assert the_record() != before
    undo(brought)
    assert the_record() == before


def test_undo_leaves_what_a_first_import_brought_as_it_was(engagement):
    bring(engagement, *everything())
    before = the_record()
    undo(bring(engagement, *everything(offset=3)))
    assert the_record() == before


def test_undoing_the_first_of_two_overlapping_imports_keeps_what_the_second_holds(engagement):
    first = bring(engagement, a_reading("march.mbox", *(a_mail(n) for n in range(10))))
    second = bring(engagement, a_reading("spring.mbox", *(a_mail(n) for n in range(5, 20))))
    undo(first)
    assert set(Interaction.objects.values_list("source__brought", flat=True)) == {second.pk}
    assert Interaction.objects.count() == 15
    second.refresh_from_db()
    outcome = next(iter(second.result["files"].values()))
    assert (outcome["new"], outcome["already_there"]) == (15, 0)


def test_of_three_times_the_same_file_each_can_be_undone(engagement):
    brought = [bring(engagement, a_reading("inbox.mbox", a_mail(1))) for _ in range(3)]
    undo(brought[0])
    assert Interaction.objects.count() == 1
    undo(brought[2])
    assert Interaction.objects.count() == 1
    undo(brought[1])
    assert not Interaction.objects.exists()


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    offsets=st.lists(st.integers(0, 6), min_size=2, max_size=3),
    kinds=st.sets(st.integers(0, 5), min_size=1, max_size=3),
    data=st.data(),
)
def test_the_record_after_undo_is_the_record_that_never_had_it(offsets, kinds, data):
    which = data.draw(st.integers(0, len(offsets) - 1))
    coach = a_coach()

    def record(*, undone: bool) -> dict[str, list]:
        with transaction.atomic():
            engagement = an_engagement(coach=coach)
            brought = [
                bring(engagement, *(everything(offset)[kind] for kind in sorted(kinds)))
                for n, offset in enumerate(offsets)
                if undone or n != which
            ]
            if undone:
                undo(brought[which])
            found = the_record()
            transaction.set_rollback(True)
        return found

    assert record(undone=True) == record(undone=False)


def test_undoing_a_calendar_gives_a_moved_meeting_its_earlier_time_back(engagement):
    def calendar(start):
        return a_reading("c.ics", *an_occurrence("c", start, INES, organiser=MAREN, occurrence="1"))

    bring(engagement, calendar("2026-03-03T16:00"))
    undo(bring(engagement, calendar("2026-03-05T10:00")))
    assert Meeting.objects.get().at == at("2026-03-03T16:00")


def test_undoing_the_journal_that_kept_a_promise_opens_it_again(engagement):
    bring(engagement, a_reading("a.md", an_entry("2026-03-01", "", Promise("Call Tomás", "open"))))
    kept = bring(engagement, a_reading("b.md", an_entry("2026-03-08", "", Promise("Call Tomás", "kept"))))
    undo(kept)
    commitment = Commitment.objects.get()
    assert (commitment.state, commitment.settled_on) == ("open", None)


def test_undoing_the_journal_that_made_a_promise_leaves_it_with_the_one_that_kept_it(engagement):
    made = bring(engagement, a_reading("a.md", an_entry("2026-03-01", "", Promise("Call Tomás", "open"))))
    kept = bring(engagement, a_reading("b.md", an_entry("2026-03-08", "", Promise("Call Tomás", "kept"))))
    undo(made)
    commitment = Commitment.objects.get()
    assert (commitment.state, str(commitment.on), commitment.source.brought) == ("kept", "2026-03-08", kept)


def test_undoing_contacts_parts_whom_they_joined_and_empties_what_they_filled(engagement):
    mail = a_reading("inbox.mbox", a_mail(1), a_mail(2, INES, Mailbox("T. Ferrão", "t@private.example")))
    bring(engagement, mail)
    before = the_record()
    card = a_contact("Tomás Ferrão", "tomas@norvia.example", "t@private.example", organisation="Norvia", level="board")
    contacts = bring(engagement, a_reading("contacts.vcf", card))
    assert len(set(Interaction.objects.values_list("recipient__person", flat=True))) == 1
    undo(contacts)
    assert the_record() == before


def test_what_a_user_said_since_stays(engagement):
    contacts = bring(
        engagement, a_reading("contacts.vcf", a_contact("Mei Okafor", "mei@norvia.example", level="manager"))
    )
    mei = Person.objects.get(aliases__value="mei@norvia.example")
    place(engagement, mei, level="board", stands="Listens", named=True)
    undo(contacts)
    assert Stakeholder.objects.get().level == "board"
    bring(engagement, a_reading("inbox.mbox", a_mail(1, MEI, INES)))
    assert Interaction.objects.get().sender.person == mei


def test_a_meeting_on_which_something_was_noted_stays(engagement):
    calendar = bring(engagement, a_reading("c.ics", *an_occurrence("c", "2026-03-03T16:00", INES, organiser=MAREN)))
    note(Meeting.objects.get(), author=engagement.coach.user, text="She was calm.")
    undo(calendar)
    assert Meeting.objects.get().notes.count() == 1


def test_a_meeting_planned_by_hand_stays_without_its_calendar(engagement):
    planned = plan(engagement, at=at("2026-03-03T16:00"), minutes=45)
    undo(bring(engagement, a_reading("c.ics", *an_occurrence("c", "2026-03-03T16:00", INES, organiser=MAREN))))
    meeting = Meeting.objects.get()
    assert (meeting.pk, meeting.minutes, meeting.key) == (planned.pk, 45, None)


def test_a_meeting_of_which_another_file_is_the_transcript_goes_only_with_that(engagement):
    calendar = bring(engagement, a_reading("c.ics", *an_occurrence("c", "2026-03-03T16:00", INES, organiser=MAREN)))
    transcript = bring(engagement, a_reading("2026-03-03.vtt", a_turn(1, "Ines Calder", "I asked.")))
    undo(calendar)
    assert Meeting.objects.get().utterances.count() == 1
    undo(transcript)
    assert not Meeting.objects.exists()


def test_the_transcript_that_was_refused_comes_in_when_the_other_is_undone(engagement):
    first = bring(engagement, a_reading("2026-03-03.vtt", a_turn(1, "Ines Calder", "I asked.")))
    bring(engagement, a_reading("2026-03-03 b.vtt", a_turn(1, "Ines Calder", "Other words")))
    undo(first)
    assert Utterance.objects.get().text == "Other words"


def test_whom_the_first_import_named_keeps_the_name_through_the_second(engagement):
    first = bring(engagement, a_reading("a.mbox", a_mail(1, MEI, INES)))
    second = bring(engagement, a_reading("b.mbox", a_mail(2, MEI, INES)))
    undo(first)
    mei = Alias.objects.get(value="mei@norvia.example")
    assert mei.source.brought == second
    assert Stakeholder.objects.get().source.brought == second
    undo(second)
    assert not Alias.objects.filter(value="mei@norvia.example").exists()
    assert not Stakeholder.objects.exists()


def test_an_insight_keeps_the_person_it_was_heard_from(engagement):
    mail = bring(engagement, a_reading("a.mbox", a_mail(1, MEI, INES)))
    bring(engagement, a_reading("j.md", an_entry("2026-03-01", "", heard=(Heard("Mei", "Wait", ""),))))
    undo(mail)
    assert Insight.objects.get().heard_from.name == "Mei Okafor"


def test_an_undone_import_can_be_brought_in_again(engagement):
    brought = bring(engagement, *everything())
    before = the_record()
    undo(brought)
    bring_in_at_once(brought)
    assert brought.state == Import.State.IN
    assert the_record() == before


def test_an_undone_import_can_be_thrown_away_and_the_others_still_undone(engagement):
    first, second = bring(engagement, *everything()), bring(engagement, *everything(offset=3))
    undo(first)
    discard(first)
    undo(second)
    assert not Interaction.objects.exists()
    assert not Reflection.objects.exists()


def test_undo_twice_is_refused(engagement):
    brought = bring(engagement, a_reading("a.mbox", a_mail(1)))
    undo(brought)
    with pytest.raises(NotNow):
        undo(brought)


def test_what_is_in_the_record_cannot_be_thrown_away(engagement):
    brought = bring(engagement, a_reading("a.mbox", a_mail(1, TOMAS, INES)))
    with pytest.raises(ValueError, match="undo that first"):
        discard(brought)
