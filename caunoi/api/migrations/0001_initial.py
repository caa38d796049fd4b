import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caunoi.core.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0002_units"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="ApiToken",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="api_tokens", to="orgs.unit"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("scopes", models.JSONField(default=list)),
                        ("secret_hash", models.CharField(max_length=64, unique=True)),
                        ("hint", models.CharField(max_length=8)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="api_token_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="api_token_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Connection",
                    fields=[],
                    options={
                        "proxy": True,
                    },
                    bases=("orgs.user",),
                ),
                migrations.CreateModel(
                    name="KeptAnswer",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "token",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="kept_answers",
                                to="api.apitoken",
                            ),
                        ),
                        ("key", models.CharField(max_length=64)),
                        ("request_hash", models.CharField(max_length=64)),
                        ("status", models.PositiveSmallIntegerField()),
                        ("etag", models.CharField(blank=True, max_length=80)),
                        ("body", models.TextField()),
                        ("at", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("token", "key"), name="one_answer_per_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Webhook",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="webhooks", to="orgs.unit"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("address", models.URLField(max_length=500)),
                        ("salt", models.CharField(max_length=64)),
                        ("events", models.JSONField(default=list)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("since_entry", models.BigIntegerField(default=0)),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-made_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="WebhookDelivery",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "webhook",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="api.webhook",
                            ),
                        ),
                        ("entry_id", models.BigIntegerField(null=True)),
                        ("event", models.CharField(max_length=40)),
                        ("body", models.TextField()),
                        ("state", models.CharField(default="waiting", max_length=9)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("next_at", models.DateTimeField(blank=True, null=True)),
                        ("last_status", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("last_error", models.CharField(blank=True, max_length=20)),
                        ("made_at", models.DateTimeField()),
                        ("delivered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "webhook deliveries",
                        "ordering": ["-pk"],
                        "indexes": [models.Index(fields=["state", "made_at"], name="webhook_delivery_age")],
                        "constraints": [
                            models.UniqueConstraint(fields=("webhook", "entry_id"), name="one_delivery_per_event"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "delivered"), _negated=True),
                                    ("delivered_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="delivered_message_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedCursor",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("entry_id", models.BigIntegerField(default=0)),
                    ],
                ),
            ],
        ),
    ]
