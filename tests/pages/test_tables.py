"""A table of another tool: its columns named, a preview, staged like any file, remembered, brought once, and undone."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from tests.factories import a_coach, an_engagement
from tests.pages.test_every_page_is_sound import Page
from waylight.cli import main
from waylight.record.bringing import whole
from waylight.record.coaching_log import PastCoaching
from waylight.record.imports import Import
from waylight.record.insight import Commitment, Insight, Reflection
from waylight.record.meeting import Meeting, Note, plan
from waylight.record.people import Stakeholder
from waylight.record.remembered_map import RememberedMap

pytestmark = pytest.mark.django_db

SESSIONS = """Session Date;Time;Duration;Status;Session Notes
25/03/2026;14:30;90;Completed;She listened
01/04/2026;14:30;60;Cancelled;
"""
TASKS = "Aufgabe;Fällig am;Erledigt\nMei anrufen;3. März 2026;ja\nDem Werk zuhören;1.12.2026;\n"


@pytest.fixture
def engagement():
    return an_engagement(zone="Europe/Lisbon")


@pytest.fixture
def coach(engagement):
    signed_in = Client()
    signed_in.force_login(engagement.coach.user)
    return signed_in


def here(engagement) -> str:
    return f"/engagements/{engagement.pk}/files/table/"


def look(browser, engagement, text: str | bytes = SESSIONS, name: str = "table.csv", **more: object):
    data = text.encode() if isinstance(text, str) else text
    return browser.post(here(engagement), {"file": SimpleUploadedFile(name, data), **more})


def typed(answer, **changed: str) -> dict[str, str]:
    """What the page's form would send."""
    form = answer.context["form"]
    given = {field.html_name: field.value() or "" for field in form}
    return {name: value for name, value in {**given, **changed}.items() if value}


def go(browser, engagement, text: str | bytes = SESSIONS, name: str = "table.csv", **changed: str):
    return browser.post(here(engagement), {**typed(look(browser, engagement, text, name)), "go": "1", **changed})


def bring(browser, engagement, text: str | bytes = SESSIONS, name: str = "table.csv", **changed: str) -> Import:
    answer = go(browser, engagement, text, name, **changed)
    assert answer.status_code == 302, answer.content.decode()
    brought = Import.objects.latest("pk")
    whole.bring_in_at_once(brought, brought.choices)
    return brought


def test_the_columns_are_guessed_and_the_first_lines_shown_before_anything_is_kept(coach, engagement):
    answer = look(coach, engagement)
    shown = answer.content.decode()
    for said in ("Two lines can be read", "25 Mar 2026, 14:30", "90", "called off", "She listened", "session notes"):
        assert said in shown
    assert Page(shown).unsound() == []
    assert not Import.objects.exists()


def test_meetings_come_in_with_notes_that_who_brings_them_reads_alone(coach, engagement):
    bring(coach, engagement)
    held, off = Meeting.objects.filter(engagement=engagement).order_by("at")
    assert (held.at, held.minutes, held.cancelled) == (datetime(2026, 3, 25, 14, 30, tzinfo=UTC), 90, False)
    assert off.cancelled
    noted = Note.objects.get()
    assert (noted.text, noted.private, noted.author) == ("She listened", True, engagement.coach.user)


def test_what_is_brought_goes_with_undoing_and_comes_again(coach, engagement):
    brought = bring(coach, engagement)
    whole.undo(brought)
    assert not Meeting.objects.exists()
    assert not Note.objects.exists()
    whole.bring_in_at_once(Import.objects.get(pk=brought.pk))
    assert (Meeting.objects.count(), Note.objects.count()) == (2, 1)


def test_the_same_table_twice_changes_nothing_even_with_other_columns(coach, engagement):
    bring(coach, engagement)
    again = bring(coach, engagement)
    assert (Meeting.objects.count(), Note.objects.count()) == (2, 1)
    assert again.result["files"][str(again.files.get().pk)]["new"] == 0
    bring(coach, engagement, SESSIONS.replace("Status", "State of it"))
    assert (Meeting.objects.count(), Note.objects.count()) == (2, 1)


def test_notes_go_to_the_meeting_that_was_planned_by_hand(coach, engagement):
    planned = plan(engagement, at=datetime(2026, 3, 25, 14, 30, tzinfo=UTC))
    brought = bring(coach, engagement)
    assert Meeting.objects.count() == 2
    assert Note.objects.get().meeting == planned
    whole.undo(brought)
    assert [one.pk for one in Meeting.objects.all()] == [planned.pk]


def test_an_undone_table_leaves_a_meeting_on_which_somebody_noted_more(coach, engagement):
    brought = bring(coach, engagement)
    held = Meeting.objects.get(cancelled=False)
    Note.objects.create(meeting=held, author=engagement.coach.user, text="Later")
    whole.undo(brought)
    assert [one.text for one in Note.objects.all()] == ["Later"]
    assert Meeting.objects.get() == held


