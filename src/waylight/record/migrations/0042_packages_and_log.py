
import django.db.models.deletion
import uuid
import waylight.record.sealing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0040_reminders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='consent',
            name='use',
            field=models.CharField(choices=[('recording', 'transcripts'), ('mail', 'mail headers'), ('calendar', 'calendars'), ('pulse', 'the pulse'), ('sponsor report', 'reports to the sponsor'), ('story', 'a story without your name'), ('hours log', 'your name in your coach’s log of hours')], max_length=20),
        ),
        migrations.CreateModel(
            name='HoursCorrected',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('on', models.DateField()),
                ('minutes', models.IntegerField()),
                ('why', waylight.record.sealing.SealedText(of='engagement', row=('seal',))),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='record.engagement')),
            ],
            options={
                'ordering': ['on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('minutes', 0), _negated=True), ('minutes__gte', -1440), ('minutes__lte', 1440)), name='hours_corrected_by_some'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='hours_corrected_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='InGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('since', models.DateField()),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='record.engagement')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='in_groups', to='record.person')),
            ],
            options={
                'verbose_name_plural': 'in groups',
                'ordering': ['since', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('engagement', 'person'), name='in_group_once')],
            },
        ),
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('on', models.DateField()),
                ('minutes', models.PositiveIntegerField()),
                ('paid', models.BooleanField(default=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='record.engagement')),
            ],
            options={
                'ordering': ['on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 60000)), name='package_has_hours')],
            },
        ),
        migrations.CreateModel(
            name='PastCoaching',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('name', waylight.record.sealing.SealedText(of='coach', row=('seal',))),
                ('contact', waylight.record.sealing.SealedText(blank=True, of='coach', row=('seal',))),
                ('form', models.CharField(choices=[('one', 'one person'), ('group', 'a group'), ('team', 'a team')], default='one', max_length=5)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('begins', models.DateField()),
                ('ends', models.DateField(blank=True, null=True)),
                ('paid_minutes', models.PositiveIntegerField(default=0)),
                ('pro_bono_minutes', models.PositiveIntegerField(default=0)),
                ('may_name', models.BooleanField(default=False)),
                ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='past_coaching', to='record.member')),
            ],
            options={
                'verbose_name_plural': 'past coaching',
                'ordering': ['begins', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('begins')), _connector='OR'), name='past_coaching_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('form__in', ['one', 'group', 'team'])), name='past_coaching_form_known'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='past_coaching_of_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Terms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('one', 'one person'), ('group', 'a group'), ('team', 'a team')], default='one', max_length=5)),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('paid', models.BooleanField(default=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='record.engagement')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('engagement',), name='terms_once'), models.CheckConstraint(condition=models.Q(('form__in', ['one', 'group', 'team'])), name='terms_form_known'), models.CheckConstraint(condition=models.Q(('number__isnull', True), models.Q(('number__gte', 2), ('number__lte', 500)), _connector='OR'), name='terms_number_of_a_group')],
            },
        ),
    ]
