"""My profile, my security, my data."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
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
from caunoi.orgs.queries.personal_data import personal_data
from caunoi.orgs.views.access import OfficerRequest, officer_of


@login_required
def profile(request: OfficerRequest) -> HttpResponse:
    user = request.user
    fields = ("full_name", "phone", "language", "wants_email")
    form = ProfileForm(request.POST or None, initial={name: getattr(user, name) for name in fields})
    if form.is_valid():
        change_profile(user, **form.cleaned_data, now=timezone.now())
        with override(user.language):
            messages.success(request, _("Your profile is saved."))
        return redirect("orgs:profile")
    officer = officer_of(user, today=timezone.localdate())
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    context = {
        "form": form,
        "posts": officer.posts if officer else (),
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
    }
    return render(request, "orgs/profile.html", context)


@login_required
@never_cache
@require_POST
def export_data(request: OfficerRequest) -> HttpResponse:
    """All that is held on the person, as one JSON file. By POST: no link of a stranger may start it."""
    now = timezone.now()
    data = personal_data(request.user, now=now)
    audit.record("orgs.data_exported", request.user, by=request.user, now=now)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="du-lieu-ca-nhan-{timezone.localdate():%Y%m%d}.json"'
    return response


@login_required
def delete_account(request: OfficerRequest) -> HttpResponse:
    """What deletion means, in plain words, and the request for it."""
    if request.method == "POST":
        told = request_deletion(request.user, now=timezone.now())
        text = _("Your request has been sent to %(count)s people who manage accounts.") % {"count": told}
        messages.success(request, text)
        return redirect("orgs:profile")
    return render(request, "orgs/delete_account.html")
