"""Files are sent, looked at, confirmed and undone, as on the page; nothing comes in twice."""

from __future__ import annotations

import pytest

from tests.api.conftest import raw, waylight
from waylight.api.shapes.imports import Choices
from waylight.client import DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.imports import Import
from waylight.record.insight import Reflection

JOURNAL = ("journal.md", b"# 2026-03-01\nI let them own it.\n\n# 2026-03-02\nThey did.\n")


@pytest.fixture
def sent(engagement, client):
    """An import of the client's journal, not yet confirmed."""
    return client.bring_files(engagement.pk, [JOURNAL])


def test_nothing_is_in_the_record_before_it_is_confirmed(engagement, client, sent):
    assert (sent.state, [one.kind for one in sent.files]) == ("read", ["journal"])
    preview = client.preview_import(engagement.pk, sent.id)
    assert "Nothing of it is in the record yet" in preview.lede
    assert not Reflection.objects.exists()


def test_what_is_confirmed_comes_in_and_can_be_undone(engagement, client, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.confirm_import(engagement.pk, sent.id, Choices())
    now = client.get_import(engagement.pk, sent.id)
    assert (now.state, now.new, now.done) == ("in", 2, now.total)
    assert Reflection.objects.count() == 2
    with pytest.raises(NotNow, match="already confirmed"):
        client.confirm_import(engagement.pk, sent.id, Choices())
    with pytest.raises(NotNow, match="undo that first"):
        client.discard_import(engagement.pk, sent.id)
    assert client.undo_import(engagement.pk, sent.id).state == "undone"
    assert not Reflection.objects.exists()
    client.discard_import(engagement.pk, sent.id)
    assert client.list_imports(engagement.pk).items == []


def test_what_is_missing_is_said_by_where(engagement, client):
    sent = client.bring_files(engagement.pk, [("notes.bin", b"\x00\x01nothing that is known")])
    with pytest.raises(DoesNotFit, match="could be read is left out") as refused:
        client.confirm_import(engagement.pk, sent.id, Choices())
    assert "files-read" in {one.where for one in refused.value.problem.errors}


def test_the_same_files_sent_under_one_key_are_one_import(engagement, client):
    first = client.bring_files(engagement.pk, [JOURNAL], key="one")
    assert client.bring_files(engagement.pk, [JOURNAL], key="one").id == first.id
    assert Import.objects.count() == 1
    with pytest.raises(DoesNotFit, match="something else"):
        client.bring_files(engagement.pk, [("journal.md", b"# 2026-03-01\nOther.\n")], key="one")


def test_an_import_is_seen_by_who_brought_it(engagement, coach, sent):
    assert coach.list_imports(engagement.pk).items == []
    with pytest.raises(NotFound):
        coach.preview_import(engagement.pk, sent.id)


def test_a_token_that_is_not_for_it_brings_nothing(engagement):
    with pytest.raises(NotAllowed, match="scope “import”"):
        waylight(engagement.client.user, "read", "write").bring_files(engagement.pk, [JOURNAL])
    assert not Import.objects.exists()


def test_an_import_of_no_file_is_a_problem(engagement):
    answer = raw(engagement.client.user).post(f"engagements/{engagement.pk}/imports", data={"files": "none"})
    assert answer.status_code == 415
    answer = raw(engagement.client.user).post(
        f"engagements/{engagement.pk}/imports", files={"other": ("a.txt", b"text")}
    )
    assert (answer.status_code, answer.json()["detail"]) == (422, "No file came. Send at least one, as “files”.")
