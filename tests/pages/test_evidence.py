"""The rows behind a figure: a part for the sheet, a page of its own without JavaScript, and the same rows in both."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import an_interaction
from waylight.record.bringing.whole import confirm
from waylight.record.imports import Import

pytestmark = pytest.mark.django_db
MAIL = (
    b"From x@y Thu Jan  1 00:00:00 2026\n"
    b"From: Ines Calder <ines@norvia.example>\nTo: Mei Okafor <mei@norvia.example>\n"
    b"Date: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <1@norvia.example>\n\n\n"
)


def rows(page: str) -> list[str]:
    """The table's rows as plain words."""
    found = re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2], re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in found]


def test_a_row_says_when_who_how_and_which_line_of_which_file(engagement, as_coach, django_capture_on_commit_callbacks):
    as_coach.post(f"/engagements/{engagement.pk}/files/", {"files": [SimpleUploadedFile("mail.mbox", MAIL)]})
    with django_capture_on_commit_callbacks(execute=True):
        confirm(Import.objects.get(), {})
    page = as_coach.get(f"/engagements/{engagement.pk}/evidence/reach-out/").content.decode()
    assert rows(page) == ["Mon 2 Mar 2026, 09:00 Ines Calder to Mei Okafor Mail mail.mbox, line 1"]


def test_the_sheet_and_the_page_show_the_same_rows(engagement, as_coach):
    for n in range(130):
        an_interaction(engagement, None, "Mei Okafor", at=f"2026-03-{n % 28 + 1:02}T{n % 24:02}:00")
    address = f"/engagements/{engagement.pk}/evidence/contact/"
    page = as_coach.get(address).content.decode()
    part = as_coach.get(address, headers={"HX-Request": "true"}).content.decode()
    assert rows(page) == rows(part)
    assert page.count("<h1") == 1
    assert "<h1" not in part
    assert "1 to 100 of 130" in page
    assert len(rows(as_coach.get(f"{address}?page=2").content.decode())) == 30


def test_the_days_of_the_window_are_those_the_figure_counts(engagement, as_coach):
    an_interaction(engagement, None, "Mei Okafor")
    window = "?start=2026-03-02T00:00Z&end=2026-03-30T00:00Z"
    page = as_coach.get(f"/engagements/{engagement.pk}/evidence/reach-out/{window}").content.decode()
    assert "2 March to 30 March" in page  # midnight UTC is one in the morning in Lisbon, in summer time


def test_an_invitation_nobody_has_answered_yet_reads_so(engagement, as_coach):
    an_interaction(engagement, None, "Mei Okafor", kind="meeting", answer="needs-action", recipients=3)
    page = as_coach.get(f"/engagements/{engagement.pk}/evidence/contact/").content.decode()
    assert "Meeting, to three people, not answered yet" in page
