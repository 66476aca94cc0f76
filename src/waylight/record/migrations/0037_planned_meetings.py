import django.db.models.deletion
import django.utils.timezone
import uuid
import waylight.record.sealing
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0035_between_meetings'),
    ]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='called_off_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='place',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='shared',
            field=waylight.record.sealing.SealedText(blank=True, default='', of='engagement', row=('seal',)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='meeting',
            name='taken_along',
            field=waylight.record.sealing.SealedText(blank=True, default='', of='engagement', row=('seal',)),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('rhythm', models.CharField(choices=[('once', 'once'), ('weekly', 'every week'), ('fortnight', 'every two weeks'), ('four weeks', 'every four weeks'), ('month', 'every month, on the same day of the week')], default='once', max_length=10)),
                ('day', models.DateField()),
                ('clock', models.TimeField()),
                ('zone', models.CharField(max_length=60)),
                ('minutes', models.PositiveIntegerField(default=60)),
                ('times', models.PositiveSmallIntegerField(default=1)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('invites', models.BooleanField(default=False)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='record.engagement')),
            ],
            options={
                'verbose_name_plural': 'series',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings', to='record.series'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('series', 'place'), name='meeting_one_in_a_place'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('times__gte', 1), ('times__lte', 60)), name='series_of_some_times'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('rhythm__in', ['once', 'weekly', 'fortnight', 'four weeks', 'month'])), name='series_rhythm_known'),
        ),
    ]
