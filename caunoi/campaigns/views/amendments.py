"""A new version of the plan, or a superior's later paper: uploaded, compared, applied."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.campaigns.actions.amendments import apply_amendment, choose_kind
from caunoi.campaigns.actions.imports import StaleRevision, upload_plan
from caunoi.campaigns.comparison import Area, Change, Comparison
from caunoi.campaigns.enums import CampaignState, ImportState
from caunoi.campaigns.forms.imports import UploadForm
from caunoi.campaigns.models import Delivery, PlanImport
from caunoi.campaigns.permissions.imports import amendable_campaigns
from caunoi.campaigns.queries.amendments import VERSION, compare_import, kind_of_amendment
from caunoi.campaigns.views.access import load_campaign
from caunoi.campaigns.views.imports import load_import, say_if_known
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view

AREAS = {
    Area.ANCHOR: gettext_lazy("Events and their days"),
    Area.WAVE: gettext_lazy("Waves"),
    Area.WINDOW: gettext_lazy("Windows"),
    Area.THEME: gettext_lazy("Themes"),
    Area.CHANNEL: gettext_lazy("Channels"),
    Area.DUTY: gettext_lazy("Duties"),
    Area.CLAUSE: gettext_lazy("Clause by clause"),
}


@officer_view
@require_http_methods(["GET", "POST"])
def upload(request: OfficerRequest, pk: int) -> HttpResponseBase:
    campaign, officer = load_campaign(request, pk), request.officer
    if not amendable_campaigns(officer.user, on=officer.today).filter(pk=pk).exists():
        raise PermissionDenied(_("Only officers of the issuing unit amend its campaign."))
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        file, now = form.cleaned_data["file"], timezone.now()
        try:
            made = upload_plan(unit=campaign.unit, file=file, name=file.name, by=officer.user, now=now, amends=campaign)
        except Refused as refused:
            form.add_error("file", str(refused.message))
        else:
            say_if_known(request, made, now)
            return redirect("campaigns:review-import", made.pk)
    entered = PlanImport.objects.filter(amends=campaign).exclude(state=ImportState.DISCARDED)[:20]
    context = {"form": form, "imports": entered, "amends": campaign}
    return render(request, "campaigns/imports/upload.html", context, status=422 if form.errors else 200)


@officer_view
@require_http_methods(["GET", "POST"])
def compare(request: OfficerRequest, pk: UUID) -> HttpResponseBase:
    """The difference, each change to take or leave; POST applies what is ticked."""
    plan_import = load_import(request, pk)
    if plan_import.state == ImportState.CONFIRMED:
        return redirect("campaigns:show-campaign", plan_import.campaign_id)
    if plan_import.state != ImportState.REVIEW or plan_import.amends is None:
        return redirect("campaigns:review-import", pk)
    if request.method == "POST":
        return _apply(request, plan_import)
    campaign = plan_import.amends
    comparison = compare_import(plan_import, campaign)
    kind = kind_of_amendment(plan_import.draft, campaign)
    context = {
        "import": plan_import,
        "campaign": campaign,
        "groups": _groups(comparison),
        "total": len(comparison.choices),
        "is_version": kind == VERSION,
        "units": Delivery.objects.filter(campaign=campaign).count(),
        "is_issued": campaign.state == CampaignState.ISSUED,
    }
    return render(request, "campaigns/imports/compare.html", context)


def _groups(comparison: Comparison) -> list[dict[str, Any]]:
    """Differences by area, in the page's order, those that can be taken first."""
    groups = []
    for area, label in AREAS.items():
        rows = [one for one in comparison.differences if one.area == area]
        if rows:
            moved = [one for one in rows if one.change == Change.MOVED]
            shown = [one for one in rows if one.change != Change.MOVED]
            groups.append(
                {"area": area, "label": label, "rows": shown, "moved": moved, "is_choice": area != Area.CLAUSE}
            )
    return groups


def _apply(request: OfficerRequest, plan_import: PlanImport) -> HttpResponseBase:
    accepted = request.POST.getlist("accept")
    try:
        revision = int(request.POST.get("revision") or -1)
        campaign = apply_amendment(
            plan_import, accepted=accepted, revision=revision, by=request.user, now=timezone.now()
        )
    except StaleRevision as refused:
        messages.warning(request, str(refused.message))
        return redirect("campaigns:compare-amendment", plan_import.pk)
    messages.success(request, _("Applied: %(n)s changes. The units concerned are being told.") % {"n": len(accepted)})
    return redirect("campaigns:show-campaign", campaign.pk)


@officer_view
@require_POST
def choose(request: OfficerRequest, pk: UUID) -> HttpResponseBase:
    kind = request.POST.get("kind", "")
    choose_kind(load_import(request, pk), kind=kind, by=request.user, now=timezone.now())
    return redirect("campaigns:compare-amendment", pk)
