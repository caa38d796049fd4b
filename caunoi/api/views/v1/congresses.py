"""Congresses and what they brought forth, once it is published."""

from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop as _
from ninja import Path, Query

from caunoi.api.enums import Scope
from caunoi.api.permissions import congresses_in, results_in
from caunoi.api.queries.pages import page_of
from caunoi.api.queries.units import branch_of
from caunoi.api.views.v1.fields import Code, Id
from caunoi.api.views.v1.gate import ApiRequest
from caunoi.api.views.v1.operations import PageFilter, one, router
from caunoi.api.views.v1.shapes import CongressOut, CongressPage, NewsOut, ResultOut
from caunoi.congresses.enums import CongressState
from caunoi.congresses.figures import ELECTED, values_of
from caunoi.congresses.models import News
from caunoi.orgs.models import UnitQuerySet

congresses = router(Scope.CONGRESSES, _("Congresses"))

if TYPE_CHECKING:
    State = str
else:
    State = Literal[tuple(CongressState.values)]


class CongressFilter(PageFilter):
    under: Code | None = None
    state: State | None = None


def _rows(reach: UnitQuerySet) -> Any:
    published = results_in(reach).filter(congress=OuterRef("pk"))
    return congresses_in(reach).select_related("unit", "cycle").annotate(has_result=Exists(published))


def _out(congress: Any) -> CongressOut:
    return CongressOut(
        id=congress.pk, unit=congress.unit.code, cycle=congress.cycle.name, title=congress.title, form=congress.form,
        ordinal=congress.ordinal, term_start=congress.term_start, term_end=congress.term_end,
        starts_on=congress.starts_on, ends_on=congress.ends_on, venue=congress.venue, state=congress.state,
        has_result=congress.has_result,
    )  # fmt: skip


@congresses.get("/congresses", response=CongressPage, summary=_("Congresses of the branch"))
def list_congresses(request: ApiRequest, filters: Query[CongressFilter]) -> CongressPage:
    reach = branch_of(request.auth.reach, filters.under) if filters.under else request.auth.reach
    found = _rows(reach)
    if filters.state:
        found = found.filter(state=filters.state)
    page = page_of(found, filters.cursor, filters.limit)
    return CongressPage(items=[_out(congress) for congress in page.rows], next=page.next)


@congresses.get("/congresses/{congress_id}", response=CongressOut, summary=_("One congress"))
def show_congress(request: ApiRequest, congress_id: Path[Id]) -> CongressOut:
    return _out(one(_rows(request.auth.reach), pk=congress_id))


@congresses.get("/congresses/{congress_id}/result", response=ResultOut, summary=_("The published result of a congress"))
def show_result(request: ApiRequest, congress_id: Path[Id]) -> ResultOut:
    found = results_in(request.auth.reach).select_related("congress__unit")
    result = one(found, congress=congress_id)
    news = News.objects.filter(congress=congress_id, withdrawn_at__isnull=True).first()
    figures = values_of(result)
    figures.pop(ELECTED)
    return ResultOut(
        congress=congress_id,
        unit=result.congress.unit.code,
        figures=figures,
        news=NewsOut(title=news.title, text=news.text, published_at=news.published_at) if news else None,
    )
