"""The sums of a branch: one row for each unit and form, of the same packed shape as a filing (``packing``).

Kept in the transaction of the filing, in the tree of today; ``rollup`` builds them anew and proves them.
"""

from typing import ClassVar

from django.db import models

from caunoi.orgs.models import Unit
from caunoi.reporting.models.forms import ReportForm


class BranchTotal(models.Model):
    """What stands below ``unit``, without the unit's own filing: own and children's values are never mixed.

    The counts are of the filings below: asked (less those excused that did not file), sent (counted), approved, in time (of
    those sent), excused. ``parent`` is where the unit stood when the row was written: the table of children is read by it.
    """

    form = models.ForeignKey(ReportForm, on_delete=models.CASCADE, related_name="totals", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    values = models.BinaryField(default=bytes)
    stated = models.BinaryField(
        default=bytes
    )  # how many filings state the line, by slot: none, and the value is not known
    asked = models.IntegerField(default=0)
    sent = models.IntegerField(default=0)
    approved = models.IntegerField(default=0)
    in_time = models.IntegerField(default=0)
    excused = models.IntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["form", "parent"], name="total_children")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "unit"], name="one_total_per_unit")]

    def __str__(self) -> str:
        return f"{self.form_id} under {self.unit_id}"
