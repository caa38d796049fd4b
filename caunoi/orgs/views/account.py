"""Pages around sign-in that allauth does not bring."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from caunoi.orgs.models import Post


@login_required
def explain_missing_post(request: HttpRequest) -> HttpResponse:
    """Where an account without a post lands: what is missing, and who can give it."""
    if Post.objects.held_on(timezone.localdate()).filter(user=request.user.pk).exists():
        return redirect("desk:home")
    return render(request, "account/without_post.html")
