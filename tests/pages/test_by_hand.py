"""What is typed rather than brought: engagements, meetings, notes, entries, people; each can be taken back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from tests.factories import a_stakeholder, an_interaction
from waylight.record import entries_removed, insight
from waylight.record.engagement import Engagement
from waylight.record.meeting import Meeting, Note, plan
from waylight.record.people import Alias, Stakeholder, alias_for

pytestmark = pytest.mark.django_db
TYPED = {
    "client_name": "Rosa Lind",
    "pronouns": "she",
    "client_goes_by": "rosa@plant.example\nR. Lind",
    "coach_goes_by": "",
    "zone": "Europe/Berlin",
    "begins": "2026-02-01",
    "ends": "",
    "goals": "Be heard.",
}


def words(answer) -> str:
    return answer.content.decode()


def test_a_coach_begins_an_engagement_and_is_led_to_bring_files(engagement, as_coach):
    answer = as_coach.post("/engagements/new/", TYPED)
    begun = Engagement.objects.latest("pk")
    assert answer.url == f"/engagements/{begun.pk}/files/"
    assert {a.value for a in Alias.objects.filter(person=begun.client)} == {
        "rosa lind",
        "rosa@plant.example",
        "r. lind",
    }


def test_an_end_before_the_beginning_is_refused_beside_the_field(engagement, as_coach):
    answer = as_coach.post("/engagements/new/", {**TYPED, "ends": "2026-01-01"})
    assert "The last day is before the first." in words(answer)
    assert Engagement.objects.count() == 1


def test_a_client_cannot_begin_or_change_an_engagement(engagement, as_client):
    assert as_client.post("/engagements/new/", TYPED).status_code == 403
    assert as_client.post(f"/engagements/{engagement.pk}/edit/", TYPED).status_code == 403


def test_an_engagement_can_be_changed_and_what_was_typed_is_in_the_form(engagement, as_coach):
    address = f"/engagements/{engagement.pk}/edit/"
    assert "ines@norvia.example" in words(as_coach.get(address))
    as_coach.post(address, {**TYPED, "client_name": "Ines Calder-Roth", "seen": engagement.mark})
    engagement.refresh_from_db()
    assert (engagement.client.name, engagement.zone) == ("Ines Calder-Roth", "Europe/Berlin")


def test_a_meeting_is_planned_in_the_clients_zone(engagement, as_coach):
    as_coach.post(f"/engagements/{engagement.pk}/meetings/", {"on": "2026-07-02", "at": "16:00", "minutes": "60"})
    assert Meeting.objects.get().at == datetime(2026, 7, 2, 15, tzinfo=UTC)


def test_a_meeting_without_a_time_is_refused_in_words(engagement, as_coach):
    answer = as_coach.post(f"/engagements/{engagement.pk}/meetings/", {"on": "2026-07-02", "minutes": "60"})
    assert "This field is required." in words(answer)
    assert not Meeting.objects.exists()


def test_a_cancelled_meeting_can_be_held_after_all(engagement, as_coach):
    meeting = plan(engagement, at=datetime(2026, 7, 2, 15, tzinfo=UTC))
    for cancelled in (True, False):
        as_coach.post(f"/engagements/{engagement.pk}/meetings/{meeting.pk}/cancel/")
        meeting.refresh_from_db()
        assert meeting.cancelled is cancelled


def test_a_note_is_private_unless_it_is_shared(engagement, as_coach, as_client):
    meeting = plan(engagement, at=datetime(2026, 7, 2, 15, tzinfo=UTC))
    page = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/"
    as_coach.post(f"{page}notes/", {"text": "for myself"})
    as_coach.post(f"{page}notes/", {"text": "for both", "shared": "on"})
    seen = words(as_client.get(page))
    assert "for both" in seen
    assert "for myself" not in seen


def test_nobody_removes_a_note_of_the_others(engagement, as_coach, as_client):
    meeting = plan(engagement, at=datetime(2026, 7, 2, 15, tzinfo=UTC))
    page = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/"
    as_coach.post(f"{page}notes/", {"text": "for both", "shared": "on"})
    note = Note.objects.get()
    assert as_client.post(f"{page}notes/{note.pk}/remove/").status_code == 404
    assert as_coach.post(f"{page}notes/{note.pk}/remove/").status_code == 302
    assert not Note.objects.visible_to(engagement.coach.user).exists()


def test_the_client_writes_rates_and_notes_what_she_heard(engagement, as_client):
    as_client.post(
        f"/engagements/{engagement.pk}/journal/",
        {
            "on": "2026-03-01",
            "text": "",
            "confidence": "6.5",
            "words": "calm",
            "heard_from": "Mei Okafor",
            "heard": "Start where it is hardest.",
            "changed": "The order of sites.",
        },
    )
    heard = insight.Insight.objects.get()
    assert (heard.heard_from.name, heard.changed) == ("Mei Okafor", "The order of sites.")
    assert insight.Confidence.objects.get().value == 6.5
    assert insight.Reflection.objects.get().private


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"on": "2026-03-01", "text": ""}, "The entry is empty."),
        ({"on": "2026-03-01", "text": "x", "confidence": "11"}, "less than or equal to 10"),
        ({"on": "2026-03-01", "heard_from": "Mei"}, "Say what you heard."),
        ({"on": "1 March", "text": "x"}, "Enter a valid date."),
    ],
)
def test_an_entry_that_cannot_be_kept_is_refused_in_words(engagement, as_client, typed, said):
    answer = as_client.post(f"/engagements/{engagement.pk}/journal/", typed)
    assert said in words(answer)
    assert not insight.Reflection.objects.exists()


def test_an_entry_can_be_written_again_shared_and_removed(engagement, as_client):
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text="Frist words.", private=True, confidence=5)
    base = f"/engagements/{engagement.pk}/journal/{entry.pk}/"
    as_client.post(base, {"on": "2026-03-02", "text": "First words.", "shared": "on", "seen": entry.mark})
    entry.refresh_from_db()
    assert (entry.text, entry.private, entry.on) == ("First words.", False, date(2026, 3, 2))
    assert insight.Confidence.objects.get().on == date(2026, 3, 2)
    as_client.post(f"{base}share/")
    entry.refresh_from_db()
    assert entry.private
    as_client.post(f"{base}remove/")
    assert not insight.Confidence.objects.visible_to(engagement.client.user).exists()


def test_removing_an_entry_opens_again_what_it_had_settled(engagement):
    one = insight.commit(engagement, on=date(2026, 3, 1), text="Ask Mei")
    entry = insight.reflect(engagement, on=date(2026, 3, 5), text="Asked.", private=False)
    insight.settle(one, state="kept", on=date(2026, 3, 5), said_in=entry)
    entries_removed.remove(entry)
    one.refresh_from_db()
    assert one.state == "open"


def test_a_person_is_given_a_place_and_an_unknown_word_is_refused(engagement, as_coach):
    person = alias_for(engagement, "mei@norvia.example", name="Mei Okafor").person
    address = f"/engagements/{engagement.pk}/people/{person.pk}/"
    as_coach.post(address, {"level": "manager", "side": "peer", "named": "on", "seen": Stakeholder().mark})
    assert Stakeholder.objects.get(person=person).side == "peer"
    answer = as_coach.post(
        address, {"level": "overlord", "side": "peer", "seen": Stakeholder.objects.get().mark}, follow=True
    )
    assert "not one of this practice" in words(answer)
    assert Stakeholder.objects.get(person=person).level == "manager"


def test_two_spellings_are_joined_and_parted_again_on_the_page(engagement, as_coach):
    mei = a_stakeholder(engagement, "Mei Okafor").person
    other = alias_for(engagement, "mei.okafor@home.example", name="Mei Okafor")
    base = f"/engagements/{engagement.pk}/people/"
    assert "Are these one person?" in words(as_coach.get(base))
    as_coach.post(f"{base}join/", {"people": f"{mei.pk},{other.person_id}"})
    other.refresh_from_db()
    assert other.person == mei
    as_coach.post(f"{base}part/{other.pk}/")
    other.refresh_from_db()
    assert other.person != mei


def test_joining_one_person_with_nobody_is_refused_in_words(engagement, as_coach):
    mei = a_stakeholder(engagement, "Mei Okafor").person
    answer = as_coach.post(f"/engagements/{engagement.pk}/people/join/", {"people": str(mei.pk)}, follow=True)
    assert "at least two people" in words(answer)


def test_a_person_is_found_by_address(engagement, as_coach):
    a_stakeholder(engagement, "Mei Okafor")
    a_stakeholder(engagement, "Luca Brandt")
    page = words(as_coach.get(f"/engagements/{engagement.pk}/people/?search=luca.brandt@"))
    assert "Luca Brandt" in page
    assert "Mei Okafor" not in page


def test_evidence_names_the_rows_it_is_made_of_and_survives_a_broken_address(engagement, as_coach):
    an_interaction(engagement, None, "Mei Okafor", at="2026-03-02T10:00")
    base = f"/engagements/{engagement.pk}/evidence/reach-out/"
    assert re.search(r"Mei Okafor.*Mail", words(as_coach.get(base)), re.S)
    for query in (
        "start=nonsense",
        "end=9999-99-99",
        "person=x",
        "page=-3",
        "start=0001-01-01",
        "person=99999999999999999999",
    ):
        assert as_coach.get(f"{base}?{query}").status_code == 200, query
    assert as_coach.get(f"/engagements/{engagement.pk}/evidence/nothing/").status_code == 404
    assert as_coach.get(f"/engagements/{engagement.pk}/evidence/seen/?commitment=x").status_code == 404
