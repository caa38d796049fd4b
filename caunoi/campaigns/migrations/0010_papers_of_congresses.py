"""A paper may come out of a congress: its resolution, its action programme."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0009_own_plans"),
        ("congresses", "0003_running"),
    ]

    operations = [
        migrations.AddField(
            model_name="instrument",
            name="congress",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="instruments",
                to="congresses.congress",
            ),
        ),
        migrations.AddField(
            model_name="planimport",
            name="congress",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="imports",
                to="congresses.congress",
            ),
        ),
    ]
