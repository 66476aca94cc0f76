
import django.db.models.deletion
import django.utils.timezone
import uuid
import waylight.record.sealing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0042_packages_and_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='goalrating',
            name='agreed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='GoalWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', waylight.record.sealing.SealedText(of='goal__engagement', row=('seal',))),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='record.goal')),
            ],
            options={
                'verbose_name_plural': 'wishes for goals',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='GoalYes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('client', 'client'), ('coach', 'coach'), ('sponsor', 'sponsor')], max_length=8)),
                ('words', models.CharField(max_length=40)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yeses', to='record.goal')),
            ],
            options={
                'verbose_name_plural': 'yeses to goals',
                'constraints': [models.UniqueConstraint(fields=('goal', 'part'), name='goal_yes_once'), models.CheckConstraint(condition=models.Q(('part__in', ['client', 'coach', 'sponsor'])), name='goal_yes_part_known')],
            },
        ),
        migrations.CreateModel(
            name='MeetingMoved',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was', models.DateTimeField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='record.meeting')),
            ],
            options={
                'verbose_name_plural': 'meetings moved',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'was'), name='meeting_moved_once_from_a_time')],
            },
        ),
    ]
