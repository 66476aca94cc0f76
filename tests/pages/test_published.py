"""A published story is read by everybody, without account or cookie, as long as its client agrees; then it is gone."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import etree, html

from tests.factories import a_published_story, an_engagement
from tests.lenses.story.forms.readers import in_markdown, in_page, in_pdf, in_word
from tests.pages.test_every_page_is_sound import Page
from waylight.access.rates import Rate
from waylight.lenses.story.forms.every import FORMS
from waylight.pages.published import files, reading
from waylight.record import consent
from waylight.record.audit import AuditEvent
from waylight.record.consent import Consent
from waylight.record.story import asking, publishing
from waylight.record.story.text import begin_story, write

pytestmark = pytest.mark.django_db
TEXT = "# It grew\n\nShe began by *listening*.\n\n## Then\n\n- Others shared <b>more</b>\n\n> I gave up owning it."
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def there(engagement):
    """A story that stands on the web."""
    return a_published_story(engagement, TEXT)


def at(publication) -> str:
    return reverse("published-story", args=[publication.slug])


def addresses(publication) -> list[str]:
    """Where it is read and kept."""
    files = [reverse("published-story-file", args=[publication.slug, shape]) for shape in FORMS]
    return [at(publication), *files]


def of_practice(engagement, name="published-stories") -> str:
    return reverse(name, args=[engagement.practice_id])


def words(answer) -> str:
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def withdraw_all(engagement) -> None:
    given = Consent.objects.get(engagement=engagement, use=Consent.Use.STORY)
    consent.withdraw(given, by=engagement.client.user, at=timezone.now())


def test_everybody_reads_it_without_a_cookie(there):
    reader = Client()
    answer = reader.get(at(there))
    assert answer.status_code == 200
    assert reader.cookies == {}
    shown = html.document_fromstring(answer.content.decode())
    assert shown.findtext(".//h1") == "It grew"
    assert [one.text_content() for one in shown.iterfind(".//article//li")] == ["Others shared <b>more</b>"]
    assert shown.find(".//article//em").text == "listening"
    assert Page(answer.content.decode()).unsound() == []
    assert shown.findall(".//script") == []


def test_it_says_the_month_and_neither_day_nor_coach_nor_client(there, engagement):
    said = words(Client().get(at(there)))
    assert f"{there.since:%B %Y}" in said
    assert f"{there.since.day} {there.since:%B}" not in said
    for name in (engagement.client.name, str(engagement.coach.user), "Letting go"):
        assert name not in said


def test_a_preview_elsewhere_has_its_title_and_first_words(there):
    shown = html.document_fromstring(Client().get(at(there)).content.decode())
    said = {one.get("property"): one.get("content") for one in shown.iterfind(".//meta[@property]")}
    assert said["og:title"] == "It grew"
    assert said["og:description"] == "She began by listening."
    assert said["og:url"] == f"http://testserver{at(there)}" == shown.find(".//link[@rel='canonical']").get("href")


@pytest.mark.parametrize("shape", sorted(FORMS))
def test_its_files_say_the_same(there, shape):
    answer = Client().get(reverse("published-story-file", args=[there.slug, shape]))
    assert answer["Content-Disposition"] == f'attachment; filename="{FORMS[shape].file}"'
    assert answer["Content-Type"] == FORMS[shape].media_type
    read = {"pdf": in_pdf, "slide-pdf": in_pdf, "word": in_word, "markdown": in_markdown}.get(shape, in_page)
    said = read(answer.content)
    assert "Shebeganbylistening." in said
    assert f"{there.since:%B%Y}" in said
    assert "Othersshared<b>more</b>" in said


def test_no_answer_is_kept_on_the_way_and_no_search_keeps_a_copy(there, engagement):
    pages = [*addresses(there), of_practice(engagement), of_practice(engagement, "published-feed")]
    for address in pages:
        answer = Client().get(address)
        assert "no-store" in answer["Cache-Control"], address
        assert "noarchive" in answer["X-Robots-Tag"], address


def _unpublish(there, engagement):
    publishing.withdraw(there, by=engagement.coach.user, at=timezone.now())


def _withdraw_agreement(there, engagement):
    asking.withdraw_agreement(there.request, by=engagement.client.user, at=timezone.now())


@pytest.mark.parametrize("way", [_unpublish, _withdraw_agreement, lambda _, engagement: withdraw_all(engagement)])
def test_what_is_taken_back_is_gone_everywhere_at_once(there, engagement, way):
    way(there, engagement)
    for address in addresses(there):
        answer = Client().get(address)
        assert answer.status_code == 410, address
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]
        assert "It grew" not in words(answer)
        assert "It was taken back." in words(answer)
    page = Client().get(of_practice(engagement))
    assert (page.status_code, at(there) in words(page)) == (200, False)
    assert "There are no stories here at the moment." in words(page)
    assert "<entry>" not in words(Client().get(of_practice(engagement, "published-feed")))


def test_an_address_that_never_was_is_not_found_and_cannot_be_tried_out(there, monkeypatch):
    monkeypatch.setattr(reading, "LINKS", Rate("link", 2, reading.LINKS.per))
    stranger = Client()
    assert [stranger.get("/stories/read/nothing-here/").status_code for _ in range(3)] == [404, 404, 429]
    assert stranger.get(at(there)).status_code == 200
    assert stranger.get(f"{at(there)}exe/").status_code == 404


def test_files_are_not_made_without_end_for_one_address(there, monkeypatch):
    monkeypatch.setattr(files, "FILES", Rate("story file", 2, files.FILES.per))
    stranger, address = Client(), reverse("published-story-file", args=[there.slug, "markdown"])
    assert [stranger.get(address).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("use", ["talk", "print", "supervision"])
def test_what_was_agreed_to_for_another_use_is_not_on_the_web(engagement, use):
    other = a_published_story(engagement, use=use)
    assert Client().get(at(other)).status_code == 404
    assert Client().get(of_practice(engagement)).status_code == 404


def test_a_practice_lists_its_own_stories_the_newest_first(there, engagement):
    short = a_published_story(engagement, "# Shorter\n\nIt grew.", length="post")
    foreign = a_published_story(an_engagement("Henrik Aas"), "# Elsewhere\n\nNothing grew.")
    page = Client().get(of_practice(engagement))
    shown = html.document_fromstring(page.content.decode())
    assert [one.get("href") for one in shown.iterfind(".//h2/a")] == [at(short), at(there)]
    assert at(foreign) not in words(page)
    assert Page(page.content.decode()).unsound() == []


@pytest.mark.parametrize("name", ["published-stories", "published-feed"])
def test_a_practice_that_never_published_need_not_be_known_to_exist(engagement, name):
    assert Client().get(of_practice(engagement, name)).status_code == 404
    assert Client().get(reverse(name, args=[engagement.practice_id + 99])).status_code == 404


def test_the_feed_is_atom_with_titles_and_addresses_and_no_words_to_keep(there, engagement):
    answer = Client().get(of_practice(engagement, "published-feed"))
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    for wanted in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{wanted}") is not None, wanted
    links = {one.get("rel"): one.get("href") for one in feed.iterfind(f"{ATOM}link")}
    assert links["self"].endswith(of_practice(engagement, "published-feed"))
    [entry] = feed.iterfind(f"{ATOM}entry")
    address = f"http://testserver{at(there)}"
    assert (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}id")) == ("It grew", address)
    assert entry.find(f"{ATOM}link").get("href") == address
    assert entry.findtext(f"{ATOM}updated") == f"{there.since:%Y-%m-%d}T00:00:00+00:00"
    content = entry.find(f"{ATOM}content")
    assert (content.get("src"), content.text) == (address, None)
    assert "listening" not in answer.content.decode()


def test_a_title_cannot_leave_its_place_in_page_or_feed(engagement):
    nasty = a_published_story(engagement, '# "><script>x</script>]]>&amp;\n\n"><img src=x>')
    page = Client().get(at(nasty)).content.decode()
    assert "<script" not in page
    assert "<img" not in page
    feed = etree.fromstring(Client().get(of_practice(engagement, "published-feed")).content)
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == '"><script>x</script>]]>&amp;'


def test_a_story_without_a_heading_is_a_story(engagement):
    there = a_published_story(engagement, "She began by listening.")
    assert html.document_fromstring(Client().get(at(there)).content.decode()).findtext(".//h1") == "A story"


def test_the_next_version_takes_the_address_over(there, engagement):
    now = a_published_story_again(there, "# It went on\n\nOthers came.")
    assert at(now) == at(there)
    assert "It went on" in words(Client().get(at(there)))


def a_published_story_again(there, text):
    coach, at_ = there.by, timezone.now()
    version = write(there.version.story, "page", text, by=coach)
    asked = asking.ask(version, "web", by=coach, at=at_)
    asking.agree(asked, quotes=[], by=there.version.story.engagement.client.user, at=at_)
    return publishing.publish(version, "web", by=coach, at=at_)


@pytest.fixture
def draft(engagement):
    """A version that nobody agreed to."""
    return write(begin_story(engagement), "page", TEXT, by=engagement.coach.user)


def file_of(engagement, version, shape) -> str:
    return reverse("story-file", args=[engagement.pk, version.pk, shape])


@pytest.mark.parametrize("shape", sorted(FORMS))
def test_a_draft_says_in_every_form_that_it_is_one(as_coach, engagement, draft, shape):
    answer = as_coach.get(file_of(engagement, draft, shape))
    read = {"pdf": in_pdf, "slide-pdf": in_pdf, "word": in_word, "markdown": in_markdown}.get(shape, in_page)
    assert files.DRAFT.replace(" ", "") in read(answer.content)


def test_what_was_agreed_to_says_so_no_more(as_coach, engagement, there):
    said = in_page(as_coach.get(file_of(engagement, there.version, "page")).content)
    assert files.DRAFT.replace(" ", "") not in said
    withdraw_all(engagement)
    assert files.DRAFT.replace(" ", "") in in_page(as_coach.get(file_of(engagement, there.version, "page")).content)


def test_what_is_too_long_for_a_slide_says_so_and_is_not_offered(as_coach, engagement):
    long = a_published_story(engagement, "# Long\n\n" + "Every word of it. " * 300)
    answer = as_coach.get(file_of(engagement, long.version, "slide"))
    assert (answer.status_code, "too long for one slide" in words(answer)) == (422, True)
    assert "One slide" not in words(Client().get(at(long)))


def test_a_file_that_a_coach_takes_is_noted(as_coach, engagement, draft):
    as_coach.get(file_of(engagement, draft, "pdf"))
    assert AuditEvent.objects.filter(verb="downloaded", what=f"story-file {draft.pk} pdf").exists()


def test_nothing_is_noted_of_who_reads(there):
    before = AuditEvent.objects.count()
    Client().get(at(there))
    assert AuditEvent.objects.count() == before


def test_the_coach_finds_files_and_address_where_she_asks(as_coach, engagement, there):
    page = as_coach.get(reverse("story-agreement", args=[engagement.pk, there.version.story_id, "page"]))
    for shape in FORMS:
        assert f'href="{file_of(engagement, there.version, shape)}"' in words(page)
    assert f'href="{at(there)}"' in words(page)
    assert Page(page.content.decode()).unsound() == []


def test_the_client_finds_the_address_too_as_long_as_it_stands(as_client, engagement, there):
    listing = reverse("stories", args=[engagement.pk])
    assert f'href="{at(there)}"' in words(as_client.get(listing))
    _unpublish(there, engagement)
    assert at(there) not in words(as_client.get(listing))
