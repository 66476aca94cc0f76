"""Writes the store anew, so that neither the plain words nor the secrets of second factors stay in what is free."""

from django.db import migrations


def overwrite(apps, schema_editor):
    """Write it anew. What lies in backups from before, or in a server's own archive of changes, is not reached."""
    connection = schema_editor.connection
    factors = apps.get_model("mfa", "Authenticator")
    if not apps.get_model("record", "Engagement").objects.exists() and not factors.objects.exists():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                cursor.execute(statement)
        elif connection.vendor == "postgresql":
            for model in (factors, *(apps.get_model("record", name) for name in ("Stakeholder", "Consent", "Import"))):
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(model._meta.db_table)}")


class Migration(migrations.Migration):
    atomic = False  # neither database writes itself anew within a transaction
    dependencies = [("record", "0013_no_more_plain_words"), ("access", "0005_seal_second_factors")]

    operations = [migrations.RunPython(overwrite, migrations.RunPython.noop)]
