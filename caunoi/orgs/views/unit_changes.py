"""Changing a unit: one page, one decision. All need MANAGE_UNITS at the unit, and at the other unit that is named."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.orgs.actions.units import count_members, create_unit, move_unit, rename_unit
from caunoi.orgs.forms import units as forms
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, load_unit, officer_view

Act = Callable[[Unit, dict[str, Any], dict[str, Any]], Unit]


def _change(
    request: OfficerRequest,
    code: str,
    form_class: type[forms.ScopedForm],
    act: Act,
    words: tuple[str, str, str],
    *,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """``act(unit, what was typed, who and when)``, whose result is shown next; ``words``: title, button, what to say after."""
    officer = request.officer
    unit = load_unit(request, code, Right.MANAGE_UNITS)
    managed = units_for(officer.mandate, Right.MANAGE_UNITS, on=officer.today)
    form = form_class(request.POST or None, units=managed, initial={"on": officer.today, **(initial or {})})
    title, button, said = words
    if request.method == "POST" and form.is_valid():
        try:
            shown = act(unit, form.cleaned_data, {"by": officer.user, "now": timezone.now()})
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, said)
            return redirect("orgs:show-unit", shown.code)
    return render(request, "orgs/change_unit.html", {"unit": unit, "form": form, "title": title, "button": button})


@officer_view
def create(request: OfficerRequest, code: str) -> HttpResponse:
    def act(unit: Unit, typed: dict[str, Any], who: dict[str, Any]) -> Unit:
        return create_unit(parent=unit, **typed, **who)

    words = (_("Add a unit below"), _("Add the unit"), _("The unit is in the tree."))
    return _change(request, code, forms.NewUnitForm, act, words, initial={"kind": "grassroots"})


@officer_view
def rename(request: OfficerRequest, code: str) -> HttpResponse:
    def act(unit: Unit, typed: dict[str, Any], who: dict[str, Any]) -> Unit:
        rename_unit(unit, **typed, **who)
        return unit

    words = (_("Rename"), _("Save the name"), _("The new name is recorded; the old one stays in the history."))
    unit = load_unit(request, code, Right.MANAGE_UNITS)
    initial = {"name": unit.name, "short_name": unit.short_name}
    return _change(request, code, forms.RenameForm, act, words, initial=initial)


@officer_view
def move(request: OfficerRequest, code: str) -> HttpResponse:
    def act(unit: Unit, typed: dict[str, Any], who: dict[str, Any]) -> Unit:
        move_unit(unit, parent=typed["unit"], on=typed["on"], **who)
        return unit

    words = (_("Move in the tree"), _("Move the unit and all below it"), _("The move is recorded."))
    return _change(request, code, forms.MoveForm, act, words)


@officer_view
def count(request: OfficerRequest, code: str) -> HttpResponse:
    def act(unit: Unit, typed: dict[str, Any], who: dict[str, Any]) -> Unit:
        count_members(unit, **typed, **who)
        return unit

    words = (_("Record the number of members"), _("Save the number"), _("The number of members is recorded."))
    return _change(request, code, forms.CountForm, act, words)
