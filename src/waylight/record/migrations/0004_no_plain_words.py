"""The columns of plain words go; every engagement has its key, every row its mark."""

import importlib
import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

SEALS = importlib.import_module("waylight.record.migrations.0002_room_for_seals")


class Migration(migrations.Migration):
    dependencies = [("record", "0003_seal_what_is_there")]

    operations = [
        *(migrations.RemoveField(model, f"plain_{name}") for model, name, _ in SEALS.SEALED),
        *(
            migrations.AlterField(model, "seal", models.UUIDField(default=uuid.uuid4, editable=False, unique=True))
            for model in SEALS.WITH_SEAL
        ),
        migrations.AlterField(
            "engagement", "key", models.OneToOneField("record.Key", django.db.models.deletion.PROTECT)
        ),
        *(
            migrations.AddConstraint(model, models.CheckConstraint(condition=~Q(text=""), name=name))
            for model, name in SEALS.OF_PLAIN_WORDS
            if model != "setaside"
        ),
    ]
