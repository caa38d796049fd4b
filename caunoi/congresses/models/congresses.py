"""A unit's congress, and how its dates came to be."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.congresses.enums import CongressForm, CongressState, PostponeCause
from caunoi.congresses.models.cycles import Cycle
from caunoi.orgs.models import Unit


class Congress(models.Model):
    """A unit's congress in a cycle; the anchor of every date that hangs on it. Both days are included.

    ``ordinal`` and the term are the unit's own: a merged body with a new name begins again at I, and a first term need not
    be five years (FACTS b). ``planned_…`` are the numbers in the approved plan; None: not fixed yet.
    """

    State = CongressState

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="congresses")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="congresses")
    title = models.CharField(pgettext_lazy("congress", "title as printed"), max_length=250)
    form = models.CharField(_("form"), max_length=20, choices=CongressForm.choices, blank=True)
    ordinal = models.CharField(_("ordinal"), max_length=10, blank=True)
    term_start = models.PositiveSmallIntegerField(_("term from"), null=True, blank=True)
    term_end = models.PositiveSmallIntegerField(_("term to"), null=True, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=250, blank=True)
    motto = models.CharField(_("motto"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=CongressState.choices, default=CongressState.PLANNED)
    cause = models.CharField(max_length=12, choices=PostponeCause.choices, blank=True)
    state_reason = models.CharField(_("reason"), max_length=300, blank=True)
    planned_committee = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_standing = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_inspection = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_chair = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_vice_chairs = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_delegates_up = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_convened = models.PositiveIntegerField(_("delegates to be convened"), null=True, blank=True)
    planned_guests = models.PositiveIntegerField(_("guests"), null=True, blank=True)

    class Meta:
        verbose_name_plural = "congresses"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "cycle"], name="one_congress_per_unit_and_cycle"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="congress_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(term_end__isnull=True) | Q(term_end__gt=F("term_start")), name="congress_term_runs_forward"
            ),
            models.CheckConstraint(
                condition=~Q(state=CongressState.HELD) | Q(starts_on__isnull=False), name="held_congress_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CongressDate(models.Model):
    """One decision about a congress's date, with its reason and the state that it led to; the newest is the one that counts."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="date_history")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=CongressState.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["decided_at", "pk"]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"
