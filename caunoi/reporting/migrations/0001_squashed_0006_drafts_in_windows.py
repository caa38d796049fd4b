import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import caunoi.core.storage
from caunoi.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("reporting", "0001_inspections"),
        ("reporting", "0002_filings"),
        ("reporting", "0003_visit_heir"),
        ("reporting", "0004_totals_know_who_states"),
        ("reporting", "0005_wave_reports"),
        ("reporting", "0006_drafts_in_windows"),
    ]

    initial = True

    dependencies = [
        ("campaigns", "0001_squashed_0016_materials_of_the_kit"),
        ("orgs", "0002_units"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="ReportForm",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_forms",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "wave",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_forms",
                                to="campaigns.wave",
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_forms",
                                to="campaigns.duty",
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("created_at", models.DateTimeField()),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["campaign", "wave__ordinal", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("campaign"),
                                django.db.models.functions.comparison.Coalesce("wave", models.Value(0)),
                                name="one_report_form_per_wave",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True), ("opened_at__isnull", False), _connector="OR"
                                ),
                                name="closed_form_was_opened",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormVersion",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="reporting.reportform",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("lines", models.JSONField(default=list)),
                        ("sections", models.JSONField(default=list)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["form", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("form", "number"), name="one_version_per_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BranchTotal",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "form",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="totals",
                                to="reporting.reportform",
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
                            "parent",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orgs.unit",
                            ),
                        ),
                        ("values", models.BinaryField(default=bytes)),
                        ("stated", models.BinaryField(default=bytes)),
                        ("asked", models.IntegerField(default=0)),
                        ("sent", models.IntegerField(default=0)),
                        ("approved", models.IntegerField(default=0)),
                        ("in_time", models.IntegerField(default=0)),
                        ("excused", models.IntegerField(default=0)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["form", "parent"], name="total_children")],
                        "constraints": [models.UniqueConstraint(fields=("form", "unit"), name="one_total_per_unit")],
                    },
                ),
                migrations.CreateModel(
                    name="Charge",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="charges_given",
                                to="orgs.unit",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="charges", to="orgs.unit"
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="charges_held",
                                to="orgs.unit",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="charges",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("department__isnull", True), ("person__isnull", False)),
                                    models.Q(("department__isnull", False), ("person__isnull", True)),
                                    _connector="OR",
                                ),
                                name="charge_names_one_holder",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="charge_span",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("unit", "department"),
                                name="one_open_charge_per_department",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("unit", "person"),
                                name="one_open_charge_per_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Checklist",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="checklists", to="orgs.unit"
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checklists",
                                to="campaigns.campaign",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded_by",
                                to="reporting.checklist",
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistPoint",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="reporting.checklist",
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="campaigns.duty",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Filing",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "form",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="filings",
                                to="reporting.reportform",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="filings",
                                to="reporting.formversion",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="orgs.unit"
                            ),
                        ),
                        ("state", models.CharField(default="not_sent", max_length=10)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("excused_reason", models.CharField(blank=True, max_length=300)),
                        ("values", models.BinaryField(default=bytes)),
                        ("prefilled", models.BinaryField(default=bytes)),
                        ("prefilled_at", models.DateTimeField(blank=True, null=True)),
                        ("narrative", models.JSONField(blank=True, default=dict)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("client_key", models.UUIDField(default=uuid.uuid4)),
                        ("first_sent_on", models.DateField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=1000)),
                        ("reminded_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["form", "state", "due_on"], name="filing_board")],
                        "constraints": [
                            models.UniqueConstraint(fields=("form", "unit"), name="one_filing_per_unit"),
                            models.CheckConstraint(
                                condition=models.Q(("state", "not_sent"), ("sent_at__isnull", False), _connector="OR"),
                                name="sent_filing_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["returned", "reopened"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="returned_filing_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FilingStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "filing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="reporting.filing"
                            ),
                        ),
                        ("state", models.CharField(max_length=10)),
                        ("reason", models.CharField(blank=True, max_length=1000)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reporting.formversion",
                            ),
                        ),
                        ("values", models.BinaryField(default=bytes)),
                        ("narrative", models.JSONField(blank=True, default=dict)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "filing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrections",
                                to="reporting.filing",
                            ),
                        ),
                        ("code", models.CharField(max_length=60)),
                        ("prefilled", models.BigIntegerField(blank=True, null=True)),
                        ("value", models.BigIntegerField(blank=True, null=True)),
                        ("reason", models.CharField(max_length=500)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("filing", "code"),
                                name="one_standing_correction",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="correction_says_why"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FilingComment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "filing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="reporting.filing",
                            ),
                        ),
                        ("code", models.CharField(blank=True, max_length=60)),
                        ("text", models.TextField()),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.unit"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("client_key", models.UUIDField(default=uuid.uuid4)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("filing", "client_key"), name="comment_counts_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FilingDraft",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "filing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="reporting.filing",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("typed", models.JSONField(default=dict)),
                        ("window", models.UUIDField(null=True)),
                        ("aside", models.JSONField(default=dict)),
                        ("revision", models.PositiveIntegerField()),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("filing", "user"), name="one_draft_per_person")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "held_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="visits_held", to="orgs.unit"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="orgs.unit"
                            ),
                        ),
                        (
                            "heir",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits_inherited",
                                to="orgs.unit",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="reporting.checklist",
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits_led",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("state", models.CharField(default="planned", max_length=10)),
                        ("planned_on", models.DateField()),
                        ("purpose", models.CharField(max_length=300)),
                        ("word_to_unit", models.TextField(blank=True)),
                        ("client_key", models.UUIDField(default=uuid.uuid4)),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("planned_at", models.DateTimeField()),
                        ("held_on", models.DateField(blank=True, null=True)),
                        ("present", models.TextField(blank=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("agrees", models.BooleanField(blank=True, null=True)),
                        ("opinion", models.TextField(blank=True)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_reason", models.CharField(blank=True, max_length=300)),
                        ("reminded_on", models.DateField(blank=True, null=True)),
                        ("inspectors", models.ManyToManyField(related_name="visits", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "ordering": ["planned_on", "pk"],
                        "indexes": [
                            models.Index(fields=["unit", "state", "planned_on"], name="visit_unit"),
                            models.Index(fields=["held_by", "state", "planned_on"], name="visit_held_by"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("unit", "client_key"), name="visit_planned_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    models.Q(("cancelled_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="cancelled_visit_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("recorded", "confirmed")), _negated=True),
                                    models.Q(("held_on__isnull", False), ("recorded_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="recorded_visit_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "confirmed"), _negated=True),
                                    models.Q(("agrees__isnull", False), ("confirmed_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="confirmed_visit_has_an_answer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitPoint",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="points", to="reporting.visit"
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="campaigns.duty",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("is_remark", models.BooleanField(default=False)),
                        ("verdict", models.CharField(blank=True, max_length=8)),
                        ("note", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        ("client_key", models.UUIDField(blank=True, null=True)),
                        ("folded", models.TextField(default="", editable=False)),
                    ],
                    options={
                        "ordering": ["is_remark", "position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("visit", "client_key"), name="point_added_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_remark", True)), fields=("visit",), name="one_remark_per_visit"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_remark", False), ("verdict", ""), _connector="OR"),
                                name="remark_has_no_verdict",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FindingSave",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saves",
                                to="reporting.visitpoint",
                            ),
                        ),
                        ("revision", models.PositiveIntegerField()),
                        ("verdict", models.CharField(blank=True, max_length=8)),
                        ("note", models.TextField(blank=True)),
                        ("key", models.UUIDField()),
                        ("sheet", models.UUIDField()),
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
                        "ordering": ["revision"],
                        "constraints": [
                            models.UniqueConstraint(fields=("point", "key"), name="finding_saved_once"),
                            models.UniqueConstraint(fields=("point", "revision"), name="one_save_per_revision"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recommendations",
                                to="reporting.visit",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="recommendations",
                                to="reporting.visitpoint",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="orgs.unit",
                            ),
                        ),
                        ("text", models.TextField()),
                        ("due_on", models.DateField()),
                        ("state", models.CharField(default="open", max_length=8)),
                        ("client_key", models.UUIDField(default=uuid.uuid4)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_on", models.DateField(blank=True, null=True)),
                        ("folded", models.TextField(default="", editable=False)),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                        "indexes": [models.Index(fields=["unit", "state", "due_on"], name="recommendation_follow_up")],
                        "constraints": [
                            models.UniqueConstraint(fields=("visit", "client_key"), name="recommendation_made_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), ("closed_at__isnull", False)),
                                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="closed_recommendation_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Remedy",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "recommendation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="remedies",
                                to="reporting.recommendation",
                            ),
                        ),
                        ("text", models.TextField()),
                        ("client_key", models.UUIDField(default=uuid.uuid4)),
                        (
                            "reported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reported_at", models.DateTimeField()),
                        ("verdict", models.CharField(default="waiting", max_length=8)),
                        ("answer", models.TextField(blank=True)),
                        (
                            "judged_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("judged_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "remedies",
                        "ordering": ["reported_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("recommendation", "client_key"), name="remedy_reported_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("verdict", "waiting")),
                                fields=("recommendation",),
                                name="one_remedy_waits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "returned"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="returned_remedy_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionPhoto",
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
                            "point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="reporting.visitpoint",
                            ),
                        ),
                        (
                            "remedy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="reporting.remedy",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("point__isnull", True), ("remedy__isnull", False)),
                                    models.Q(("point__isnull", False), ("remedy__isnull", True)),
                                    _connector="OR",
                                ),
                                name="photo_shows_one_thing",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaveReport",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "form",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wave_reports",
                                to="reporting.reportform",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="wave_reports", to="orgs.unit"
                            ),
                        ),
                        ("state", models.CharField(default="draft", max_length=10)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("place", models.CharField(blank=True, max_length=100)),
                        ("signed_on", models.DateField(blank=True, null=True)),
                        ("authority", models.CharField(blank=True, max_length=100)),
                        ("title", models.CharField(blank=True, max_length=100)),
                        ("signer", models.CharField(blank=True, max_length=150)),
                        ("recipients", models.TextField(blank=True)),
                        ("is_internal", models.BooleanField(default=False)),
                        ("annexes", models.JSONField(blank=True, default=list)),
                        ("columns", models.JSONField(blank=True, default=list)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("issued_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "issued_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reopened_reason", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "ordering": ["-made_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("form", "unit"), name="one_wave_report_per_unit"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "issued"), _negated=True),
                                    ("issued_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="issued_report_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSentence",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sentences",
                                to="reporting.wavereport",
                            ),
                        ),
                        ("section", models.CharField(max_length=60)),
                        ("key", models.CharField(max_length=40)),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("theme", models.CharField(blank=True, max_length=60)),
                        ("text", models.TextField()),
                        ("wording", models.TextField(blank=True)),
                        ("state", models.CharField(default="proposed", max_length=10)),
                        ("units", models.PositiveIntegerField(default=1)),
                        ("sources", models.JSONField(default=list)),
                        ("gone_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "section", "position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("report", "section", "key"), name="one_sentence_per_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "edited"), _negated=True),
                                    models.Q(("wording", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="edited_sentence_has_wording",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportEdition",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "report",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editions",
                                to="reporting.wavereport",
                            ),
                        ),
                        ("revision", models.PositiveIntegerField()),
                        ("content", models.JSONField()),
                        ("docx", models.BinaryField()),
                        ("pdf", models.BinaryField()),
                        ("xlsx", models.BinaryField()),
                        ("sha256", models.CharField(db_index=True, max_length=64)),
                        ("has_hand_edits", models.BooleanField(default=False)),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "-revision"],
                        "constraints": [
                            models.UniqueConstraint(fields=("report", "revision"), name="one_edition_per_revision")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSource",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "edition",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="reporting.reportedition",
                            ),
                        ),
                        ("tag", models.CharField(max_length=120)),
                        ("kind", models.CharField(max_length=10)),
                        ("code", models.CharField(blank=True, max_length=60)),
                        ("scope", models.CharField(blank=True, max_length=10)),
                        ("unit_key", models.BigIntegerField(blank=True, null=True)),
                        ("value", models.BigIntegerField(blank=True, null=True)),
                        ("whole", models.BigIntegerField(blank=True, null=True)),
                        ("text", models.TextField(blank=True)),
                        ("sources", models.JSONField(blank=True, default=list)),
                        ("by_hand", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("edition", "tag"), name="one_source_per_tag")],
                    },
                ),
                migrations.CreateModel(
                    name="ReportUpload",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uploads",
                                to="reporting.reportedition",
                            ),
                        ),
                        ("name", models.CharField(max_length=250)),
                        ("docx", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("made_from", models.PositiveIntegerField(blank=True, null=True)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "sha256"), name="one_upload_per_file")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportChange",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "upload",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="reporting.reportupload",
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("found", models.JSONField()),
                        ("verdict", models.CharField(default="waiting", max_length=10)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["upload", "position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("upload", "position"), name="one_change_per_position")
                        ],
                    },
                ),
            ],
        ),
    ]
