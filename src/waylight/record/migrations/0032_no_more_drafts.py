from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0031_drafts_become_versions")]

    operations = [
        migrations.RemoveField(model_name="story", name="draft"),
        migrations.RemoveField(model_name="story", name="published_at"),
    ]
