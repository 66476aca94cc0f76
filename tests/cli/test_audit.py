"""``waylight audit verify`` says whether the log is whole, names the first event that is not, and ends accordingly."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from tests.factories import an_engagement
from waylight.cli import main
from waylight.record.audit import AuditEvent, Verb, note_that
from waylight.record.audit_kept import DROP

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted(db):
    """A log of some events, whose guard in the database somebody took away."""
    engagement = an_engagement()
    for name in ("brief", "map", "path"):
        note_that(engagement.coach.user, Verb.OPENED, name, engagement)
    with connection.cursor() as cursor:
        for statement in DROP[connection.vendor]:
            cursor.execute(statement)
    return AuditEvent.objects.order_by("number")


def verify(capsys, *more: str) -> tuple[int, str]:
    status = main(["audit", "verify", *more])
    return status, capsys.readouterr().out


def test_an_empty_log_is_whole(capsys):
    assert verify(capsys) == (0, "The audit log is empty.\n")


def test_a_whole_log_prints_its_last_event(noted, capsys):
    status, said = verify(capsys)
    assert status == 0
    last = noted.last()
    assert f"is whole: {last.number} events. The last is {last.number}:{last.hash}" in said


def test_a_changed_event_is_named(noted, capsys):
    changed = noted.get(what="map")
    noted.filter(pk=changed.pk).update(what="meeting 3")
    status, said = verify(capsys)
    assert status == 1
    assert f"event {changed.number} does not carry the hash of what it says" in said
    assert f"The {changed.number - 1} events before it are whole." in said


def test_a_removed_event_is_named(noted, capsys):
    gone = noted.get(what="map").number
    noted.filter(what="map").delete()
    status, said = verify(capsys)
    assert status == 1
    assert f"event {gone} is missing" in said


def test_a_log_cut_off_at_its_end_is_found_by_what_was_printed_before(noted, capsys):
    printed = re.search(r"\d+:[0-9a-f]{64}", verify(capsys)[1])[0]
    assert verify(capsys, "--noted", printed)[0] == 0
    noted.filter(what="path").delete()
    assert verify(capsys)[0] == 0
    status, said = verify(capsys, "--noted", printed)
    assert status == 1
    assert f"event {printed.partition(':')[0]} is not in the log" in said


def test_what_is_no_event_is_said_to_be_none(noted, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["audit", "verify", "--noted", "the last one"])
    assert ended.value.code == 2
    assert "“the last one” is not a number, a colon and 64 hexadecimal digits." in capsys.readouterr().err
