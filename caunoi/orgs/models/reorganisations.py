"""A reorganisation of the tree: its paper, its day, its ordered steps, what was found about it, and how to undo it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.orgs.enums import Below, Operation, ReorganisationState, UnitKind
from caunoi.orgs.models.people import User
from caunoi.orgs.models.units import Unit


class Reorganisation(models.Model):
    """Everything it touches lies in the branch of ``unit``, before and after.

    ``problems`` are [row, column, message], ``lines`` [label, number, tone], both as the last check found them
    (``checked_at``; empty: not checked since the last change). ``undo`` holds what brings the former state back.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reorganisations")
    effective_on = models.DateField(_("takes effect on"))
    basis_number = models.CharField(_("number of the deciding paper"), max_length=60)
    basis_on = models.DateField(_("dated"), null=True, blank=True)
    basis_text = models.CharField(_("of whom, about what"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=ReorganisationState.choices, default=ReorganisationState.DRAFT)
    problems = models.JSONField(default=list)
    numbers = models.JSONField(default=dict)
    lines = models.JSONField(default=list)
    refusal = models.CharField(max_length=500, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    undo = models.JSONField(default=dict)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["unit", "-created_at"], name="reorganisation_latest"),
            models.Index(fields=["state", "effective_on"], name="reorganisation_due"),
        ]

    def __str__(self) -> str:
        return self.basis_number

    @property
    def basis(self) -> str:
        """The paper as successions and figures cite it: "Quyết định số 12/QĐ-LĐLĐ ngày 20/06/2025"; at most 200 characters."""
        dated = f" ngày {self.basis_on:%d/%m/%Y}" if self.basis_on else ""
        return f"{self.basis_number}{dated}"[:200]


class ReorganisationStep(models.Model):
    """One thing done to the unit ``code``. Units are named by code: those that the reorganisation sets up have no row yet.

    ``row`` is the row of the sheet it came from; ``share`` "40%" or a number of members.
    """

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    row = models.PositiveIntegerField(null=True, blank=True)
    operation = models.CharField(
        pgettext_lazy("reorganisation", "what is done"), max_length=12, choices=Operation.choices
    )
    code = models.CharField(max_length=40)
    successor = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=250, blank=True, default="")
    short_name = models.CharField(max_length=120, blank=True, default="")
    kind = models.CharField(max_length=20, choices=UnitKind.choices, blank=True, default="")
    parent = models.CharField(max_length=40, blank=True, default="")
    share = models.CharField(max_length=20, blank=True, default="")
    below = models.CharField(max_length=6, choices=Below.choices, blank=True, default="")
    keeps_posts = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reorganisation", "position"], name="one_step_per_position"),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.code}"
