"""From every page of an engagement one reaches every other: by the row at the top, and the menus in it."""

from __future__ import annotations

import re

import pytest

from waylight.pages.engagement_page import GROUP_OF, OF_CLIENT, OF_COACH, PAGES, menus


@pytest.mark.parametrize("to_client", [True, False])
def test_every_page_stands_in_the_navigation_once(to_client):
    shown = [page for menu in menus("map", to_client=to_client) for page in menu.pages]
    assert sorted(shown) == sorted(page for page in PAGES if page[0] not in (OF_COACH if to_client else OF_CLIENT))
    assert set(GROUP_OF) <= {name for name, _ in PAGES}


def test_a_menu_says_which_of_its_pages_is_open_and_no_other_does():
    assert {menu.title: menu.here for menu in menus("map", to_client=False) if menu.here} == {"Influence": "Map"}


def test_a_menu_of_one_page_is_that_page():
    assert all(len(menu.pages) > 1 for menu in menus("map", to_client=True) if menu.title)


@pytest.mark.django_db
def test_the_open_page_is_marked(engagement, as_coach):
    body = as_coach.get(f"/engagements/{engagement.pk}/people/").content.decode()
    [current] = re.findall(r'<a href="([^"]+)" aria-current="page">', body)
    assert current.endswith("/people/")
    assert "<summary>Record: People</summary>" in body
