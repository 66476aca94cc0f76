"""Everybody sees what is held on them and takes it along; a coach erases after a preview; an admin lets go."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import a_coach, a_stakeholder, a_user, an_admin, an_engagement, an_interaction
from tests.record.brought import INES, MEI, a_line, a_mail, a_reading, an_entry, at, bring
from tests.record.raw_text import where_it_says
from waylight.pages.privacy.archive import ROWS_ON_PAGE, Export, as_zip, zipped
from waylight.pages.privacy.headings import HEADINGS, heading
from waylight.record.insight import reflect
from waylight.record.interaction import Interaction
from waylight.record.people import Person
from waylight.record.privacy.erased import Erasure
from waylight.record.privacy.erasing import erase_person
from waylight.record.privacy.held import held_by_account, held_on
from waylight.record.privacy.held_part import Part
from waylight.record.privacy.held_titles import TITLES
from waylight.record.privacy.retention import keep, periods

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 11, 15, tzinfo=UTC)


def words(answer) -> str:
    return answer.content.decode()


def unzipped(answer) -> dict[str, str]:
    pieces = answer.streaming_content if hasattr(answer, "streaming_content") else answer
    with ZipFile(BytesIO(b"".join(pieces))) as whole:
        assert whole.testzip() is None
        return {name: whole.read(name).decode() for name in whole.namelist()}


@pytest.fixture
def mei(engagement):
    bring(engagement, a_reading("inbox.mbox", a_mail(1, MEI, INES), a_mail(2)))
    return Person.objects.get(aliases__value="mei@norvia.example")


@pytest.fixture
def as_admin(engagement):
    browser = Client()
    browser.force_login(an_admin(engagement.practice).user)
    return browser


def page_of(engagement, person, what: str = "person-privacy") -> str:
    return reverse(what, args=[engagement.pk, person.pk])


def test_somebody_signed_in_sees_how_much_of_what_is_held_on_them(engagement, as_client):
    reflect(engagement, on=NOW.date(), text="An entry.", private=True)
    page = words(as_client.get("/privacy/"))
    assert "What is held on you" in page
    assert "one row" in page
    assert "An entry." not in page
    assert engagement.coach.user.email in page


def test_somebody_who_takes_part_in_nothing_sees_that_and_is_told_whom_to_ask():
    browser = Client()
    browser.force_login(a_user("Nobody Yet"))
    page = words(browser.get("/privacy/"))
    assert "Account" in page
    assert "Ask whoever invited you." in page


def test_the_export_is_a_zip_with_json_a_page_and_the_files_as_rows(engagement, as_client):
    bring(engagement, a_reading("my journal.md", an_entry("2026-03-01", "A “start” – né.")), by=engagement.client.user)
    answer = as_client.get("/privacy/export.zip")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith('attachment; filename="held-')
    held = unzipped(answer)
    told = json.loads(held["export.json"])
    assert (told["format"], told["version"], told["about"]) == ("waylight-held", 1, "Ines Calder")
    journal = next(part for part in told["parts"] if part["key"] == "journal")
    assert journal["rows"][0]["text"] == "A “start” – né."
    assert set(journal["rows"][0]) == set(journal["columns"])
    file = next(name for name in held if name.startswith("files/"))
    assert file.endswith("-my-journal.md.journal.jsonl")
    assert json.loads(held[file].splitlines()[0])["text"] == "A “start” – né."


class _Links(HTMLParser):
    """Everything a page would load or lead to, and whether it has a script."""

    def __init__(self) -> None:
        super().__init__()
        self.to: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.to += [value for name, value in attrs if name in {"href", "src"} and value]


def test_the_page_in_it_needs_nothing_else_and_its_links_lead_into_the_zip(engagement, as_client):
    bring(engagement, a_reading("j.md", an_entry("2026-03-01", "<script>x</script>")), by=engagement.client.user)
    held = unzipped(as_client.get("/privacy/export.zip"))
    page = _Links()
    page.feed(held["index.html"])
    assert set(page.to) <= set(held)
    assert not page.tags & {"script", "link", "img"}
    assert "&lt;script&gt;" in held["index.html"]
    assert "--paper" in held["index.html"]


def test_the_parts_of_a_coach_and_of_a_client_have_the_keys_that_the_docs_name(engagement, as_client, as_coach):
    docs = (Path(__file__).parents[2] / "docs/privacy.md").read_text()
    for browser in (as_client, as_coach):
        for part in json.loads(unzipped(browser.get("/privacy/export.zip"))["export.json"])["parts"]:
            assert f"| `{part['key']}` |" in docs, part["key"]


def test_an_export_is_sent_piece_by_piece_however_long_it_is():
    taken = []

    def rows():
        for n in range(20_000):
            taken.append(n)
            yield {"n": n, "text": f"{n * 7919 % 10007:x}" * 20}

    part = Part("rows", "Rows", ("n", "text"), rows, None, lambda: 20_000)
    pieces = zipped(Export("Somebody", lambda: [part], [], NOW))
    first = next(pieces)
    assert len(first) < 200_000
    assert 0 < len(taken) < 20_000
    held = unzipped([first, *pieces])
    assert len(json.loads(held["export.json"])["parts"][0]["rows"]) == 20_000
    assert held["index.html"].count("<tr><td>") == ROWS_ON_PAGE
    assert "18,000 are in export.json" in held["index.html"]


def test_an_export_is_in_the_language_of_who_asked_whatever_is_spoken_when_it_is_sent(engagement):
    with translation.override("de"):
        answer = as_zip(Export("Ines Calder", lambda: held_by_account(engagement.client.user), [], NOW))
    with translation.override("fr"):
        found = unzipped(answer)
        assert translation.get_language() == "fr"
    assert '<html lang="de">' in found["index.html"]
    assert "Juni 2026" in found["index.html"]
    assert json.loads(found["export.json"])["parts"][0]["key"] == "account"


def test_every_column_and_every_part_of_what_is_held_has_words_of_its_own(engagement, mei):
    of = [
        *held_by_account(engagement.client.user),
        *held_by_account(engagement.coach.user),
        *held_on(mei, asked_by=None),
    ]
    columns = {name for part in of for name in part.columns}
    assert len(columns) > 80
    assert columns <= set(HEADINGS)
    assert {part.key for part in of} <= set(TITLES)
    assert {name: heading(name) for name in columns} == {name: name.replace("_", " ") for name in columns}


def test_the_coach_sees_and_hands_on_what_is_held_on_a_person(engagement, mei, as_coach):
    page = words(as_coach.get(page_of(engagement, mei)))
    assert "What is held on Mei Okafor" in page
    assert "Contact with the client" in page
    held = unzipped(as_coach.get(page_of(engagement, mei, "person-export")))
    assert "mei@norvia.example" in held["export.json"]
    assert set(held) == {"export.json", "index.html"}


def test_what_is_held_is_one_link_away_from_the_people_page(engagement, mei, as_coach, as_client):
    assert page_of(engagement, mei) in words(as_coach.get(reverse("people", args=[engagement.pk])))
    assert page_of(engagement, mei) not in words(as_client.get(reverse("people", args=[engagement.pk])))


def test_erasing_shows_first_what_goes_and_stays_and_changes_nothing(engagement, mei, as_coach):
    reflect(engagement, on=NOW.date(), text="Mei Okafor in private.", private=True)
    page = words(as_coach.get(page_of(engagement, mei, "person-erase")))
    assert "one address or spelling" in page
    assert "one interaction" in page
    assert "journal entry: one, which you may not read" in page
    assert "in private" not in page
    assert not Erasure.objects.exists()


@pytest.mark.parametrize(("typed", "said"), [("Mei", "This is not the name."), ("", "This field is required.")])
def test_without_the_name_nothing_is_erased_and_it_is_said_beside_the_field(engagement, mei, as_coach, typed, said):
    page = words(as_coach.post(page_of(engagement, mei, "person-erase"), {"why": "asked", "typed": typed}))
    assert said in page
    assert "Nothing has been erased" in page
    assert not Erasure.objects.exists()


def test_with_the_name_typed_the_person_is_gone_and_the_page_says_so(engagement, mei, as_coach):
    answer = as_coach.post(
        page_of(engagement, mei, "person-erase"), {"why": "asked", "typed": "mei okafor"}, follow=True
    )
    assert "The person is erased." in words(answer)
    assert where_it_says("Okafor", "mei@norvia") == set()
    assert (Erasure.objects.get().by, Erasure.objects.get().why) == (engagement.coach.user, "asked")
    assert "This person was erased on" in words(as_coach.get(page_of(engagement, mei)))
    again = words(as_coach.post(page_of(engagement, mei, "person-erase"), {"why": "asked", "typed": "someone"}))
    assert "was erased already" in again
    assert Erasure.objects.count() == 1


def test_every_page_of_the_engagement_still_opens_after_an_erasure(engagement, mei, as_coach):
    a_stakeholder(engagement, "Luca Brandt")
    erase_person(mei, by=engagement.coach.user, why="asked")
    erase_person(engagement.client, by=engagement.coach.user, why="asked")
    for name in ("engagement", "brief", "map", "path", "meetings", "journal", "people", "files"):
        assert as_coach.get(reverse(name, args=[engagement.pk])).status_code == 200, name


def test_two_people_who_were_erased_are_not_proposed_as_one(engagement, as_coach):
    for name in ("Mei Okafor", "Luca Brandt"):
        an_interaction(engagement, None, name)
        erase_person(a_stakeholder(engagement, name).person, by=engagement.coach.user, why="asked")
    assert "Are these one person?" not in words(as_coach.get(reverse("people", args=[engagement.pk])))


def test_a_coach_is_not_erased_here_and_is_told_what_to_do(engagement, as_coach):
    coach = Person.objects.get(user=engagement.coach.user)
    page = words(as_coach.get(page_of(engagement, coach, "person-erase")))
    assert "works in this practice" in page
    assert "Erase for good" not in page


def test_who_stands_with_another_coach_too_is_not_erased_by_one_of_them(engagement, mei, as_coach):
    other = an_engagement("Rosa Lind", coach=a_coach("Jon Berg", practice=engagement.practice))
    a_stakeholder(other, "Mei Okafor")
    Person.objects.filter(aliases__engagement=other, name="Mei Okafor").get().aliases.update(person=mei)
    page = words(as_coach.post(page_of(engagement, mei, "person-erase"), {"why": "asked", "typed": "Mei Okafor"}))
    assert "another coach" in page
    assert not Erasure.objects.exists()


def test_an_admin_says_how_long_what_is_kept_sees_what_would_go_and_lets_it_go(engagement, as_admin):
    bring(engagement, a_reading("inbox.mbox", a_mail(1, at=at("2020-03-02T08:00")), a_mail(2)))
    field = f"practice{engagement.practice_id}"
    page = words(as_admin.post("/retention/", {"practice": engagement.practice_id, f"{field}-mail": "6"}, follow=True))
    assert periods(engagement.practice) == {"mail": 6}
    assert "mail and messages" in page
    assert "Ines" not in page
    assert Interaction.objects.count() == 2
    told = words(as_admin.post("/retention/let-go/", {"practice": engagement.practice_id}, follow=True))
    assert "Nothing has gone." in told
    assert Interaction.objects.count() == 2
    as_admin.post("/retention/let-go/", {"practice": engagement.practice_id, "sure": "on"})
    assert not Interaction.objects.filter(at__year=2020).exists()


def test_a_period_that_is_none_is_refused_beside_the_field_and_an_empty_one_keeps(engagement, as_admin):
    keep(engagement.practice, {"journal": 12})
    field = f"practice{engagement.practice_id}"
    page = words(as_admin.post("/retention/", {"practice": engagement.practice_id, f"{field}-mail": "0"}))
    assert "Nothing was changed" in page
    assert periods(engagement.practice) == {"journal": 12}
    as_admin.post("/retention/", {"practice": engagement.practice_id})
    assert periods(engagement.practice) == {}


def test_an_admin_lets_nothing_go_in_another_practice(engagement, as_admin):
    other = an_engagement("Rosa Lind")
    bring(other, a_reading("log.csv", a_line(1, "ines@norvia.example", "x@y.example")))
    keep(other.practice, {"mail": 1})
    sent = {"practice": other.practice_id, "sure": "on", f"practice{other.practice_id}-mail": "3"}
    assert as_admin.post("/retention/let-go/", sent).status_code == 404
    as_admin.post("/retention/", sent)
    assert periods(other.practice) == {"mail": 1}
    assert Interaction.objects.filter(engagement=other).count() == 1


@pytest.mark.parametrize("practice", ["", "x", "²", "9" * 40])
def test_a_broken_number_is_not_found(as_admin, practice):
    assert as_admin.post("/retention/let-go/", {"practice": practice, "sure": "on"}).status_code == 404


def test_a_sponsor_who_stands_in_no_file_can_be_erased_too(engagement, as_coach):
    sponsor = Person.objects.create(practice=engagement.practice, name="Beatriz Lindqvist")
    engagement.sponsor = sponsor
    engagement.save()
    sent = {"why": "not needed", "typed": "Beatriz Lindqvist"}
    as_coach.post(page_of(engagement, sponsor, "person-erase"), sent)
    engagement.refresh_from_db()
    assert engagement.sponsor is None
    assert where_it_says("Lindqvist") == set()
