"""Sentences marked for the reader's language are found, bare words are found out, and gaps of a catalog are named."""

from __future__ import annotations

import gettext
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from translating.catalogs import as_mo, mistakes
from translating.marked import marked
from translating.unmarked import unmarked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def source(tmp_path) -> Callable[[str, str], Path]:
    """Writes a file among pages and gives its path."""
    folder = tmp_path / "pages"
    folder.mkdir()

    def write(name: str, text: str) -> Path:
        (folder / name).write_text(text)
        return folder / name

    return write


def found(path: Path) -> set[tuple[str | None, object]]:
    """Context and sentence of all that is marked in a file."""
    return {(one.context, one.id) for one in marked([path]) if one.id}


def told(path: Path) -> list[str]:
    """All words that are not marked in a file."""
    return [one.words for one in unmarked([path])]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('{% trans "Goals" %}', {(None, "Goals")}),
        ('{% trans "Open" context "a round" %}', {("a round", "Open")}),
        ('{{ x|default:_("not known") }}', {(None, "not known")}),
        ("{% blocktrans with day=on|day %}Since {{ day }}.{% endblocktrans %}", {(None, "Since %(day)s.")}),
        ("{% blocktrans trimmed %}\n  On the\n  map\n{% endblocktrans %}", {(None, "On the map")}),
        (
            "{% blocktrans count n=many %}{{ n }} goal{% plural %}{{ n }} goals{% endblocktrans %}",
            {(None, ("%(n)s goal", "%(n)s goals"))},
        ),
        ('{{ n|count_of:"meeting" }}', {("counted", ("meeting", "meetings"))}),
        ('{{ n|length|count_of:"person,people"|capfirst }}', {("counted", ("person", "people"))}),
        (
            '{% spoken voice "What {subject} chose" %}',
            {("to the client", "What {subject} chose"), ("of the client", "What {subject} chose")},
        ),
        (
            r'{% spoken voice "See <a href=\"{link}\">it</a>" link=place %}',
            {(to, 'See <a href="{link}">it</a>') for to in ("to the client", "of the client")},
        ),
    ],
)
def test_what_a_template_marks_is_found(source, text, sentences):
    assert found(source("page.html", "{% load i18n %}" + text)) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('gettext("Chosen.")', {(None, "Chosen.")}),
        ('label = gettext_lazy("First day")', {(None, "First day")}),
        ('TABLE = {1: gettext_noop("Too few.")}', {(None, "Too few.")}),
        ('ngettext("{count} row", "{count} rows", n).format(count=n)', {(None, ("{count} row", "{count} rows"))}),
        ('pgettext("a round", "open")', {("a round", "open")}),
        ('npgettext("counted", "hour", "hours", n)', {("counted", ("hour", "hours"))}),
        (
            'voice.say("{Subject} heard {x}.", x=x)',
            {("to the client", "{Subject} heard {x}."), ("of the client", "{Subject} heard {x}.")},
        ),
        ("gettext(TABLE[key])", set()),
        ('pgettext("a side", word)', set()),
    ],
)
def test_what_code_marks_is_found(source, text, sentences):
    assert found(source("view.py", text + "\n")) == sentences


def test_where_a_sentence_stands_is_known_and_the_same_is_said_once(source):
    path = source("view.py", 'gettext("Chosen.")\ngettext("Chosen.")\n')
    assert [one.locations for one in marked([path]) if one.id] == [[("view.py", 0)]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Nothing yet.</p>", ["Nothing yet."]),
        ('<p>{{ name }} has <a href="/x/">more</a></p>', ["… has", "more"]),
        ('<nav aria-label="Newer and older"></nav>', ["Newer and older"]),
        ('<input type="submit" value="Keep it">', ["Keep it"]),
        ('{{ x|default:"not known" }}', ["not known"]),
        ('{{ n }} meeting{{ n|pluralize:"s,ses" }}', ["s,ses", "… meeting …"]),
        ('{% include "base/_changed.html" with what="webhook" %}', ["webhook"]),
    ],
)
def test_bare_words_of_a_template_are_found_out(source, text, words):
    assert told(source("page.html", text)) == words


