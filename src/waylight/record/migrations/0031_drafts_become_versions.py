"""What stood as the draft of a story is its first version; none is published by that."""

from django.db import migrations


def move(apps, schema_editor):
    """Seal each draft as a version of a page's length."""
    version = apps.get_model("record", "StoryVersion")
    for story in apps.get_model("record", "Story").objects.select_related("engagement").iterator(chunk_size=500):
        if story.draft:
            version.objects.create(story=story, length="page", number=1, text=story.draft)


class Migration(migrations.Migration):
    dependencies = [("record", "0030_stories")]

    operations = [migrations.RunPython(move)]
