"""One line of the reading turned into a small form and back; without JavaScript the same form is a page of its own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from caunoi.campaigns.actions.imports import StaleRevision, correct_import, tick_warning
from caunoi.campaigns.corrections import ADD, LISTS, MARKS, REMOVE, RESTORE, WHOLE, Change
from caunoi.campaigns.enums import ImportState
from caunoi.campaigns.forms.audiences import AudienceForm
from caunoi.campaigns.forms.corrections import FORMS, AnchorsForm, CorrectionForm
from caunoi.campaigns.models import PlanImport
from caunoi.campaigns.queries.audiences import PEEK, units_of
from caunoi.campaigns.queries.review import slug_of
from caunoi.campaigns.views.imports import anchors_form, load_import, next_url, review_url
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest, officer_view

TITLES = {
    "header": gettext_lazy("Paper"),
    "basis": gettext_lazy("Rests on"),
    "wave": gettext_lazy("Wave"),
    "window": gettext_lazy("Window"),
    "theme": gettext_lazy("Theme"),
    "throughout": gettext_lazy("Duty in every wave"),
    "channel": gettext_lazy("Channel"),
    "assignment": gettext_lazy("Assignment"),
    "audience": gettext_lazy("Whom it is for"),
    "reporting": gettext_lazy("Reporting"),
    "slogans": gettext_lazy("Slogans"),
    "recipients": gettext_lazy("Recipients"),
    "signature": gettext_lazy("Signature"),
    "clause": gettext_lazy("Clause"),
    "anchors": gettext_lazy("Days the paper leaves open"),
}


@officer_view
@require_http_methods(["GET", "POST"])
def edit(request: OfficerRequest, pk: UUID, kind: str, key: str = "") -> HttpResponseBase:
    """Correct the line ``key`` of ``kind``."""
    plan_import = _load(request, pk, kind)
    item = find_item(plan_import.draft, kind, key)
    return _form_page(request, plan_import, Change(kind, key), item)


@officer_view
@require_http_methods(["GET", "POST"])
def add(request: OfficerRequest, pk: UUID, kind: str, key: str = "") -> HttpResponseBase:
    """Add a line; ``key`` names the wave that a window is added to."""
    plan_import = _load(request, pk, kind)
    if kind not in (*LISTS, *MARKS, "window"):
        raise Http404
    return _form_page(request, plan_import, Change(kind, key, ADD), None)


@officer_view
@require_POST
def remove(request: OfficerRequest, pk: UUID, kind: str, key: str) -> HttpResponseBase:
    return _apply_at_once(request, pk, Change(kind, key, REMOVE))


@officer_view
@require_POST
def restore(request: OfficerRequest, pk: UUID, kind: str, key: str = "") -> HttpResponseBase:
    return _apply_at_once(request, pk, Change(kind, key, RESTORE))


@officer_view
@require_POST
def tick(request: OfficerRequest, pk: UUID) -> HttpResponseBase:
    plan_import = load_import(request, pk)
    is_seen = request.POST.get("seen") == "1"
    tick_warning(plan_import, key=request.POST.get("key", ""), is_seen=is_seen, by=request.user, now=timezone.now())
    return redirect(review_url(plan_import, "warnings"))


@officer_view
@require_GET
def peek(request: OfficerRequest, pk: UUID, key: str) -> HttpResponseBase:
    """The units that an audience means today."""
    plan_import = _load(request, pk, "audience")
    audience = find_item(plan_import.draft, "audience", key)
    meant = units_of(audience, plan_import.unit, on=request.officer.today).order_by("place__path")
    context = {"import": plan_import, "key": key, "units": meant[:PEEK], "total": meant.count(), "audience": audience}
    return render(request, "campaigns/imports/peek.html", context)


def _load(request: OfficerRequest, pk: UUID, kind: str) -> PlanImport:
    plan_import = load_import(request, pk)
    if kind not in TITLES:
        raise Http404
    if plan_import.state != ImportState.REVIEW:
        raise Refused(_("This paper is no longer open for review."), code="not_in_review")
    return plan_import


def find_item(draft: dict[str, Any], kind: str, key: str) -> Any:
    """The thing that a form corrects; 404 where it is not there."""
    try:
        if kind in WHOLE:
            return draft[kind]
        if kind == "audience":
            return draft["audiences"][key]
        if kind == "clause":
            return next(clause for clause in draft["clauses"] if clause["path"] == key)
        if kind == "anchors":
            return None
        first, _dot, second = key.partition(".")
        if kind == "window":
            return draft["waves"][int(first)]["windows"][int(second)]
        return draft[LISTS[kind]][int(key)]
    except (LookupError, StopIteration, ValueError) as error:
        raise Http404 from error


def _make_form(plan_import: PlanImport, change: Change, item: Any, data: Any) -> CorrectionForm:
    options = {"draft": plan_import.draft, "item": item, "revision": plan_import.revision, "key": change.key}
    if change.kind == "anchors":
        return anchors_form(plan_import, data)
    if change.kind != "audience":
        return FORMS[change.kind](data, **options)
    on, unit = timezone.localdate(), plan_import.unit
    own = Unit.objects.at(on).filter(pk=unit.pk).first()
    standing = Unit.objects.at(on).below(own.path) if own else Unit.objects.at(on).none()
    meant = list(units_of(item, unit, on=on).order_by("place__path")[:PEEK])
    return AudienceForm(data, standing=standing, meant=meant, **options)


def _form_page(request: OfficerRequest, plan_import: PlanImport, change: Change, item: Any) -> HttpResponseBase:
    form = _make_form(plan_import, change, item, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _render_form(request, plan_import, change, form)
    filled = _with_values(change, form.values())
    revision = form.cleaned_data["revision"]
    try:
        correct_import(plan_import, change=filled, revision=revision, by=request.user, now=timezone.now())
    except StaleRevision as refused:
        form.add_error(None, str(refused.message))
        data = request.POST.copy()
        data["revision"] = str(plan_import.revision)  # the next press is made knowing of the other correction
        form.data = data
        return _render_form(request, plan_import, change, form)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return _render_form(request, plan_import, change, form)
    if request.POST.get("then") == "next":  # the days are kept on the way to what comes after the review
        url = next_url(plan_import)
        return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
    return redirect(review_url(plan_import, target_of(change)))


def _with_values(change: Change, values: dict[str, Any]) -> Change:
    if change.kind in MARKS:
        return Change(change.kind, values["path"], ADD)
    return Change(change.kind, change.key, change.operation, values)


def target_of(change: Change) -> str:
    """Id of the element that the form takes the place of."""
    if change.operation == ADD:
        return f"add-{slug_of(change.kind, change.key)}"
    if change.kind == "anchors":
        return "anchors"
    if change.kind == "clause":
        return ""
    return f"line-{slug_of(change.kind, change.key)}"


def _render_form(
    request: OfficerRequest, plan_import: PlanImport, change: Change, form: CorrectionForm
) -> HttpResponse:
    """The form in the line's place for htmx, a page of its own otherwise. 422 with errors keeps what was typed."""
    target = request.GET.get("target") or request.POST.get("target") or target_of(change)
    context = {
        "import": plan_import,
        "form": form,
        "change": change,
        "title": TITLES[change.kind],
        "is_new": change.operation == ADD,
        "target": target,
        "events": getattr(form, "events", ()),
        "is_anchors": isinstance(form, AnchorsForm),
    }
    name = "campaigns/imports/edit_line.html" if request.htmx else "campaigns/imports/edit.html"
    response = render(request, name, context, status=422 if form.errors and not request.htmx else 200)
    if request.htmx and request.method == "POST":
        response["HX-Retarget"] = f"#{target}"
        response["HX-Reselect"] = f"#{target}"
        response["HX-Reswap"] = "outerHTML"
    return response


def _apply_at_once(request: OfficerRequest, pk: UUID, change: Change) -> HttpResponseBase:
    plan_import = _load(request, pk, change.kind)
    try:
        revision = int(request.POST.get("revision") or -1)
        correct_import(plan_import, change=change, revision=revision, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused.message))
    return redirect(review_url(plan_import, f"section-{change.kind}"))
