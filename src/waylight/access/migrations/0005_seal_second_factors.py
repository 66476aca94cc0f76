"""Seals what authenticator apps and recovery codes are made from, where it still stands in plain words."""

from django.db import migrations

from waylight.access.account_secrets import is_sealed, open_secret, seal_secret


def forwards(apps, schema_editor):
    """Seal secrets, seeds, and codes that came from elsewhere; what is sealed stays as it is."""
    _rewrite(apps, lambda text: text if is_sealed(text) else seal_secret(text))


def backwards(apps, schema_editor):
    """Open them again, as earlier tables hold them."""
    _rewrite(apps, lambda text: open_secret(text) if is_sealed(text) else text)


def _rewrite(apps, change):
    for one in apps.get_model("mfa", "Authenticator").objects.filter(type__in=["totp", "recovery_codes"]):
        for name in {"secret", "seed"} & one.data.keys():
            one.data[name] = change(one.data[name])
        if codes := one.data.get("migrated_codes"):
            one.data["migrated_codes"] = [change(code) for code in codes]
        one.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("access", "0004_rates"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(forwards, backwards)]
