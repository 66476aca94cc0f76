import datetime
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0039_subscribed_calendars'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reminding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.BooleanField(default=True)),
                ('hours', models.PositiveSmallIntegerField(choices=[(2, '2 hours'), (24, 'a day'), (48, 'two days'), (168, 'a week')], default=24)),
                ('zone', models.CharField(default='UTC', max_length=60)),
                ('quiet_from', models.TimeField(default=datetime.time(21, 0))),
                ('quiet_until', models.TimeField(default=datetime.time(7, 0))),
                ('site', models.CharField(max_length=200)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reminding', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='record.meeting')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='record.reminding')),
            ],
        ),
        migrations.AddConstraint(
            model_name='reminding',
            constraint=models.CheckConstraint(condition=models.Q(('hours__in', [2, 24, 48, 168])), name='reminding_hours_known'),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(condition=models.Q(('sent_at', None)), fields=['claimed_at'], name='reminder_to_be_sent'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('meeting', 'to', 'at'), name='reminder_once'),
        ),
    ]
