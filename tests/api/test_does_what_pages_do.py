"""Whatever a person changes on a page a program can do by an operation, or it is said why only a browser does."""

from __future__ import annotations

from tests.api.what_pages_do import ONLY_A_BROWSER, OPERATIONS
from waylight.access.rules import RULES, rule_of
from waylight.api.operations import EVERY, READS
from waylight.api.urls import urlpatterns  # noqa: F401  (declares the operations)

CHANGING = {name for name, rule in RULES.items() if rule.act}
OF_A_BROWSER = [page for pages in ONLY_A_BROWSER.values() for page in pages]


def test_every_address_that_changes_something_has_an_operation_or_a_reason_why_not():
    said = [*OPERATIONS, *OF_A_BROWSER]
    assert sorted(said) == sorted(CHANGING)  # each once, and none that there is not


def test_every_operation_that_is_named_exists_and_changes_something():
    for page, names in OPERATIONS.items():
        assert names, page
        assert all(EVERY[name].method != READS for name in names), page


def test_whoever_may_do_it_on_the_page_may_by_the_operation():
    for page, names in OPERATIONS.items():
        rule = rule_of(page)
        for name in names:
            assert rule.act <= EVERY[name].allowed, (page, name)


def test_every_operation_that_changes_something_does_what_some_page_does():
    named = {name for names in OPERATIONS.values() for name in names}
    assert {one.name for one in EVERY.values() if one.method != READS} == named


def test_what_has_an_operation_is_not_said_to_have_none():
    like = {one.like for one in EVERY.values() if one.method != READS}
    assert like.isdisjoint(OF_A_BROWSER)


def test_every_reason_is_a_sentence():
    assert all(reason.endswith(".") for reason in ONLY_A_BROWSER)
