"""Webhooks on the desk: made, tried out, watched, stopped."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from caunoi.api.actions.webhooks import make_webhook, send_again, stop_webhook, try_webhook
from caunoi.api.enums import Event
from caunoi.api.forms import WebhookForm
from caunoi.api.models import Webhook, WebhookDelivery
from caunoi.api.permissions import webhooks_for
from caunoi.api.signing import secret_of
from caunoi.api.views.overview import require_connector
from caunoi.campaigns.queries.scope import name_units
from caunoi.orgs.forms.invitations import unit_label
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 30


@officer_view
def make(request: OfficerRequest) -> HttpResponse:
    require_connector(request)
    officer = request.officer
    typed = request.POST if request.method == "POST" else None
    form = WebhookForm(typed, user=request.user, on=officer.today, initial={"unit": unit_label(officer.unit)})
    if form.is_valid():
        webhook = make_webhook(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("Messages go to %(name)s from now on.") % {"name": webhook.name})
        return redirect("connections:show-webhook", webhook.pk)
    return render(request, "api/make_webhook.html", {"form": form}, status=422 if form.is_bound else 200)


def _load(request: OfficerRequest, pk: int) -> Webhook:
    require_connector(request)
    found = webhooks_for(request.user, on=request.officer.today).select_related("unit", "made_by")
    webhook = get_object_or_404(found, pk=pk)
    name_units([webhook], on=request.officer.today)
    return webhook


@require_safe
@officer_view
@never_cache
def show(request: OfficerRequest, pk: int) -> HttpResponse:
    webhook = _load(request, pk)
    page = Paginator(webhook.deliveries.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "webhook": webhook,
        "labels": [Event(event).label for event in webhook.events],
        "secret": secret_of(webhook),
        "page": page,
    }
    return render(request, "api/show_webhook.html", context)


@require_POST
@officer_view
def send_trial(request: OfficerRequest, pk: int) -> HttpResponse:
    webhook = _load(request, pk)
    try_webhook(webhook, now=timezone.now())
    messages.success(request, _("A trial message is on its way. Look at the list below in a moment."))
    return redirect("connections:show-webhook", pk)


@require_POST
@officer_view
def stop(request: OfficerRequest, pk: int) -> HttpResponse:
    webhook = _load(request, pk)
    stop_webhook(webhook, by=request.user, now=timezone.now())
    messages.success(request, _("%(name)s is told nothing any more.") % {"name": webhook.name})
    return redirect("connections:connections")


@require_POST
@officer_view
def resend(request: OfficerRequest, pk: int) -> HttpResponse:
    require_connector(request)
    known = webhooks_for(request.user, on=request.officer.today).values("pk")
    delivery = get_object_or_404(WebhookDelivery, pk=pk, webhook__in=known)
    send_again(delivery, now=timezone.now())
    messages.success(request, _("The message is sent again."))
    return redirect("connections:show-webhook", delivery.webhook_id)
