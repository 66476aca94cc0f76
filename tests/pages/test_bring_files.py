"""Bringing files: what was read is shown first, nothing comes in unconfirmed, and everything can be taken back."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import get_language, gettext, override

from waylight.record.bringing import whole
from waylight.record.imports import Import, ImportFile, StagedChunk
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting, Utterance, plan
from waylight.record.people import Alias

pytestmark = pytest.mark.django_db

MAIL = (
    "From x@y Thu Jan  1 00:00:00 2026\n"
    "From: Ines Calder <ines@norvia.example>\nTo: Mei Okafor <mei@norvia.example>\n"
    "Date: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <1@norvia.example>\n\nthe secret body\n\n"
    "From x@y Thu Jan  1 00:00:00 2026\n"
    "From: Mei Okafor <mei@norvia.example>\nTo: ines@norvia.example\n"
    "Date: Tue, 3 Mar 2026 09:00:00 +0000\nMessage-ID: <2@norvia.example>\n\nthe secret body\n"
)
TALK = "Maren Voss: What has changed since last time?\n\nInes Calder: I listened more than I spoke.\n"
CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Mei Okafor\nEMAIL:mei@norvia.example\nEND:VCARD\n"
BROKEN = "at,sender,recipient\n2026-03-02T09:00:00Z,ines@norvia.example,mei@norvia.example\nyesterday,a,b\n"


def words(answer) -> str:
    return answer.content.decode()


def here(engagement) -> str:
    return f"/engagements/{engagement.pk}/files/"


def send(browser, engagement, query="", **files: str | bytes):
    """Send files to the page, as a form does; ``mail_mbox`` is a file called mail.mbox."""
    sent = [
        SimpleUploadedFile(name.replace("_", "."), text if isinstance(text, bytes) else text.encode())
        for name, text in files.items()
    ]
    return browser.post(here(engagement) + query, {"files": sent})


def read(browser, engagement, query="", **files):
    """Send files and open what was read of them: the import and its page."""
    answer = send(browser, engagement, query, **files)
    assert answer.status_code == 302
    return Import.objects.latest("pk"), words(browser.get(answer.url))


@pytest.fixture
def confirm(django_capture_on_commit_callbacks):
    """Confirm an import with choices; what waits for the end of the transaction is done, as a worker would."""

    def confirm_(browser, brought, **choices):
        address = f"{here(brought.engagement)}{brought.pk}/"
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(f"{address}confirm/", choices)
        return browser.get(address, follow=True) if answer.status_code == 302 else answer

    return confirm_


def test_the_preview_says_what_was_recognised_and_nothing_is_in_the_record(engagement, as_coach):
    brought, page = read(as_coach, engagement, mail_mbox=MAIL, talk_txt=TALK, card_vcf=CARD)
    assert "Mail headers</b>: 2 messages, 2 March 2026 to 3 March 2026, 2 people. All of it is new." in page
    assert "A transcript</b>: 2 turns" in page
    assert "Contacts</b>: 1 contact" in page
    assert brought.state == Import.State.READ
    assert not Interaction.objects.exists()


def test_what_is_confirmed_comes_in_with_its_file_and_line(engagement, as_coach, confirm):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL)
    assert "2 new contacts." in words(confirm(as_coach, brought))
    assert [(row.source.name, row.line) for row in Interaction.objects.order_by("at")] == [
        ("mail.mbox", 1),
        ("mail.mbox", 9),
    ]


def test_no_byte_of_a_mail_is_kept_anywhere(engagement, as_coach):
    _, page = read(as_coach, engagement, mail_mbox=MAIL)
    assert "the secret body" not in page
    for chunk in StagedChunk.objects.all():
        assert b"secret" not in gzip.decompress(chunk.rows_gz)
    for file in ImportFile.objects.values():
        assert "secret" not in repr(file)


def test_an_import_is_undone_as_a_whole_and_can_be_brought_in_again(engagement, as_coach, confirm):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL)
    confirm(as_coach, brought)
    page = words(as_coach.post(f"{here(engagement)}{brought.pk}/undo/", follow=True))
    assert "Undone. What these files alone had brought is gone" in page
    assert not Interaction.objects.exists()
    assert "Bring in again" in page
    confirm(as_coach, brought)
    assert Interaction.objects.count() == 2


def test_the_same_file_again_says_that_it_is_there_and_adds_nothing(engagement, as_coach, confirm):
    confirm(as_coach, read(as_coach, engagement, mail_mbox=MAIL)[0])
    brought, page = read(as_coach, engagement, copy_mbox=MAIL)
    assert "This file was already brought in on" in page
    confirm(as_coach, brought)
    assert Interaction.objects.count() == 2


def test_confirming_twice_is_done_once(engagement, as_coach, confirm):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL)
    confirm(as_coach, brought)
    assert "nothing was done twice" in words(confirm(as_coach, brought))
    assert Interaction.objects.count() == 2


def test_without_a_file_it_says_so(engagement, as_coach):
    assert "No file was chosen." in words(as_coach.post(here(engagement), {}, follow=True))
    assert not Import.objects.exists()


def test_a_file_that_is_nothing_known_can_be_brought_as_a_kind(engagement, as_coach):
    _, page = read(as_coach, engagement, photo_jpg=b"\xff\xd8\xff\xe0" + bytes(range(256)))
    assert "Nothing could be read of what you brought." in page
    assert "?kind=transcript" in page
    assert "Bring in</button>" not in page


def test_the_kind_that_the_user_names_is_the_kind_it_is_read_as(engagement, as_coach):
    _, page = read(as_coach, engagement, "?kind=journal", notes_txt="2026-03-01\nI listened.\n")
    assert "A journal</b>: 1 entry" in page


def test_what_could_not_be_read_is_shown_with_line_and_reason_and_as_a_file(engagement, as_coach):
    brought, page = read(as_coach, engagement, log_csv=BROKEN)
    assert "One place could not be read" in page
    assert "line 3" in page
    rows = words(as_coach.get(f"{here(engagement)}{brought.pk}/problems.csv")).splitlines()
    assert rows[0].lstrip("\ufeff") == "file,line,reason,lost"
    assert rows[1].startswith("log.csv,3,")


def test_what_could_be_read_of_a_broken_file_comes_in_only_if_the_user_says_so(engagement, as_coach, confirm):
    brought, _ = read(as_coach, engagement, log_csv=BROKEN)
    answer = confirm(as_coach, brought)
    assert answer.status_code == 422
    assert "Some of it could not be read. Say that you want what could be read" in words(answer)
    assert not Interaction.objects.exists()
    confirm(as_coach, brought, despite_problems="on")
    assert Interaction.objects.count() == 1


def test_what_was_read_can_be_thrown_away(engagement, as_coach):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL)
    page = words(as_coach.post(f"{here(engagement)}{brought.pk}/discard/", follow=True))
    assert "Nothing that was read of these files is kept." in page
    assert not Import.objects.exists()
    assert not StagedChunk.objects.exists()


def test_what_is_in_the_record_is_undone_first_and_thrown_away_then(engagement, as_coach, confirm):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL)
    confirm(as_coach, brought)
    page = words(as_coach.post(f"{here(engagement)}{brought.pk}/discard/", follow=True))
    assert "undo that first" in page
    assert Interaction.objects.count() == 2


def test_a_transcript_needs_its_day_and_what_was_typed_is_kept(engagement, as_coach, confirm):
    brought, _ = read(as_coach, engagement, talk_txt=TALK)
    file = brought.files.get()
    answer = confirm(as_coach, brought, **{f"kind-{file.pk}": "stakeholder", f"day-{file.pk}": ""})
    assert answer.status_code == 422
    assert "talk.txt: say which day this meeting was." in words(answer)
    assert re.search(r'value="stakeholder" checked', words(answer))
    confirm(as_coach, brought, **{f"kind-{file.pk}": "stakeholder", f"day-{file.pk}": "2026-03-12"})
    assert Meeting.objects.get().kind == Meeting.Kind.STAKEHOLDER
    assert Utterance.objects.count() == 2


def test_a_transcript_of_tomorrow_is_refused(engagement, as_coach, confirm):
    brought, _ = read(as_coach, engagement, talk_txt=TALK)
    answer = confirm(as_coach, brought, **{f"day-{brought.files.get().pk}": "2999-01-01"})
    assert "this day is not in the past" in words(answer)


def test_a_planned_meeting_is_offered_for_its_transcript(engagement, as_coach, confirm):
    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    brought, page = read(as_coach, engagement, **{"2026-03-12_txt": TALK})
    assert re.search(rf'value="meeting:{meeting.pk}" selected', page)
    confirm(as_coach, brought, **{f"meeting-{brought.files.get().pk}": f"meeting:{meeting.pk}"})
    assert Utterance.objects.filter(meeting=meeting).count() == 2


def test_who_the_client_is_is_asked_where_no_address_of_hers_stands_in_the_mail(engagement, as_coach, confirm):
    mail = MAIL.replace("ines@norvia.example", "i.calder@private.example")
    brought, page = read(as_coach, engagement, mail_mbox=mail)
    assert "Which of these is Ines Calder, in the mail and calendars?" in page
    confirm(as_coach, brought, is_client="i.calder@private.example")
    assert Alias.objects.get(value="i.calder@private.example").person_id == engagement.client_id


def test_people_who_look_like_one_are_proposed_with_the_reason_and_joined_if_ticked(engagement, as_coach, confirm):
    mail = MAIL + MAIL.replace("mei@norvia.example", "mei.okafor@home.example").replace("@norvia.example>\n", "b@x>\n")
    brought, page = read(as_coach, engagement, mail_mbox=mail)
    assert "Are these one person?" in page
    value = re.search(r'name="same" value="([^"]+)"', page)[1].replace("&quot;", '"')
    confirm(as_coach, brought, same=value, despite_problems="on")
    first, second = (Alias.objects.get(value=v) for v in ("mei@norvia.example", "mei.okafor@home.example"))
    assert first.person_id == second.person_id


def test_a_file_can_be_left_out(engagement, as_coach, confirm):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL, card_vcf=CARD)
    out = brought.files.get(name="mail.mbox")
    confirm(as_coach, brought, **{f"leave_out-{out.pk}": "on"})
    assert not Interaction.objects.exists()
    assert Alias.objects.filter(value="mei@norvia.example").exists()


def test_nothing_comes_in_when_every_file_is_left_out(engagement, as_coach, confirm):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL)
    answer = confirm(as_coach, brought, **{f"leave_out-{brought.files.get().pk}": "on"})
    assert "Every file that could be read is left out" in words(answer)


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\temp\\mail.mbox", "\x00\x1b[31m.mbox", "a" * 5000])
def test_only_the_last_part_of_a_files_name_is_kept(engagement, as_coach, name):
    as_coach.post(here(engagement), {"files": SimpleUploadedFile(name, MAIL.encode())})
    for file in ImportFile.objects.all():
        assert not set(file.name) & set("/\\\x00\x1b")
        assert len(file.name) <= 200


def test_what_the_coach_brought_is_not_the_clients_to_look_into(engagement, as_coach, as_client):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL)
    assert "mail.mbox" not in words(as_client.get(here(engagement)))
    for part in ("", "problems.csv"):
        assert as_client.get(f"{here(engagement)}{brought.pk}/{part}").status_code == 404
    for part in ("confirm", "undo", "discard", "stop"):
        assert as_client.post(f"{here(engagement)}{brought.pk}/{part}/").status_code == 404


def test_the_client_brings_files_of_her_own(engagement, as_client, confirm):
    brought, _ = read(as_client, engagement, mail_mbox=MAIL)
    confirm(as_client, brought)
    assert Interaction.objects.count() == 2


def test_a_long_import_shows_how_far_it_is_and_can_be_given_up_when_it_stands_still(engagement, as_coach):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL)
    Import.objects.filter(pk=brought.pk).update(state=Import.State.COMING)
    page = words(as_coach.get(f"{here(engagement)}{brought.pk}/", headers={"HX-Request": "true"}))
    assert re.search(r'<progress max="\d+" value="\d+"', page)
    assert 'hx-trigger="every 1s"' in page


def test_a_client_that_is_no_browser_is_told_where_to_go(engagement, as_coach):
    sent = {"files": SimpleUploadedFile("mail.mbox", MAIL.encode())}
    answer = as_coach.post(here(engagement), sent, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"{here(engagement)}{Import.objects.get().pk}/"


def test_the_list_shows_what_was_brought_and_its_state(engagement, as_coach, confirm):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL)
    confirm(as_coach, brought)
    page = words(as_coach.get(here(engagement)))
    assert "mail.mbox" in page
    assert "Nothing yet." not in page


def test_what_the_worker_says_it_says_in_the_language_of_the_page_that_confirmed(
    engagement, as_coach, monkeypatch, django_capture_on_commit_callbacks
):
    brought, _ = read(as_coach, engagement, mail_mbox=MAIL)
    spoken = []
    monkeypatch.setattr(whole, "bring_in", lambda _: spoken.append(get_language()))
    with django_capture_on_commit_callbacks() as later:
        as_coach.post(f"{here(engagement)}{brought.pk}/confirm/", HTTP_ACCEPT_LANGUAGE="de")
    with override("fr"):  # whatever the worker spoke before
        for one in later:
            one()
    assert spoken == ["de"]


def test_reasons_are_kept_in_english_and_said_in_the_readers_language(engagement, as_coach, confirm):
    automatic = MAIL.replace("Message-ID: <2@", "Auto-Submitted: auto-generated\nMessage-ID: <2@")
    brought, _ = read(as_coach, engagement, mail_mbox=automatic)
    as_coach.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    page = words(confirm(as_coach, brought))
    brought.refresh_from_db()
    assert [one["set_aside"] for one in brought.result["files"].values()] == [{"sent by a machine": 1}]
    with override("de"):
        assert f"1 {gettext('sent by a machine')}" in page
