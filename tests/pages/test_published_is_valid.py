"""What is published is read by other programs: the feed keeps to RFC 4287, and every page is HTML without a fault."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import feedparser
import html5lib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from tests.factories import a_published_story
from waylight.record.story.publishing import withdraw
from waylight.record.story.text import tell_in

pytestmark = pytest.mark.django_db
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
EVERYTHING = """# What *grew* & began <with> "listening"

She had launched something new. **When she owned it**, nobody\\
else could take part.

## What she noticed

- Others think differently
  - and that helps

    > It grew. There was no moment.

3. Some left
4. Some came

---

> She said: *no*.
>
> - It grew

# It does not always work out this way

a < b && c > d; &amp; <script>alert(1)</script> ]]>
"""


@pytest.fixture
def there(engagement):
    """Two stories on the web, one of them from right to left."""
    first = a_published_story(engagement, EVERYTHING)
    tell_in(a_published_story(engagement, "# זה גדל\n\nהיא התחילה להקשיב.").version.story, "he")
    return first


def feed_of(engagement) -> bytes:
    return Client().get(reverse("published-feed", args=[engagement.practice_id])).content


def faults(page: bytes) -> list[str]:
    """What a browser would have to mend."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(page.decode())
    return [f"{line}:{column} {code} {more}" for (line, column), code, more in parser.errors]


def test_the_feed_keeps_to_the_grammar_of_its_format(there, engagement):
    feed = etree.fromstring(feed_of(engagement))
    assert GRAMMAR.validate(feed), GRAMMAR.error_log
    assert len(feed.findall("a:entry", ATOM)) == 2


def test_an_empty_feed_keeps_to_it_too(engagement):
    withdraw(a_published_story(engagement, EVERYTHING), by=engagement.coach.user, at=timezone.now() + timedelta(1))
    feed = etree.fromstring(feed_of(engagement))
    assert GRAMMAR.validate(feed), GRAMMAR.error_log
    assert feed.findall("a:entry", ATOM) == []


def test_the_grammar_refuses_what_the_format_does(there, engagement):
    for missing in ("a:id", "a:title", "a:updated", "a:entry/a:id", "a:entry/a:updated"):
        feed = etree.fromstring(feed_of(engagement))
        one = feed.find(missing, ATOM)
        one.getparent().remove(one)
        assert not GRAMMAR.validate(feed), missing


def test_what_the_grammar_cannot_say_is_kept_to(there, engagement):
    """Section 4.1: one address for each entry, a summary where the content is elsewhere, an author, no id twice."""
    feed = etree.fromstring(feed_of(engagement))
    entries = feed.findall("a:entry", ATOM)
    for one in entries:
        links = [link for link in one.findall("a:link", ATOM) if link.get("rel", "alternate") == "alternate"]
        assert [link.get("href") for link in links] == [one.findtext("a:id", namespaces=ATOM)]
        assert one.findtext("a:summary", namespaces=ATOM)
    assert feed.findtext("a:author/a:name", namespaces=ATOM)
    assert len({one.findtext("a:id", namespaces=ATOM) for one in [feed, *entries]}) == 3


def test_a_readers_program_takes_it_without_a_fault(there, engagement):
    read = feedparser.parse(
        feed_of(engagement), response_headers={"content-type": "application/atom+xml; charset=utf-8"}
    )
    assert read.bozo is False
    assert read.version == "atom10"
    assert [one.title for one in read.entries] == ["זה גדל", 'What grew & began <with> "listening"']
    for one in read.entries:
        assert one.id == one.link == one.content[0].src
        assert one.updated_parsed
        assert one.content[0].value == ""


@pytest.mark.parametrize("name", ["published-stories", "published-story"])
def test_a_page_is_html_without_a_fault(there, engagement, name):
    of = {"published-stories": engagement.practice_id, "published-story": there.slug}
    assert faults(Client().get(reverse(name, args=[of[name]])).content) == []


def test_the_page_of_one_that_is_gone_is_too(there, engagement):
    withdraw(there, by=engagement.coach.user, at=timezone.now() + timedelta(1))
    assert faults(Client().get(reverse("published-story", args=[there.slug])).content) == []


@pytest.mark.parametrize(("shape", "text"), [("page", EVERYTHING), ("slide", EVERYTHING[:160])])
def test_a_file_for_a_browser_is_too(engagement, shape, text):
    slug = a_published_story(engagement, text).slug
    assert faults(Client().get(reverse("published-story-file", args=[slug, shape])).content) == []


def test_what_is_a_fault_is_found():
    assert faults(b"<!doctype html><title>x</title><p><b>a</p></b>") != []