def test_tasks_become_commitments_and_know_what_became_of_them(coach, engagement):
    brought = bring(coach, engagement, TASKS)
    kept, still = Commitment.objects.order_by("due")
    assert (kept.text, kept.state, kept.settled_on, kept.due) == (
        "Mei anrufen", "kept", date(2026, 3, 3), date(2026, 3, 3)
    )  # fmt: skip
    assert (still.state, still.due) == ("open", date(2026, 12, 1))
    assert still.on <= engagement.local_day(datetime.now(UTC))
    bring(coach, engagement, TASKS)
    assert Commitment.objects.count() == 2
    done = bring(coach, engagement, TASKS.replace("1.12.2026;", "1.12.2026;ja"))
    still.refresh_from_db()
    assert still.state == "kept"
    whole.undo(done)
    still.refresh_from_db()
    assert (still.state, still.settled_on) == ("open", None)
    whole.undo(Import.objects.get(pk=brought.pk))


def test_entries_insights_people_and_messages_come_in(coach, engagement):
    bring(coach, engagement, "Datum;Titel;Eintrag\n3. März 2026;Morgen;Ich habe zugehört\n")
    assert Reflection.objects.get().text == "Morgen\n\nIch habe zugehört"
    bring(coach, engagement, "Date,Insight,From\n2026-03-04,It grew,Mei Okafor\n")
    insight = Insight.objects.select_related("heard_from").get()
    assert (insight.text, insight.heard_from.name) == ("It grew", "Mei Okafor")
    bring(coach, engagement, "Prénom,Nom,Courriel,Entreprise\nTomás,Ferrão,tomas@norvia.example,Norvia\n")
    stakeholder = Stakeholder.objects.select_related("person__organisation").get(person__name="Tomás Ferrão")
    assert stakeholder.person.organisation.name == "Norvia"


def test_a_workbook_is_read_with_its_days_as_days(coach, engagement):
    book = Workbook()
    sheet = book.active
    sheet.append(["My coaching"])
    sheet.append(["When", "What I learned", "Who said it"])
    sheet.append([datetime(2026, 4, 3), "It grew", "Mei"])
    kept = io.BytesIO()
    book.save(kept)
    answer = look(coach, engagement, kept.getvalue(), "log.xlsx")
    assert "what i learned" in answer.content.decode()
    chosen = typed(answer, rows="insights")
    changed = coach.post(here(engagement), {**chosen, "look": "1"})
    columns = {"column-0": "on", "column-1": "text", "column-2": "heard_from"}
    done = coach.post(here(engagement), {**typed(changed), **columns, "go": "1"})
    assert done.status_code == 302
    whole.bring_in_at_once(Import.objects.get())
    assert Insight.objects.get().on == date(2026, 4, 3)


def test_a_day_that_can_be_two_is_asked_for(coach, engagement):
    text = "Session Date,Notes\n03/04/2026,Words\n"
    answer = look(coach, engagement, text)
    assert "either may be meant" in answer.content.decode()
    refused = coach.post(here(engagement), {**typed(answer), "go": "1"})
    assert refused.status_code == 422
    assert "can be read in two ways" in refused.content.decode()
    assert not Import.objects.exists()
    bring(coach, engagement, text, order="month")
    assert Meeting.objects.get().local.date() == date(2026, 3, 4)


def test_lines_that_cannot_be_read_are_said_with_file_line_and_reason_and_hold_the_import_up(coach, engagement):
    text = SESSIONS + "31/02/2026;;;;\n"
    assert "table.csv:4: “31/02/2026” is no day that there is" in look(coach, engagement, text).content.decode()
    go(coach, engagement, text)
    brought = Import.objects.get()
    confirm = f"/engagements/{engagement.pk}/files/{brought.pk}/confirm/"
    assert coach.post(confirm).status_code == 422
    assert not Meeting.objects.exists()
    coach.post(confirm, {"despite_problems": "on"})
    whole.bring_in(brought.pk)
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"column-0": ""}, "No column holds the day"),
        ({"column-1": "at"}, "Two columns hold the day"),
    ],
)
def test_columns_that_do_not_fit_are_said_and_nothing_is_lost(coach, engagement, changed, said):
    sent = {**typed(look(coach, engagement)), **changed, "go": "1"}
    answer = coach.post(here(engagement), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert typed(answer)["content"] == sent["content"]


def test_the_choices_are_remembered_for_the_next_table_with_these_columns(coach, engagement):
    go(coach, engagement, "When,Words\n2026-03-04,It grew\n", rows="insights", **{"named_for": "insights"},
       **{"column-0": "on", "column-1": "text"})  # fmt: skip
    again = look(coach, engagement, "Words,When\nIt grew more,2026-03-05\n")
    assert "You brought a table with these columns before" in again.content.decode()
    assert again.context["form"].named.columns == {"words": "text", "when": "on"}
    assert RememberedMap.objects.count() == 1
    other = Client()
    other.force_login(a_coach("Ida Berg").user)
    assert not RememberedMap.objects.visible_to(a_coach("Ole Ny").user).exists()


def test_the_choices_can_be_saved_and_brought_with_another_table(coach, engagement):
    saved = coach.post(here(engagement), {**typed(look(coach, engagement)), "save": "1"})
    assert json.loads(saved.content)["rows"] == "meetings"
    again = look(coach, engagement, map=SimpleUploadedFile("map.json", saved.content))
    assert again.context["form"].named.columns["session notes"] == "notes"
    refused = look(coach, engagement, map=SimpleUploadedFile("map.json", b"{}"))
    assert "no map of columns" in refused.content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 and more", "This is no table that can be read"),
        (b"alone\n", "no line that names columns"),
        (b"PK\x03\x04broken", "This workbook could not be opened"),
        (b"a,b\n" + b"1,2\n" * 300_000, "larger than 1 MB"),
    ],
)
def test_what_is_no_table_is_said_and_changes_nothing(coach, engagement, data, said):
    answer = look(coach, engagement, data)
    assert said in answer.content.decode()
    assert not Import.objects.exists()


