
import django.db.models.deletion
import django.utils.timezone
import uuid
import waylight.record.sealing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0044_seen_entries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('agreement', 'an agreement, to say yes to'), ('questions', 'questions, to think about and answer'), ('form', 'a form, to fill in')], max_length=9)),
                ('title', waylight.record.sealing.SealedText(of='engagement', row=('seal',))),
                ('text', waylight.record.sealing.SealedText(of='engagement', row=('seal',))),
                ('answer', waylight.record.sealing.SealedText(blank=True, of='engagement', row=('seal',))),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='record.engagement')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PaperYes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('client', 'client'), ('coach', 'coach'), ('sponsor', 'sponsor')], max_length=8)),
                ('words', models.CharField(max_length=40)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yeses', to='record.paper')),
            ],
            options={
                'verbose_name_plural': 'yeses to papers',
            },
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('agreement', 'an agreement, to say yes to'), ('questions', 'questions, to think about and answer'), ('form', 'a form, to fill in')], max_length=9)),
                ('title', waylight.record.sealing.SealedText(of='coach', row=('seal',))),
                ('text', waylight.record.sealing.SealedText(of='coach', row=('seal',))),
                ('shared', models.BooleanField(default=True)),
                ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='templates', to='record.member')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='templates', to='record.practice')),
            ],
            options={
                'ordering': ['kind', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['agreement', 'questions', 'form'])), name='paper_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='paperyes',
            constraint=models.UniqueConstraint(fields=('paper', 'part'), name='paper_yes_once'),
        ),
        migrations.AddConstraint(
            model_name='paperyes',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['client', 'coach'])), name='paper_yes_part_known'),
        ),
        migrations.AddConstraint(
            model_name='template',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['agreement', 'questions', 'form'])), name='template_kind_known'),
        ),
    ]
