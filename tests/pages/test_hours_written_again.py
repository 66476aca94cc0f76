"""Noted hours are written again, in the place of what they said; that is taken back, and what strikes is said."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from tests.pages.test_every_page_is_sound import Page
from waylight.record.audit import AuditEvent
from waylight.record.learning import Study, study
from waylight.record.meeting import plan
from waylight.record.package import HoursCorrected, Package, buy, correct_hours, rebuy
from waylight.record.rewritten import put_back, remove, take_change_back

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 5)
AHEAD = datetime.now(UTC).date() + timedelta(days=40)


@pytest.fixture
def address(engagement) -> str:
    return f"/engagements/{engagement.pk}/packages/"


def page(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert Page(answer.content.decode()).unsound() == []
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def mark(shown: str) -> str:
    return re.search(r'name="seen" value="(\w+)"', shown).group(1)


def written(browser, address: str, **given):
    return browser.post(address, {"seen": mark(page(browser, address)), **given})


def test_a_package_is_changed_and_the_change_is_taken_back(engagement, as_coach, as_client, address):
    one = buy(engagement, on=DAY, minutes=50)
    edit = f"{address}{one.pk}/edit/"
    assert 'value="0.83"' in page(as_coach, edit)
    assert "change</a>" not in page(as_client, address)
    written(as_coach, edit, hours="12", on="2026-01-06", paid="free")
    assert "12 hours <small>of 12 hours bought" in page(as_coach, address)
    assert "put back" not in page(as_coach, address)  # what it said before is no removed package
    new = Package.objects.get(removed_at=None)
    assert (new.minutes, new.on, new.paid, new.replaces_id) == (720, date(2026, 1, 6), False, one.pk)
    assert AuditEvent.objects.filter(what=f"edit-package {one.pk}").exists()
    as_coach.post(f"{address}{new.pk}/edit/", {"do": "before"})
    assert list(Package.objects.values_list("pk", "minutes", "removed_at")) == [(one.pk, 50, None)]
    again = as_coach.post(f"{address}{one.pk}/edit/", {"do": "before"}, follow=True)
    assert "no change to take back" in again.content.decode()


def test_what_is_kept_as_it_was_is_no_change(engagement, as_coach, address):
    one = buy(engagement, on=DAY, minutes=50)
    written(as_coach, f"{address}{one.pk}/edit/", hours="0.83", on="2026-01-05", paid="paid")
    assert list(Package.objects.values_list("pk", "minutes")) == [(one.pk, 50)]


def test_a_correction_is_changed_and_what_does_not_fit_is_said_beside_it(engagement, as_coach, address):
    one = correct_hours(engagement, on=DAY, minutes=30, why="A call.", by=engagement.coach.user)
    edit = f"{address}corrections/{one.pk}/edit/"
    for wrong in ({"hours": "25", "on": "2026-01-05", "why": "x"}, {"hours": "1", "on": "2026-01-05", "why": ""}):
        refused = written(as_coach, edit, **wrong)
        assert "Nothing was changed" in refused.content.decode()
    written(as_coach, edit, hours="-0.5", on="2026-01-05", why="We began late.")
    shown = page(as_coach, address)
    assert "“We began late.”" in shown
    assert "“A call.”" in shown  # in what taking the change back would say
    new = HoursCorrected.objects.get(removed_at=None)
    as_coach.post(f"{address}corrections/{new.pk}/edit/", {"do": "before"})
    assert [row.why for row in HoursCorrected.objects.filter(removed_at=None)] == ["A call."]


def test_nothing_is_overwritten_unseen(engagement, as_coach, address):
    one = buy(engagement, on=DAY, minutes=600)
    edit = f"{address}{one.pk}/edit/"
    seen = mark(page(as_coach, edit))
    given = {"on": "2026-01-05", "paid": "paid"}
    written(as_coach, edit, hours="11", **given)
    second = as_coach.post(edit, {"seen": seen, "hours": "12", **given})
    assert second.status_code == 409
    assert "11 hours" in second.content.decode()
    assert 'value="12"' in second.content.decode()
    assert [row.minutes for row in Package.objects.filter(removed_at=None)] == [660]


def test_a_client_and_who_is_not_here_change_nothing(engagement, as_client, address):
    one = buy(engagement, on=DAY, minutes=600)
    assert as_client.post(f"{address}{one.pk}/edit/", {"do": "before"}).status_code == 403


def test_what_stands_behind_another_is_not_put_back_beside_it(engagement):
    one = buy(engagement, on=DAY, minutes=600)
    new = rebuy(one, on=DAY, minutes=660, paid=True)
    put_back(one)
    assert [row.pk for row in Package.objects.filter(removed_at=None)] == [new.pk]
    remove(new)
    with pytest.raises(ValueError, match="no change"):
        take_change_back(new)


def test_what_strikes_is_said_and_nothing_is_refused(engagement, as_coach, address):
    plan(engagement, at=datetime(2026, 2, 2, 10, tzinfo=UTC))
    buy(engagement, on=AHEAD, minutes=600)
    assert page(as_coach, address).count("This day lies ahead.") == 1
    buy(engagement, on=DAY, minutes=600), buy(engagement, on=DAY, minutes=600)
    assert page(as_coach, address).count("Another package has the same day and hours.") == 2
    correct_hours(engagement, on=date(2026, 2, 2), minutes=30, why="A call.", by=engagement.coach.user)
    assert "A meeting was held on this day, and its time is counted as well." in page(as_coach, address)


def test_hours_of_learning_are_changed_removed_and_put_back(engagement, as_coach):
    one = study(engagement.coach, on=DAY, minutes=90, kind="reading", topic="Silence")
    edit = f"/journal/hours/{one.pk}/"
    written(as_coach, edit, hours="2", on="2026-01-05", kind="training", topic="Silence and space")
    shown = page(as_coach, "/journal/hours/")
    assert "Silence and space <small>5 January 2026, training, 2 hours" in shown
    assert "Removed entries" not in shown
    new = Study.objects.get(removed_at=None)
    as_coach.post(f"/journal/hours/{new.pk}/remove/")
    assert "put back" in page(as_coach, "/journal/hours/")
    assert "Silence" not in as_coach.get("/journal/hours.csv").content.decode()
    as_coach.post(f"/journal/hours/{new.pk}/remove/")
    assert "Silence and space" in as_coach.get("/journal/hours.csv").content.decode()
    as_coach.post(f"/journal/hours/{new.pk}/", {"do": "before"})
    assert [(row.topic, row.minutes) for row in Study.objects.all()] == [("Silence", 90)]


def test_hours_of_learning_go_for_good_with_what_they_said_before(engagement, as_coach):
    one = study(engagement.coach, on=DAY, minutes=90, kind="reading", topic="Silence")
    written(as_coach, f"/journal/hours/{one.pk}/", hours="2", on="2026-01-05", kind="reading", topic="Space")
    new = Study.objects.get(removed_at=None)
    as_coach.post(f"/journal/hours/{new.pk}/forget/")
    assert Study.objects.count() == 2  # it was not removed before
    as_coach.post(f"/journal/hours/{new.pk}/remove/")
    as_coach.post(f"/journal/hours/{new.pk}/forget/")
    assert not Study.objects.exists()


def test_what_strikes_at_hours_of_learning_is_said(engagement, as_coach):
    for topic in ("Silence", "silence"):
        study(engagement.coach, on=DAY, minutes=800, kind="reading", topic=topic)
    study(engagement.coach, on=AHEAD, minutes=60, kind="training", topic="Systems")
    shown = page(as_coach, "/journal/hours/")
    assert shown.count("Another entry has the same day and topic.") == 2
    assert shown.count("come to more than 24 hours.") == 2
    assert shown.count("This day lies ahead.") == 1
