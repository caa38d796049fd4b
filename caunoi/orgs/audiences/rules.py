"""What a rule says, and which units it means on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.orgs.enums import GRASSROOTS_KINDS, UPPER_KINDS, UnitKind
from caunoi.orgs.models import Audience, Unit, UnitQuerySet
from caunoi.orgs.models.units import path_end

Reach = Literal["self", "child", "branch"]
REACHES: tuple[Reach, ...] = get_args(Reach)


@dataclass(frozen=True)
class Rule:
    """Units of one of ``kinds`` that are the base itself, its direct children, or anywhere below it (the base left out).

    Reach "self" asks for no kind. Kinds are kept in the order of ``UnitKind``: equal rules compare equal.
    """

    kinds: tuple[str, ...]
    reach: Reach

    def __post_init__(self) -> None:
        unknown = set(self.kinds) - set(UnitKind.values)
        if unknown or self.reach not in REACHES:
            raise ValueError(f"not a rule: {self.kinds} {self.reach}")
        object.__setattr__(self, "kinds", tuple(kind for kind in UnitKind.values if kind in self.kinds))


def rules_to_json(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    return [{"kinds": list(rule.kinds), "reach": rule.reach} for rule in rules]


def rules_from_json(value: Iterable[dict[str, Any]]) -> list[Rule]:
    """ValueError for an unknown kind or reach, KeyError where one is missing."""
    return [Rule(tuple(item["kinds"]), item["reach"]) for item in value]


def _keys(units: Iterable[Unit | int]) -> list[int]:
    return [unit if isinstance(unit, int) else unit.pk for unit in units]


def resolve(
    base: Unit,
    rules: Sequence[Rule],
    *,
    on: date,
    included: Iterable[Unit | int] = (),
    excluded: Iterable[Unit | int] = (),
) -> UnitQuerySet:
    """The units meant on the day, as ``Unit.objects.at(on)`` gives them; ``included`` and ``excluded`` are units or their keys.

    A base or an included unit that does not stand that day brings nothing in. Asks one query at once, for the base's path.
    """
    standing = Unit.objects.at(on)
    top = standing.filter(pk=base.pk).first()
    meant = Q(pk__in=_keys(included))
    for rule in rules if top else ():
        meant |= _condition(base, top.path if top else "", rule)
    return standing.filter(meant).exclude(pk__in=_keys(excluded))


def _condition(base: Unit, path: str, rule: Rule) -> Q:
    if rule.reach == "self":
        return Q(pk=base.pk)
    of_kind = Q(called__kind__in=rule.kinds)
    if rule.reach == "child":
        return of_kind & Q(place__parent=base)
    return of_kind & Q(place__path__gt=path, place__path__lt=path_end(path))


def resolve_audience(audience: Audience, *, on: date) -> UnitQuerySet:
    rules = rules_from_json(audience.rules)
    included = audience.included.values_list("pk", flat=True)
    excluded = audience.excluded.values_list("pk", flat=True)
    return resolve(audience.base, rules, on=on, included=included, excluded=excluded)


PLURALS = {
    UnitKind.CONFEDERATION: gettext_lazy("the General Confederation"),
    UnitKind.PROVINCE: gettext_lazy("provincial federations"),
    UnitKind.CENTRAL_SECTOR: gettext_lazy("central sector unions"),
    UnitKind.DISTRICT: gettext_lazy("district federations"),
    UnitKind.CITY: gettext_lazy("city federations"),
    UnitKind.SECTOR: gettext_lazy("local sector unions"),
    UnitKind.OFFICIALS: gettext_lazy("unions of public officials"),
    UnitKind.ZONE: gettext_lazy("industrial zone unions"),
    UnitKind.COMMUNE: gettext_lazy("commune and ward unions"),
    UnitKind.CORPORATION: gettext_lazy("corporation unions"),
    UnitKind.GRASSROOTS: gettext_lazy("grassroots unions"),
    UnitKind.TRADE_GROUP: gettext_lazy("grassroots trade groups"),
    UnitKind.DEPARTMENT: gettext_lazy("departments and offices"),
}
_GROUPS = [
    (UPPER_KINDS | GRASSROOTS_KINDS, gettext_lazy("unions of every level below")),
    (UPPER_KINDS, gettext_lazy("unions directly above the grassroots")),
    (GRASSROOTS_KINDS, gettext_lazy("grassroots unions")),
]


def _name_kinds(kinds: Iterable[str]) -> list[str]:
    left, names = set(kinds), []
    for group, label in _GROUPS:
        if group <= left:
            names.append(str(label))
            left -= group
    return names + [str(PLURALS[kind]) for kind in UnitKind if kind in left]


def describe(rules: Iterable[Rule]) -> str:
    """The rules in words, in the language in use: "LĐLĐ huyện, công đoàn ngành; công đoàn cơ sở trực thuộc"."""
    parts = []
    for rule in rules:
        if rule.reach == "self":
            parts.append(_("the issuing unit itself"))
            continue
        kinds = ", ".join(_name_kinds(rule.kinds))
        direct = rule.reach == "child" and set(rule.kinds) - UPPER_KINDS - {UnitKind.DEPARTMENT}
        parts.append(_("%(kinds)s directly affiliated") % {"kinds": kinds} if direct else kinds)
    return "; ".join(dict.fromkeys(parts))
