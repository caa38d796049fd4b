"""Rounds of congresses and the last day of each level in them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit


class Cycle(models.Model):
    """One round of congresses from the grassroots to the nation, named by its national congress."""

    name = models.CharField(_("name"), max_length=200)
    ordinal = models.CharField(_("ordinal"), max_length=10, help_text=_("Roman numeral as printed"))
    term_start = models.PositiveSmallIntegerField(_("term from"))
    term_end = models.PositiveSmallIntegerField(_("term to"))
    motto = models.CharField(_("motto"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(term_end__gt=F("term_start")), name="cycle_term_runs_forward"),
            models.UniqueConstraint(fields=["ordinal", "term_start"], name="one_cycle_per_term"),
        ]

    def __str__(self) -> str:
        return self.name


class Deadline(models.Model):
    """One decision about the days within which units of a kind hold their congress; the newest counts.

    It holds for the branch of ``unit``, which set it; where several hold for a unit, the one set nearest above it counts.
    Both days are included. ``source`` is the deciding paper as printed.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="deadlines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="congress_deadlines")
    kind = models.CharField(_("level"), max_length=20, choices=UnitKind.choices)
    opens_on = models.DateField(_("not before"), null=True, blank=True)
    due_on = models.DateField(_("last day"))
    source = models.CharField(_("deciding paper"), max_length=250)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["decided_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(opens_on__lte=F("due_on")), name="congress_deadline_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
