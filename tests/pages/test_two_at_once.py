"""Of two who save the same thing the second sees the first's words, and nothing is overwritten unseen."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from tests.factories import a_stakeholder
from tests.pages.test_by_hand import TYPED
from waylight.record import entries_removed, insight
from waylight.record.meeting import note, plan
from waylight.record.people import Stakeholder, place
from waylight.record.unseen import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return answer.content.decode()


def seen(page: str) -> str:
    """The mark that the form on a page carries."""
    return re.search(r'name="seen" value="(\w+)"', page)[1]


@pytest.fixture
def entry(engagement):
    return insight.reflect(engagement, on=date(2026, 3, 1), text="As it was.", private=True)


@pytest.fixture
def meeting(engagement):
    return plan(engagement, at=datetime(2026, 7, 2, 15, tzinfo=UTC))


def test_the_second_to_save_an_entry_sees_the_first_and_keeps_what_was_typed(engagement, entry, as_client):
    address = f"/engagements/{engagement.pk}/journal/{entry.pk}/"
    mark = seen(words(as_client.get(address)))
    as_client.post(address, {"on": "2026-03-01", "text": "From the phone.", "seen": mark})
    answer = as_client.post(address, {"on": "2026-03-01", "text": "From the desk.", "seen": mark})
    assert answer.status_code == 409
    assert "From the phone." in words(answer)
    assert ">\nFrom the desk.</textarea>" in words(answer)
    entry.refresh_from_db()
    assert entry.text == "From the phone."
    answer = as_client.post(address, {"on": "2026-03-01", "text": "Both.", "seen": seen(words(answer))})
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert entry.text == "Both."


def test_an_entry_that_was_shared_since_is_not_made_private_unseen(engagement, entry, as_client):
    address = f"/engagements/{engagement.pk}/journal/{entry.pk}/"
    mark = seen(words(as_client.get(address)))
    insight.share(entry, private=False)
    assert as_client.post(address, {"on": "2026-03-01", "text": "Other.", "seen": mark}).status_code == 409
    entry.refresh_from_db()
    assert (entry.text, entry.private) == ("As it was.", False)


def test_a_form_without_a_mark_overwrites_nothing(engagement, entry, as_client):
    answer = as_client.post(f"/engagements/{engagement.pk}/journal/{entry.pk}/", {"on": "2026-03-01", "text": "New."})
    assert answer.status_code == 409
    entry.refresh_from_db()
    assert entry.text == "As it was."


def test_a_note_is_written_again_by_its_author_alone(engagement, meeting, as_coach, as_client):
    mine = note(meeting, author=engagement.coach.user, text="First words.", private=False)
    address = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/notes/{mine.pk}/"
    page = words(as_coach.get(address))
    assert "First words." in page
    as_coach.post(address, {"text": "Better words.", "seen": seen(page)})
    mine.refresh_from_db()
    assert (mine.text, mine.private) == ("Better words.", True)
    for answer in (as_client.get(address), as_client.post(address, {"text": "Not mine.", "seen": mine.mark})):
        assert answer.status_code == 404


def test_the_second_to_save_a_note_sees_the_first(engagement, meeting, as_coach):
    mine = note(meeting, author=engagement.coach.user, text="As it was.")
    address = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/notes/{mine.pk}/"
    mark = seen(words(as_coach.get(address)))
    as_coach.post(address, {"text": "In one window.", "seen": mark})
    answer = as_coach.post(address, {"text": "In the other.", "shared": "on", "seen": mark})
    assert answer.status_code == 409
    assert "In one window." in words(answer)
    assert ">\nIn the other.</textarea>" in words(answer)
    mine.refresh_from_db()
    assert (mine.text, mine.private) == ("In one window.", True)


def test_an_empty_note_is_refused_beside_the_field(engagement, meeting, as_coach):
    mine = note(meeting, author=engagement.coach.user, text="As it was.")
    address = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/notes/{mine.pk}/"
    answer = as_coach.post(address, {"text": "  ", "seen": mine.mark})
    assert "This field is required." in words(answer)


def test_the_second_to_change_an_engagement_sees_the_first(engagement, as_coach):
    address = f"/engagements/{engagement.pk}/edit/"
    mark = seen(words(as_coach.get(address)))
    as_coach.post(address, {**TYPED, "goals": "Be heard.", "seen": mark})
    answer = as_coach.post(address, {**TYPED, "goals": "Listen first.", "seen": mark})
    assert answer.status_code == 409
    assert "<p>Be heard.</p>" in words(answer)
    assert ">\nListen first.</textarea>" in words(answer)
    engagement.refresh_from_db()
    assert engagement.goals == "Be heard."


@pytest.mark.parametrize("placed", [True, False])
def test_the_second_to_place_a_person_sees_the_first(engagement, as_coach, placed):
    mei = a_stakeholder(engagement, "Mei Okafor")
    if not placed:
        Stakeholder.objects.all().delete()
    people = words(as_coach.get(f"/engagements/{engagement.pk}/people/"))
    form = people[people.index(f"/people/{mei.person_id}/") :]
    address, mark = f"/engagements/{engagement.pk}/people/{mei.person_id}/", seen(form)
    as_coach.post(address, {"level": "board", "side": "upward", "role": "Chair", "seen": mark})
    answer = as_coach.post(address, {"level": "manager", "side": "peer", "role": "Lead", "seen": mark})
    assert answer.status_code == 409
    assert "board, upward, Chair" in words(answer)
    assert 'value="Lead"' in words(answer)
    kept = Stakeholder.objects.get()
    assert kept.role == "Chair"
    answer = as_coach.post(address, {"level": "manager", "side": "peer", "role": "Lead", "seen": kept.mark})
    assert answer.status_code == 302
    assert Stakeholder.objects.get().role == "Lead"


def test_a_program_that_shows_no_form_writes_what_it_means(engagement, entry):
    insight.rewrite(entry, on=entry.on, text="Said by a program.", private=True)
    entry.refresh_from_db()
    assert entry.text == "Said by a program."


def test_what_was_removed_meanwhile_does_not_come_back(engagement, entry):
    entries_removed.remove(insight.Reflection.objects.get(pk=entry.pk))
    with pytest.raises(ChangedMeanwhile):
        insight.rewrite(entry, on=entry.on, text="Again.", private=True, seen=entry.mark)
    assert insight.Reflection.objects.get().removed_at


def test_a_place_given_by_a_file_is_not_overwritten_unseen(engagement):
    mei = a_stakeholder(engagement, "Mei Okafor")
    before = Stakeholder.objects.get().mark
    Stakeholder.objects.update(level="board")
    with pytest.raises(ChangedMeanwhile):
        place(engagement, mei.person, level="manager", side="peer", role="", named=False, seen=before)
