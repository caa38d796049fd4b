"""How cycles and congresses come to be, what they are called, and when each level is to be done."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.congresses.models import Congress, Cycle, Deadline
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import Unit

DESCRIBED = frozenset({"title", "form", "ordinal", "term_start", "term_end", "venue", "motto"})


@transaction.atomic
def plan_congress(unit: Unit, *, cycle: Cycle, title: str, by: Any, now: datetime) -> Congress:
    """The unit's congress in the round, made if there is none. Safe to run twice."""
    defaults = {"title": title[:250], "motto": cycle.motto}
    congress, is_new = Congress.objects.get_or_create(unit=unit, cycle=cycle, defaults=defaults)
    if is_new:
        audit.record("congress.planned", congress, by=by, now=now, unit_id=unit.pk, title=congress.title)
    return congress


@transaction.atomic
def describe_congress(congress: Congress, *, by: Any, now: datetime, **values: Any) -> bool:
    """Set the title, form, ordinal, term, venue or motto; False when nothing changes.

    ``Refused``: a term that runs backwards, or no title.
    """
    unknown = set(values) - DESCRIBED
    if unknown:
        raise TypeError(f"not a description of a congress: {sorted(unknown)}")
    row = Congress.objects.select_for_update().get(pk=congress.pk)
    values = {name: nfc(value) if isinstance(value, str) else value for name, value in values.items()}
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return False
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    _check_description(row)
    row.save(update_fields=list(changed))
    audit.record("congress.described", row, by=by, now=now, unit_id=row.unit_id, before=before, after=changed)
    return True


def _check_description(row: Congress) -> None:
    if not row.title:
        raise Refused(_("The congress needs its title."), code="no_title")
    if (row.term_start is None) != (row.term_end is None):
        raise Refused(_("Give both years of the term, or neither."), code="half_a_term")
    if row.term_start and row.term_end and row.term_end <= row.term_start:
        raise Refused(_("The term must end after it begins."), code="term_runs_backwards")


@transaction.atomic
def open_cycle(*, ordinal: str, term: tuple[int, int], name: str, by: Any, now: datetime, motto: str = "") -> Cycle:
    """The round of congresses, made if there is none. Safe to run twice."""
    defaults = {"term_end": term[1], "name": name[:200], "motto": motto[:300]}
    cycle, is_new = Cycle.objects.get_or_create(ordinal=ordinal, term_start=term[0], defaults=defaults)
    if is_new:
        audit.record("cycle.opened", cycle, by=by, now=now, name=cycle.name)
    return cycle


@transaction.atomic
def set_deadline(
    cycle: Cycle,
    *,
    unit: Unit,
    kind: str,
    due_on: date,
    source: str,
    by: Any,
    now: datetime,
    opens_on: date | None = None,
) -> Deadline:
    """The days within which units of ``kind`` below ``unit`` hold their congress; what was decided before stays readable.

    ``Refused``: without the deciding paper, or when the first day lies after the last. The same decision again changes nothing.
    """
    if not source.strip():
        raise Refused(_("Name the paper that sets the deadline."), code="no_source")
    if opens_on and opens_on > due_on:
        raise Refused(_("The first day lies after the last day."), code="runs_backwards")
    last = Deadline.objects.filter(cycle=cycle, unit=unit, kind=kind).order_by("-decided_at", "-pk").first()
    decision = (opens_on, due_on, nfc(source)[:250])
    if last and (last.opens_on, last.due_on, last.source) == decision:
        return last
    made = Deadline.objects.create(
        cycle=cycle,
        unit=unit,
        kind=kind,
        opens_on=opens_on,
        due_on=due_on,
        source=decision[2],
        decided_by=by,
        decided_at=now,
    )
    before = {"opens_on": last.opens_on, "due_on": last.due_on} if last else None
    facts = {"kind": kind, "before": before, "after": {"opens_on": opens_on, "due_on": due_on}, "source": decision[2]}
    audit.record("cycle.deadline_set", made, by=by, now=now, unit_id=unit.pk, **facts)
    return made
