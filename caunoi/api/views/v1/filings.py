"""Reports: read, and sent in the unit's name by the action that officers use."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.db.models import Prefetch
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Header, Path, Query

from caunoi.api.actions.answers import Given, answer_once, hash_request
from caunoi.api.actions.filing import Doubtful, send_report
from caunoi.api.enums import Scope
from caunoi.api.permissions import filings_in, forms_in
from caunoi.api.problems import Problem, misstated
from caunoi.api.queries.filings import prefilled_of, values_of
from caunoi.api.queries.pages import page_of
from caunoi.api.queries.units import branch_of
from caunoi.api.views.v1.conditional import tag_of
from caunoi.api.views.v1.fields import Code, Id, Key, Tag
from caunoi.api.views.v1.gate import ApiRequest, Bearer, Caller
from caunoi.api.views.v1.operations import PageFilter, answer, one, router
from caunoi.api.views.v1.shapes import CorrectionOut, FilingDetail, FilingOut, FilingPage, ReportIn
from caunoi.reporting.actions.filings import Report
from caunoi.reporting.enums import FilingState
from caunoi.reporting.models import Correction, Filing

filings = router(Scope.REPORTS, gettext_noop("Reports"))

if TYPE_CHECKING:
    State = str
else:
    State = Literal[tuple(FilingState.values)]
STANDING = Prefetch("corrections", Correction.objects.filter(lifted_at__isnull=True))


class FilingFilter(PageFilter):
    state: State | None = None
    under: Code | None = None


def _out(filing: Filing) -> dict[str, Any]:
    return {
        "id": filing.pk,
        "form": filing.form_id,
        "unit": filing.unit.code,
        "state": filing.state,
        "due_on": filing.due_on,
        "excused_reason": filing.excused_reason,
        "revision": filing.revision,
        "values": values_of(filing),
        "narrative": filing.narrative,
        "reason": filing.reason,
        "first_sent_on": filing.first_sent_on,
        "sent_at": filing.sent_at,
        "decided_at": filing.decided_at,
    }


def _detail(filing: Filing) -> FilingDetail:
    corrections = [
        CorrectionOut(code=row.code, prefilled=row.prefilled, value=row.value, reason=row.reason)
        for row in filing.corrections.all()
    ]
    return FilingDetail(
        **_out(filing), version=filing.version.number, prefilled=prefilled_of(filing), corrections=corrections
    )


def _body(filing: Filing) -> str:
    return _detail(filing).model_dump_json()


def _load(request: ApiRequest, filing_id: int) -> Filing:
    seen = filings_in(request.auth.reach).filter(form__opened_at__isnull=False)
    found: Filing = one(seen.select_related("unit", "version").prefetch_related(STANDING), pk=filing_id)
    return found


def _send(caller: Caller, filing: Filing, report: Report, key: str) -> None:
    try:
        send_report(caller.token, filing, report, key=key, revision=filing.revision, now=caller.now)
    except Doubtful as refusal:
        places = [(f"explanations.{doubt.code}", f"{doubt.name}: {doubt.fact}") for doubt in refusal.doubts]
        raise misstated(places, refusal.code, refusal.message) from refusal


@filings.get(
    "/report-forms/{form_id}/filings", response=FilingPage, summary=gettext_noop("Reports of the branch on a form")
)
def list_filings(request: ApiRequest, form_id: Path[Id], filters: Query[FilingFilter]) -> FilingPage:
    form = one(forms_in(request.auth.reach), pk=form_id)
    reach = branch_of(request.auth.reach, filters.under) if filters.under else request.auth.reach
    found = filings_in(reach).filter(form=form).select_related("unit", "version")
    if filters.state:
        found = found.filter(state=filters.state)
    page = page_of(found, filters.cursor, filters.limit)
    return FilingPage(items=[FilingOut(**_out(filing)) for filing in page.rows], next=page.next)


@filings.get("/filings/{filing_id}", response=FilingDetail, summary=gettext_noop("One report, with its entity tag"))
def show_filing(request: ApiRequest, filing_id: Path[Id]) -> HttpResponse:
    body = _body(_load(request, filing_id))
    return answer(Given(200, body, tag_of(body.encode())))


@filings.put(
    "/filings/{filing_id}",
    auth=Bearer(Scope.FILE),
    response=FilingDetail,
    summary=gettext_noop("Send a report upward"),
)
def send_filing(
    request: ApiRequest,
    filing_id: Path[Id],
    report: ReportIn,
    key: Annotated[Key, Header(alias="Idempotency-Key")],
    tag: Annotated[Tag, Header(alias="If-Match")],
) -> HttpResponse:
    filing, caller = _load(request, filing_id), request.auth

    def work() -> Given:
        if tag.strip() not in (tag_of(_body(filing).encode()), "*"):
            detail = _("The report has changed since you read it. Read it again, compare, then send with its new ETag.")
            raise Problem(412, "changed_meanwhile", detail)
        _send(caller, filing, Report(**report.model_dump()), key)
        body = _body(_load(request, filing_id))
        return Given(200, body, tag_of(body.encode()))

    asked = hash_request("PUT", request.path, request.body)
    return answer(answer_once(caller.token, key, asked, work, now=caller.now))
