"""Dating many congresses from a sheet: the dry run with every problem and what it touches, then the move."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.congresses.actions.date_sheet import date_congresses
from caunoi.congresses.followers import CongressMove, touched_by
from caunoi.congresses.forms.congresses import DatesSheetForm
from caunoi.congresses.models import Cycle
from caunoi.congresses.permissions import may_run
from caunoi.congresses.queries.date_sheet import TITLES, DateSheet, read_date_sheet
from caunoi.congresses.queries.deadlines import CONGRESS_KINDS
from caunoi.congresses.views.access import cycle_of
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.core.looking import mark_of
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view

SALT = "congresses.date-sheet"
KEPT_SECONDS = 3_600
SHOWN = 200


def _units(request: OfficerRequest) -> Any:
    officer = request.officer
    return units_for(officer.user, Right.RUN_CONGRESS, on=officer.today).of_kinds(CONGRESS_KINDS)


def _prepare(request: OfficerRequest) -> Cycle | None:
    officer = request.officer
    if not may_run(officer.user, officer.unit, on=officer.today):
        raise PermissionDenied(_("Your post does not allow this for %(unit)s.") % {"unit": officer.unit.name})
    return cycle_of(request)[0]


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def import_dates(request: OfficerRequest) -> HttpResponse:
    cycle = _prepare(request)
    if cycle is None:
        return redirect("congresses:open-cycle")
    is_sent = request.method == "POST"
    form = DatesSheetForm(request.POST, request.FILES) if is_sent else DatesSheetForm()
    context: dict[str, Any] = {"form": form, "cycle": cycle, "columns": list(TITLES.values())}
    if is_sent and form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            sheet = read_date_sheet(data, units=_units(request), cycle=cycle)
        except Refused as refused:
            form.add_error("file", str(refused.message))
        else:
            return render(request, "congresses/review_dates.html", context | _review(sheet, cycle, request))
    return render(request, "congresses/import_dates.html", context, status=422 if form.errors else 200)


def _review(sheet: DateSheet, cycle: Cycle, request: OfficerRequest) -> dict[str, Any]:
    changing = sheet.changing
    moves = [
        CongressMove(line.congress_id, line.unit_id, line.starts_on, line.ends_on)
        for line in changing
        if line.congress_id is not None
    ]
    rows = [[line.code, line.starts_on.isoformat(), str(line.ends_on or ""), line.reason] for line in changing]
    stood = [mark_of(*line.before) for line in changing]
    payload = {"user": request.officer.user.pk, "cycle": cycle.pk, "rows": rows, "stood": stood}
    return {
        "sheet": sheet,
        "problems": sheet.problems[:SHOWN],
        "lines": changing[:SHOWN],
        "new": sum(line.congress_id is None for line in changing),
        "same": len(sheet.lines) - len(changing),
        "touched": touched_by(moves),
        "payload": signing.dumps(payload, salt=SALT, compress=True),
    }


@require_POST
@officer_view
def confirm_dates(request: OfficerRequest) -> HttpResponse:
    """Apply what was looked at. The rows are checked anew: what changed in between is refused, not overwritten."""
    cycle = _prepare(request)
    try:
        payload = signing.loads(request.POST.get("payload", ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        messages.warning(request, _("The sheet was looked at too long ago. Send it again."))
        return redirect("congresses:import-dates")
    if cycle is None or payload["user"] != request.officer.user.pk:
        raise PermissionDenied(_("This sheet was sent by somebody else."))
    cycle = Cycle.objects.get(pk=payload["cycle"])
    sheet = read_date_sheet(_as_csv(payload["rows"]), units=_units(request), cycle=cycle)
    if sheet.problems or _moved_since(sheet, payload["stood"]):
        messages.warning(request, _("Something changed in between. Send the sheet again and look at it anew."))
        return redirect("congresses:import-dates")
    dated = date_congresses(sheet.lines, cycle=cycle, by=request.user, now=timezone.now())
    text = ngettext("%(count)s congress is dated.", "%(count)s congresses are dated.", dated)
    messages.success(request, text % {"count": format_number(dated)})
    return redirect("congresses:board")


def _moved_since(sheet: DateSheet, stood: list[str]) -> bool:
    """Whether a congress stands at another day than when the sheet was looked at, and not at the day that the sheet says."""
    pairs = zip(sheet.lines, stood, strict=True)
    return any(line.changes and mark_of(*line.before) != before for line, before in pairs)


def _as_csv(rows: list[list[str]]) -> bytes:
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(TITLES.values())
    writer.writerows(rows)
    return buffer.getvalue().encode()
