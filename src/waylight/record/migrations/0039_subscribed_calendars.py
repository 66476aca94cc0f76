import django.db.models.deletion
import django.utils.timezone
import uuid
import waylight.record.sealing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0038_invitations_and_feeds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('way', models.CharField(choices=[('feed', 'an address on the web that gives a calendar (ICS)'), ('caldav', 'a calendar server, with a name and a password (CalDAV)')], default='feed', max_length=6)),
                ('address', waylight.record.sealing.SealedText(of='engagement', row=('seal',))),
                ('user', waylight.record.sealing.SealedText(blank=True, of='engagement', row=('seal',))),
                ('password', waylight.record.sealing.SealedText(blank=True, of='engagement', row=('seal',))),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('next_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('trouble', waylight.record.sealing.SealedText(blank=True, of='engagement', row=('seal',))),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_set', to='record.engagement')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('engagement',), name='subscription_one_of_a_client')],
            },
        ),
    ]
