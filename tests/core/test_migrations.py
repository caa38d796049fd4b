"""Migrations describe the database alone."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from caunoi.orgs.models import Designation


def _look() -> str:
    out = StringIO()
    call_command("makemigrations", "orgs", check_changes=True, dry_run=True, stdout=out)
    return out.getvalue()


@pytest.fixture
def kind(db: None) -> "models.Field[str, str]":
    return Designation._meta.get_field("kind")


@pytest.mark.parametrize(
    ("name", "value"), [("_verbose_name", "sort"), ("help_text", "Which sort of unit."), ("choices", [("a", "A")])]
)
def test_a_changed_label_writes_no_migration(
    kind: "models.Field[str, str]", monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(kind, name, value)
    assert _look() == "No changes detected in app 'orgs'\n"


def test_a_changed_column_writes_one(kind: "models.Field[str, str]", monkeypatch: pytest.MonkeyPatch) -> None:
    deconstruct = models.Field.deconstruct
    monkeypatch.setattr(kind, "max_length", 60)
    with pytest.raises(SystemExit) as stopped:
        _look()
    assert (stopped.value.code, models.Field.deconstruct) == (1, deconstruct)


def test_a_database_of_the_old_migrations_goes_on(db: None) -> None:
    """It knows the names that the first migrations replace, and not yet theirs."""
    disk = MigrationExecutor(connection).loader.disk_migrations
    squashed = [key for key, migration in disk.items() if migration.replaces and key[0] in settings.OUR_APPS]
    assert {app for app, _ in squashed} == {"campaigns", "congresses", "orgs", "portal", "reporting"}
    applied = MigrationRecorder.Migration.objects.using(connection.alias)
    for app, name in squashed:
        assert applied.filter(app=app, name=name).delete()[0] == 1
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_our_tables_come_after_those_of_others(db: None) -> None:
    """Save the account, at which Wagtail's point: a migration takes the longer, the more tables there are already."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    order = [migration.app_label for migration, _ in plan]
    ours = [app for app in settings.OUR_APPS if app in order and app not in {"core", "orgs"}]
    last_of_others = max(order.index(app) + order.count(app) for app in order if app.startswith("wagtail"))
    assert [app for app in ours if order.index(app) < last_of_others] == []


@pytest.mark.postgresql
def test_paths_compare_byte_by_byte(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns"
            " WHERE table_name = 'orgs_placement' AND column_name = 'path'"
        )
        assert cursor.fetchall() == [("C",)]
