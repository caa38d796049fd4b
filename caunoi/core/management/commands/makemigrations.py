"""Migrations describe the database: a changed label, help text or choice list writes none."""

from typing import Any

from django.core.management.commands import makemigrations
from django.db import models

LABELS = ("verbose_name", "help_text", "choices")


def _deconstruct_without_labels(field: models.Field[Any, Any]) -> tuple[str, str, Any, dict[str, Any]]:
    name, path, args, kwargs = _deconstruct(field)
    for label in LABELS:
        kwargs.pop(label, None)
    return name, path, args, kwargs


_deconstruct = models.Field.deconstruct


class Command(makemigrations.Command):
    def handle(self, *app_labels: str, **options: Any) -> None:
        models.Field.deconstruct = _deconstruct_without_labels  # type: ignore[assignment,method-assign]
        try:
            super().handle(*app_labels, **options)
        finally:
            models.Field.deconstruct = _deconstruct  # type: ignore[method-assign]
