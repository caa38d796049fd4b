"""The token itself, and units at a date."""

from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Router, Schema

from caunoi.api.enums import Scope
from caunoi.api.queries.pages import page_of
from caunoi.api.queries.units import branch_of, units_on
from caunoi.api.views.v1.fields import Code, Day, Words
from caunoi.api.views.v1.gate import ApiRequest, Bearer
from caunoi.api.views.v1.operations import PageFilter, one, router
from caunoi.api.views.v1.shapes import TokenOut, UnitOut, UnitPage
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit

about = Router(auth=Bearer(), tags=[_("Token")])
units = router(Scope.UNITS, _("Units"))

if TYPE_CHECKING:
    Kind = str
else:
    Kind = Literal[tuple(UnitKind.values)]


class OnDay(Schema):
    on: Day | None = None


class UnitFilter(PageFilter):
    on: Day | None = None
    under: Code | None = None
    kind: Kind | None = None
    q: Words = ""


def unit_out(unit: Any) -> UnitOut:
    return UnitOut(
        code=unit.code, name=unit.name, short_name=unit.short_name, kind=unit.kind, parent=unit.parent_code,
        depth=unit.depth, opened_on=unit.opened_on, closed_on=unit.closed_on,
    )  # fmt: skip


@about.get("/token", response=TokenOut, summary=_("What this token may do"))
def show_token(request: ApiRequest) -> TokenOut:
    token = request.auth.token
    unit = Unit.objects.only("code").get(pk=token.unit_id)
    return TokenOut(name=token.name, unit=unit.code, scopes=token.scopes, expires_at=token.expires_at)


@units.get("/units", response=UnitPage, summary=_("Units of the branch, as they stand on a day"))
def list_units(request: ApiRequest, filters: Query[UnitFilter]) -> UnitPage:
    reach = branch_of(request.auth.reach, filters.under) if filters.under else request.auth.reach
    found = units_on(reach, filters.on)
    if filters.kind:
        found = found.of_kinds([filters.kind])
    page = page_of(found.named_like(filters.q), filters.cursor, filters.limit)
    return UnitPage(items=[unit_out(unit) for unit in page.rows], next=page.next)


@units.get("/units/{code}", response=UnitOut, summary=_("One unit on a day"))
def show_unit(request: ApiRequest, code: Path[Code], filters: Query[OnDay]) -> UnitOut:
    return unit_out(one(units_on(request.auth.reach, filters.on), code=code))
