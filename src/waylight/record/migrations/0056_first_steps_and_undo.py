import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0055_tables_of_other_tools'),
    ]

    operations = [
        migrations.CreateModel(
            name='FirstSteps',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passed_over', models.JSONField(default=list)),
                ('put_away_at', models.DateTimeField(blank=True, null=True)),
                ('wanted', models.BooleanField(default=False)),
                ('coach', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='first_steps', to='record.member')),
            ],
            options={
                'verbose_name_plural': 'first steps',
            },
        ),
        migrations.AddField(
            model_name='practice',
            name='language',
            field=models.CharField(default='en', max_length=5),
        ),
        migrations.AddField(
            model_name='practice',
            name='zone',
            field=models.CharField(default='UTC', max_length=60),
        ),
        migrations.AddField(
            model_name='learningnote',
            name='removed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
