"""How people can be reached, and in which languages."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import ReachMeans
from caunoi.campaigns.models import ReachFact, SpokenLanguage
from caunoi.campaigns.queries.counters import place_of
from caunoi.campaigns.queries.scope import Scope
from caunoi.orgs.models import Unit
from caunoi.orgs.models.units import holds_at


def reach_of(unit: Unit, on: date) -> ReachFact | None:
    """What the unit says of itself on the day."""
    return ReachFact.objects.filter(holds_at(on), unit=unit).select_related("recorded_by").first()


def only_by_loudspeaker(on: date) -> Any:
    """Condition on units: nothing else reaches their people that day."""
    facts = ReachFact.objects.filter(holds_at(on), means=ReachMeans.LOUDSPEAKER)
    return Exists(facts.filter(unit=OuterRef("pk")))


def loudspeaker_units(scope: Scope) -> Any:
    """Units of the scope that only a loudspeaker can reach; begins with the few that say so."""
    facts = ReachFact.objects.filter(holds_at(scope.on), means=ReachMeans.LOUDSPEAKER)
    return scope.units.filter(pk__in=facts.values("unit"))


def languages_listed(unit: Unit) -> QuerySet[SpokenLanguage]:
    """The unit's own list."""
    return SpokenLanguage.objects.filter(unit=unit, retired_at__isnull=True).order_by("pk")


def languages_above(unit: Unit, on: date) -> QuerySet[SpokenLanguage]:
    """What the units above it have listed for all below them."""
    above = [int(part) for part in place_of(unit.pk, on).split(".") if part][:-1]
    return SpokenLanguage.objects.filter(unit__in=above, retired_at__isnull=True).order_by("pk")


def languages_of(unit: Unit, on: date) -> list[str]:
    """The names that a form offers the unit: Vietnamese, those listed above it, its own; each once."""
    names = [_("Vietnamese"), *languages_above(unit, on).values_list("name", flat=True)]
    return list(dict.fromkeys([*names, *languages_listed(unit).values_list("name", flat=True)]))
