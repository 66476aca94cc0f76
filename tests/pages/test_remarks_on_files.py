"""A remark loses nothing: it is shown apart, asks for no tick, and stands in the table as what it is."""

from __future__ import annotations

import pytest

from tests.pages.test_bring_files import BROKEN, MAIL, confirm, here, read, words
from waylight.intake.rows import Place, Problem
from waylight.record.interaction import Interaction
from waylight.record.packing import PROBLEMS_KEPT, Packing

pytestmark = pytest.mark.django_db
RECEIVED = (
    "From x@y Thu Jan  1 00:00:00 2026\nReceived: by x; Wed, 4 Mar 2026 09:00:00 +0000\n"
    "From: Ines Calder <ines@norvia.example>\nTo: Mei Okafor <mei@norvia.example>\nMessage-ID: <3@norvia.example>\n\n"
)
TWICE = f"{MAIL}\n{MAIL}\n{RECEIVED}"

__all__ = ["confirm"]


def test_a_file_where_nothing_is_lost_comes_in_without_a_tick_and_its_remarks_are_shown(engagement, as_coach, confirm):
    brought, page = read(as_coach, engagement, mail_mbox=TWICE)
    assert "Three remarks; nothing is lost there" in page
    assert "Same message as line 1; counted once." in page
    assert "the time it was received is used instead." in page
    assert "could not be read" not in page
    assert "despite_problems" not in page
    result = words(confirm(as_coach, brought))
    assert Interaction.objects.count() == 3
    assert "Three remarks where nothing is lost." in result
    assert "could not be read" not in result


def test_what_is_lost_and_what_is_not_are_counted_and_listed_apart(engagement, as_coach):
    brought, page = read(as_coach, engagement, mail_mbox=TWICE, log_csv=BROKEN)
    assert "One place could not be read" in page
    assert "Three remarks; nothing is lost there" in page
    rows = words(as_coach.get(f"{here(engagement)}{brought.pk}/problems.csv")).splitlines()
    assert [row.rpartition(",")[2] for row in rows] == ["lost", "no", "no", "no", "yes"]


def test_a_mailbox_full_of_copies_hides_no_problem():
    packing = Packing("a.mbox")
    packing.add(Problem(Place("a.mbox", n), "Same message as line 1; counted once.", lost=False) for n in range(3_000))
    packing.add([Problem(Place("a.mbox", 9_000), "The message names no sender in From or Sender; it is left out.")])
    [member] = packing.finish("0" * 64).members
    assert (member.problem_count, member.remark_count) == (1, 3_000)
    assert [one["line"] for one in member.problems if one["lost"]] == [9_000]
    assert len(member.problems) == PROBLEMS_KEPT + 1


def test_a_folder_of_many_small_files_keeps_the_two_apart():
    packing = Packing("mails.zip")
    for n in range(101):
        name = f"mails.zip/photos/{n}.jpg"
        packing.add([Problem(Place(name), "A remark.", lost=False), Problem(Place(name), "It is lost.")])
    [member] = packing.finish("0" * 64).members
    assert (member.problem_count, member.remark_count) == (101, 101)
    assert {str(one["reason"]).rpartition(": ")[2]: one["lost"] for one in member.problems} == {
        "A remark.": False, "It is lost.": True,
    }  # fmt: skip
