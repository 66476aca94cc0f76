"""Support staff see who and when; they see no key, no session and no link that would let them in as somebody else."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client

from tests.factories import a_coach, with_second_factor
from waylight.access.account_secrets import open_secret
from waylight.access.models import User

pytestmark = pytest.mark.django_db

# By app and name: what lets somebody in.
KEYS = {"account.emailaddress", "mfa.authenticator", "usersessions.usersession", "access.link", "sessions.session"}


def test_nothing_that_lets_somebody_in_is_in_the_admin():
    assert {model._meta.label_lower for model in admin.site._registry} & KEYS == set()


def test_no_key_is_on_the_page_of_an_account():
    staff = with_second_factor(User.objects.create_superuser("staff@example.org", "a password for tests"))
    coach = a_coach().user
    browser = Client()
    browser.force_login(staff)
    words = browser.get(f"/support/access/user/{coach.pk}/change/").content.decode()
    assert coach.email in words
    assert open_secret(coach.authenticator_set.get().data["secret"]) not in words
    assert coach.password not in words
