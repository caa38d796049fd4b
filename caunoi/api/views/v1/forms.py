"""The catalogue of indicators, report forms, consolidated figures."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Schema

from caunoi.api.enums import Scope
from caunoi.api.permissions import forms_in
from caunoi.api.queries.filings import version_in_force
from caunoi.api.queries.pages import page_of
from caunoi.api.queries.units import children_page
from caunoi.api.views.v1.fields import Code, Id
from caunoi.api.views.v1.gate import ApiRequest
from caunoi.api.views.v1.operations import PageFilter, one, router
from caunoi.api.views.v1.shapes import (
    CatalogueOut,
    CellOut,
    ChildOut,
    ChildPage,
    CountsOut,
    FormDetail,
    FormOut,
    FormPage,
    GroupOut,
    IndicatorOut,
    LineOut,
    SectionOut,
    ShareOut,
    TotalsOut,
)
from caunoi.orgs.models import Unit
from caunoi.reporting.form_lines import lines_of, sections_of
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.models import ReportForm
from caunoi.reporting.queries.totals import branch_table, children_table

forms = router(Scope.REPORTS, _("Reports"))


class FormFilter(PageFilter):
    campaign: Id | None = None


class AtUnit(Schema):
    unit: Code | None = None


class BelowUnit(PageFilter):
    unit: Code | None = None


def _out(form: ReportForm) -> dict[str, Any]:
    return {
        "id": form.pk,
        "campaign": form.campaign_id,
        "wave": form.wave_id,
        "title": form.title,
        "opened_at": form.opened_at,
        "closed_at": form.closed_at,
    }


@forms.get("/indicators", response=CatalogueOut, summary=_("The catalogue of indicators"))
def list_indicators(request: ApiRequest) -> CatalogueOut:
    found = catalogue()
    return CatalogueOut(
        groups=[GroupOut(code=code, title=title) for code, title in found.groups.items()],
        indicators=[IndicatorOut(**asdict(one)) for one in found.indicators.values()],
    )


@forms.get("/report-forms", response=FormPage, summary=_("Report forms that were opened"))
def list_forms(request: ApiRequest, filters: Query[FormFilter]) -> FormPage:
    found = forms_in(request.auth.reach)
    if filters.campaign:
        found = found.filter(campaign=filters.campaign)
    page = page_of(found, filters.cursor, filters.limit)
    return FormPage(items=[FormOut(**_out(form)) for form in page.rows], next=page.next)


@forms.get("/report-forms/{form_id}", response=FormDetail, summary=_("One report form: its lines and sections"))
def show_form(request: ApiRequest, form_id: Path[Id]) -> FormDetail:
    form = one(forms_in(request.auth.reach), pk=form_id)
    version = version_in_force(form)
    names = LineOut.model_fields
    lines = [LineOut(**{name: getattr(line, name) for name in names}) for line in lines_of(version)]
    sections = [SectionOut(code=section.code, title=section.title) for section in sections_of(version)]
    return FormDetail(**_out(form), version=version.number, lines=lines, sections=sections)


def _asked(request: ApiRequest, form_id: int, code: str | None) -> tuple[ReportForm, Unit]:
    reach = request.auth.reach
    where = {"code": code} if code else {"pk": request.auth.token.unit_id}
    return one(forms_in(reach), pk=form_id), one(reach, **where)


@forms.get(
    "/report-forms/{form_id}/totals", response=TotalsOut, summary=_("Consolidated figures of a unit in today's tree")
)
def show_totals(request: ApiRequest, form_id: Path[Id], filters: Query[AtUnit]) -> TotalsOut:
    form, unit = _asked(request, form_id, filters.unit)
    table = branch_table(form, unit)
    cells = [
        CellOut(
            code=cell.line.code, name=cell.line.name, measure=cell.line.measure, own=cell.own, below=cell.below,
            together=cell.together, stated=cell.stated,
        )
        for cell in table.cells
    ]  # fmt: skip
    shares = [
        ShareOut(
            code=share.line.code, name=share.line.name, numerator=share.numerator, denominator=share.denominator,
            percent=share.percent,
        )
        for share in table.shares
    ]  # fmt: skip
    counts = CountsOut(**table.counts)
    return TotalsOut(form=form.pk, unit=unit.code, own_sent=table.own_sent, counts=counts, lines=cells, shares=shares)


@forms.get(
    "/report-forms/{form_id}/totals/children", response=ChildPage, summary=_("The same of each unit directly below")
)
def list_children(request: ApiRequest, form_id: Path[Id], filters: Query[BelowUnit]) -> ChildPage:
    form, unit = _asked(request, form_id, filters.unit)
    page = children_page(request.auth.reach, unit, filters.cursor, filters.limit)
    items = [
        ChildOut(
            unit=row.unit.code, name=row.unit.name, state=row.state, counts=CountsOut(**row.counts), values=row.values
        )
        for row in children_table(form, unit, page.rows)
    ]
    return ChildPage(items=items, next=page.next)