def test_a_table_that_was_cut_on_the_way_is_not_read(coach, engagement):
    answer = coach.post(here(engagement), {**typed(look(coach, engagement)), "content": "%%", "go": "1"}, follow=True)
    assert "did not arrive whole" in answer.content.decode()


def test_a_private_entry_in_a_coachs_table_is_the_clients_alone(coach, engagement):
    bring(coach, engagement, "Date,Entry,Private\n2026-03-04,Mine,yes\n2026-03-05,Ours,no\n")
    assert {one.text for one in Reflection.objects.visible_to(engagement.coach.user)} == {"Ours"}


HOURS = """Client;Email;Start Date;End Date;Individual/Group;Number in group;Paid hours;Pro bono hours;Consent
Tom Weir;tom@weir.example;2024-01-05;2024-12-01;Individual;;12,5;0;yes
Team North;;2024-02-01;;Group;6;4;2;no
"""


@pytest.fixture
def alone():
    member = a_coach()
    signed_in = Client()
    signed_in.force_login(member.user)
    return signed_in


def bring_hours(browser, text: str = HOURS, **changed: str):
    first = browser.post("/coaching-log/bring/", {"file": SimpleUploadedFile("log.csv", text.encode())})
    return browser.post("/coaching-log/bring/", {**typed(first), "go": "1", **changed}, follow=True)


def test_hours_of_another_log_are_noted_once_and_undone(alone):
    assert "Two lines noted in your log" in bring_hours(alone).content.decode()
    tom, north = PastCoaching.objects.order_by("begins").select_related("coach")
    assert (tom.name, tom.paid_minutes, tom.may_name, tom.form) == ("Tom Weir", 750, True, "one")
    assert (north.number, north.form, north.pro_bono_minutes) == (6, "group", 120)
    assert "Nothing was changed" in bring_hours(alone).content.decode()
    assert PastCoaching.objects.count() == 2
    brought = tom.brought_id
    shown = alone.post(f"/coaching-log/bring/{brought}/undo/", follow=True).content.decode()
    assert "Two lines removed from your log" in shown
    assert PastCoaching.objects.filter(removed_at=None).count() == 0
    bring_hours(alone)
    assert PastCoaching.objects.filter(removed_at=None).count() == PastCoaching.objects.count() == 2


def test_hours_that_cannot_be_read_are_left_out_only_when_that_is_chosen(alone):
    text = HOURS + "Nobody;;2024-01-01;;Individual;;;;\n"
    assert "Some lines cannot be read" in bring_hours(alone, text).content.decode()
    assert not PastCoaching.objects.exists()
    bring_hours(alone, text, leave_out="on")
    assert PastCoaching.objects.count() == 2


def test_hours_of_which_no_line_can_be_read_are_not_said_to_be_there_already(alone):
    refused = bring_hours(alone, HOURS.partition("Tom")[0] + "Nobody;;2024-01-01;;Individual;;;;\n", leave_out="on")
    assert "Not one line can be read like this" in refused.content.decode()
    assert "in your log already" not in refused.content.decode()
    assert not PastCoaching.objects.exists()


def test_nobody_undoes_the_hours_of_another(alone):
    bring_hours(alone)
    stranger = Client()
    stranger.force_login(a_coach("Ida Berg").user)
    brought = PastCoaching.objects.first().brought_id
    assert stranger.post(f"/coaching-log/bring/{brought}/undo/").status_code == 404
    assert stranger.post(f"/clients/{brought}/undo/").status_code == 404


def test_the_command_line_takes_the_choices_that_the_page_saved(coach, engagement, tmp_path, capsys):
    saved = coach.post(here(engagement), {**typed(look(coach, engagement)), "save": "1"})
    (tmp_path / "map.json").write_bytes(saved.content)
    (tmp_path / "sessions.csv").write_text(SESSIONS)
    asked = ["import", str(engagement.pk), str(tmp_path / "sessions.csv"), "--map", str(tmp_path / "map.json"), "--yes"]
    assert main(asked) == 0
    assert Meeting.objects.count() == 2
    assert main(asked) == 0
    assert (Meeting.objects.count(), Note.objects.count()) == (2, 1)
    assert "already brought in" in capsys.readouterr().out
