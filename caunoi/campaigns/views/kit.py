"""The kit of a campaign: what a unit takes along, and the issuer's side of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.actions.materials import add_material, remove_material
from caunoi.campaigns.forms.materials import MaterialForm
from caunoi.campaigns.models import Material
from caunoi.campaigns.permissions import materials_for, may_fill_kit
from caunoi.campaigns.permissions.imports import instruments_for
from caunoi.campaigns.queries.kit import kit_of
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import campaign_context, load, load_campaign, require
from caunoi.campaigns.views.imports import attachment
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view

FIELD_OF = {"empty_material": "text", "kind": "kind"}


@require_safe
@officer_view
def show_kit(request: OfficerRequest, pk: int) -> HttpResponse:
    """What do we take along? Nothing here is noted as opened: the page is fetched ahead for the road."""
    campaign, officer = load_campaign(request, pk), request.officer
    kit = kit_of(campaign, officer.unit, instruments_for(officer.user, on=officer.today))
    name_units([one.campaign for shelf in kit.shelves for one in shelf.materials], on=officer.today)
    context = {
        "kit": kit,
        "may_fill": may_fill_kit(officer.user, campaign, on=officer.today),
    }
    page = campaign_context(request, campaign, "show-kit") | context
    return render(request, "campaigns/kit/show_kit.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def add(request: OfficerRequest, pk: int) -> HttpResponse:
    campaign, officer = load_campaign(request, pk), request.officer
    require(may_fill_kit(officer.user, campaign, on=officer.today))
    is_sent = request.method == "POST"
    form = MaterialForm(request.POST, request.FILES, campaign=campaign) if is_sent else MaterialForm(campaign=campaign)
    if is_sent and form.is_valid():
        said = dict(form.cleaned_data)
        upload = said.pop("file")
        try:
            add_material(campaign, **said, upload=upload, by=officer.user, now=timezone.now())
        except Refused as refused:
            form.add_error(FIELD_OF.get(str(refused.code), "file"), str(refused.message))
        else:
            messages.success(request, _("The material is in the kit: every unit of the campaign finds it there."))
            return redirect("campaigns:show-kit", campaign.pk)
    page = campaign_context(request, campaign, "show-kit") | {"form": form}
    return render(request, "campaigns/kit/add_material.html", page, status=422 if form.errors else 200)


def _material(request: OfficerRequest, pk: int) -> Material:
    officer = request.officer
    mine = materials_for(officer.mandate, on=officer.today).select_related("campaign__unit")
    material: Material = load(mine, pk)
    return material


@require_safe
@officer_view
def download(request: OfficerRequest, pk: int) -> HttpResponseBase:
    material = _material(request, pk)
    try:
        return attachment(material.file.open("rb"), material.original_name)
    except (FileNotFoundError, ValueError) as error:  # the bytes are gone, or it is a text alone
        raise Http404(_("This material has no file.")) from error


@require_POST
@officer_view
def remove(request: OfficerRequest, pk: int) -> HttpResponse:
    material, officer = _material(request, pk), request.officer
    require(may_fill_kit(officer.user, material.campaign, on=officer.today))
    remove_material(material, by=officer.user, now=timezone.now())
    messages.success(request, _("The material was taken out of the kit."))
    return redirect("campaigns:show-kit", material.campaign_id)
