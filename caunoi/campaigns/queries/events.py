"""Events of a paper and the congresses they mean."""

from dataclasses import dataclass
from datetime import date

from caunoi.campaigns.drafts import Draft
from caunoi.congresses.models import Congress
from caunoi.congresses.queries import find_congress, ordinal_in, unit_of_event
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit


def term_of(draft: Draft) -> tuple[int, int] | None:
    """The two years of the paper's term; None unless both are there in order."""
    term = draft["header"].get("term")
    if not term or len(term) != 2 or not all(term) or term[0] >= term[1]:
        return None
    return int(term[0]), int(term[1])


def line_above(unit: Unit, *, on: date) -> list[Unit]:
    """The unit and every unit above it on the day, from the top down."""
    standing = Unit.objects.at(on)
    own = standing.filter(pk=unit.pk).first()
    if own is None:
        return []
    keys = [int(part) for part in own.path.split(".") if part]
    return sorted(standing.filter(pk__in=keys), key=lambda one: one.depth)


@dataclass(frozen=True)
class Meaning:
    """Whose congress an event is, and the congress itself where it is known."""

    unit: Unit
    ordinal: str
    congress: Congress | None

    @property
    def is_national(self) -> bool:
        return bool(self.unit.kind == UnitKind.CONFEDERATION)


def meanings_of(draft: Draft, unit: Unit, *, on: date) -> dict[str, Meaning]:
    """Event → whose congress it is, for the events that are one congress of the unit or of a unit above it."""
    line, term = line_above(unit, on=on), term_of(draft)
    found = {}
    for anchor in draft["anchors"]:
        event = anchor["event"]
        owner = unit_of_event(event, line)
        if owner is not None:
            found[event] = Meaning(owner, ordinal_in(event), find_congress(owner, term=term))
    return found


def fill_known_dates(draft: Draft, unit: Unit, *, on: date) -> None:
    """Give each anchor without days the days of its congress, where that is known already. Changes ``draft``."""
    meanings = meanings_of(draft, unit, on=on)
    for anchor in draft["anchors"]:
        meaning = meanings.get(anchor["event"])
        congress = meaning.congress if meaning else None
        if congress and congress.starts_on and not anchor["starts_on"] and not anchor["ends_on"]:
            anchor["starts_on"] = congress.starts_on.isoformat()
            anchor["ends_on"] = congress.ends_on.isoformat() if congress.ends_on else None