@pytest.mark.parametrize(
    "text",
    [
        '<p>{% trans "Nothing yet." %}</p>',
        "<p>{% blocktrans %}Nothing <b>yet</b>.{% plural %}More of it{% endblocktrans %}</p>",
        """<nav aria-label="{% trans 'Newer and older' %}"></nav>""",
        '{{ x|default:_("not known") }}',
        '{% include "base/_changed.html" with what=_("webhook") %}',
        '{% spoken voice "What {subject} chose" %}',
        '{{ n|count_of:"meeting" }}',
        "<p>{{ name }} · 3 %</p><code>waylight run</code>",
        "{% comment %}Why this stands here{% endcomment %}",
        '<p class="small words" data-kind="a kind of mail">Waylight</p>',
    ],
)
def test_marked_words_of_a_template_are_passed(source, text):
    assert told(source("page.html", text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('messages.success(request, "It is on again.")', ["It is on again."]),
        ('raise ValueError(f"{name} is there already.")', [" is there already."]),
        ('label = "Address"', ["Address"]),
    ],
)
def test_bare_words_of_code_are_found_out(source, text, words):
    assert told(source("view.py", text + "\n")) == words


@pytest.mark.parametrize(
    "text",
    [
        'gettext("It is on again.")',
        '"""What this module is about."""\nx: "A type" = 1',
        'log.error("A mail was not sent: %s", name)',
        'cursor.execute("SELECT one FROM two")',
        'pattern = re.compile("two words")',
        'names = "one two three".split()',
        'raise ValueError("This is a programmer\'s mistake.")  # not for readers',
        '# not for readers\nraise ValueError("This is for who runs a server.")',
        'state = "open"',
    ],
)
def test_marked_words_of_code_and_what_no_reader_meets_are_passed(source, text):
    assert told(source("view.py", text + "\n")) == []


def a_catalog(**said: str | tuple[str, str]) -> Catalog:
    """What is said of three sentences in German; all of it rightly, but for what is given."""
    catalog = Catalog(locale="de", fuzzy=False)
    catalog.add("Since {day}.", said.get("since", "Seit {day}."))
    catalog.add("%(name)s asks you", said.get("asks", "%(name)s fragt Sie"))
    catalog.add(("{count} row", "{count} rows"), said.get("rows", ("{count} Zeile", "{count} Zeilen")))
    catalog.add("open", said.get("open", "offen"), context="a round")
    return catalog


def test_a_catalog_that_says_all_has_no_mistakes():
    assert list(mistakes(a_catalog())) == []
    assert list(mistakes(a_catalog(since="Seither."))) == []  # a place may be left out


def test_what_is_not_said_is_named():
    left = a_catalog(since="", rows=("{count} Zeile", ""), open="")
    assert list(mistakes(left)) == ["not said yet: Since {day}.", "not said yet: {count} row", "not said yet: open"]


def test_what_nothing_gives_is_named():
    wrong = a_catalog(since="Seit {tag}.", asks="%(wer)s fragt %(name)s", rows=("{count}", "{number}"))
    assert list(mistakes(wrong)) == [
        "nothing gives tag: Since {day}.",
        "nothing gives wer: %(name)s asks you",
        "nothing gives number: {count} row",
    ]


def test_what_is_compiled_is_what_was_written():
    compiled = gettext.GNUTranslations(BytesIO(as_mo(a_catalog())))
    assert compiled.gettext("Since {day}.") == "Seit {day}."
    assert compiled.pgettext("a round", "open") == "offen"
    assert [compiled.ngettext("{count} row", "{count} rows", n) for n in (1, 2, 0)] == [
        "{count} Zeile",
        "{count} Zeilen",
        "{count} Zeilen",
    ]
