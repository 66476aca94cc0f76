from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0026_questions_asked_before'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='pulse',
            name='questions',
        ),
        migrations.AddConstraint(
            model_name='pulse',
            constraint=models.UniqueConstraint(condition=models.Q(('opened_at', None)), fields=('engagement',), name='pulse_one_planned_at_a_time'),
        ),
    ]
