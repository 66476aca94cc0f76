"""A view on an initiative is noted in two clicks from where it was heard, and taken back as easily."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from tests.factories import a_stakeholder
from tests.pages.test_two_at_once import seen
from waylight.record import insight, perspective
from waylight.record.initiative import Perspective, close, launch
from waylight.record.meeting import plan

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def bench(engagement):
    return launch(engagement, name="Open Bench", since=date(2026, 1, 5))


@pytest.fixture
def mei(engagement):
    return a_stakeholder(engagement, "Mei Okafor").person


@pytest.fixture
def base(engagement):
    return f"/engagements/{engagement.pk}/"


def heard(engagement, mei, *, private=False):
    entry = insight.reflect(engagement, on=DAY, text="What Mei said.", private=private)
    return insight.hear(entry, text="start where it is hardest", person=mei, changed="the order of sites")


def typed(page: str) -> dict[str, str]:
    """What the form of a page sends if it is left as it is."""
    form = dict(re.findall(r'<input type="date" name="(\w+)" value="([^"]*)"', page))
    form |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>\n([^<]*)</textarea>', page))
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="(\d+)" selected', options) or re.search(r'value="(\d+)"', options)
        form[name] = chosen[1]
    return form


@pytest.mark.parametrize("part", ["brief/", "journal/"])
def test_one_click_opens_the_form_filled_and_a_second_keeps_it(engagement, bench, mei, base, as_client, part):
    plan(engagement, at=datetime(2026, 3, 9, 16, tzinfo=UTC))
    said = heard(engagement, mei)
    link = re.search(r'href="([^"]+perspectives/new/\?insight=\d+)"', words(as_client.get(f"{base}{part}")))[1]
    form = typed(words(as_client.get(link)))
    assert form == {
        "initiative": str(bench.pk),
        "person": str(mei.pk),
        "text": "start where it is hardest",
        "changed": "the order of sites",
        "on": "2026-03-02",
    }
    answer = as_client.post(link, {**form, "stance": "differs"})
    view = Perspective.objects.get()
    assert answer.url.endswith(f"/initiatives/{bench.pk}/#view-{view.pk}")
    assert (view.stance, view.changed, view.reflection) == ("differs", "the order of sites", said.reflection)


def test_from_a_private_entry_it_is_private_and_no_coach_opens_it(engagement, bench, mei, base, as_client, as_coach):
    said = heard(engagement, mei, private=True)
    link = f"{base}perspectives/new/?insight={said.pk}"
    assert "start where it is hardest" not in words(as_coach.get(link))
    page = words(as_client.get(link))
    assert "nobody but you reads it" in page
    as_client.post(link, {**typed(page), "stance": "differs"})
    view = Perspective.objects.get()
    assert as_coach.get(f"{base}perspectives/{view.pk}/").status_code == 404
    pages = [words(browser.get(f"{base}initiatives/{bench.pk}/")) for browser in (as_coach, as_client)]
    assert ["start where it is hardest" in page for page in pages] == [False, True]


def test_without_an_open_initiative_no_link_is_offered_and_the_form_says_why(engagement, mei, base, as_client):
    heard(engagement, mei)
    assert "perspectives/new" not in words(as_client.get(f"{base}journal/"))
    assert "Note one first" in words(as_client.get(f"{base}perspectives/new/"))
    close(launch(engagement, name="Over", since=DAY), on=DAY)
    assert "perspectives/new" not in words(as_client.get(f"{base}journal/"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"stance": ""}, "Say whether the view differs or agrees."),
        ({"text": " "}, "This field is required."),
        ({"person": "999999"}, "Select a valid choice."),
        ({"on": "soon"}, "Enter a valid date."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(bench, mei, base, as_coach, given, said):
    form = {"initiative": bench.pk, "person": mei.pk, "text": "Too fast.", "on": "2026-03-02", "stance": "agrees"}
    page = words(as_coach.post(f"{base}perspectives/new/", {**form, **given}))
    assert said in page
    assert "Too fast." in page or given.get("text") == " "
    assert not Perspective.objects.exists()


def test_nonsense_in_the_address_opens_an_empty_form(bench, base, as_coach):
    for query in ("insight=x", "insight=" + "9" * 30, "person=999999", "reflection=²", "initiative=-1"):
        assert as_coach.get(f"{base}perspectives/new/?{query}").status_code == 200


def test_a_view_is_removed_put_back_and_goes_for_good(bench, mei, base, as_coach):
    view = perspective.hear(bench, mei, on=DAY, stance="differs", text="Too fast.")
    page = f"{base}initiatives/{bench.pk}/"
    as_coach.post(f"{base}perspectives/{view.pk}/remove/")
    assert f'id="view-{view.pk}"' not in words(as_coach.get(page))
    as_coach.post(f"{base}perspectives/{view.pk}/back/")
    assert f'id="view-{view.pk}"' in words(as_coach.get(page))
    for _ in range(2):
        as_coach.post(f"{base}perspectives/{view.pk}/remove/")
    assert not Perspective.objects.exists()


def test_the_second_to_write_it_again_sees_the_first(bench, mei, base, as_coach):
    view = perspective.hear(bench, mei, on=DAY, stance="differs", text="Too fast.")
    address = f"{base}perspectives/{view.pk}/"
    mark = seen(words(as_coach.get(address)))
    as_coach.post(address, {"stance": "agrees", "text": "Slower now.", "on": "2026-03-02", "seen": mark})
    answer = as_coach.post(address, {"stance": "differs", "text": "Still.", "on": "2026-03-02", "seen": mark})
    assert answer.status_code == 409
    assert "<p>Slower now.</p>" in words(answer)
    assert ">\nStill.</textarea>" in words(answer)


def test_a_view_of_somebody_who_only_stands_in_the_journal_leads_nowhere_that_is_not_there(bench, base, as_client):
    entry = {"on": "2026-03-02", "text": "A talk.", "heard_from": "Olav Berg", "heard": "too fast"}
    as_client.post(f"{base}journal/", entry)
    link = f"{base}perspectives/new/?insight={insight.Insight.objects.get().pk}"
    as_client.post(link, {**typed(words(as_client.get(link))), "stance": "differs"})
    page = words(as_client.get(f"{base}initiatives/{bench.pk}/"))
    assert "Olav Berg: too fast." in page
    assert "/stakeholders/" not in page.partition("<main")[2]


def test_search_leads_to_the_view(bench, mei, base, as_coach):
    view = perspective.hear(bench, mei, on=DAY, stance="differs", text="The heron waits.")
    page = words(as_coach.get(f"{base}search/?q=heron"))
    assert f"{base}initiatives/{bench.pk}/#view-{view.pk}" in page
    assert "a view that differs" in page
