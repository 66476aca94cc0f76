"""The last columns of plain words go."""

import importlib
import uuid

from django.db import migrations, models
from django.db.models import Q

SEALS = importlib.import_module("waylight.record.migrations.0011_room_for_more_seals")


class Migration(migrations.Migration):
    dependencies = [("record", "0012_seal_more")]

    operations = [
        *(migrations.RemoveField(model, f"plain_{name}") for model, name, _ in SEALS.SEALED),
        migrations.AlterField("consent", "seal", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        migrations.AddConstraint("consent", models.CheckConstraint(condition=~Q(words=""), name="consent_has_words")),
    ]
