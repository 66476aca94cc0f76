"""A page that cannot be shown says so in the product's look, says what to do, and shows nothing that anybody wrote."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import an_engagement
from waylight.pages.brief import view

pytestmark = pytest.mark.django_db
SECRET = "Ask Tomás about the closure"


def said(answer) -> str:
    page = re.sub(r'value="[^"]+"', "", answer.content.decode())  # the form's secret differs each time
    assert "base/waylight.css" in page
    assert page.count("<h1") == 1
    return page


def test_what_is_not_there_and_what_is_not_ones_own_look_the_same(engagement, as_coach):
    other = an_engagement("Somebody Else")
    pages = [as_coach.get(f"/engagements/{number}/brief/") for number in (10**6, other.pk)]
    assert [page.status_code for page in pages] == [404, 404]
    assert said(pages[0]) == said(pages[1])
    assert "Somebody Else" not in said(pages[1])


def test_what_only_the_other_may_do_says_who(engagement, as_client):
    answer = as_client.get(f"/engagements/{engagement.pk}/edit/")
    assert answer.status_code == 403
    assert "Only the coach may do this." in said(answer)


def test_a_form_that_is_too_old_says_what_to_do(engagement):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(engagement.coach.user)
    answer = strict.post(f"/engagements/{engagement.pk}/commitments/", {"text": SECRET})
    assert answer.status_code == 403
    assert "load the page again" in said(answer)
    assert SECRET not in said(answer)


def test_too_many_fields_are_refused_in_words(engagement, as_coach):
    answer = as_coach.post(f"/engagements/{engagement.pk}/commitments/", {f"text{n}": SECRET for n in range(5001)})
    assert answer.status_code == 400
    assert "Nothing was changed" in said(answer)
    assert SECRET not in said(answer)


def test_our_own_mistake_is_said_to_be_ours_and_shows_nothing_of_it(engagement, monkeypatch):
    def broken(*_):
        raise RuntimeError(SECRET)

    monkeypatch.setattr(view, "compose", broken)
    client = Client(raise_request_exception=False)
    client.force_login(engagement.coach.user)
    answer = client.get(f"/engagements/{engagement.pk}/brief/")
    assert answer.status_code == 500
    assert "not your doing" in said(answer)
    assert SECRET not in said(answer)
