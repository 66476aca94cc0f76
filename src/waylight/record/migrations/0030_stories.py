import django.db.models.deletion
import django.utils.timezone
import uuid
import waylight.record.sealing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0029_listening_and_moved_meetings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='story',
            options={'ordering': ['made_at', 'pk'], 'verbose_name_plural': 'stories'},
        ),
        migrations.AddField(
            model_name='story',
            name='made_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name='story',
            name='removed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='story',
            name='title',
            field=waylight.record.sealing.SealedText(blank=True, default=b'', of='engagement', row=('seal',)),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('use', models.CharField(choices=[('web', 'on the web'), ('supervision', 'as a file for supervision'), ('talk', 'in a talk'), ('print', 'in print')], max_length=12)),
                ('slug', models.SlugField(max_length=20)),
                ('since', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-since', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CopySent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('to', waylight.record.sealing.SealedText(of='publication__version__story__engagement', row=('seal',))),
                ('on', models.DateField()),
                ('called_back_on', models.DateField(blank=True, null=True)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='record.publication')),
            ],
            options={
                'verbose_name_plural': 'copies sent',
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StoryRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('use', models.CharField(choices=[('web', 'on the web'), ('supervision', 'as a file for supervision'), ('talk', 'in a talk'), ('print', 'in print')], max_length=12)),
                ('place', waylight.record.sealing.SealedText(blank=True, of='version__story__engagement', row=('seal',))),
                ('leaks', waylight.record.sealing.SealedJSON(default=list, of='version__story__engagement', row=('seal',))),
                ('remark', waylight.record.sealing.SealedText(blank=True, of='version__story__engagement', row=('seal',))),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('lapsed_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Quoted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('words', waylight.record.sealing.SealedText(of='request__version__story__engagement', row=('seal',))),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('insight', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='record.insight')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='record.storyrequest')),
            ],
            options={
                'verbose_name_plural': 'quoted',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='publication',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='record.storyrequest'),
        ),
        migrations.CreateModel(
            name='StoryVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('length', models.CharField(choices=[('post', 'a post'), ('page', 'a page'), ('slide', 'a slide')], max_length=5)),
                ('number', models.PositiveIntegerField()),
                ('text', waylight.record.sealing.SealedText(blank=True, of='story__engagement', row=('seal',))),
                ('how', models.CharField(choices=[('written', 'written'), ('replaced', 'names replaced'), ('went back', 'went back to an earlier one'), ('proposed', 'proposed by the client')], default='written', max_length=9)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('shown_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='record.story')),
            ],
            options={
                'ordering': ['story', 'length', 'number'],
            },
        ),
        migrations.AddField(
            model_name='storyrequest',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='record.storyversion'),
        ),
        migrations.AddField(
            model_name='publication',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='record.storyversion'),
        ),
        migrations.AddConstraint(
            model_name='storyversion',
            constraint=models.UniqueConstraint(fields=('story', 'length', 'number'), name='story_version_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='storyversion',
            constraint=models.CheckConstraint(condition=models.Q(('length__in', ['post', 'page', 'slide'])), name='story_length_known'),
        ),
        migrations.AddConstraint(
            model_name='storyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('use__in', ['web', 'supervision', 'talk', 'print'])), name='story_use_known'),
        ),
        migrations.AddConstraint(
            model_name='storyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('agreed_at__isnull', False), ('withdrawn_at__gte', models.F('agreed_at'))), _connector='OR'), name='story_withdrawn_after_agreed'),
        ),
        migrations.AddConstraint(
            model_name='storyrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('declined_at', None), ('lapsed_at', None), ('withdrawn_at', None)), fields=('version', 'use'), name='story_asked_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('slug',), name='published_once_at_an_address'),
        ),
    ]
