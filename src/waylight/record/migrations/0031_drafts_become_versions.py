"""What stood as the draft of a story is its first version; none is published by that."""

from django.db import migrations


def move(apps, schema_editor):
    """Seal each draft as a version of a page's length."""
    version = apps.get_model("record", "StoryVersion")
    for story in apps.get_model("record", "Story").objects.select_related("engagement").iterator(chunk_size=500):
        if story.draft:
            version.objects.create(story=story, length="page", number=1, text=story.draft)


def back(apps, schema_editor):
    """Put the latest version of a page's length in the place of the draft."""
    for story in apps.get_model("record", "Story").objects.select_related("engagement").iterator(chunk_size=500):
        latest = story.versions.filter(length="page").order_by("number").last()
        if latest is not None:
            story.draft = latest.text
            story.save(update_fields=["draft"])


class Migration(migrations.Migration):
    dependencies = [("record", "0030_stories")]

    operations = [migrations.RunPython(move, back)]
