"""By a program, a table of another tool is read by a map of its columns and brought as an import, as on its page."""

from __future__ import annotations

import base64

import pytest

from tests.api.conftest import waylight
from tests.pages.test_tables import SESSIONS, TASKS
from waylight.access.rates import Rate
from waylight.api.shapes.imports import Choices
from waylight.api.shapes.tables import NewTable, TableMap
from waylight.client import DoesNotFit, NotAllowed, TooOften
from waylight.pages.tables import bringing
from waylight.record.imports import Import
from waylight.record.insight import Commitment

NOTES = "When,What,Who\n05/03/2026,They own it,Mei\n06/03/2026,I let go,\n"
MAP = TableMap(rows="insights", columns={"when": "on", "what": "text"}, order="day")


def table(text: str | bytes = SESSIONS, name: str = "table.csv", **more) -> NewTable:
    data = text if isinstance(text, bytes) else text.encode()
    return NewTable(name=name, content=base64.b64encode(data).decode(), **more)


def test_a_table_is_guessed_and_nothing_is_kept_of_it(engagement, coach):
    read = coach.read_table(engagement.pk, table())
    assert (read.rows, read.lines, read.why_not, read.order) == ("meetings", 2, "", "day")
    assert read.columns["session date"] == "at"
    assert read.headings == ["session date", "time", "duration", "status", "session notes"]
    assert set(read.columns.values()) <= set(read.fields)
    assert not Import.objects.exists()


def test_a_table_is_brought_previewed_and_confirmed_like_any_file(
    engagement, client, django_capture_on_commit_callbacks
):
    brought = client.bring_table(engagement.pk, table(TASKS))
    assert (brought.state, [one.rows for one in brought.files]) == ("read", [2])
    assert not Commitment.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.confirm_import(engagement.pk, brought.id, Choices())
    assert sorted(one.text for one in Commitment.objects.all()) == ["Dem Werk zuhören", "Mei anrufen"]


def test_a_map_says_what_columns_hold_and_is_known_again_without_it(engagement, coach):
    guessed = coach.read_table(engagement.pk, table(NOTES))
    assert (guessed.rows, guessed.order) != ("insights", "day")
    mapped = coach.read_table(engagement.pk, table(NOTES, map=MAP))
    assert (mapped.rows, mapped.columns, mapped.lines) == ("insights", MAP.columns, 2)
    coach.bring_table(engagement.pk, table(NOTES, map=MAP))
    again = coach.read_table(engagement.pk, table(NOTES))
    assert (again.rows, again.columns, again.order) == ("insights", MAP.columns, "day")


def test_days_that_can_be_read_in_two_ways_are_not_guessed(engagement, coach):
    two_ways = TableMap(rows="insights", columns=MAP.columns)
    assert "two ways" in coach.read_table(engagement.pk, table(NOTES, map=two_ways)).why_not
    with pytest.raises(DoesNotFit, match="two ways"):
        coach.bring_table(engagement.pk, table(NOTES, map=two_ways))
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"map": TableMap(rows="insights", columns={"nowhere": "text"})}, "no column “nowhere”"),
        ({"map": TableMap(rows="insights", columns={"what": "price"})}, "“price” is nothing that rows of insights"),
        ({"map": TableMap(rows="insights", columns={"what": "text"})}, "No column holds"),
        ({"text": b"%PDF-1.7"}, "no table that can be read"),
        ({"text": "When,What\n"}, "content: "),
    ],
)
def test_what_is_no_table_or_no_map_of_it_is_refused_with_a_reason(engagement, coach, more, said):
    given = {"text": NOTES, **more}
    with pytest.raises(DoesNotFit, match=said):
        coach.bring_table(engagement.pk, table(**given))
    assert not Import.objects.exists()


@pytest.mark.parametrize("content", ["no base64!", base64.b64encode(b"a,b\n" * 300_000).decode()])
def test_what_is_too_much_or_did_not_arrive_whole_is_refused(engagement, coach, content):
    with pytest.raises(DoesNotFit, match="1 MB"):
        coach.bring_table(engagement.pk, NewTable(name="table.csv", content=content))


def test_a_token_that_does_not_bring_files_brings_no_table(engagement):
    with pytest.raises(NotAllowed, match="import"):
        waylight(engagement.coach.user, "read", "write").bring_table(engagement.pk, table())


def test_tables_are_brought_as_often_as_files_and_no_more(engagement, monkeypatch):
    once = Rate("files", 1, bringing.IMPORTS.per)
    monkeypatch.setattr(bringing, "IMPORTS", once)
    coach = waylight(engagement.coach.user, again=0)
    coach.bring_table(engagement.pk, table())
    with pytest.raises(TooOften):
        coach.bring_table(engagement.pk, table(TASKS))
