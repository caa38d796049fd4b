"""Many tables in one step of a migration, also where they point at each other in a circle."""

from collections.abc import Iterator

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter

from caunoi.core.tables import CreateModels

CIRCLE = CreateModels(
    [
        migrations.CreateModel(
            "Hen",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("laid", models.ForeignKey("core.Egg", models.CASCADE, null=True, related_name="+")),
            ],
        ),
        migrations.CreateModel(
            "Egg",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("hen", models.ForeignKey("core.Hen", models.CASCADE, related_name="eggs")),
                ("friends", models.ManyToManyField("core.Egg")),
                ("size", models.PositiveIntegerField()),
            ],
            {"constraints": [models.UniqueConstraint(fields=("hen", "size"), name="one_egg_of_a_size")]},
        ),
    ]
)
TABLES = {"core_hen", "core_egg", "core_egg_friends"}


def _tables() -> set[str]:
    return TABLES & set(connection.introspection.table_names())


@pytest.fixture
def states() -> tuple[ProjectState, ProjectState]:
    """Before and after, both rendered as a run of migrations would."""
    before = ProjectState()
    assert [model.__name__ for model in before.apps.get_models()] == []
    after = before.clone()
    CIRCLE.state_forwards("core", after)
    return before, after


@pytest.fixture
def made(transactional_db: None, states: tuple[ProjectState, ProjectState]) -> Iterator[ProjectState]:
    before, after = states
    with connection.schema_editor() as editor:
        CIRCLE.database_forwards("core", editor, before, after)
    assert _tables() == TABLES
    yield after
    with connection.schema_editor() as editor:
        CIRCLE.database_backwards("core", editor, after, before)
    assert _tables() == set()


def test_state_is_rendered_once_for_all(states: tuple[ProjectState, ProjectState]) -> None:
    _, after = states
    assert "apps" not in after.__dict__
    assert (
        after.apps.get_model("core", "Hen") is after.apps.get_model("core", "Egg")._meta.get_field("hen").related_model
    )


def test_tables_hold_rows_and_go_again(made: ProjectState) -> None:
    hen = made.apps.get_model("core", "Hen").objects.create()
    egg = made.apps.get_model("core", "Egg").objects.create(hen=hen, size=3)
    egg.friends.add(egg)
    hen.laid = egg
    hen.save()
    assert list(made.apps.get_model("core", "Hen").objects.values_list("laid__size", "eggs__friends")) == [(3, egg.pk)]
    hen.laid = None
    hen.save()
    hen.delete()
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "core_egg")
    assert found["one_egg_of_a_size"]["columns"] == ["hen_id", "size"]


def test_it_is_written_into_a_migration_and_says_what_it_does() -> None:
    written, imports = OperationWriter(CIRCLE, indentation=0).serialize()
    assert (written.count("migrations.CreateModel("), "import caunoi.core.tables" in imports) == (2, True)
    assert CIRCLE.describe() == "Create the 2 tables of an app"
