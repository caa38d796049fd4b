"""One unit: what it is today, and everything that is dated about it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from caunoi.orgs.enums import Line, Operation, Role, SuccessionKind, UnitKind
from caunoi.orgs.models import Unit
from caunoi.orgs.models.units import line_of
from caunoi.orgs.permissions import grantable_roles, may_look_back, units_for
from caunoi.orgs.queries.units import History, ancestors_of, history_of, merged_places, with_children
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view

# What one begins with from the page of a unit; the rest is added to a reorganisation that has begun.
STARTING = (
    Operation.MERGE,
    Operation.SPLIT,
    Operation.ABOLISH,
    Operation.CONTINUE,
    Operation.TO_SECTOR,
    Operation.TO_TERRITORY,
)


def _load(request: OfficerRequest, code: str) -> Unit:
    """A unit below, as it stands today; one that is closed, as its last day knew it, for those who may look back."""
    today = request.officer.today
    unit = units_for(request.officer.mandate, Right.VIEW, on=today).filter(code=code).first()
    if unit is not None:
        return unit
    closed = Unit.objects.filter(code=code, closed_on__isnull=False, closed_on__lte=today).first()
    if closed is None or not may_look_back(request.officer.mandate, closed, on=today):
        raise Http404(_("There is no unit with the code %(code)s below yours.") % {"code": code})
    last = closed.designations.order_by("-valid_from").first()
    closed.name, closed.short_name, closed.kind = (last.name, last.short_name, last.kind) if last else (code, "", "")
    return closed


@officer_view
def show_unit(request: OfficerRequest, code: str) -> HttpResponse:
    unit, today = _load(request, code), request.officer.today
    context: dict[str, Any] = {"unit": unit, "today": today, "kind_label": UnitKind(unit.kind).label}
    if not unit.closed_on or unit.closed_on > today:
        visible = set(
            units_for(request.officer.mandate, Right.VIEW, on=today)
            .filter(pk__in=line_of(unit.path))
            .values_list("pk", flat=True)
        )
        context["above"] = [(above, above.pk in visible) for above in ancestors_of(unit, on=today)]
        below: Any = with_children(Unit.objects.at(today).filter(pk=unit.pk), on=today).first()
        context["children"] = below.children
        context["manages_units"] = request.officer.may(Right.MANAGE_UNITS, unit)
        context["operations"] = [(value.value, value.label) for value in STARTING]
        context["manages_posts"] = bool(grantable_roles(request.officer.mandate, unit, on=today))
    return render(request, "orgs/show_unit.html", context | _told(history_of(unit), today))


def _told(history: History, today: Any) -> dict[str, Any]:
    """The history in the words and groups of the page."""
    roles, kinds = dict(Role.choices), dict(SuccessionKind.choices)
    unit_kinds = dict(UnitKind.choices)
    for post in history.posts:
        told: Any = post
        told.role_label = roles[post.role]
    held = [post for post in history.posts if post.ends_on is None or post.ends_on >= today]
    return {
        "history": history,
        "names": [(name, unit_kinds[name.kind]) for name in history.names],
        "territory": merged_places(history.places, Line.TERRITORY),
        "sector": merged_places(history.places, Line.SECTOR),
        "became": [(row, kinds[row.kind]) for row in history.became],
        "came_from": [(row, kinds[row.kind]) for row in history.came_from],
        "posts_held": held,
        "posts_ended": [post for post in history.posts if post not in held],
    }
