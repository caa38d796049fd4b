"""Writing what the registers know into reports that may still be written. Nothing that a person typed is touched."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from caunoi.reporting.enums import FILABLE
from caunoi.reporting.form_lines import lines_of, slots_of
from caunoi.reporting.models import Filing, ReportForm
from caunoi.reporting.packing import pack
from caunoi.reporting.queries.prefill import prefill_many

SOME = 2_000


def refresh_prefill(filing: Filing, *, now: datetime) -> bool:
    """Bring ``prefilled`` up to date; False, and nothing changed, where the filing was sent meanwhile."""
    changed = _refresh(filing.form, [filing], now)
    filing.refresh_from_db(fields=["prefilled", "prefilled_at"])
    return changed == 1


@transaction.atomic
def refresh_prefills(form: ReportForm, *, now: datetime) -> int:
    """The same for every filing of the form that may still be written; return how many."""
    rows = Filing.objects.filter(form=form, state__in=FILABLE).select_related("version").order_by("pk")
    keys = list(rows.values_list("pk", flat=True))
    return sum(_refresh(form, rows.filter(pk__in=keys[n : n + SOME]), now) for n in range(0, len(keys), SOME))


def _refresh(form: ReportForm, filings: Iterable[Filing], now: datetime) -> int:
    listed = list(filings)
    known = prefill_many(form, [filing.unit_id for filing in listed], on=timezone.localdate(now))
    versions = {filing.version_id: filing.version for filing in listed}
    by_version = {pk: slots_of(lines_of(version)) for pk, version in versions.items()}
    changed = 0
    for filing in listed:
        values = known[filing.unit_id]
        blob = pack({slot: values.get(code) for code, slot in by_version[filing.version_id].items()})
        writable = Filing.objects.filter(pk=filing.pk, version=filing.version_id, state__in=FILABLE)
        changed += writable.update(prefilled=blob, prefilled_at=now)
    return changed
