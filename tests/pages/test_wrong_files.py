"""A file that cannot be read is named with the reason and with what can be done; the limits are said beforehand."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.django_db


def preview_of(browser, engagement, name: str, content: bytes) -> str:
    """The page that shows what was read of one file."""
    sent = {"files": [SimpleUploadedFile(name, content)]}
    return browser.post(f"/engagements/{engagement.pk}/files/", sent, follow=True).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "This file is empty."),
        ("broken.zip", b"PK\x03\x04broken", "This ZIP file is damaged"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "It could not be told what this file holds"),
        ("many.csv", b"conversation,turn,role,text\na,1,coach,Why?\n", "waylight mirror FILE reads it"),
        ("bad.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "no start"),
    ],
)
def test_a_wrong_file_says_why_and_what_can_be_done(engagement, as_coach, name, content, reason):
    page = preview_of(as_coach, engagement, name, content)
    assert name in page
    assert "Nothing of it could be read, and it will not come in." in page
    assert reason in page
    assert "save or export it anew" in page
    assert f'href="/engagements/{engagement.pk}/files/?kind=transcript"' in page
    assert "Bring in</button>" not in page


def test_the_limits_are_said_where_files_are_chosen(engagement, as_coach):
    page = as_coach.get(f"/engagements/{engagement.pk}/files/").content.decode()
    assert "Up to 200 files at once, each of up to 200 MB; a mailbox may be larger, and all together 2048 MB." in page
    assert 'data-most="200"' in page


def test_too_many_files_are_refused_with_what_can_be_done(engagement, as_coach):
    sent = {"files": [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(201)]}
    answer = as_coach.post(f"/engagements/{engagement.pk}/files/", sent)
    assert answer.status_code == 400
    assert "Put them into one ZIP" in answer.content.decode()


def test_sending_no_file_is_said(engagement, as_coach):
    answer = as_coach.post(f"/engagements/{engagement.pk}/files/", {}, follow=True)
    assert "No file was chosen." in answer.content.decode()
