"""The audit trail as a page."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from caunoi.orgs.audit_labels import action_label, detail_text
from caunoi.orgs.forms.audit import TrailFilter
from caunoi.orgs.permissions import units_for
from caunoi.orgs.queries.audit import page_of_trail, trail_of
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view


def _mark(text: str) -> tuple[datetime, int] | None:
    """The mark of a page's end from the address ("2026-11-23T01:00:00+00:00_17"); None when there is none or it is no mark."""
    moment, _separator, number = text.rpartition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    return (at, int(number)) if at and at.tzinfo and number.isdecimal() else None


@officer_view
def trail(request: OfficerRequest) -> HttpResponse:
    officer = request.officer
    if not units_for(officer.mandate, Right.VIEW_AUDIT, on=officer.today).exists():
        raise PermissionDenied(_("Your post does not let you read the audit trail."))
    form = TrailFilter(request.GET or None)
    entries = form.narrow(trail_of(officer.user, on=officer.today))
    page = page_of_trail(entries, before=_mark(request.GET.get("before", "")), on=officer.today)
    rows: list[dict[str, Any]] = [
        {"entry": entry, "label": action_label(entry.action), "detail": detail_text(entry.detail)}
        for entry in page.entries
    ]
    query = request.GET.copy()
    if page.older:
        query["before"] = f"{page.older[0].isoformat()}_{page.older[1]}"
    context = {"form": form, "rows": rows, "older": f"?{query.urlencode()}" if page.older else ""}
    return render(request, "orgs/audit.html", context)
