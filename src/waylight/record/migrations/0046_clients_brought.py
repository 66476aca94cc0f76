
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0045_templates_and_papers'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClientsBrought',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lists_brought', to='record.member')),
            ],
            options={
                'verbose_name_plural': 'clients brought',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='BroughtClient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('engagement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='brought_by', to='record.engagement')),
                ('package', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='record.package')),
                ('brought', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clients', to='record.clientsbrought')),
            ],
        ),
    ]
