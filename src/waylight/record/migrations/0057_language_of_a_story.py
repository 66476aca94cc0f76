from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0056_first_steps_and_undo'),
    ]

    operations = [
        migrations.AddField(
            model_name='story',
            name='language',
            field=models.CharField(default='en', max_length=20),
        ),
    ]
