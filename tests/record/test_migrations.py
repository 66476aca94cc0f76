"""The migrations are what the models are."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_change_of_a_model_is_without_its_migration(capsys):
    call_command("makemigrations", check=True, dry_run=True)  # exits with 1 otherwise
    assert "No changes detected" in capsys.readouterr().out
