"""The inbox."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from caunoi.orgs.actions.notices import open_notice, read_all
from caunoi.orgs.models import Notice
from caunoi.orgs.queries import inbox_of, unread_notices
from caunoi.orgs.views.account import OwnRequest, own_page

PER_PAGE = 30


@own_page
def inbox(request: OwnRequest) -> HttpResponse:
    page = Paginator(inbox_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "orgs/inbox.html", {"page": page, "waiting": unread_notices(request.user)})


@own_page
def show_notice(request: OwnRequest, pk: int) -> HttpResponse:
    """Mark it read and go to what it speaks of. Opening twice is the same as once, so a plain link may do it."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    open_notice(notice, now=timezone.now())
    if notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect(notice.url)
    return redirect("orgs:inbox")


@own_page
@require_POST
def mark_all_read(request: OwnRequest) -> HttpResponse:
    count = read_all(request.user, now=timezone.now())
    text = ngettext("%(count)s notice marked read.", "%(count)s notices marked read.", count) % {"count": count}
    messages.success(request, text)
    return redirect("orgs:inbox")
