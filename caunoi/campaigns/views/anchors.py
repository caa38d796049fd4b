"""Dating an event: first what would move, then the move."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caunoi.campaigns.actions.anchors import date_anchor
from caunoi.campaigns.forms.anchors import AnchorForm
from caunoi.campaigns.models import Anchor
from caunoi.campaigns.permissions import campaigns_for
from caunoi.campaigns.permissions.imports import amendable_campaigns
from caunoi.campaigns.queries.redating import preview_of
from caunoi.campaigns.views.access import load
from caunoi.core.errors import Refused
from caunoi.core.looking import changed_since, mark_of
from caunoi.orgs.views.access import OfficerRequest, officer_view


@officer_view
@require_http_methods(["GET", "POST"])
def date_event(request: OfficerRequest, pk: int) -> HttpResponseBase:
    """The first POST shows what would move; the second, with the same days, moves them."""
    officer = request.officer
    seen = Anchor.objects.filter(campaign__in=campaigns_for(officer.user, on=officer.today).values("pk"))
    anchor: Anchor = load(seen.select_related("campaign__unit", "congress"), pk)
    if not amendable_campaigns(officer.user, on=officer.today).filter(pk=anchor.campaign_id).exists():
        raise PermissionDenied(_("Only officers of the issuing unit date its events."))
    form = AnchorForm(
        request.POST if request.method == "POST" else None,
        initial={"starts_on": anchor.starts_on, "ends_on": anchor.ends_on},
    )
    preview, previewed, late, stood = None, "", False, mark_of(anchor.starts_on, anchor.ends_on)
    if request.method == "POST" and form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        previewed = mark_of(*days.values())
        late = changed_since(request, stands=stood, wanted=previewed)
        if request.POST.get("previewed") == previewed and not late:  # what changed after the preview is previewed anew
            try:
                reason = form.cleaned_data["reason"]
                moved = date_anchor(anchor, **days, reason=reason, by=request.user, now=timezone.now())
            except Refused as refused:
                form.add_error(None, str(refused.message))
            else:
                messages.success(request, _("Dated. %(n)s open duties follow.") % {"n": moved.assignments})
                return redirect("campaigns:show-campaign", anchor.campaign_id)
        preview = preview_of(anchor, **days, by=officer.user, on=officer.today)
    context = {"anchor": anchor, "campaign": anchor.campaign, "form": form, "preview": preview, "previewed": previewed}
    context |= {"late": late, "stood": stood}
    return render(request, "campaigns/instruments/date_event.html", context, status=422 if form.errors else 200)
