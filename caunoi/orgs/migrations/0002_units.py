"""The tree of units, posts and notices.

Wagtail's and allauth's tables come first: each of their many migrations takes the longer the more models there are.
Paths compare byte by byte on PostgreSQL too: prefix ranges then use the index whatever the database's locale.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import caunoi.orgs.models.imports
from caunoi.core.tables import CreateModels


def use_c_collation(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE orgs_placement ALTER COLUMN path TYPE varchar(255) COLLATE "C"')


class Migration(migrations.Migration):
    replaces = [("orgs", "0002_path_collation"), ("orgs", "0003_unit_import"), ("orgs", "0004_reorganisation")]

    initial = True

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("orgs", "0001_user"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("usersessions", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Unit",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("code", models.CharField(max_length=40, unique=True)),
                        ("opened_on", models.DateField()),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("province_code", models.CharField(blank=True, max_length=10)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__isnull", True),
                                    ("closed_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="unit_closes_after_opening",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="orgs.unit"
                            ),
                        ),
                        ("line", models.CharField(default="territory", max_length=10)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children_placements",
                                to="orgs.unit",
                            ),
                        ),
                        ("path", models.CharField(max_length=255)),
                        ("depth", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["line", "path"], name="placement_path"),
                            models.Index(fields=["parent", "line"], name="placement_parent"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("unit", "line"),
                                name="one_open_placement_per_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="placement_span",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Designation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="designations", to="orgs.unit"
                            ),
                        ),
                        ("name", models.CharField(max_length=250)),
                        ("short_name", models.CharField(blank=True, max_length=120)),
                        ("kind", models.CharField(max_length=20)),
                        ("folded", models.CharField(editable=False, max_length=400)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["kind"], name="designation_kind")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("unit",),
                                name="one_open_designation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="designation_span",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="successions", to="orgs.unit"
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessions",
                                to="orgs.unit",
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("effective_on", models.DateField()),
                        ("basis", models.CharField(blank=True, max_length=200)),
                        ("part", models.PositiveIntegerField(default=1)),
                        ("whole", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("part__lte", models.F("whole")), ("whole__gte", 1)),
                                name="succession_share",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "dissolved"), ("successor__isnull", True)),
                                    models.Q(
                                        models.Q(("kind", "dissolved"), _negated=True), ("successor__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="succession_names_successor",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberCount",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="member_counts",
                                to="orgs.unit",
                            ),
                        ),
                        ("counted_on", models.DateField()),
                        ("members", models.PositiveIntegerField()),
                        ("workers", models.PositiveIntegerField(blank=True, null=True)),
                        ("source", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "counted_on", "source"), name="one_count_per_day_and_source"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Audience",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "base",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="audiences", to="orgs.unit"
                            ),
                        ),
                        ("printed", models.CharField(blank=True, max_length=500)),
                        ("rules", models.JSONField(default=list)),
                        ("included", models.ManyToManyField(blank=True, related_name="+", to="orgs.unit")),
                        ("excluded", models.ManyToManyField(blank=True, related_name="+", to="orgs.unit")),
                    ],
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="orgs.unit"
                            ),
                        ),
                        ("role", models.CharField(max_length=20)),
                        ("title", models.CharField(blank=True, max_length=120)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["user", "starts_on"], name="post_user")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="post_span",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("user", "unit", "role"),
                                name="one_open_post_per_role",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        ("email", models.EmailField(max_length=254)),
                        ("full_name", models.CharField(max_length=120)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="orgs.unit"
                            ),
                        ),
                        ("role", models.CharField(max_length=20)),
                        ("title", models.CharField(blank=True, max_length=120)),
                        ("secret_hash", models.CharField(max_length=64, unique=True)),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("invited_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="UnitImport",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="unit_imports", to="orgs.unit"
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "file",
                            models.FileField(
                                max_length=250, storage=caunoi.orgs.models.imports.private_storage, upload_to="units/%Y"
                            ),
                        ),
                        ("original_name", models.CharField(max_length=250)),
                        ("state", models.CharField(default="checking", max_length=10)),
                        ("problems", models.JSONField(default=list)),
                        ("numbers", models.JSONField(default=dict)),
                        ("refusal", models.CharField(blank=True, max_length=500)),
                        ("done", models.PositiveIntegerField(default=0)),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "-uploaded_at"], name="unit_import_latest")],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("key", models.CharField(max_length=120)),
                        ("title", models.CharField(max_length=250)),
                        ("body", models.TextField(blank=True)),
                        ("url", models.CharField(blank=True, max_length=250)),
                        ("created_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        ("emailed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["user", "-created_at"], name="notice_inbox")],
                        "constraints": [models.UniqueConstraint(fields=("user", "key"), name="notice_told_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Reorganisation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reorganisations",
                                to="orgs.unit",
                            ),
                        ),
                        ("effective_on", models.DateField()),
                        ("basis_number", models.CharField(max_length=60)),
                        ("basis_on", models.DateField(blank=True, null=True)),
                        ("basis_text", models.CharField(blank=True, max_length=300)),
                        ("state", models.CharField(default="draft", max_length=10)),
                        ("problems", models.JSONField(default=list)),
                        ("numbers", models.JSONField(default=dict)),
                        ("lines", models.JSONField(default=list)),
                        ("refusal", models.CharField(blank=True, max_length=500)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("undo", models.JSONField(default=dict)),
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
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("applied_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["unit", "-created_at"], name="reorganisation_latest"),
                            models.Index(fields=["state", "effective_on"], name="reorganisation_due"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReorganisationStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                        (
                            "reorganisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="orgs.reorganisation",
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("row", models.PositiveIntegerField(blank=True, null=True)),
                        ("operation", models.CharField(max_length=12)),
                        ("code", models.CharField(max_length=40)),
                        ("successor", models.CharField(blank=True, default="", max_length=40)),
                        ("name", models.CharField(blank=True, default="", max_length=250)),
                        ("short_name", models.CharField(blank=True, default="", max_length=120)),
                        ("kind", models.CharField(blank=True, default="", max_length=20)),
                        ("parent", models.CharField(blank=True, default="", max_length=40)),
                        ("share", models.CharField(blank=True, default="", max_length=20)),
                        ("below", models.CharField(blank=True, default="", max_length=6)),
                        ("keeps_posts", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("reorganisation", "position"), name="one_step_per_position")
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(use_c_collation, migrations.RunPython.noop),
    ]
