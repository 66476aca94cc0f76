"""By a program, lists of clients and tables of hours are looked at, brought once, and undone, as on their pages."""

from __future__ import annotations

from datetime import date

import pytest

from tests.api.conftest import raw, waylight
from tests.factories import a_coach
from waylight.access.rates import Rate
from waylight.client import DoesNotFit, NotAllowed, NotFound, NotNow, ServerBroken, TooOften
from waylight.pages.clients import arriving
from waylight.record import clients_brought, insight
from waylight.record.clients_brought import ClientsBrought
from waylight.record.coaching_log import PastCoaching
from waylight.record.engagement import Engagement
from waylight.record.package import Package

pytestmark = pytest.mark.django_db

CLIENTS = b"""Client name,E-mail,Company,Time zone,Start date,End date,Goals,Hours
Mei Okafor,mei@norvia.example,Norvia,Europe/Lisbon,2026-02-02,,Be heard,10
Tom Weir,tom@weir.example,,,,,,
"""
HOURS = b"""Client;Email;Start Date;End Date;Individual/Group;Number in group;Paid hours;Pro bono hours;Consent
Tom Weir;tom@weir.example;2024-01-05;2024-12-01;Individual;;12,5;0;yes
Team North;;2024-02-01;;Group;6;4;2;no
"""
UNREAD = b",no.name@norvia.example,,,,,,\n"


@pytest.fixture
def member():
    return a_coach()


@pytest.fixture
def alone(member):
    """What a coach calls with who has no engagement yet."""
    return waylight(member.user)


def clients(content: bytes = CLIENTS) -> tuple[str, bytes]:
    return "clients.csv", content


def hours(content: bytes = HOURS) -> tuple[str, bytes]:
    return "log.csv", content


def test_a_list_is_looked_at_before_anything_is_kept(alone):
    seen = alone.preview_client_list(clients(CLIENTS + UNREAD))
    assert [(one.line, one.name, one.minutes, one.engagement) for one in seen.clients] == [
        (2, "Mei Okafor", 600, None),
        (3, "Tom Weir", 0, None),
    ]
    assert [(one.line, one.why) for one in seen.problems] == [(4, "There is no name in this line.")]
    assert (seen.columns.columns["start date"], seen.why_not) == ("begins", "")
    assert not Engagement.objects.exists()
    assert not ClientsBrought.objects.exists()


def test_clients_are_brought_once_and_undone(alone):
    made = alone.bring_client_list(clients(), begins=date(2026, 3, 1))
    mei, tom = Engagement.objects.select_related("client").order_by("client__name")
    assert made.engagements == sorted([mei.pk, tom.pk])
    assert (mei.client.name, mei.zone, mei.begins, tom.begins) == (
        "Mei Okafor",
        "Europe/Lisbon",
        date(2026, 2, 2),
        date(2026, 3, 1),
    )
    assert Package.objects.get().minutes == 600
    with pytest.raises(NotNow, match="here already"):
        alone.bring_client_list(clients())
    assert [one.engagement for one in alone.preview_client_list(clients()).clients] == [mei.pk, tom.pk]
    assert alone.list_client_lists().items == [alone.get_client_list(made.id)]
    assert alone.undo_client_list(made.id).removed == 2
    assert alone.get_client_list(made.id).undone_at is not None
    assert not Engagement.objects.exists()


def test_an_engagement_to_which_something_was_added_stays(alone):
    made = alone.bring_client_list(clients())
    insight.commit(Engagement.objects.get(client__name="Mei Okafor"), on=date(2026, 3, 1), text="Ask Tom")
    undone = alone.undo_client_list(made.id)
    assert (undone.removed, undone.stays) == (1, ["Mei Okafor"])
    again = alone.undo_client_list(made.id)
    assert (again.removed, again.stays) == (0, [])
    assert Engagement.objects.count() == 1


