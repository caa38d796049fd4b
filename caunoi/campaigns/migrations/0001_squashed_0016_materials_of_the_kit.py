import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import caunoi.core.storage
from caunoi.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0001_initial"),
        ("campaigns", "0002_initial"),
        ("campaigns", "0003_running"),
        ("campaigns", "0004_amendments"),
        ("campaigns", "0005_imports_begin_empty"),
        ("campaigns", "0006_date_expressions"),
        ("campaigns", "0007_register"),
        ("campaigns", "0008_count_what_was_said"),
        ("campaigns", "0009_own_plans"),
        ("campaigns", "0010_papers_of_congresses"),
        ("campaigns", "0011_obstacles"),
        ("campaigns", "0012_obstacles_in_steps"),
        ("campaigns", "0013_whose_question"),
        ("campaigns", "0014_assignments_with_two_indexes"),
        ("campaigns", "0015_marks_of_guidance"),
        ("campaigns", "0016_materials_of_the_kit"),
    ]

    initial = True

    dependencies = [
        ("congresses", "0001_squashed_0003_running"),
        ("orgs", "0002_units"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Instrument",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="instruments", to="orgs.unit"
                            ),
                        ),
                        ("kind", models.CharField(max_length=60)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("place", models.CharField(blank=True, max_length=80)),
                        ("issued_on", models.DateField(blank=True, null=True)),
                        ("issuer", models.CharField(blank=True, max_length=250)),
                        ("subject", models.CharField(blank=True, max_length=600)),
                        ("term_start", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("term_end", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("recipients", models.JSONField(default=list)),
                        ("signature", models.JSONField(default=dict)),
                        ("slogans", models.JSONField(default=list)),
                        ("citations", models.JSONField(default=list)),
                        ("classification", models.CharField(default="open", max_length=10)),
                        (
                            "file",
                            models.FileField(
                                blank=True, max_length=250, storage=caunoi.core.storage.private_storage, upload_to=""
                            ),
                        ),
                        ("original_name", models.CharField(blank=True, max_length=250)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "congress",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="instruments",
                                to="congresses.congress",
                            ),
                        ),
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded_by",
                                to="campaigns.instrument",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["number"], name="instrument_number")],
                    },
                ),
                migrations.CreateModel(
                    name="Provision",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="provisions",
                                to="campaigns.instrument",
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("path", models.CharField(max_length=120)),
                        ("label", models.CharField(blank=True, max_length=40)),
                        ("text", models.TextField()),
                        (
                            "continues",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="continued_by",
                                to="campaigns.provision",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("instrument", "path"), name="one_provision_per_path"),
                            models.UniqueConstraint(
                                fields=("instrument", "position"), name="one_provision_per_position"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Basis",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bases",
                                to="campaigns.instrument",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("kind", models.CharField(blank=True, max_length=80)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("issued_on", models.DateField(blank=True, null=True)),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="cited_as_basis",
                                to="campaigns.instrument",
                            ),
                        ),
                        ("added_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "bases",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="Campaign",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="campaigns", to="orgs.unit"
                            ),
                        ),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="campaigns",
                                to="campaigns.instrument",
                            ),
                        ),
                        ("name", models.CharField(max_length=600)),
                        ("state", models.CharField(default="prepared", max_length=10)),
                        ("created_at", models.DateTimeField()),
                        ("issued_at", models.DateTimeField(blank=True, null=True)),
                        ("is_public", models.BooleanField(default=False)),
                    ],
                ),
                migrations.CreateModel(
                    name="Anchor",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="anchors",
                                to="campaigns.campaign",
                            ),
                        ),
                        ("event", models.CharField(max_length=250)),
                        (
                            "congress",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="anchors",
                                to="congresses.congress",
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["starts_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("campaign", "event"), name="one_anchor_per_event"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="anchor_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wave",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("start_expression", models.JSONField(blank=True, null=True)),
                        ("end_expression", models.JSONField(blank=True, null=True)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waves",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "provision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.provision",
                            ),
                        ),
                        ("ordinal", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=600)),
                        ("printed_start", models.DateField(blank=True, null=True)),
                        ("printed_end", models.DateField(blank=True, null=True)),
                        (
                            "start_anchor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="campaigns.anchor",
                            ),
                        ),
                        (
                            "end_anchor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="campaigns.anchor",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["ordinal"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dropped_at__isnull", True)),
                                fields=("campaign", "ordinal"),
                                name="one_wave_per_ordinal",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Window",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("start_expression", models.JSONField(blank=True, null=True)),
                        ("end_expression", models.JSONField(blank=True, null=True)),
                        (
                            "wave",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="windows", to="campaigns.wave"
                            ),
                        ),
                        (
                            "provision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.provision",
                            ),
                        ),
                        (
                            "anchor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="windows",
                                to="campaigns.anchor",
                            ),
                        ),
                        ("relation", models.CharField(max_length=8)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=600)),
                    ],
                    options={
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="Theme",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="themes",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "provision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.provision"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dropped_at__isnull", True)),
                                fields=("campaign", "position"),
                                name="one_theme_per_position",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Channel",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="channels",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "provision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.provision"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        ("kinds", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="duties",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "provision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="campaigns.provision",
                            ),
                        ),
                        (
                            "wave",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="campaigns.wave",
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="campaigns.window",
                            ),
                        ),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="orgs.audience"
                            ),
                        ),
                        ("kind", models.CharField(max_length=8)),
                        ("position", models.PositiveIntegerField()),
                        ("text", models.TextField()),
                        ("report_to", models.CharField(blank=True, max_length=250)),
                        ("report_via", models.CharField(blank=True, max_length=250)),
                        ("report_when", models.CharField(blank=True, max_length=250)),
                        ("start_expression", models.JSONField(blank=True, null=True)),
                        ("end_expression", models.JSONField(blank=True, null=True)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        ("is_mandatory", models.BooleanField(default=False)),
                        (
                            "inherits",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handed_on",
                                to="campaigns.duty",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "duties",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="OwnPlan",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="own_plans", to="orgs.unit"
                            ),
                        ),
                        (
                            "superior",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="own_plans",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "campaign",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="own_plan",
                                to="campaigns.campaign",
                            ),
                        ),
                        ("choices", models.JSONField(default=dict)),
                        ("adopted", models.JSONField(default=dict)),
                        ("base", models.JSONField(default=dict)),
                        ("made", models.JSONField(default=dict)),
                        ("history", models.JSONField(default=list)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        (
                            "started_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        (
                            "adopted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("adopted_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("unit", "superior"), name="one_own_plan_per_campaign"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("adopted_at__isnull", True), ("campaign__isnull", True)),
                                    models.Q(("adopted_at__isnull", False), ("campaign__isnull", False)),
                                    _connector="OR",
                                ),
                                name="adopted_plan_has_campaign",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "duty",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assignments",
                                to="campaigns.duty",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="orgs.unit",
                            ),
                        ),
                        ("state", models.CharField(default="open", max_length=8)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("assigned_at", models.DateTimeField()),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "left_out_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="campaigns.ownplan",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "state", "due_on"], name="assignment_desk")],
                        "constraints": [
                            models.UniqueConstraint(fields=("duty", "unit"), name="one_assignment_per_unit"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), ("done_at__isnull", False)),
                                    models.Q(models.Q(("state", "done"), _negated=True), ("done_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="done_assignment_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="orgs.unit"
                            ),
                        ),
                        ("sent_at", models.DateTimeField()),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "acknowledged_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reminded_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "deliveries",
                        "constraints": [
                            models.UniqueConstraint(fields=("campaign", "unit"), name="one_delivery_per_unit")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Estimate",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="estimates",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="estimates", to="orgs.unit"
                            ),
                        ),
                        ("decision", models.CharField(blank=True, max_length=200)),
                        ("approved_on", models.DateField(blank=True, null=True)),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("campaign", "unit"), name="one_estimate_per_unit")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EstimateItem",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "estimate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="campaigns.estimate",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("amount", models.PositiveBigIntegerField()),
                        ("kinds", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="activities", to="orgs.unit"
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="activities",
                                to="campaigns.assignment",
                            ),
                        ),
                        (
                            "provision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="campaigns.provision",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="campaigns.theme",
                            ),
                        ),
                        (
                            "wave",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="campaigns.wave",
                            ),
                        ),
                        (
                            "channel",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="campaigns.channel",
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("title", models.CharField(max_length=300)),
                        ("done_on", models.DateField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("note", models.TextField(blank=True)),
                        ("cost", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("particulars", models.JSONField(blank=True, default=dict)),
                        (
                            "estimate_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="activities",
                                to="campaigns.estimateitem",
                            ),
                        ),
                        (
                            "logged_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("logged_at", models.DateTimeField()),
                        ("client_key", models.UUIDField(default=uuid.uuid4)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                        ("folded", models.TextField(default="", editable=False)),
                    ],
                    options={
                        "verbose_name_plural": "activities",
                        "indexes": [
                            models.Index(fields=["campaign", "unit", "-done_on"], name="activity_register"),
                            models.Index(fields=["provision", "unit"], name="activity_clause"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("unit", "client_key"), name="activity_counts_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True),
                                    models.Q(("withdrawn_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="withdrawn_activity_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityFigure",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="campaigns.activity",
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("value", models.PositiveBigIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("activity", "code"), name="one_figure_per_code")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityLink",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="campaigns.activity",
                            ),
                        ),
                        ("url", models.URLField(max_length=500)),
                        ("state", models.CharField(default="unknown", max_length=10)),
                        ("status", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=20)),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("kind", models.CharField(max_length=5)),
                        (
                            "file",
                            models.FileField(max_length=250, storage=caunoi.core.storage.private_storage, upload_to=""),
                        ),
                        (
                            "thumbnail",
                            models.FileField(
                                blank=True, max_length=250, storage=caunoi.core.storage.private_storage, upload_to=""
                            ),
                        ),
                        ("content_type", models.CharField(default="image/jpeg", max_length=100)),
                        ("original_name", models.CharField(max_length=250)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("width", models.PositiveIntegerField(blank=True, null=True)),
                        ("height", models.PositiveIntegerField(blank=True, null=True)),
                        ("keeps_position", models.BooleanField(default=False)),
                        ("added_at", models.DateTimeField()),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="campaigns.activity",
                            ),
                        ),
                        ("caption", models.CharField(blank=True, max_length=250)),
                    ],
                    options={
                        "verbose_name_plural": "evidence",
                    },
                ),
                migrations.CreateModel(
                    name="PendingUpload",
                    fields=[
                        ("kind", models.CharField(max_length=5)),
                        (
                            "file",
                            models.FileField(max_length=250, storage=caunoi.core.storage.private_storage, upload_to=""),
                        ),
                        (
                            "thumbnail",
                            models.FileField(
                                blank=True, max_length=250, storage=caunoi.core.storage.private_storage, upload_to=""
                            ),
                        ),
                        ("content_type", models.CharField(default="image/jpeg", max_length=100)),
                        ("original_name", models.CharField(max_length=250)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("width", models.PositiveIntegerField(blank=True, null=True)),
                        ("height", models.PositiveIntegerField(blank=True, null=True)),
                        ("keeps_position", models.BooleanField(default=False)),
                        ("added_at", models.DateTimeField()),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("client_key", models.UUIDField(db_index=True)),
                    ],
                    options={
                        "ordering": ["added_at"],
                    },
                ),
                migrations.CreateModel(
                    name="DateChange",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="date_changes",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="date_changes", to="orgs.unit"
                            ),
                        ),
                        ("before", models.JSONField()),
                        ("noted_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Display",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="displays",
                                to="campaigns.activity",
                            ),
                        ),
                        ("kind", models.CharField(max_length=10)),
                        ("number", models.PositiveIntegerField(default=1)),
                        ("width", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                        ("height", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                        ("site", models.CharField(blank=True, max_length=200)),
                        ("up_from", models.DateField()),
                        ("up_to", models.DateField(blank=True, null=True)),
                        ("due_down_on", models.DateField(blank=True, null=True)),
                        ("taken_down_on", models.DateField(blank=True, null=True)),
                        (
                            "taken_down_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("takedown_note", models.CharField(blank=True, max_length=300)),
                        ("takedown_key", models.UUIDField(blank=True, null=True, unique=True)),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="campaigns.evidence",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("taken_down_on__isnull", True)),
                                fields=["due_down_on"],
                                name="display_up",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="display_counts_one"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("up_to__isnull", True), ("up_to__gte", models.F("up_from")), _connector="OR"
                                ),
                                name="display_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken_down_on__isnull", True),
                                    ("taken_down_on__gte", models.F("up_from")),
                                    _connector="OR",
                                ),
                                name="display_down_after_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanImport",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="plan_imports", to="orgs.unit"
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField()),
                        (
                            "file",
                            models.FileField(max_length=250, storage=caunoi.core.storage.private_storage, upload_to=""),
                        ),
                        ("original_name", models.CharField(max_length=250)),
                        ("sha256", models.CharField(max_length=64)),
                        ("state", models.CharField(default="waiting", max_length=10)),
                        ("pages_done", models.PositiveIntegerField(default=0)),
                        ("pages_total", models.PositiveIntegerField(default=0)),
                        ("error", models.TextField(blank=True)),
                        ("reading", models.JSONField(default=dict)),
                        ("draft", models.JSONField(default=dict)),
                        ("history", models.JSONField(default=list)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        (
                            "amends",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendments",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "congress",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="imports",
                                to="congresses.congress",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-uploaded_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "confirmed"), _negated=True),
                                    ("campaign__isnull", False),
                                    _connector="OR",
                                ),
                                name="confirmed_import_has_campaign",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Material",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="materials",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "wave",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="materials",
                                to="campaigns.wave",
                            ),
                        ),
                        ("kind", models.CharField(max_length=10)),
                        ("title", models.CharField(max_length=200)),
                        ("language", models.CharField(blank=True, max_length=60)),
                        ("text", models.TextField(blank=True)),
                        (
                            "file",
                            models.FileField(
                                blank=True, max_length=250, storage=caunoi.core.storage.private_storage, upload_to=""
                            ),
                        ),
                        ("content_type", models.CharField(blank=True, max_length=100)),
                        ("original_name", models.CharField(blank=True, max_length=250)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("size", models.PositiveIntegerField(default=0)),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["added_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("file", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="material_has_text_or_file",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("sha256", ""), _negated=True),
                                fields=("campaign", "sha256"),
                                name="one_copy_of_a_material",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guidance",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guidance",
                                to="campaigns.duty",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guidance_given",
                                to="orgs.unit",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("question", models.TextField(blank=True)),
                        ("text", models.TextField()),
                        ("folded", models.TextField(default="", editable=False)),
                        ("reach", models.CharField(default="asker", max_length=8)),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "guidance",
                        "ordering": ["-given_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="GuidanceMark",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "guidance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="campaigns.guidance",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.unit"
                            ),
                        ),
                        ("is_useful", models.BooleanField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("guidance", "unit"), name="guidance_marked_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Obstacle",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obstacles",
                                to="campaigns.assignment",
                            ),
                        ),
                        ("kind", models.CharField(default="other", max_length=20)),
                        ("text", models.TextField()),
                        ("proposal", models.TextField(blank=True)),
                        ("state", models.CharField(default="asked", max_length=10)),
                        (
                            "lies_with",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obstacles_to_answer",
                                to="orgs.unit",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("client_key", models.UUIDField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "guidance",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obstacles",
                                to="campaigns.guidance",
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("solved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "solved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reminded_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "indexes": [models.Index(fields=["lies_with", "state", "due_on"], name="obstacle_lies_with")],
                        "constraints": [
                            models.UniqueConstraint(fields=("assignment", "client_key"), name="obstacle_asked_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("answer", "")),
                                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="answered_obstacle_has_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "answered"), ("answered_at__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "answered"), _negated=True), ("answered_at__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="answered_obstacle_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObstacleStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "obstacle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="campaigns.obstacle",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.unit"
                            ),
                        ),
                        ("state", models.CharField(max_length=10)),
                        (
                            "lies_with",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.unit",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "indexes": [models.Index(fields=["obstacle", "at"], name="obstacle_step_at")],
                    },
                ),
                migrations.CreateModel(
                    name="ObstacleFile",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("kind", models.CharField(max_length=5)),
                        (
                            "file",
                            models.FileField(max_length=250, storage=caunoi.core.storage.private_storage, upload_to=""),
                        ),
                        (
                            "thumbnail",
                            models.FileField(
                                blank=True, max_length=250, storage=caunoi.core.storage.private_storage, upload_to=""
                            ),
                        ),
                        ("content_type", models.CharField(default="image/jpeg", max_length=100)),
                        ("original_name", models.CharField(max_length=250)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("width", models.PositiveIntegerField(blank=True, null=True)),
                        ("height", models.PositiveIntegerField(blank=True, null=True)),
                        ("keeps_position", models.BooleanField(default=False)),
                        ("added_at", models.DateTimeField()),
                        (
                            "obstacle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="campaigns.obstacle",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Deviation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "own_plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deviations",
                                to="campaigns.ownplan",
                            ),
                        ),
                        ("area", models.CharField(max_length=8)),
                        ("change", models.CharField(max_length=8)),
                        ("part", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("position", models.PositiveIntegerField()),
                        ("above", models.TextField(blank=True)),
                        ("own", models.TextField(blank=True)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanProposal",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "own_plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposals",
                                to="campaigns.ownplan",
                            ),
                        ),
                        ("area", models.CharField(max_length=8)),
                        ("change", models.CharField(max_length=8)),
                        ("part", models.PositiveBigIntegerField()),
                        ("before", models.JSONField(default=dict)),
                        ("after", models.JSONField(default=dict)),
                        ("state", models.CharField(default="open", max_length=8)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("proposed_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("own_plan", "area", "part"),
                                name="one_open_proposal_per_part",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="refused_proposal_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReachFact",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="reach_facts", to="orgs.unit"
                            ),
                        ),
                        ("means", models.CharField(max_length=12)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("unit",),
                                name="one_open_reach_fact",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="reach_fact_span",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpokenLanguage",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spoken_languages",
                                to="orgs.unit",
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [models.UniqueConstraint(fields=("unit", "name"), name="one_language_per_name")],
                    },
                ),
                migrations.CreateModel(
                    name="SaidCount",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.unit",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="campaigns.theme",
                            ),
                        ),
                        (
                            "wave",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="campaigns.wave",
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=12)),
                        ("number", models.PositiveIntegerField()),
                        ("owed", models.BooleanField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("campaign"),
                                models.F("unit"),
                                models.F("theme"),
                                django.db.models.functions.comparison.Coalesce("wave", models.Value(0)),
                                models.F("kind"),
                                name="one_said_count",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SaidBranch",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.unit",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="campaigns.theme",
                            ),
                        ),
                        (
                            "wave",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="campaigns.wave",
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=12)),
                        ("units", models.IntegerField()),
                        ("others", models.IntegerField()),
                        ("activities", models.IntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("campaign"),
                                models.F("unit"),
                                models.F("theme"),
                                django.db.models.functions.comparison.Coalesce("wave", models.Value(0)),
                                models.F("kind"),
                                name="one_said_branch",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SaidUnit",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.unit",
                            ),
                        ),
                        ("changes", models.PositiveBigIntegerField()),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("campaign", "unit"), name="one_said_unit")],
                    },
                ),
                migrations.CreateModel(
                    name="SaidHead",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.unit",
                            ),
                        ),
                        ("members", models.PositiveBigIntegerField()),
                        ("ids", models.PositiveBigIntegerField()),
                        ("squares", models.PositiveBigIntegerField()),
                        ("changes", models.PositiveBigIntegerField()),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("campaign", "unit"), name="one_said_head")],
                    },
                ),
            ],
        ),
    ]
