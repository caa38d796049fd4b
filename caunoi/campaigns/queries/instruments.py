"""An instrument as its page shows it: its clauses, the chain above and below, its versions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from caunoi.campaigns.comparison import Area, Change, Difference, match_clauses
from caunoi.campaigns.models import Basis, Campaign, Instrument
from caunoi.campaigns.outline import Clause, Outline
from caunoi.campaigns.permissions import campaigns_for
from caunoi.campaigns.permissions.imports import instruments_for
from caunoi.orgs.permissions import Someone


@dataclass(frozen=True)
class ClauseView:
    pk: int
    label: str
    text: str
    level: int
    is_heading: bool


@dataclass(frozen=True)
class Chain:
    """``bases`` above, as cited; ``citing`` papers below that rest on this one; ``versions`` oldest first."""

    bases: tuple[Basis, ...]
    readable: frozenset[int]
    citing: tuple[Instrument, ...]
    versions: tuple[Instrument, ...]
    campaigns: tuple[Campaign, ...]


def clauses_of(instrument: Instrument) -> list[ClauseView]:
    provisions = list(instrument.provisions.all())
    outline = Outline([{"path": one.path, "label": one.label, "text": one.text} for one in provisions])
    return [
        ClauseView(one.pk, one.label, one.text, min(one.depth, 4), clause.depth == 0 or outline.is_heading(clause))
        for one, clause in zip(provisions, outline.clauses, strict=True)
    ]


def chain_of(instrument: Instrument, user: Someone, *, on: date) -> Chain:
    """The chain as far as the user may read it; a basis without our own copy, or with one the user may not read, is as cited."""
    mine = instruments_for(user, on=on)
    bases = tuple(instrument.bases.select_related("target"))
    readable = frozenset(
        mine.filter(pk__in=[one.target_id for one in bases if one.target_id]).values_list("pk", flat=True)
    )
    citing = mine.filter(bases__target=instrument).order_by("-issued_on", "pk")
    return Chain(
        bases, readable, tuple(citing), tuple(versions_of(instrument)), tuple(_campaigns(instrument, user, on))
    )


def versions_of(instrument: Instrument) -> Iterator[Instrument]:
    """Every version of the paper, oldest first."""
    first = instrument
    while first.supersedes:
        first = first.supersedes
    current: Instrument | None = first
    while current:
        yield current
        current = current.superseded_by.first()


def _campaigns(instrument: Instrument, user: Someone, on: date) -> QuerySet[Campaign]:
    return campaigns_for(user, on=on).filter(instrument=instrument).prefetch_related("anchors")


def difference_of_versions(instrument: Instrument) -> list[Difference]:
    """Clause by clause, what this version changed in the one before it; empty for the first."""
    if instrument.supersedes is None:
        return []
    old, new = _clauses(instrument.supersedes), _clauses(instrument)
    pairs = match_clauses(old, new)
    before = {clause.path: clause for clause in old}
    found = []
    for clause in new:
        there = before.get(pairs.get(clause.path, ""))
        if there is None:
            found.append(Difference(Area.CLAUSE, Change.ADDED, clause.path, new=clause, new_text=clause.text))
        elif there.text != clause.text:
            found.append(Difference(Area.CLAUSE, Change.CHANGED, clause.path, there, clause, there.text, clause.text))
    kept = set(pairs.values())
    dropped = [clause for clause in old if clause.path not in kept]
    found += [Difference(Area.CLAUSE, Change.DROPPED, one.path, old=one, old_text=one.text) for one in dropped]
    return found


def _clauses(instrument: Instrument) -> list[Clause]:
    return [Clause(one.position, one.path, one.label, one.text) for one in instrument.provisions.all()]