def test_with_a_line_that_cannot_be_read_nothing_comes_in_unless_it_is_left_out(alone):
    with pytest.raises(DoesNotFit, match="Some lines cannot be read") as refused:
        alone.bring_client_list(clients(CLIENTS + UNREAD))
    assert [(one.where, one.why) for one in refused.value.problem.errors] == [
        ("line 4", "There is no name in this line.")
    ]
    assert not Engagement.objects.exists()
    assert len(alone.bring_client_list(clients(CLIENTS + UNREAD), leave_out=True).engagements) == 2
    with pytest.raises(DoesNotFit, match="Not one line"):
        alone.bring_client_list(clients(b"name,email\n,a@b.example\n"), leave_out=True)


def test_columns_are_named_by_the_program_and_known_the_next_time(alone):
    file = clients(b"Who,Where\nMei Okafor,mei@norvia.example\n")
    guessed = alone.preview_client_list(file)
    assert "No column holds" in guessed.why_not
    with pytest.raises(DoesNotFit, match="No column holds"):
        alone.bring_client_list(file)
    named = guessed.columns.model_copy(update={"columns": {"who": "name", "where": "address"}})
    assert [one.name for one in alone.preview_client_list(file, columns=named).clients] == ["Mei Okafor"]
    alone.bring_client_list(file, columns=named)
    assert alone.preview_client_list(file).columns == named


def test_days_that_can_be_read_in_two_ways_are_asked_for(alone):
    file = clients(b"name,start date\nMei Okafor,03/04/2026\n")
    seen = alone.preview_client_list(file)
    assert seen.columns.order == ""
    with pytest.raises(DoesNotFit, match="two ways"):
        alone.bring_client_list(file)
    alone.bring_client_list(file, columns=seen.columns.model_copy(update={"order": "month"}))
    assert Engagement.objects.get().begins == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("no JSON", "no map of columns"),
        ('{"rows": "hours", "columns": {"name": "name"}}', "columns of hours"),
        ('{"rows": "clients", "columns": {"name": "name", "other": "goals"}}', "no column “other”"),
        ('{"rows": "clients", "columns": {"name": "goals", "email": "goals"}}', "two are named for one"),
    ],
)
def test_columns_that_do_not_fit_are_refused(member, said, why):
    sent = {"files": {"files": clients(b"name,email\nMei,mei@norvia.example\n")}, "data": {"columns": said}}
    answer = raw(member.user).post("client-lists", **sent)
    assert answer.status_code == 422
    assert why in answer.json()["detail"]
    assert not Engagement.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b" ", "no line"),
        ("book.xlsx", b"PK\x03\x04 zip", "This workbook could not be opened"),
        ("large.csv", b"name\n" + b"x" * (1 << 20), "larger than 1 MB"),
        ("paper.csv", b"%PDF-1.7", "This is no table"),
    ],
)
def test_a_file_that_is_no_list_is_said_to_be_none(alone, name, data, said):
    for ask in (alone.preview_client_list, alone.bring_client_list, alone.preview_hour_list, alone.bring_hour_list):
        with pytest.raises(DoesNotFit, match=said):
            ask((name, data))


def test_it_is_one_file(member):
    calls = raw(member.user)
    two = [("files", clients()), ("files", clients())]
    for sent in ({"files": {"other": clients()}}, {"files": two}, {}):
        answer = calls.post("client-lists", **sent)
        assert (answer.status_code, answer.json()["detail"][:13]) == (422, "Send one file")
    assert calls.post("client-lists", json={}).status_code == 415


def test_the_same_list_sent_under_one_key_is_one_and_another_is_refused(alone):
    first = alone.bring_client_list(clients(), key="one")
    assert alone.bring_client_list(clients(), key="one") == first
    for other in ({"file": clients(CLIENTS.replace(b"Tom", b"Tim"))}, {"file": clients(), "leave_out": True}):
        with pytest.raises(DoesNotFit, match="something else"):
            alone.bring_client_list(**other, key="one")
    named = alone.preview_client_list(clients()).columns
    with pytest.raises(DoesNotFit, match="something else"):
        alone.bring_client_list(clients(), columns=named, key="one")


