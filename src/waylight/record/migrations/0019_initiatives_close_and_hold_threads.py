import django.db.models.deletion
import uuid
import waylight.record.sealing
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0018_handing_over'),
    ]

    operations = [
        migrations.CreateModel(
            name='Belonging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('thread', models.CharField(blank=True, max_length=64)),
                ('word', waylight.record.sealing.SealedText(blank=True, of='initiative__engagement', row=('seal',))),
            ],
        ),
        migrations.AddField(
            model_name='initiative',
            name='closed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='participation',
            name='removed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='perspective',
            name='removed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='participation',
            name='part',
            field=models.CharField(choices=[('owns', 'owns'), ('leads', 'leads'), ('contributes', 'contributes'), ('consulted', 'is consulted'), ('told', 'is told')], max_length=12),
        ),
        migrations.AlterField(
            model_name='perspective',
            name='stance',
            field=models.CharField(choices=[('differs', 'differs'), ('agrees', 'agrees')], max_length=8),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('since__isnull', True), ('closed_on__gte', models.F('since')), _connector='OR'), name='initiative_closes_after_it_begins'),
        ),
        migrations.AddField(
            model_name='belonging',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='belongings', to='record.initiative'),
        ),
        migrations.AddConstraint(
            model_name='belonging',
            constraint=models.UniqueConstraint(condition=models.Q(('thread', ''), _negated=True), fields=('initiative', 'thread'), name='belonging_once_per_thread'),
        ),
        migrations.AddConstraint(
            model_name='belonging',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('thread', ''), models.Q(('word', ''), _negated=True)), models.Q(models.Q(('thread', ''), _negated=True), ('word', '')), _connector='OR'), name='belonging_by_thread_or_word'),
        ),
    ]
