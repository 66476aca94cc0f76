"""With no data, one person or three hundred, and with long names, every page is there and its HTML is sound."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.factories import a_stakeholder, an_interaction
from tests.record.webhooks.receiver import a_webhook
from waylight.record import insight
from waylight.record.between.day import Became, Day, keep
from waylight.record.between.question import ask
from waylight.record.interaction import Interaction
from waylight.record.meeting import note, plan
from waylight.record.people import Stakeholder
from waylight.record.planning.series import plan_series
from waylight.record.planning.words import What, write

pytestmark = pytest.mark.django_db
PARTS = (
    "",
    "edit/",
    "brief/",
    "path/",
    "map/",
    "movement/",
    "meetings/",
    "journal/",
    "people/",
    "files/",
    "files/table/",
    "evidence/contact/",
)
PARTS += ("stakeholders/?who=everybody", "stakeholders/new/", "initiatives/", "perspectives/new/")
PARTS += (
    "report/",
    "goals/",
    "goals/?deviation=x&reliability=2&source=",
    "path/?look=1",
    "evidence/listening/",
    "evidence/sharing/",
    "evidence/own-meetings/",
    "evidence/notes/",
)
PARTS += ("pulse/", "pulse/plan/", "packages/", "papers/", "sponsor-report/", "stories/")
OF_CLIENT = ("today/", "today/mails/")
OF_COACH = ("between/",)
ALONE = {
    "area",
    "base",
    "br",
    "col",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "circle",
    "line",
    "path",
    "polyline",
    "rect",
}
LONG = "Maximiliane-Theodora von und zu Hohenlohe-Waldenburg-Schillingsfürst und Freifrau von der Au"


class Page(HTMLParser):
    """What is unsound about a page: ids twice, controls without a label, tags that do not nest, headings at the top."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.controls: list[tuple[str, bool]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.headings = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, given):
        attributes = dict(given)
        self.headings += tag == "h1"
        if "id" in attributes:
            self.ids[attributes["id"]] += 1
        if tag == "label" and "for" in attributes:
            self.labelled.add(attributes["for"])
        if tag in {"input", "select", "textarea"} and attributes.get("type") not in {"hidden", "submit"}:
            named = "label" in self.open or "aria-label" in attributes
            self.controls.append((attributes.get("id", tag), named))
        if {"style", "onclick", "onchange", "onsubmit"} & set(attributes):
            self.faults.append(f"inline style or script in {self.get_starttag_text()}")
        if tag in {"div", "ul", "ol", "p", "form", "table", "section"} and "p" in self.open:
            self.faults.append(f"{tag} in a paragraph")
        if tag not in ALONE:
            self.open.append(tag)

    def handle_startendtag(self, tag, given):
        self.handle_starttag(tag, given)
        if tag not in ALONE:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in ALONE:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        elif self.open:
            self.open.pop()

    def unsound(self) -> list[str]:
        """All that is wrong, in words."""
        twice = [f"id {one} twice" for one, times in self.ids.items() if times > 1]
        bare = [f"{one} has no label" for one, named in self.controls if not named and one not in self.labelled]
        headings = [] if self.headings == 1 else [f"{self.headings} headings at the top"]
        return [*self.faults, *twice, *bare, *headings, *(f"{tag} is left open" for tag in self.open)]


def unsound(browser, engagement, *more: str) -> dict[str, list[str]]:
    found = {}
    for part in (*PARTS, *more):
        answer = browser.get(f"/engagements/{engagement.pk}/{part}")
        if answer.status_code == 200:
            if faults := Page(answer.content.decode()).unsound():
                found[part] = faults
        elif part != "edit/":
            found[part] = [str(answer.status_code)]
    return found


def test_an_empty_engagement_is_sound(engagement, as_coach, as_client):
    assert unsound(as_coach, engagement, *OF_COACH) == {}
    assert unsound(as_client, engagement, *OF_CLIENT) == {}


