import django.db.models.deletion
import uuid
import waylight.record.sealing
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0024_goals'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('invitation', 'Invitation'), ('reminder', 'Reminder'), ('thanks', 'Thanks')], max_length=10)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AlterModelOptions(
            name='pulse',
            options={'ordering': ['-opens', '-pk']},
        ),
        migrations.RemoveField(
            model_name='invitation',
            name='sent_at',
        ),
        migrations.AddField(
            model_name='invitation',
            name='answered',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='invitation',
            name='level',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='invitation',
            name='side',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='pulse',
            name='after',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='next', to='record.pulse'),
        ),
        migrations.AddField(
            model_name='pulse',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='pulse',
            name='every_weeks',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='pulse',
            name='language',
            field=models.CharField(choices=[('en', 'English'), ('de', 'Deutsch'), ('fr', 'Français'), ('es', 'Español')], default='en', max_length=2),
        ),
        migrations.AddField(
            model_name='pulse',
            name='opened_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='pulse',
            name='question',
            field=waylight.record.sealing.SealedText(blank=True, default=b'', of='engagement', row=('id',)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='pulse',
            name='site',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='pulse',
            name='thanks',
            field=waylight.record.sealing.SealedText(blank=True, default=b'', of='engagement', row=('id',)),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='Behaviour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', waylight.record.sealing.SealedText(of='engagement', row=('seal',))),
                ('since', models.DateField()),
                ('retired_on', models.DateField(blank=True, null=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='record.engagement')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('pulse', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='record.pulse')),
                ('behaviour', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='record.behaviour')),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.AddField(
            model_name='pulse',
            name='behaviours',
            field=models.ManyToManyField(related_name='pulses', through='record.Asked', to='record.behaviour'),
        ),
        migrations.AddField(
            model_name='letter',
            name='invitation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='record.invitation'),
        ),
        migrations.AddConstraint(
            model_name='behaviour',
            constraint=models.CheckConstraint(condition=models.Q(('retired_on__isnull', True), ('retired_on__gte', models.F('since')), _connector='OR'), name='behaviour_retired_after'),
        ),
        migrations.AddConstraint(
            model_name='behaviour',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='behaviour_has_words'),
        ),
        migrations.AddConstraint(
            model_name='asked',
            constraint=models.UniqueConstraint(fields=('pulse', 'place'), name='asked_one_in_a_place'),
        ),
        migrations.AddConstraint(
            model_name='asked',
            constraint=models.UniqueConstraint(fields=('pulse', 'behaviour'), name='asked_once'),
        ),
        migrations.AddConstraint(
            model_name='asked',
            constraint=models.CheckConstraint(condition=models.Q(('place__gte', 1), ('place__lte', 3)), name='asked_in_a_place_there_is'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('sent_at', None)), fields=['claimed_at'], name='letter_to_be_sent'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('invitation', 'kind'), name='letter_once_of_a_kind'),
        ),
    ]
