"""What the form proposes for a unit's congress: its ordinal with the reason, its term, its title, the number of members."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from caunoi.congresses.models import Congress, Cycle
from caunoi.congresses.naming import from_roman, propose_title, to_roman
from caunoi.core.text import fold
from caunoi.orgs.enums import SuccessionKind
from caunoi.orgs.models import Designation, Succession, Unit

TERM_YEARS = 5


@dataclass(frozen=True)
class Proposal:
    """``ordinal`` "" where nothing tells; ``why`` says in words where it comes from."""

    title: str
    ordinal: str
    why: str
    term: tuple[int, int]


def propose(unit: Unit, cycle: Cycle, *, form: str, on: date) -> Proposal:
    """For a unit as it stands on the day. The term begins in the year of the day: the officer corrects it where it is shorter."""
    ordinal, why = propose_ordinal(unit, cycle, on=on)
    term = (on.year, on.year + TERM_YEARS)
    return Proposal(propose_title(unit.name, form=form, ordinal=ordinal, term=term), ordinal, why, term)


def propose_ordinal(unit: Unit, cycle: Cycle, *, on: date) -> tuple[str, str]:
    """A kept name keeps counting; a merged body with a new name begins again at I (FACTS b); else "" and why."""
    origins = _origins(unit, on=on)
    known = Congress.objects.filter(unit__in=[unit.pk, *origins]).exclude(ordinal="").exclude(cycle=cycle)
    names = dict(Designation.objects.filter(unit__in=origins).values_list("unit_id", "name"))
    kept = [unit.pk, *(pk for pk in origins if fold(names.get(pk, "")) == fold(unit.name))]
    earlier = [congress for congress in known.order_by("term_start", "cycle__term_start") if congress.unit_id in kept]
    numbers = [number for congress in earlier if (number := from_roman(congress.ordinal))]
    if numbers:
        last = to_roman(max(numbers))
        return to_roman(max(numbers) + 1), _("The union's last congress was No. %(ordinal)s.") % {"ordinal": last}
    if origins and len(kept) == 1:
        return "I", _("Formed by a merger or a split under a new name: the count begins again at I.")
    return "", _("No earlier congress is known here: write the ordinal as your papers count it.")


def _origins(unit: Unit, *, on: date) -> list[int]:
    """The units that ``unit`` came from by merger, split or continuation."""
    kinds = [SuccessionKind.MERGED, SuccessionKind.SPLIT, SuccessionKind.RENAMED]
    rows = Succession.objects.filter(successor=unit.pk, kind__in=kinds, effective_on__lte=on)
    return list(rows.values_list("unit_id", flat=True))
