"""Migrations describe the database alone."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models

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
