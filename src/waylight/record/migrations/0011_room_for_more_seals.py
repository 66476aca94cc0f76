"""Beside each column of plain words that was left, one for the sealed ones."""

from django.db import migrations, models

from waylight.record.sealing import SealedJSON, SealedText

OF_PERSON = ("person_id",)
SEALED = [
    ("stakeholder", "role", SealedText(blank=True, row=OF_PERSON)),
    ("stakeholder", "stands", SealedText(blank=True, row=OF_PERSON)),
    ("stakeholder", "wanted", SealedText(blank=True, row=OF_PERSON)),
    ("consent", "words", SealedText()),
    ("import", "choices", SealedJSON(default=dict, row=("id",))),
    ("import", "result", SealedJSON(default=dict, row=("id",))),
]


def _empty(field):
    """The field as it is added to rows that are there: with nothing in it, until the next migration fills it."""
    copy = field.clone()
    if not copy.has_default():
        copy.default = bytes
    return copy


class Migration(migrations.Migration):
    dependencies = [("record", "0010_privacy")]

    operations = [
        migrations.RemoveConstraint("consent", "consent_has_words"),
        *(migrations.RenameField(model, name, f"plain_{name}") for model, name, _ in SEALED),
        *(
            migrations.AddField(model, name, _empty(field), preserve_default=field.has_default())
            for model, name, field in SEALED
        ),
        migrations.AddField("consent", "seal", models.UUIDField(null=True, editable=False)),
    ]
