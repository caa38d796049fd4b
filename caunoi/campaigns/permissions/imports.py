"""Who may bring plans in, and who may read the papers that came in."""

from datetime import date

from django.db.models import Q, QuerySet

from caunoi.campaigns.models import Campaign, Delivery, Instrument, PlanImport
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import Someone, may, units_for
from caunoi.orgs.roles import Right


def may_import(user: Someone, unit: Unit, *, on: date) -> bool:
    """Upload, correct, confirm and apply in the unit's name."""
    return may(user, Right.IMPORT_PLAN, unit, on=on)


def imports_for(user: Someone, *, on: date) -> QuerySet[PlanImport]:
    """The imports of the units for which ``may_import`` holds."""
    return PlanImport.objects.filter(unit__in=units_for(user, Right.IMPORT_PLAN, on=on).values("pk"))


def amendable_campaigns(user: Someone, *, on: date) -> QuerySet[Campaign]:
    """The campaigns to which the user may apply amendments."""
    return Campaign.objects.filter(unit__in=units_for(user, Right.IMPORT_PLAN, on=on).values("pk"))


def instruments_for(user: Someone, *, on: date) -> QuerySet[Instrument]:
    """Papers kept by a unit the user sees, and those that came to such a unit with an issued campaign: the version in
    force, the versions before it and the papers taken into it."""
    seen = units_for(user, Right.VIEW, on=on).values("pk")
    received = Delivery.objects.filter(unit__in=seen).values("campaign__instrument")
    return Instrument.objects.filter(
        Q(unit__in=seen)
        | Q(pk__in=received)
        | Q(superseded_by__in=received)
        | Q(superseded_by__superseded_by__in=received)
        | Q(cited_as_basis__instrument__in=received)
    ).distinct()


def may_read(user: Someone, instrument: Instrument, *, on: date) -> bool:
    return instruments_for(user, on=on).filter(pk=instrument.pk).exists()
