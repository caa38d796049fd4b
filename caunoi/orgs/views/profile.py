"""My profile, my security, my data."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from caunoi.core import audit
from caunoi.orgs.actions.profile import change_profile, request_deletion
from caunoi.orgs.forms.profile import ProfileForm
from caunoi.orgs.permissions import units_for
from caunoi.orgs.queries.personal_data import personal_data
from caunoi.orgs.roles import Right
from caunoi.orgs.views.account import OwnRequest, own_page


@own_page
def profile(request: OwnRequest) -> HttpResponse:
    user = request.user
    fields = ("full_name", "phone", "language", "wants_email")
    form = ProfileForm(request.POST or None, initial={name: getattr(user, name) for name in fields})
    if form.is_valid():
        change_profile(user, **form.cleaned_data, now=timezone.now())
        with override(user.language):
            messages.success(request, _("Your profile is saved."))
        return redirect("orgs:profile")
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    context = {
        "form": form,
        "posts": request.officer.posts if request.officer else (),
        "duties": _duties(request),
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
    }
    return render(request, "orgs/profile.html", context)


def _duties(request: OwnRequest) -> set[str]:
    """The administrator's pages that open to this person: rights held anywhere today."""
    asked = (Right.MANAGE_POSTS, Right.MANAGE_UNITS, Right.VIEW_AUDIT)
    today = timezone.localdate()
    return {right.value for right in asked if units_for(request.user, right, on=today).exists()}


@own_page
@never_cache
@require_POST
def export_data(request: OwnRequest) -> HttpResponse:
    """All that is held on the person, as one JSON file. By POST: no link of a stranger may start it."""
    now = timezone.now()
    data = personal_data(request.user, now=now)
    audit.record("orgs.data_exported", request.user, by=request.user, now=now)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="du-lieu-ca-nhan-{timezone.localdate():%Y%m%d}.json"'
    return response


@own_page
def delete_account(request: OwnRequest) -> HttpResponse:
    """What deletion means, in plain words, and the request for it."""
    if request.method == "POST":
        told = request_deletion(request.user, now=timezone.now())
        text = _("Your request has been sent to %(count)s people who manage accounts.") % {"count": told}
        messages.success(request, text)
        return redirect("orgs:profile")
    return render(request, "orgs/delete_account.html")
