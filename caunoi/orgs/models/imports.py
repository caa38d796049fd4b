"""A sheet of units between its upload, its dry run and its confirmation."""

import uuid
from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models

from caunoi.orgs.enums import ImportState
from caunoi.orgs.models.people import User
from caunoi.orgs.models.units import Unit


def private_storage() -> Storage:
    return storages["private"]


class UnitImport(models.Model):
    """One uploaded sheet. ``problems`` holds what the dry run found, ``numbers`` what it would write; ``done`` counts changes
    written so far."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="unit_imports")
    on = models.DateField()
    file = models.FileField(storage=private_storage, upload_to="units/%Y", max_length=250)
    original_name = models.CharField(max_length=250)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.CHECKING)
    problems = models.JSONField(default=list)
    numbers = models.JSONField(default=dict)
    refusal = models.CharField(max_length=500, blank=True)
    done = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "-uploaded_at"], name="unit_import_latest")]

    def __str__(self) -> str:
        return self.original_name

    @property
    def total(self) -> int:
        """How many changes the sheet makes."""
        return sum(number for name, number in self.numbers.items() if name in CHANGES)


CHANGES = ("new", "moved", "renamed", "sectors", "counted")
