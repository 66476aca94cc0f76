"""A key for each engagement, and beside each column of plain words one for the sealed ones."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from waylight.record.sealing import SealedBytes, SealedJSON, SealedText

IN_MEETING = {"of": "meeting__engagement"}
SEALED = [
    ("answer", "text", SealedText(blank=True, of="invitation__pulse__engagement", row=("invitation_id", "question"))),
    ("commitment", "text", SealedText()),
    ("confidence", "words", SealedText(blank=True)),
    ("engagement", "goals", SealedText(blank=True, of="", row=("id",))),
    ("importfile", "people", SealedJSON(default=dict, of="brought__engagement")),
    ("importfile", "problems", SealedJSON(default=list, of="brought__engagement")),
    ("insight", "changed", SealedText(blank=True)),
    ("insight", "text", SealedText()),
    ("interaction", "title", SealedText(blank=True, row=("key",))),
    ("learningnote", "text", SealedText(of="coach")),
    ("meeting", "agreement", SealedText(blank=True)),
    ("note", "text", SealedText(of="meeting__engagement", row=("seal", "meeting_id"))),
    ("perspective", "changed", SealedText(blank=True)),
    ("perspective", "text", SealedText()),
    ("question", "text", SealedText()),
    ("reflection", "text", SealedText(blank=True)),
    ("setaside", "text", SealedText(of="utterance__meeting__engagement")),
    ("stagedchunk", "rows_gz", SealedBytes(of="file__brought__engagement", row=("file_id", "number"))),
    ("story", "draft", SealedText(blank=True)),
    ("story", "replacements", SealedJSON(default=dict)),
    ("utterance", "text", SealedText(of="meeting__engagement", row=("meeting_id", "turn"))),
]
WITH_SEAL = sorted({model for model, _, field in SEALED if "seal" in field.row})
OF_PLAIN_WORDS = [
    ("commitment", "commitment_has_words"),
    ("insight", "insight_has_words"),
    ("note", "note_has_text"),
    ("question", "question_has_words"),
    ("setaside", "set_aside_once"),
]


def _empty(field):
    """The field as it is added to rows that are there: with nothing in it, until the next migration fills it."""
    copy = field.clone()
    if not copy.has_default():
        copy.default = bytes
    return copy


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Key",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        *(
            migrations.AddField(
                model, "key", models.OneToOneField("record.Key", django.db.models.deletion.PROTECT, blank=True, null=True)
            )
            for model in ("engagement", "member")
        ),
        *(migrations.RemoveConstraint(model, name) for model, name in OF_PLAIN_WORDS),
        *(migrations.RenameField(model, name, f"plain_{name}") for model, name, _ in SEALED),
        *(
            migrations.AddField(model, name, _empty(field), preserve_default=field.has_default())
            for model, name, field in SEALED
        ),
        migrations.AddField(
            "engagement", "salt", SealedBytes(default=bytes, of="", row=("id",)), preserve_default=False
        ),
        *(migrations.AddField(model, "seal", models.UUIDField(null=True, editable=False)) for model in WITH_SEAL),
    ]
