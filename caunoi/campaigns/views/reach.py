"""How the people of the own unit can be reached, and in which languages."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.campaigns.actions.reach import add_language, record_reach, retire_language
from caunoi.campaigns.enums import ReachMeans
from caunoi.campaigns.forms.estimates import LanguageForm, ReachForm
from caunoi.campaigns.models import SpokenLanguage
from caunoi.campaigns.permissions import may_log_activity
from caunoi.campaigns.queries.reach import languages_above, languages_listed, reach_of
from caunoi.campaigns.views.access import load, require
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def edit_reach(request: OfficerRequest) -> HttpResponse:
    officer = request.officer
    require(may_log_activity(officer.user, officer.unit, on=officer.today))
    fact = reach_of(officer.unit, officer.today)
    form = ReachForm(request.POST or None, initial={"means": fact.means, "note": fact.note} if fact else None)
    if form.is_bound and form.is_valid():
        means, note = ReachMeans(form.cleaned_data["means"]), form.cleaned_data["note"]
        record_reach(officer.unit, means, note=note, by=officer.user, now=timezone.now())
        messages.success(request, _("Kept. Those above see it on the map of what has not been said."))
        return redirect("campaigns:edit-reach")
    context = {
        "form": form,
        "fact": fact,
        "language_form": LanguageForm(auto_id="language_%s"),
        "own": languages_listed(officer.unit),
        "above": languages_above(officer.unit, officer.today),
    }
    return render(request, "campaigns/reach/edit_reach.html", context, status=422 if form.is_bound else 200)


@require_POST
@officer_view
def list_language(request: OfficerRequest) -> HttpResponse:
    officer = request.officer
    require(may_log_activity(officer.user, officer.unit, on=officer.today))
    try:
        add_language(officer.unit, request.POST.get("name", ""), by=officer.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("campaigns:edit-reach")


@require_POST
@officer_view
def unlist_language(request: OfficerRequest, pk: int) -> HttpResponse:
    officer = request.officer
    require(may_log_activity(officer.user, officer.unit, on=officer.today))
    language: SpokenLanguage = load(SpokenLanguage.objects.filter(unit=officer.unit), pk)
    try:
        retire_language(language, by=officer.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("campaigns:edit-reach")
