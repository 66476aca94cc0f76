"""The coach's own journal: written, changed, removed, and read by nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.factories import a_coach
from waylight.record.learning import LearningNote, learn

pytestmark = pytest.mark.django_db

SECRET = "I told instead of asking, twice"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_an_empty_journal_asks_a_question_and_offers_to_write(as_coach):
    page = as_coach.get("/journal/").content.decode()
    assert "Nothing yet." in page
    assert "Write it down" in page


def test_a_note_is_written_read_changed_and_removed(as_coach):
    as_coach.post("/journal/", {"on": "2026-03-12", "text": f"  {SECRET} "})
    note = LearningNote.objects.get()
    assert (note.on, note.text) == (date(2026, 3, 12), SECRET)
    assert SECRET in as_coach.get("/journal/").content.decode()
    as_coach.post(f"/journal/{note.pk}/", {"on": "2026-03-13", "text": "I asked."})
    note.refresh_from_db()
    assert (note.on, note.text) == (date(2026, 3, 13), "I asked.")
    as_coach.post(f"/journal/{note.pk}/remove/")
    assert "I asked." not in as_coach.get("/journal/").content.decode().partition("<summary>Removed</summary>")[0]
    assert as_coach.get(f"/journal/{note.pk}/").status_code == 404


def test_a_removed_note_is_put_back_or_goes_for_good(as_coach, engagement):
    note = learn(engagement.coach, on=date(2026, 3, 12), text=SECRET)
    remove = f"/journal/{note.pk}/remove/"
    assert as_coach.post(remove, {"for_good": "1"}).status_code == 404
    as_coach.post(remove)
    assert "put back" in as_coach.get("/journal/").content.decode()
    another = signed_in(a_coach("Ada Bright", practice=engagement.practice).user)
    assert another.post(remove, {"back": "1"}).status_code == 404
    as_coach.post(remove, {"back": "1"})
    assert as_coach.get(f"/journal/{note.pk}/").status_code == 200
    as_coach.post(remove)
    as_coach.post(remove, {"for_good": "1"})
    assert not LearningNote.objects.exists()


@pytest.mark.parametrize("given", [{"on": "", "text": "words"}, {"on": "2026-03-12", "text": "  "}])
def test_what_is_missing_is_said_and_what_was_typed_is_kept(as_coach, given):
    page = as_coach.post("/journal/", given)
    assert page.status_code == 200
    assert "This field is required" in page.content.decode()
    assert not LearningNote.objects.exists()
    assert given["text"].strip() in page.content.decode()


def test_an_empty_note_is_refused_by_the_record_itself():
    with pytest.raises(ValueError, match="empty"):
        learn(a_coach(), on=date(2026, 3, 12), text=" ")


def test_neither_the_client_nor_another_coach_reads_it(engagement, as_client):
    note = learn(engagement.coach, on=date(2026, 3, 12), text=SECRET)
    another = signed_in(a_coach("Ada Bright", practice=engagement.practice).user)
    assert as_client.get("/journal/").status_code == 403
    assert SECRET not in another.get("/journal/").content.decode()
    assert another.get(f"/journal/{note.pk}/").status_code == 404
    assert another.post(f"/journal/{note.pk}/remove/").status_code == 404
    assert LearningNote.objects.exists()
