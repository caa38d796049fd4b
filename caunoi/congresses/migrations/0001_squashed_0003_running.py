import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import caunoi.core.storage
from caunoi.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("congresses", "0001_initial"), ("congresses", "0002_initial"), ("congresses", "0003_running")]

    initial = True

    dependencies = [
        ("orgs", "0002_units"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Cycle",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=200)),
                        ("ordinal", models.CharField(max_length=10)),
                        ("term_start", models.PositiveSmallIntegerField()),
                        ("term_end", models.PositiveSmallIntegerField()),
                        ("motto", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("term_end__gt", models.F("term_start"))),
                                name="cycle_term_runs_forward",
                            ),
                            models.UniqueConstraint(fields=("ordinal", "term_start"), name="one_cycle_per_term"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deadline",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadlines",
                                to="congresses.cycle",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="congress_deadlines",
                                to="orgs.unit",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("opens_on", models.DateField(blank=True, null=True)),
                        ("due_on", models.DateField()),
                        ("source", models.CharField(max_length=250)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["decided_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opens_on__isnull", True), ("opens_on__lte", models.F("due_on")), _connector="OR"
                                ),
                                name="congress_deadline_runs_forward",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Congress",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="congresses", to="orgs.unit"
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="congresses",
                                to="congresses.cycle",
                            ),
                        ),
                        ("title", models.CharField(max_length=250)),
                        ("form", models.CharField(blank=True, max_length=20)),
                        ("ordinal", models.CharField(blank=True, max_length=10)),
                        ("term_start", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("term_end", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("venue", models.CharField(blank=True, max_length=250)),
                        ("motto", models.CharField(blank=True, max_length=300)),
                        ("state", models.CharField(default="planned", max_length=10)),
                        ("cause", models.CharField(blank=True, max_length=12)),
                        ("state_reason", models.CharField(blank=True, max_length=300)),
                        ("planned_committee", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("planned_standing", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("planned_inspection", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("planned_chair", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("planned_vice_chairs", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("planned_delegates_up", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("planned_convened", models.PositiveIntegerField(blank=True, null=True)),
                        ("planned_guests", models.PositiveIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "congresses",
                        "constraints": [
                            models.UniqueConstraint(fields=("unit", "cycle"), name="one_congress_per_unit_and_cycle"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="congress_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("term_end__isnull", True),
                                    ("term_end__gt", models.F("term_start")),
                                    _connector="OR",
                                ),
                                name="congress_term_runs_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "held"), _negated=True),
                                    ("starts_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="held_congress_has_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CongressDate",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "congress",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="date_history",
                                to="congresses.congress",
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("state", models.CharField(blank=True, max_length=10)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["decided_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "congress",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agenda",
                                to="congresses.congress",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("starts_at", models.TimeField(blank=True, null=True)),
                        ("text", models.CharField(max_length=300)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("congress", "position"), name="one_agenda_step_per_position"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubCommittee",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "congress",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sub_committees",
                                to="congresses.congress",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("series", models.CharField(blank=True, max_length=20)),
                        ("head", models.CharField(blank=True, max_length=160)),
                        ("members", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("congress", "name"), name="one_sub_committee_per_name")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CongressFile",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "congress",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="congresses.congress",
                            ),
                        ),
                        ("kind", models.CharField(max_length=10)),
                        ("title", models.CharField(max_length=200)),
                        ("classification", models.CharField(default="internal", max_length=10)),
                        (
                            "file",
                            models.FileField(max_length=250, storage=caunoi.core.storage.private_storage, upload_to=""),
                        ),
                        ("content_type", models.CharField(max_length=100)),
                        ("original_name", models.CharField(max_length=250)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
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
                        "ordering": ["-added_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("congress", "sha256"), name="one_copy_of_a_congress_file")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Explanation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "congress",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="explanations",
                                to="congresses.congress",
                            ),
                        ),
                        ("rule", models.CharField(max_length=40)),
                        ("figure", models.PositiveIntegerField()),
                        ("rule_text", models.CharField(max_length=300)),
                        ("source", models.CharField(max_length=250)),
                        ("text", models.CharField(max_length=500)),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("congress", "rule"), name="one_explanation_per_rule"),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="explanation_says_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResultEntry",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("committee_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("committee_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("committee_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("standing_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("standing_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("standing_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("inspection_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("inspection_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("inspection_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("chair_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("chair_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("chair_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("vice_chairs_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("vice_chairs_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("vice_chairs_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("delegates_up_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("delegates_up_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("delegates_up_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("convened", models.PositiveIntegerField(blank=True, null=True)),
                        ("present", models.PositiveIntegerField(blank=True, null=True)),
                        ("women", models.PositiveIntegerField(blank=True, null=True)),
                        ("minority", models.PositiveIntegerField(blank=True, null=True)),
                        ("party", models.PositiveIntegerField(blank=True, null=True)),
                        ("oldest", models.PositiveIntegerField(blank=True, null=True)),
                        ("youngest", models.PositiveIntegerField(blank=True, null=True)),
                        ("committee_women", models.PositiveIntegerField(blank=True, null=True)),
                        ("committee_minority", models.PositiveIntegerField(blank=True, null=True)),
                        ("committee_party", models.PositiveIntegerField(blank=True, null=True)),
                        ("bands", models.JSONField(blank=True, default=dict)),
                        ("elected", models.TextField(blank=True)),
                        (
                            "congress",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="congresses.congress",
                            ),
                        ),
                        ("slot", models.PositiveSmallIntegerField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["slot"],
                        "constraints": [
                            models.UniqueConstraint(fields=("congress", "slot"), name="one_result_entry_per_slot"),
                            models.UniqueConstraint(
                                fields=("congress", "entered_by"), name="one_result_entry_per_person"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slot__in", [1, 2])), name="result_is_entered_twice"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("committee_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("committee_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("committee_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("standing_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("standing_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("standing_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("inspection_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("inspection_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("inspection_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("chair_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("chair_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("chair_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("vice_chairs_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("vice_chairs_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("vice_chairs_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("delegates_up_elected", models.PositiveIntegerField(blank=True, null=True)),
                        ("delegates_up_appointed", models.PositiveIntegerField(blank=True, null=True)),
                        ("delegates_up_ex_officio", models.PositiveIntegerField(blank=True, null=True)),
                        ("convened", models.PositiveIntegerField(blank=True, null=True)),
                        ("present", models.PositiveIntegerField(blank=True, null=True)),
                        ("women", models.PositiveIntegerField(blank=True, null=True)),
                        ("minority", models.PositiveIntegerField(blank=True, null=True)),
                        ("party", models.PositiveIntegerField(blank=True, null=True)),
                        ("oldest", models.PositiveIntegerField(blank=True, null=True)),
                        ("youngest", models.PositiveIntegerField(blank=True, null=True)),
                        ("committee_women", models.PositiveIntegerField(blank=True, null=True)),
                        ("committee_minority", models.PositiveIntegerField(blank=True, null=True)),
                        ("committee_party", models.PositiveIntegerField(blank=True, null=True)),
                        ("bands", models.JSONField(blank=True, default=dict)),
                        ("elected", models.TextField(blank=True)),
                        (
                            "congress",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="result",
                                to="congresses.congress",
                            ),
                        ),
                        ("state", models.CharField(max_length=10)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("settled_at", models.DateTimeField()),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("returned_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["approved", "published"]), _negated=True),
                                    ("approved_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="approved_result_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(("returned_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="returned_result_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="News",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "congress",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="news",
                                to="congresses.congress",
                            ),
                        ),
                        ("title", models.CharField(max_length=250)),
                        ("text", models.TextField()),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("published_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "verbose_name_plural": "news",
                        "ordering": ["-published_at", "-pk"],
                        "indexes": [models.Index(fields=["-published_at"], name="congress_news_latest")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("congress",),
                                name="one_standing_news_per_congress",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
