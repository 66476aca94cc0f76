"""An account made before there was allauth signs in and keeps its address, after the store was brought up to date."""

from __future__ import annotations

import importlib

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps

from tests.factories import a_user


@pytest.mark.django_db
def test_each_account_gets_its_address_once():
    before, since = a_user(), a_user()
    EmailAddress.objects.filter(user=before).delete()
    migration = importlib.import_module("waylight.access.migrations.0003_addresses_of_accounts")
    for _ in range(2):
        migration.forwards(apps, None)
    rows = EmailAddress.objects.order_by("user").values_list("user", "email", "verified", "primary")
    assert list(rows) == [(user.pk, user.email, True, True) for user in (before, since)]
