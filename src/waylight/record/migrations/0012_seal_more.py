"""Seals how stakeholders stand, the words agreed to, and what was chosen and came of files."""

import importlib
import uuid
from itertools import groupby

from django.db import migrations

SEALS = importlib.import_module("waylight.record.migrations.0011_room_for_more_seals")


def seal_all(apps, schema_editor):
    """Seal model by model; a row in which nothing stands is left alone."""
    for name, of_model in groupby(SEALS.SEALED, key=lambda sealed: sealed[0]):
        fields = [field for _, field, _ in of_model]
        for row in apps.get_model("record", name).objects.select_related("engagement").iterator(chunk_size=500):
            _seal(row, fields)


def _seal(row, fields):
    changed = [name for name in fields if getattr(row, f"plain_{name}")]
    for name in changed:
        setattr(row, name, getattr(row, f"plain_{name}"))
    if hasattr(row, "seal"):
        row.seal = uuid.uuid4()
        changed.append("seal")
    if changed:
        row.save(update_fields=changed)


class Migration(migrations.Migration):
    dependencies = [("record", "0011_room_for_more_seals")]

    operations = [migrations.RunPython(seal_all)]
