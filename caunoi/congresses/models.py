"""Cycles, congresses, and how their dates came to be."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.orgs.models import Unit


class Cycle(models.Model):
    """One round of congresses from the grassroots to the nation, named by its national congress."""

    name = models.CharField(_("name"), max_length=200)
    ordinal = models.CharField(_("ordinal"), max_length=10, help_text=_("Roman numeral as printed"))
    term_start = models.PositiveSmallIntegerField(_("term from"))
    term_end = models.PositiveSmallIntegerField(_("term to"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(term_end__gt=F("term_start")), name="cycle_term_runs_forward"),
            models.UniqueConstraint(fields=["ordinal", "term_start"], name="one_cycle_per_term"),
        ]

    def __str__(self) -> str:
        return self.name


class Congress(models.Model):
    """A unit's congress in a cycle; the anchor of every date that hangs on it. Both days are included."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        POSTPONED = "postponed", _("Postponed")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="congresses")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="congresses")
    title = models.CharField(pgettext_lazy("congress", "title as printed"), max_length=250)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=250, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta:
        verbose_name_plural = "congresses"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "cycle"], name="one_congress_per_unit_and_cycle"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="congress_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CongressDate(models.Model):
    """One decision about a congress's date, with its reason; the newest is the one that counts."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="date_history")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["decided_at", "pk"]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"
