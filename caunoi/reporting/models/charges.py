"""Who looks after which unit: "phân công phụ trách địa bàn"."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.models import Unit


class ChargeQuerySet(models.QuerySet["Charge"]):
    def held_on(self, on: date) -> "ChargeQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class Charge(models.Model):
    """A department or a person of ``given_by`` looks after ``unit`` and all below it (both days included).

    Exactly one of ``department`` and ``person`` is named.
    """

    given_by = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="charges_given")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="charges")
    department = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="charges_held", verbose_name=_("department")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="charges"
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(department__isnull=True, person__isnull=False)
                | Q(department__isnull=False, person__isnull=True),
                name="charge_names_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="charge_span"
            ),
            models.UniqueConstraint(
                fields=["unit", "department"], condition=Q(ends_on__isnull=True), name="one_open_charge_per_department"
            ),
            models.UniqueConstraint(
                fields=["unit", "person"], condition=Q(ends_on__isnull=True), name="one_open_charge_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department_id or self.person_id} → {self.unit_id}"
