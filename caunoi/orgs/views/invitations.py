"""Inviting officers, and accepting an invitation."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from caunoi.core.errors import Refused
from caunoi.orgs.actions.invitations import accept_invitation, invite, resend_invitation, withdraw_invitation
from caunoi.orgs.actions.lockouts import unlock_account
from caunoi.orgs.forms.invitations import AcceptanceForm, ConsentForm, InvitationForm, unit_label
from caunoi.orgs.invitation_links import hash_of, is_stale, link_of
from caunoi.orgs.models import Invitation, Unit, User
from caunoi.orgs.permissions import units_for
from caunoi.orgs.queries.invitations import invitations_of, locked_accounts, managed_people
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 30
SUGGESTIONS = 20


def _require_manager(request: OfficerRequest) -> None:
    """403 for those who manage posts nowhere; where exactly one may, the forms and actions ask."""
    officer = request.officer
    if not units_for(officer.mandate, Right.MANAGE_POSTS, on=officer.today).exists():
        raise PermissionDenied(_("Your post does not let you invite people. Ask the chair of your unit."))


def _name_units(invitations: list[Any], request: OfficerRequest) -> None:
    ids = {invitation.unit_id for invitation in invitations}
    units = {unit.pk: unit for unit in Unit.objects.at(request.officer.today).filter(pk__in=ids)}
    for invitation in invitations:
        invitation.unit = units.get(invitation.unit_id, invitation.unit)


@officer_view
def invitations(request: OfficerRequest) -> HttpResponse:
    _require_manager(request)
    user, today, now = request.user, request.officer.today, timezone.now()
    waiting = invitations_of(user, on=today).select_related("unit", "invited_by")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    _name_units(rows, request)
    context = {"page": page, "rows": rows, "now": now, "locked": locked_accounts(user, on=today, now=now)}
    return render(request, "orgs/invitations.html", context)


@officer_view
def send_invitation(request: OfficerRequest) -> HttpResponse:
    _require_manager(request)
    officer = request.officer
    initial = {"unit": request.GET.get("don-vi") or unit_label(officer.unit), "role": "officer"}
    form = InvitationForm(request.POST or None, user=request.user, on=officer.today, initial=initial)
    if form.is_valid():
        try:
            invitation, _secret = invite(**form.cleaned_data, by=request.user, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The invitation goes to %(email)s.") % {"email": invitation.email})
            return redirect("orgs:show-invitation", invitation.pk)
    return render(request, "orgs/send_invitation.html", {"form": form})


@officer_view
def suggest_units(request: OfficerRequest) -> HttpResponse:
    """The units that match what has been typed, as options of the form's list."""
    managed = units_for(request.officer.mandate, Right.MANAGE_POSTS, on=request.officer.today)
    typed = next((request.GET[name] for name in ("unit", "successor", "parent") if name in request.GET), "")
    found = managed.named_like(typed.rpartition("(")[0] or typed)
    labels = [unit_label(unit) for unit in found.in_tree_order()[:SUGGESTIONS]]
    return render(request, "orgs/unit_options.html", {"labels": labels})


def _load(request: OfficerRequest, pk: int) -> Invitation:
    waiting = invitations_of(request.user, on=request.officer.today).select_related("unit", "invited_by")
    invitation = get_object_or_404(waiting, pk=pk)
    _name_units([invitation], request)
    return invitation


@officer_view
@never_cache
def show_invitation(request: OfficerRequest, pk: int) -> HttpResponse:
    """One invitation; to the inviter alone also its link, for handing on by Zalo where no mail arrives."""
    invitation = _load(request, pk)
    own = invitation.invited_by_id == request.user.pk and not is_stale(invitation, timezone.now())
    context = {"invitation": invitation, "link": link_of(invitation) if own else "", "now": timezone.now()}
    return render(request, "orgs/show_invitation.html", context)


@officer_view
@require_POST
def resend(request: OfficerRequest, pk: int) -> HttpResponse:
    invitation = _load(request, pk)
    resend_invitation(invitation, by=request.user, now=timezone.now())
    text = _("A new link goes to %(email)s. The old one no longer works.") % {"email": invitation.email}
    messages.success(request, text)
    return redirect("orgs:show-invitation", pk)


@officer_view
@require_POST
def withdraw(request: OfficerRequest, pk: int) -> HttpResponse:
    invitation = _load(request, pk)
    withdraw_invitation(invitation, by=request.user, now=timezone.now())
    messages.success(request, _("The invitation of %(name)s is withdrawn.") % {"name": invitation.full_name})
    return redirect("orgs:invitations")


@officer_view
@require_POST
def unlock(request: OfficerRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(managed_people(request.user, on=request.officer.today), pk=pk)
    unlock_account(person, by=request.user, now=timezone.now(), unit_id=request.officer.unit.pk)
    messages.success(request, _("%(person)s can sign in again.") % {"person": person})
    return redirect("orgs:invitations")


@never_cache
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link: what one is invited to, and, for a new account, the choice of a password."""
    found = Invitation.objects.filter(secret_hash=hash_of(secret)).select_related("unit", "invited_by").first()
    now = timezone.now()
    if found is None or not found.is_open(now):
        return render(request, "account/invitation_closed.html", {"invitation": found}, status=410)
    unit = Unit.objects.at(timezone.localdate(now)).filter(pk=found.unit_id).first() or found.unit
    account = User.objects.filter(email__iexact=found.email).first()
    context: dict[str, Any] = {"invitation": found, "unit": unit, "account": account}
    if request.user.is_authenticated and (account is None or request.user.pk != account.pk):
        return render(request, "account/invitation_of_another.html", context)
    form = ConsentForm(request.POST or None) if account else AcceptanceForm(request.POST or None, invitation=found)
    if request.method == "POST" and (account or form.is_valid()):
        try:
            user = accept_invitation(secret, password=form.data.get("password"), now=now)
        except Refused as refusal:
            return render(request, "account/invitation_closed.html", {"message": refusal.message}, status=409)
        messages.success(request, _("Welcome. Your post at %(unit)s is open.") % {"unit": unit})
        return _enter(request, user, is_new=account is None)
    return render(request, "account/accept_invitation.html", {**context, "form": form})


def _enter(request: HttpRequest, user: User, *, is_new: bool) -> HttpResponse:
    """A new account is signed in at once; an old one by its own password or key, with its own second step."""
    if is_new:
        user.backend = "allauth.account.auth_backends.AuthenticationBackend"  # type: ignore[attr-defined]
        response: HttpResponse = perform_login(request, user)
        return response
    return redirect("desk:home" if request.user.is_authenticated else reverse("account_login"))
