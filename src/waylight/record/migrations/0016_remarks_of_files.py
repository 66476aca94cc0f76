from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0015_past_hours'),
    ]

    operations = [
        migrations.AddField(
            model_name='importfile',
            name='remark_count',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
