"""Displays of a branch: what still hangs, what must come down, what has come down."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.models import Campaign, Display
from caunoi.campaigns.models.displays import DisplayQuerySet
from caunoi.campaigns.queries.scope import Scope

SOON = timedelta(days=7)


class Hanging(models.TextChoices):
    """What a list of displays is narrowed to."""

    OVERDUE = "overdue", _("Not taken down in time")
    SOON = "soon", _("To be taken down within a week")
    UP = "up", _("Still up")
    UNDATED = "undated", _("Still up, without a day")
    DOWN = "down", _("Taken down")


def _condition(state: Hanging, scope: Scope) -> Q:
    up = Q(taken_down_on__isnull=True)
    return {
        Hanging.OVERDUE: up & Q(due_down_on__lt=scope.on),
        Hanging.SOON: up & Q(due_down_on__range=(scope.on, scope.on + SOON)),
        Hanging.UP: up,
        Hanging.UNDATED: up & Q(due_down_on__isnull=True),
        Hanging.DOWN: ~up,
    }[state]


@dataclass(frozen=True)
class Hung:
    """How many displays in each state; the states overlap."""

    counts: dict[str, int]
    total: int

    @property
    def overdue(self) -> int:
        return self.counts[Hanging.OVERDUE]


def displays_in(campaign: Campaign, scope: Scope, *, state: str = "") -> DisplayQuerySet:
    """Those whose activity counts; what is due first comes first."""
    found = Display.objects.counted().filter(activity__campaign=campaign, activity__unit__in=scope.ids)
    if state in Hanging.values:
        found = found.filter(_condition(Hanging(state), scope))
    order = (F("taken_down_on").desc(nulls_first=True), F("due_down_on").asc(nulls_last=True), "pk")
    return found.select_related("activity__unit", "activity__theme", "proof", "taken_down_by").order_by(*order)


def hung_in(campaign: Campaign, scope: Scope) -> Hung:
    """One query."""
    counts: dict[str, Any] = {str(state): Count("pk", filter=_condition(state, scope)) for state in Hanging}
    found = Display.objects.counted().filter(activity__campaign=campaign, activity__unit__in=scope.ids)
    row = found.aggregate(**counts, total=Count("pk"))
    return Hung({str(state): row[state] for state in Hanging}, row["total"])
