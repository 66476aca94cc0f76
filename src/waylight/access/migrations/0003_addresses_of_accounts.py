"""Accounts made before allauth was there get the row by which it knows their address."""

from django.db import migrations


def forwards(apps, schema_editor):
    User = apps.get_model("access", "User")
    EmailAddress = apps.get_model("account", "EmailAddress")
    for user in User.objects.exclude(emailaddress__isnull=False):
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_links_and_session_rounds"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
