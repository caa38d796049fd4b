"""Which systems are connected: one page for who lets them in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.api.permissions import tokens_for, units_to_connect, webhooks_for
from caunoi.campaigns.queries.scope import name_units
from caunoi.orgs.views.access import OfficerRequest, officer_view

SHOWN = 200  # of each; a unit has a handful


def require_connector(request: OfficerRequest) -> None:
    """403 for those who let nobody in anywhere; where exactly one may, forms and actions ask."""
    if not units_to_connect(request.user, on=request.officer.today).exists():
        raise PermissionDenied(_("Your post does not let you connect other systems. Ask the chair of your unit."))


@require_safe
@officer_view
def show_connections(request: OfficerRequest) -> HttpResponse:
    require_connector(request)
    on, now = request.officer.today, timezone.now()
    tokens = list(tokens_for(request.user, on=on).select_related("unit").order_by("-made_at")[:SHOWN])
    webhooks = list(webhooks_for(request.user, on=on).select_related("unit").order_by("-made_at")[:SHOWN])
    name_units([*tokens, *webhooks], on=on)
    live = [token for token in tokens if token.revoked_at is None and token.expires_at > now]
    context = {
        "tokens": live,
        "ended": [token for token in tokens if token not in live],
        "webhooks": [webhook for webhook in webhooks if webhook.stopped_at is None],
        "stopped": [webhook for webhook in webhooks if webhook.stopped_at],
    }
    return render(request, "api/connections.html", context)
