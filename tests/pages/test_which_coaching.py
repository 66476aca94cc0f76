"""Events of a calendar that names nobody: offered by title, and coaching meetings only when somebody says so."""

from __future__ import annotations

import io

import pytest
from django.test import Client

from tests.factories import an_engagement
from tests.pages.test_every_page_is_sound import Page
from waylight.intake import Choices, read
from waylight.record.bringing import whole
from waylight.record.bringing.which_coaching import maybe_coaching
from waylight.record.imports import Import, Packing, receive
from waylight.record.meeting import Meeting

pytestmark = pytest.mark.django_db


def an_event(uid: str, title: str, start: str, end: str, *more: str) -> list[str]:
    return [
        "BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART;TZID=Europe/Lisbon:{start}",
        f"DTEND;TZID=Europe/Lisbon:{end}", *more, "END:VEVENT",
    ]  # fmt: skip


CALENDAR = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Left by a tool//EN",
    *an_event("s", "Coaching", "20260305T100000", "20260305T110000", "RRULE:FREQ=WEEKLY;COUNT=4",
              "EXDATE;TZID=Europe/Lisbon:20260312T100000"),
    *an_event("c", "Coaching", "20260409T140000", "20260409T150000", "STATUS:CANCELLED"),
    *an_event("d", "Dentist", "20260306T090000", "20260306T093000"),
    *an_event("l", "Offsite", "20260307T090000", "20260307T180000"),
    "END:VCALENDAR", "",
])  # fmt: skip


@pytest.fixture
def engagement():
    return an_engagement(zone="Europe/Lisbon")


@pytest.fixture
def coach(engagement):
    signed_in = Client()
    signed_in.force_login(engagement.coach.user)
    return signed_in


def received(engagement, *, titles: bool = False) -> Import:
    packing = Packing("left.ics")
    choices = Choices(zone=engagement.zone, keep_subjects=titles)
    packing.add(read(io.BytesIO(CALENDAR.encode()), name="left.ics", choices=choices))
    return receive(engagement, engagement.coach.user, [packing.finish("1" * 64)])


def test_events_of_one_title_are_offered_together_and_long_ones_are_not(engagement):
    sessions, dentist = maybe_coaching(received(engagement, titles=True).files.get())
    assert (sessions.title, len(sessions.times), dentist.title) == ("Coaching", 4, "Dentist")


def test_the_preview_asks_and_says_when_they_were_even_without_titles(coach, engagement):
    brought = received(engagement)
    page = coach.get(f"/engagements/{engagement.pk}/files/{brought.pk}/").content.decode()
    assert "are they coaching meetings?" in page
    assert "4 events, mostly on Thursdays at 10:00, 5 March 2026 to 9 April 2026" in page
    assert "Titles are not kept" in page
    assert Page(page).unsound() == []


def test_only_what_is_chosen_becomes_a_coaching_meeting_and_undoing_takes_it_back(coach, engagement):
    brought = received(engagement)
    file = brought.files.get()
    sessions, _ = maybe_coaching(file)
    confirm = f"/engagements/{engagement.pk}/files/{brought.pk}/confirm/"
    coach.post(confirm, {f"coaching-{file.pk}": [sessions.key, "nothing"]})
    whole.bring_in(brought.pk)
    held = Meeting.objects.order_by("at")
    assert [(f"{one.local:%m-%d %H:%M}", one.cancelled) for one in held] == [
        ("03-05 10:00", False), ("03-19 10:00", False), ("03-26 10:00", False), ("04-09 14:00", True)
    ]  # fmt: skip
    again = received(engagement)
    whole.bring_in_at_once(again, {"files": {str(again.files.get().pk): {"coaching": [sessions.key]}}})
    assert Meeting.objects.count() == 4
    whole.undo(Import.objects.get(pk=again.pk))
    whole.undo(Import.objects.get(pk=brought.pk))
    assert not Meeting.objects.exists()


def test_nothing_is_chosen_by_itself(engagement):
    whole.bring_in_at_once(received(engagement), {})
    assert not Meeting.objects.exists()
