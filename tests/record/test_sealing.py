"""What was said, written and brought cannot be read in the database, nor opened anywhere but in its own place."""

from __future__ import annotations

import uuid
from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import an_engagement, client_alias
from tests.record.brought import a_reading, an_entry, at, bring
from tests.record.said import SECRET, everything_said
from tests.stores import Store
from waylight.access import keyring
from waylight.access.keyring import KeyGone, WrongMasterKey
from waylight.access.master_key import encoded
from waylight.record import insight
from waylight.record.bringing.journal import entry_key
from waylight.record.bringing.outcome import digest
from waylight.record.insight import Commitment, Reflection
from waylight.record.learning import LearningNote
from waylight.record.meeting import Meeting, Note, Utterance, note, plan
from waylight.record.sealing import Changed, Sealed, seal, sealed_fields, unseal
from waylight.record.story import Story

pytestmark = pytest.mark.django_db


def in_the_database() -> bytes:
    """Every byte of every value of every table, as somebody reads it who has the database and nothing else."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                found += [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row]
    return b"\n".join(found)


def test_nothing_that_was_said_or_brought_can_be_read_in_the_database(engagement):
    everything_said(engagement)
    stored = in_the_database()
    assert b"Ines Calder" in stored  # what is not sealed is found, so the search works
    assert SECRET.encode() not in stored
    assert SECRET.encode()[:12] not in stored


def test_every_sealed_field_was_written_in_that(engagement):
    everything_said(engagement)
    for model in apps.get_app_config("record").get_models():
        for field in sealed_fields(model):
            raw = model._default_manager.values_list(field.name, flat=True)
            assert any(value.raw for value in raw), f"{model.__name__}.{field.name}"


def test_what_was_written_is_read_again(engagement):
    everything_said(engagement)
    for model in apps.get_app_config("record").get_models():
        for field in sealed_fields(model):
            for row in model._default_manager.all():
                getattr(row, field.name)
    assert LearningNote.objects.get().text == Note.objects.get().text == Meeting.objects.first().agreement == SECRET
    assert Story.objects.get().replacements == {SECRET: "somebody"}


WRITES_AND_IS_KILLED = """
import os
from tests.factories import an_engagement
from tests.record.said import everything_said
everything_said(an_engagement())
os._exit(0)
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the bytes of SQLite's files")
def test_no_byte_of_any_file_of_the_store_tells_it(tmp_path):
    """The database, its write-ahead log, the cache and the keys, as a program that was killed left them."""
    Store.made(tmp_path).says(WRITES_AND_IS_KILLED)
    files = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert files["waylight.sqlite3-wal"]
    assert b"Ines Calder" in b"".join(files.values())
    assert [name for name, stored in files.items() if SECRET.encode() in stored] == []


def moved(model, field: str, of, to) -> None:
    """Move a sealed value from one row to another, as somebody would who can write to the database."""
    raw = model.objects.filter(pk=of.pk).values_list(field, flat=True).get()
    model.objects.filter(pk=to.pk).update(**{field: raw})


def test_a_value_moved_to_another_row_does_not_open(engagement):
    one, other = (insight.commit(engagement, on=date(2026, 3, 1), text=text) for text in ("Ask Mei", "Ask Tomás"))
    moved(Commitment, "text", one, other)
    with pytest.raises(Changed) as said:
        assert Commitment.objects.get(pk=other.pk).text
    assert "Mei" not in str(said.value)


def test_a_value_moved_to_another_column_does_not_open(engagement):
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text="Words.", private=False)
    heard = insight.hear(entry, text="Start where it is hardest.", person=None, changed="The order.")
    raw = insight.Insight.objects.values_list("text", flat=True).get()
    insight.Insight.objects.update(changed=raw)
    heard = insight.Insight.objects.get()
    assert heard.text == "Start where it is hardest."
    with pytest.raises(Changed):
        assert heard.changed


def test_a_row_moved_to_another_engagement_does_not_open(engagement):
    other = an_engagement("Henrik Aas")
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text="Only here.", private=False)
    Reflection.objects.filter(pk=entry.pk).update(engagement=other)
    with pytest.raises(keyring.CannotOpen):
        assert Reflection.objects.get(pk=entry.pk).text


def test_a_meeting_moved_to_another_engagement_takes_no_notes_and_no_words_with_it(engagement):
    meeting = plan(engagement, at=at("2026-03-03T16:00"))
    note(meeting, author=engagement.coach.user, text="Only here.")
    Utterance.objects.create(meeting=meeting, turn=1, speaker=client_alias(engagement), text="Only here.")
    Meeting.objects.filter(pk=meeting.pk).update(engagement=an_engagement("Henrik Aas"))
    for model in (Note, Utterance):
        with pytest.raises(keyring.CannotOpen):
            assert model.objects.get().text


@pytest.mark.parametrize("place", [0, 1, 20, 35, -1])
def test_a_value_that_was_changed_does_not_open(engagement, place):
    insight.commit(engagement, on=date(2026, 3, 1), text="Ask Mei")
    raw = bytearray(Commitment.objects.values_list("text", flat=True).get().raw)
    raw[place] ^= 1
    Commitment.objects.update(text=Sealed(bytes(raw)))
    with pytest.raises(keyring.CannotOpen):
        assert Commitment.objects.get().text