def test_what_fails_half_way_leaves_nothing(alone, monkeypatch):
    begin, begun = clients_brought.begin, []

    def once(*args, **given):
        if begun:
            raise OSError("disk full")
        begun.append(begin(*args, **given))
        return begun[0]

    monkeypatch.setattr(clients_brought, "begin", once)
    with pytest.raises(ServerBroken):
        alone.bring_client_list(clients())
    assert not Engagement.objects.exists()
    assert not ClientsBrought.objects.exists()


def test_hours_are_looked_at_brought_once_and_undone(alone):
    seen = alone.preview_hour_list(hours())
    assert [(one.name, one.form, one.number, one.paid_minutes, one.known) for one in seen.lines] == [
        ("Tom Weir", "one", 1, 750, False),
        ("Team North", "group", 6, 240, False),
    ]
    assert not PastCoaching.objects.exists()
    made = alone.bring_hour_list(hours())
    assert made.past == [one.id for one in alone.list_past_coaching().items]
    assert all(one.known for one in alone.preview_hour_list(hours()).lines)
    with pytest.raises(NotNow, match="in the log already"):
        alone.bring_hour_list(hours())
    assert alone.list_hour_lists().items == [made]
    assert alone.list_client_lists().items == []
    assert alone.undo_hour_list(made.id).removed == 2
    assert alone.undo_hour_list(made.id).removed == 0
    undone = alone.get_hour_list(made.id)
    assert (undone.past, undone.undone_at is not None) == ([], True)
    assert len(alone.list_removed_past_coaching().items) == 2


def test_hours_that_cannot_be_read_hold_the_others_up_unless_left_out(alone):
    file = hours(HOURS + b"Nobody;;2024-01-01;;Individual;;;;\n")
    with pytest.raises(DoesNotFit, match="Some lines cannot be read") as refused:
        alone.bring_hour_list(file)
    assert [one.where for one in refused.value.problem.errors] == ["line 4"]
    assert not PastCoaching.objects.exists()
    assert len(alone.bring_hour_list(file, leave_out=True).past) == 2


def test_columns_of_hours_are_named_by_the_program(alone):
    file = hours(b"Who;Since;Paid\nTom Weir;2024-01-05;12\n")
    named = alone.preview_hour_list(file).columns
    named = named.model_copy(update={"columns": {"who": "name", "since": "begins", "paid": "paid"}})
    alone.bring_hour_list(file, columns=named)
    assert PastCoaching.objects.select_related("coach").get().paid_minutes == 720
    gone = named.model_copy(update={"columns": {**named.columns, "other": "contact"}})
    with pytest.raises(DoesNotFit, match="no column “other”"):
        alone.bring_hour_list(file, columns=gone)


def test_nobody_else_sees_or_undoes_a_list(alone, member):
    listed, noted = alone.bring_client_list(clients()), alone.bring_hour_list(hours())
    stranger = waylight(a_coach("Ida Berg").user)
    assert stranger.list_client_lists().items == stranger.list_hour_lists().items == []
    for undo in (
        lambda: stranger.undo_client_list(listed.id),
        lambda: stranger.undo_hour_list(noted.id),
        lambda: alone.undo_client_list(noted.id),
        lambda: alone.undo_hour_list(listed.id),
    ):
        with pytest.raises(NotFound):
            undo()
    for limited in (waylight(member.user, engagements=listed.engagements), waylight(member.user, "read", "write")):
        with pytest.raises(NotAllowed):
            limited.list_client_lists()
        with pytest.raises(NotAllowed):
            limited.bring_hour_list(hours())
    assert Engagement.objects.count() == 2


def test_lists_come_no_more_often_than_files(alone, monkeypatch):
    monkeypatch.setattr(arriving, "IMPORTS", Rate("lists in a test", 1, arriving.IMPORTS.per))
    alone.preview_client_list(clients())
    with pytest.raises(TooOften):
        alone.preview_client_list(clients())
