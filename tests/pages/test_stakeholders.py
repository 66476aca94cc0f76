"""The list of stakeholders and the page of one: who, where, the last contact each way, and how things stand."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.utils.html import escape

from tests.factories import a_stakeholder, an_interaction, weekly_contact
from tests.pages.test_two_at_once import seen
from waylight.record import insight, perspective
from waylight.record.initiative import launch
from waylight.record.people import Organisation, Stakeholder
from waylight.record.stakeholder import describe
from waylight.record.taking_part import take_part

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return answer.content.decode()


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a>', page)


@pytest.fixture
def people(engagement):
    """Mei is written to every week, Jo wrote until February, Hale is named and silent, and Ulla has no place."""
    for name, level, side in (
        ("Mei Okafor", "manager", "peer"),
        ("Jo Pires", "senior leader", "elsewhere"),
        ("Dr. Hale", "board", "upward"),
    ):
        a_stakeholder(engagement, name, level, side)
    weekly_contact(engagement, "Mei Okafor", weeks=12)
    weekly_contact(engagement, "Jo Pires", weeks=5, out=False)
    ulla = an_interaction(engagement, "Ulla Brink", None, at="2026-03-20T10:00").sender.person
    Stakeholder.objects.create(engagement=engagement, person=ulla)
    return {one.person.name: one.person_id for one in Stakeholder.objects.select_related("person")}


@pytest.fixture
def at(engagement):
    return f"/engagements/{engagement.pk}/stakeholders"


def test_without_anybody_it_says_how_somebody_comes_there(at, as_coach):
    page = words(as_coach.get(f"{at}/"))
    assert "Nobody has been named yet" in page
    assert f'href="{at}/new/"' in page


def test_it_opens_on_who_matters_with_the_last_contact_each_way(people, at, as_coach):
    page = words(as_coach.get(f"{at}/"))
    assert names(page) == ["Dr. Hale", "Jo Pires", "Mei Okafor"]
    assert "Mei Okafor, last turned to on 23 March 2026: evidence" in page
    assert "Jo Pires, wrote last on 2 February 2026: evidence" in page
    assert page.count("never seen") == 4


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("who=quiet", ["Jo Pires"]),
        ("who=missing", ["Dr. Hale"]),
        ("who=unplaced", ["Ulla Brink"]),
        ("who=everybody", ["Dr. Hale", "Jo Pires", "Mei Okafor", "Ulla Brink"]),
        ("who=everybody&level=manager", ["Mei Okafor"]),
        ("who=everybody&side=elsewhere", ["Jo Pires"]),
        ("search=OKAFOR", ["Mei Okafor"]),
        ("sort=level", ["Dr. Hale", "Jo Pires", "Mei Okafor"]),
        ("sort=-level", ["Mei Okafor", "Jo Pires", "Dr. Hale"]),
        ("sort=-out", ["Mei Okafor", "Dr. Hale", "Jo Pires"]),
        ("sort=-name", ["Mei Okafor", "Jo Pires", "Dr. Hale"]),
        ("who=nonsense&level=emperor&side=%00&sort=--x", ["Dr. Hale", "Jo Pires", "Mei Okafor"]),
    ],
)
def test_it_is_narrowed_and_sorted_by_its_address_alone(people, at, as_coach, query, who):
    assert names(words(as_coach.get(f"{at}/?{query}"))) == who


def test_the_head_of_a_column_sorts_by_it_and_a_second_time_the_other_way(people, at, as_coach):
    page = words(as_coach.get(f"{at}/?sort=level"))
    assert 'aria-sort="ascending"><a href="?sort=-level">Level' in page
    assert '<a href="?sort=side">Side' in page
    assert '<a href="?sort=-out">She turned to them' in page


def test_every_last_contact_leads_to_its_row(people, at, as_coach):
    page = words(as_coach.get(f"{at}/"))
    link = re.search(r'href="([^"]+)"[^>]+aria-label="Jo Pires, wrote last', page)[1].replace("&amp;", "&")
    behind = words(as_coach.get(link))
    assert len(re.findall(r"<tr>\s*<td>", behind)) == 1
    assert "Mon 2 Feb 2026" in behind


def test_nobody_fits_and_that_is_said(people, at, as_coach):
    assert "Nobody fits that." in words(as_coach.get(f"{at}/?search=zzz"))
    assert as_coach.get(f"{at}/999999/").status_code == 404


def test_the_file_has_the_list_asked_for(people, at, as_coach):
    answer = as_coach.get(f"{at}.csv?who=quiet")
    [row] = csv.DictReader(io.StringIO(words(answer).lstrip("\ufeff")))
    assert (row["person"], row["last_out"], row["last_in"]) == ("Jo Pires", "", "2026-02-02")
    assert int(row["quiet_days"]) > 40
    assert row["in"] == "0"


def test_how_things_stand_is_changed_in_place(people, at, as_coach):
    address = f"{at}/{people['Mei Okafor']}/"
    form = {"level": "manager", "side": "peer", "role": "Quality", "named": "on", "stands": "She doubts it."}
    answer = as_coach.post(address, {**form, "wanted": "That she says so.", "seen": seen(words(as_coach.get(address)))})
    assert answer.status_code == 302
    page = words(as_coach.get(address))
    assert "<p>She doubts it.</p>" in page
    assert "How she wants them" in page


def test_the_second_to_change_it_sees_the_first_and_keeps_what_was_typed(people, at, as_coach, as_client):
    address = f"{at}/{people['Mei Okafor']}/"
    mark = seen(words(as_coach.get(address)))
    as_client.post(address, {"level": "manager", "side": "peer", "named": "on", "stands": "From her.", "seen": mark})
    answer = as_coach.post(address, {"level": "manager", "side": "peer", "stands": "From the coach.", "seen": mark})
    assert answer.status_code == 409
    assert "<p>From her.</p>" in words(answer)
    assert ">\nFrom the coach.</textarea>" in words(answer)
    assert Stakeholder.objects.get(person=people["Mei Okafor"]).stands == "From her."


def test_a_level_there_is_not_is_said_beside_the_field(people, at, as_coach):
    address = f"{at}/{people['Mei Okafor']}/"
    answer = as_coach.post(address, {"level": "emperor", "seen": seen(words(as_coach.get(address)))})
    assert "emperor is not one of the available choices" in words(answer)


def test_one_page_holds_contact_views_what_was_heard_and_parts(engagement, people, at, as_coach):
    bench = launch(engagement, name="Open Bench", since=date(2026, 1, 5))
    mei = Stakeholder.objects.get(person=people["Mei Okafor"]).person
    entry = insight.reflect(engagement, on=date(2026, 3, 2), text="Shared.", private=False)
    insight.hear(entry, text="start elsewhere", person=mei)
    perspective.hear(bench, mei, on=date(2026, 3, 3), stance="agrees", text="The order is right.")
    take_part(bench, mei, part="leads", since=date(2026, 3, 1))
    page = words(as_coach.get(f"{at}/{mei.pk}/"))
    for said in ("The order is right.", "start elsewhere.", "leads <small>from 1 March 2026", "all twelve contacts"):
        assert said in page
    assert "Week of 23 March 2026: 1 sent, 0 received" in page
    assert re.search(r"1</a> <small>0\.4\d–2\.\d+</small>", page)  # four in four weeks; one may lack an hour


def test_what_was_heard_in_a_private_entry_is_not_on_the_coachs_page(engagement, people, at, as_coach, as_client):
    mei = Stakeholder.objects.get(person=people["Mei Okafor"]).person
    entry = insight.reflect(engagement, on=date(2026, 3, 2), text="Mine.", private=True)
    insight.hear(entry, text="start elsewhere", person=mei)
    pages = [words(browser.get(f"{at}/{mei.pk}/")) for browser in (as_coach, as_client)]
    assert ["start elsewhere" in page for page in pages] == [False, True]


def test_who_was_missing_is_named_at_the_place_the_form_was_opened_for(at, as_client):
    page = words(as_client.get(f"{at}/new/?level=board&side=industry"))
    assert '<option value="board" selected>' in page
    answer = as_client.post(f"{at}/new/", {"name": "Elena Varga", "level": "board", "side": "industry"})
    named = Stakeholder.objects.get()
    assert answer.url == f"{at}/{named.person_id}/"
    assert (named.person.name, named.level, named.side, named.named) == ("Elena Varga", "board", "industry", True)
    assert "This field is required." in words(as_client.post(f"{at}/new/", {"name": " "}))


def test_no_word_of_anybody_is_markup_in_the_list(engagement, at, as_coach):
    engagement.practice.levels, engagement.practice.sides = ["<b>top"], ['"<b>near']
    engagement.practice.save()
    engagement.client.name = "<b>Ines"
    engagement.client.save()
    one = a_stakeholder(engagement, "<b>Jo", "<b>top", '"<b>near')
    describe(one, role="<b>buys", stands="<b>well")
    one.person.organisation = Organisation.objects.create(practice=engagement.practice, name="<b>Acme")
    one.person.save()
    weekly_contact(engagement, "<b>Jo", weeks=4)
    page = words(as_coach.get(f"{at}/"))
    for said in ("<b>Jo", "<b>buys, <b>Acme", "<b>well", "<b>top", '"<b>near', "<b>Jo, last turned to on"):
        assert escape(said) in page, said
    assert "<b>" not in page


def test_planned_meetings_after_the_last_mail_are_no_contact_yet(engagement, people, at, as_coach):
    an_interaction(engagement, None, "Mei Okafor", at="2026-09-01T10:00", kind="meeting", answer="accepted")
    assert "Mei Okafor, last turned to on 23 March 2026" in words(as_coach.get(f"{at}/"))


def test_what_went_to_a_crowd_is_contact_with_nobody_and_stands_behind_no_figure(engagement, people, at, as_coach):
    an_interaction(engagement, None, "Dr. Hale", at="2026-03-20T10:00", recipients=40)
    assert names(words(as_coach.get(f"{at}/?who=missing"))) == ["Dr. Hale"]
    behind = words(as_coach.get(f"/engagements/{engagement.pk}/evidence/contact/?person={people['Dr. Hale']}"))
    assert "There are no rows behind this" in behind
