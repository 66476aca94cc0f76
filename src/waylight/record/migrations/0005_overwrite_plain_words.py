"""A database keeps what was removed until it needs the room; the plain words are not to stay that long."""

from django.db import migrations


def overwrite(apps, schema_editor):
    """Write the store anew. What lies in backups from before, or in a server's own archive of changes, is not reached."""
    connection = schema_editor.connection
    if not apps.get_model("record", "Engagement").objects.exists():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                cursor.execute(statement)
        elif connection.vendor == "postgresql":
            for model in apps.get_app_config("record").get_models():
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(model._meta.db_table)}")


class Migration(migrations.Migration):
    atomic = False  # neither database writes itself anew within a transaction
    dependencies = [("record", "0004_no_plain_words")]

    operations = [migrations.RunPython(overwrite, migrations.RunPython.noop)]
