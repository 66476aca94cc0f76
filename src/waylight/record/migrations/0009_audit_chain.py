"""The audit log becomes a chain. Nothing wrote to the table before, so that it is made anew rather than altered."""

from django.db import migrations, models

from waylight.record import audit_kept


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0008_consent_ledger'),
    ]

    operations = [
        migrations.DeleteModel(name='AuditEvent'),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('user_id', models.PositiveBigIntegerField(null=True)),
                ('practice_id', models.PositiveBigIntegerField(null=True)),
                ('engagement_id', models.PositiveBigIntegerField(null=True)),
                ('verb', models.CharField(max_length=20)),
                ('what', models.CharField(blank=True, max_length=80)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['number'],
                'indexes': [
                    models.Index(fields=['engagement_id', 'user_id', 'at'], name='audit_of_engagement'),
                    models.Index(fields=['practice_id', 'at'], name='audit_of_practice'),
                    models.Index(fields=['user_id', 'at'], name='audit_of_user'),
                ],
            },
        ),
        migrations.RunPython(audit_kept.make, audit_kept.drop),
    ]
