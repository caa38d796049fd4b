"""Clauses across the versions of a paper: what was done under an earlier wording counts at the clause that carries it on."""

from caunoi.campaigns.models import Instrument, Provision

MOST = 50  # versions of one paper; beyond this the chain runs in a circle


def earlier_versions(instrument: Instrument) -> list[int]:
    """Ids of the versions before ``instrument``, newest first; one query a version."""
    found: list[int] = []
    before = instrument.supersedes_id
    while before and len(found) < MOST:
        found.append(before)
        before = Instrument.objects.filter(pk=before).values_list("supersedes_id", flat=True).first()
    return found


def carried_on(instrument: Instrument) -> dict[int, int]:
    """Earlier clause id → id of the clause in ``instrument`` that carries it on, over any number of versions."""
    earlier = earlier_versions(instrument)
    if not earlier:
        return {}
    current = instrument.provisions.exclude(continues=None).values_list("pk", "continues_id")
    carries = dict(Provision.objects.filter(instrument__in=earlier).values_list("pk", "continues_id"))
    found: dict[int, int] = {}
    for pk, carries_on in current:
        before: int | None = carries_on
        while before and before not in found:
            found[before] = pk
            before = carries.get(before)
    return found


def clause_and_before(provision: Provision) -> list[int]:
    """Ids of the clause and of those that it carries on."""
    found: list[int] = []
    current: int | None = provision.pk
    while current and len(found) < MOST:
        found.append(current)
        current = Provision.objects.filter(pk=current).values_list("continues_id", flat=True).first()
    return found
