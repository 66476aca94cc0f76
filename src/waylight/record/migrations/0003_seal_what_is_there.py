"""Seals every word that stands in the store, and gives each row its mark."""

import secrets
import uuid

from django.db import migrations

from waylight.access import keyring
from waylight.record.sealing import salted, sealed_fields

AT_ONCE = 50  # rows; staged rows come in chunks of some hundred kilobytes


def seal_all(apps, schema_editor):
    """Make the keys, then seal model by model."""
    _keys(apps)
    models = apps.get_app_config("record").get_models()
    for model in sorted(models, key=lambda model: model._meta.model_name != "engagement"):  # its salt is needed first
        fields = list(sealed_fields(model))
        if not fields:
            continue
        rows = model.objects.all()
        if model._meta.model_name == "interaction":
            rows = rows.exclude(plain_title="")  # nearly all; there is nothing to seal in the others
        numbers = list(rows.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(numbers), AT_ONCE):
            paths = [field.of for field in fields if field.of]
            some = model.objects.filter(pk__in=numbers[start : start + AT_ONCE])
            for row in some.select_related(*paths):
                _seal(row, fields)
                if model._meta.model_name == "reflection" and row.key:
                    model.objects.filter(pk=row.pk).update(key=salted(row.engagement.salt, row.key))


def _keys(apps):
    key, engagement, member = (apps.get_model("record", name) for name in ("Key", "Engagement", "Member"))
    written = apps.get_model("record", "LearningNote").objects.values("coach")
    for owner in [*engagement.objects.all(), *member.objects.filter(pk__in=written)]:
        owner.key = key.objects.create()
        owner.save(update_fields=["key"])
        keyring.make(owner.key_id, f"{owner._meta.model_name} {owner.pk}")


def _seal(row, fields):
    changed = [field.name for field in fields]
    if hasattr(row, "seal"):
        row.seal = uuid.uuid4()
        changed.append("seal")
    for field in fields:
        if field.name == "salt":
            row.salt = secrets.token_bytes(32)
            continue
        plain = getattr(row, f"plain_{field.name}")
        setattr(row, field.name, bytes(plain) if isinstance(plain, memoryview) else plain)
    row.save(update_fields=changed)


class Migration(migrations.Migration):
    dependencies = [("record", "0002_room_for_seals")]

    operations = [migrations.RunPython(seal_all)]