def test_a_journal_with_everything_in_it_is_sound(engagement, as_coach, as_client):
    mei = a_stakeholder(engagement, "Mei Okafor").person
    meeting = plan(engagement, at=datetime(2026, 3, 20, 10, tzinfo=UTC))
    note(meeting, author=engagement.coach.user, text="For both.", private=False)
    for private in (False, True):
        entry = insight.reflect(engagement, on=date(2026, 3, 2), text="Two\n\nparts.", private=private, confidence=5)
        insight.hear(entry, text="start elsewhere", person=mei, changed="the order")
        insight.commit(engagement, on=date(2026, 3, 2), text="Ask <b>Mei</b> & listen")
        insight.carry(engagement, on=date(2026, 3, 2), text="What do I hold on to?")
    more = ("evidence/insights/", "evidence/confidence/", f"meetings/{meeting.pk}/")
    ask(engagement, text="Did something come to you?", by=engagement.coach.user, now=meeting.at)
    open_one = insight.commit(engagement, on=date(2026, 3, 2), text="Call <Mei>", due=date(2026, 3, 9))
    day = Day(
        text="It came.", answers=True, mood=3, mood_words="so-so", became=(Became(open_one.pk, "kept", "At last"),)
    )
    keep(engagement, day, on=engagement.local_day(datetime.now(UTC)), key="k")
    assert unsound(as_coach, engagement, *more, *OF_COACH) == {}
    assert unsound(as_client, engagement, *more, *OF_CLIENT) == {}


def test_one_person_and_one_mail_are_sound(engagement, as_coach):
    a_stakeholder(engagement, LONG)
    an_interaction(engagement, LONG, None, at="2026-03-02T10:00")
    assert unsound(as_coach, engagement) == {}
    assert LONG in as_coach.get(f"/engagements/{engagement.pk}/map/").content.decode()


def test_three_hundred_people_are_sound_and_the_map_draws_the_nearest(engagement, as_coach):
    levels, sides = engagement.practice.levels, engagement.practice.sides
    for n in range(300):
        person = a_stakeholder(engagement, f"Person Number {n}", levels[n % 5], sides[n // 5 % 5])
        an_interaction(engagement, None, f"Person Number {n}", at=f"2026-03-{n % 28 + 1:02}T10:00")
        insight.commit(engagement, on=person.engagement.begins, text=f"Ask Number {n}") if n < 40 else None
    assert (Stakeholder.objects.count(), Interaction.objects.count()) == (300, 300)
    assert unsound(as_coach, engagement) == {}
    page = as_coach.get(f"/engagements/{engagement.pk}/map/").content.decode()
    assert page.count('<a class="who') == 60
    assert "more, in the file." in page


def test_a_form_with_mistakes_is_sound_and_says_them_beside_the_fields(engagement, as_coach, as_client):
    for browser, address, mistakes in (
        (as_coach, "/engagements/new/", 2),
        (as_coach, f"/engagements/{engagement.pk}/meetings/", 3),
        (as_client, f"/engagements/{engagement.pk}/journal/", 1),
    ):
        page = browser.post(address, {"on": ""}).content.decode()
        assert Page(page).unsound() == []
        assert page.count('class="errorlist"') >= mistakes
        assert page.count('aria-invalid="true"') >= mistakes


def test_a_planned_meeting_and_ones_own_calendar_are_sound(engagement, as_coach, as_client):
    (meeting, *_), _ = plan_series(
        engagement, wall=datetime(2095, 3, 3, 16), zone="Europe/Lisbon", rhythm="weekly", times=3, invites=True
    )
    for what in What:
        write(meeting, what, "Two\n\nparts & <b>more</b>.")
    insight.commit(engagement, on=date(2026, 3, 2), text="Ask <b>Mei</b>", meeting=meeting, due=date(2026, 3, 9))
    inner = ("", "move/", "agreement/", "shared/", "taken-along/", "chosen/", "reply/")
    more = [f"meetings/{meeting.pk}/{part}" for part in inner]
    assert unsound(as_coach, engagement, *more) == {}
    assert unsound(as_client, engagement, *more, "calendar/") == {}
    for browser in (as_coach, as_client):
        assert Page(browser.get("/account/calendar/").content.decode()).unsound() == []
        assert Page(browser.get("/account/mails/").content.decode()).unsound() == []
        assert Page(browser.post("/account/calendar/", {"do": "renew"}).content.decode()).unsound() == []


def test_the_pages_of_a_webhook_are_sound(engagement):
    browser = Client()
    browser.force_login(engagement.coach.user)
    browser.post("/account/confirm/", {"password": "a password for tests"})
    assert Page(browser.get("/account/webhooks/").content.decode()).unsound() == []
    one = a_webhook(engagement.coach, name="<b>Two</b> & more")
    plan(engagement, at=datetime(2095, 3, 3, 16, tzinfo=UTC))
    for part in ("", "new/", *(f"{one.pk}/{inner}" for inner in ("", "edit/", "secret/"))):
        assert Page(browser.get(f"/account/webhooks/{part}").content.decode()).unsound() == [], part
    for wrong in ("new/", f"{one.pk}/edit/", f"{one.pk}/again/"):
        assert Page(browser.post(f"/account/webhooks/{wrong}").content.decode()).unsound() == [], wrong