def test_another_master_key_opens_nothing_and_says_so(engagement, as_coach, monkeypatch):
    insight.commit(engagement, on=date(2026, 3, 1), text=SECRET)
    monkeypatch.setenv("WAYLIGHT_MASTER_KEY", encoded(b"another master key of 32 bytes.."))
    monkeypatch.setattr(keyring, "_open", {})
    with pytest.raises(WrongMasterKey, match="WAYLIGHT_MASTER_KEY"):
        assert Commitment.objects.get().text
    answer = as_coach.get(f"/engagements/{engagement.pk}/")
    assert answer.status_code == 500
    assert "This cannot be read" in answer.content.decode()
    assert SECRET not in answer.content.decode()


def test_a_key_that_was_destroyed_by_another_process_is_noticed_at_the_next_reading(engagement):
    insight.commit(engagement, on=date(2026, 3, 1), text="Ask Mei")
    assert Commitment.objects.get().text == "Ask Mei"
    (keyring.folder() / str(engagement.key_id)).unlink()
    with pytest.raises(KeyGone):
        assert Commitment.objects.get().text


def test_keys_are_read_by_this_account_alone(engagement):
    file = keyring.folder() / str(engagement.key_id)
    assert file.stat().st_mode & 0o777 == 0o600
    assert keyring.folder().stat().st_mode & 0o777 == 0o700


def test_a_query_cannot_look_into_what_is_sealed_and_says_so(engagement):
    one = insight.commit(engagement, on=date(2026, 3, 1), text="Ask Mei")
    with pytest.raises(TypeError, match="is sealed"):
        Commitment.objects.filter(text="Ask Mei").exists()
    with pytest.raises(TypeError, match="is sealed"), transaction.atomic():
        Commitment.objects.filter(pk=one.pk).update(text="Ask Tomás")
    with pytest.raises(TypeError, match="read through its row"):
        str(Commitment.objects.values_list("text", flat=True).get())


def test_an_empty_text_is_still_found_and_refused_as_empty(engagement):
    insight.reflect(engagement, on=date(2026, 3, 1), text="", private=False, confidence=5)
    assert Reflection.objects.filter(text="").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(engagement=engagement, on=date(2026, 3, 1), text="")


def test_saving_a_row_that_was_not_read_leaves_what_is_sealed_as_it_is(engagement):
    insight.commit(engagement, on=date(2026, 3, 1), text="Ask Mei")
    before = Commitment.objects.values_list("text", flat=True).get().raw
    Commitment.objects.get().save()
    assert Commitment.objects.values_list("text", flat=True).get().raw == before


def test_the_name_of_an_entry_does_not_show_whether_its_words_were_guessed(engagement):
    entry = an_entry("2026-03-01", "Fine.")
    bring(engagement, a_reading("journal.md", entry))
    guessed = digest("entry", entry.on, False, "Fine.", (), (), (), None)
    assert Reflection.objects.get().key not in {guessed, entry_key(entry, an_engagement("Henrik Aas"))}
    assert bring(engagement, a_reading("again.md", entry, entry)).result["files"].popitem()[1]["new"] == 0


def test_the_same_words_twice_look_different(engagement):
    for _ in range(2):
        insight.commit(engagement, on=date(2026, 3, 1), text="Ask Mei")
    first, second = (value.raw for value in Commitment.objects.values_list("text", flat=True))
    assert first[17:] != second[17:]


def test_a_transcript_is_read_with_as_many_queries_as_a_short_one(engagement, as_coach):
    meeting = plan(engagement, at=at("2026-03-03T16:00"))
    page = f"/engagements/{engagement.pk}/meetings/{meeting.pk}/"
    counted = []
    as_coach.get(page)  # that it was opened is noted once an hour
    for turns in (range(1, 3), range(3, 60)):
        Utterance.objects.bulk_create(
            Utterance(meeting=meeting, turn=n, speaker=client_alias(engagement), text=f"Turn {n}") for n in turns
        )
        for n in turns:
            note(meeting, author=engagement.coach.user, text=f"Note {n}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert f"Turn {turns[-1]}" in as_coach.get(page).content.decode()
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_rows_are_not_written_out_with_their_words_opened(engagement):
    insight.commit(engagement, on=date(2026, 3, 1), text=SECRET)
    with pytest.raises(TypeError, match="is sealed"):
        serializers.serialize("json", Commitment.objects.all())


KEY_OF = SimpleNamespace(id=None)


@given(text=st.text(), place=st.text(max_size=20))
def test_any_text_opens_as_it_was_sealed_and_nowhere_else(text, place):
    if KEY_OF.id is None or KEY_OF.id not in keyring.every():
        KEY_OF.id = uuid.uuid4()
        keyring.make(KEY_OF.id, "engagement 1")
    raw = seal(text.encode(), KEY_OF.id, "engagement 1", place)
    assert unseal(raw, "engagement 1", place).decode() == text
    with pytest.raises(Changed):
        unseal(raw, "engagement 1", place + "x")
