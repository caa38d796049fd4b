"""Tokens on the desk: made after a look at what they reach, shown once, revoked."""

from typing import Final
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from caunoi.api.actions.tokens import make_token, revoke_token
from caunoi.api.enums import Scope
from caunoi.api.forms import TERMS, TokenForm
from caunoi.api.models import ApiToken
from caunoi.api.permissions import reach_of, tokens_for
from caunoi.api.views.overview import require_connector
from caunoi.campaigns.queries.scope import name_units
from caunoi.orgs.forms.invitations import unit_label
from caunoi.orgs.views.access import OfficerRequest, officer_view

_SENT: Final = "tokens_made"  # in the session: keys of the questions answered, the last ones
_REMEMBERED: Final = 20


@officer_view
@never_cache
def make(request: OfficerRequest) -> HttpResponse:
    """Asked twice: the second time with what the token would reach, in numbers."""
    require_connector(request)
    officer = request.officer
    typed = request.POST if request.method == "POST" else None
    form = TokenForm(typed, user=request.user, on=officer.today, initial={"unit": unit_label(officer.unit)})
    if not form.is_valid():
        return render(request, "api/make_token.html", {"form": form}, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    labels = [Scope(scope).label for scope in said["scopes"]]
    if "sure" not in request.POST:
        asked = ApiToken(unit=said["unit"], made_by=request.user)
        units = reach_of(asked, on=officer.today).count()
        term = dict(TERMS)[said["days"]]
        context = {"form": form, "labels": labels, "units": units, "term": term, "key": uuid4().hex}
        return render(request, "api/confirm_token.html", context)
    if not _first_time(request):
        messages.info(request, _("This token was made already, and its secret was shown then. Nothing was made again."))
        return redirect("connections:connections")
    token, secret = make_token(**said, by=request.user, now=timezone.now())
    return render(request, "api/token_made.html", {"token": token, "secret": secret, "labels": labels})


def _first_time(request: OfficerRequest) -> bool:
    """Whether this very question is answered for the first time: going back to a page that was sent would send it again."""
    sent = request.session.get(_SENT, [])
    key = request.POST["sure"]
    request.session[_SENT] = [*sent[-_REMEMBERED:], key]
    return key not in sent


def _load(request: OfficerRequest, pk: int) -> ApiToken:
    require_connector(request)
    found = tokens_for(request.user, on=request.officer.today).select_related("unit", "made_by", "revoked_by")
    token = get_object_or_404(found, pk=pk)
    name_units([token], on=request.officer.today)
    return token


@require_safe
@officer_view
def show(request: OfficerRequest, pk: int) -> HttpResponse:
    token, on = _load(request, pk), request.officer.today
    context = {
        "token": token,
        "labels": [Scope(scope).label for scope in token.scopes],
        "is_over": token.expires_at <= timezone.now(),
        "units": reach_of(token, on=on).count(),
    }
    return render(request, "api/show_token.html", context)


@require_POST
@officer_view
def revoke(request: OfficerRequest, pk: int) -> HttpResponse:
    token = _load(request, pk)
    revoke_token(token, by=request.user, now=timezone.now())
    messages.success(request, _("The token of %(name)s opens nothing any more.") % {"name": token.name})
    return redirect("connections:connections")
