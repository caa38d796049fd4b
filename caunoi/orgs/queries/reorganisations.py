"""The steps of a reorganisation in words, with the names of the units they touch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.orgs.enums import Below, Operation, UnitKind
from caunoi.orgs.models import Designation, Reorganisation, ReorganisationStep, Unit


@dataclass(frozen=True)
class ToldStep:
    """``title`` is the unit, ``words`` what becomes of it."""

    step: ReorganisationStep
    title: str
    words: tuple[str, ...]

    @property
    def number(self) -> int:
        return self.step.row or self.step.position


def unit_named(code: str, *, on: date) -> str:
    """As it stands in the list of suggestions; "" where no such unit stands."""
    unit = Unit.objects.at(on).filter(code=code).first() if code else None
    return f"{unit.name} ({unit.code})" if unit else ""


def new_codes(reorganisation: Reorganisation) -> set[str]:
    """Codes of units that the draft itself sets up."""
    rows = reorganisation.steps.exclude(name="")
    created = rows.filter(operation=Operation.CREATE).values_list("code", flat=True)
    heirs = rows.exclude(successor="").values_list("successor", flat=True)
    return {*created, *heirs}


def told_steps(steps: Iterable[ReorganisationStep], *, on: date) -> list[ToldStep]:
    """Names as they were before the day, so that a page of what was done reads as the draft did. One query for all."""
    rows = list(steps)
    codes = {code for row in rows for code in (row.code, row.successor, row.parent) if code}
    known = Designation.objects.filter(unit__code__in=codes).filter(Q(valid_from__lte=on)).order_by("valid_from")
    names: dict[str, str] = {}
    for code, name, since in known.values_list("unit__code", "name", "valid_from"):
        if since < on or code not in names:
            names[code] = name
    return [_told(row, names) for row in rows]


def _told(row: ReorganisationStep, names: dict[str, str]) -> ToldStep:
    own = row.name if row.operation == Operation.CREATE else ""

    def called(code: str, new: str = "") -> str:
        return f"{names.get(code) or new or code} ({code})"

    words = [str(Operation(row.operation).label)]
    if row.successor:
        words[0] += f": {called(row.successor, row.name)}"
    if row.share:
        words.append(_("%(share)s of the members") % {"share": row.share})
    if row.operation in (Operation.RENAME, Operation.KIND) and row.name:
        words.append(row.name)
    if row.kind:
        words.append(str(UnitKind(row.kind).label))
    if row.parent:
        words.append(pgettext("reorganisation", "under %(unit)s") % {"unit": called(row.parent)})
    if row.below == Below.CLOSE:
        words.append(_("units below it end with it"))
    if row.below == Below.FOLLOW:
        words.append(_("units below go there"))
    if row.keeps_posts:
        words.append(_("its people go on in the same roles"))
    return ToldStep(row, called(row.code, own), tuple(words))
