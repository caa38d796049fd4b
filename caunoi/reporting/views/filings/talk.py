"""What is said at a figure, at a section, or on the whole report."""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import load, require
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.comments import comment_on, settle_comment
from caunoi.reporting.form_lines import lines_of, sections_of
from caunoi.reporting.forms.filings import TalkForm
from caunoi.reporting.models import Filing, FilingComment
from caunoi.reporting.permissions import may_decide, may_file
from caunoi.reporting.queries.filings import comments_of
from caunoi.reporting.views.filings.access import load_filing, speaking_unit


def _may_talk(request: OfficerRequest, filing: Filing) -> bool:
    user, on = request.officer.user, request.officer.today
    return may_file(user, filing, on=on) or may_decide(user, filing, on=on)


def _places(filing: Filing) -> dict[str, str]:
    """What stands at each code of the report."""
    names = {one.code: one.name for one in lines_of(filing.version)}
    return names | {one.code: one.title for one in sections_of(filing.version)}


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def talk(request: OfficerRequest, pk: int) -> HttpResponse:
    """What was said there, and a word more. Opened from the page of the report it stays a part of that page."""
    filing, code = load_filing(request, pk), request.GET.get("o", "")
    if code and code not in _places(filing):
        raise Http404
    if request.method != "POST":
        return _rows(request, filing, code, _empty())
    require(_may_talk(request, filing))
    form = TalkForm(request.POST, auto_id="talk-%s")
    if not form.is_valid() or not _say(request, filing, code, form):
        return _rows(request, filing, code, form)
    return _rows(request, filing, code, _empty()) if request.htmx else redirect(_back(pk, code))


def _empty() -> TalkForm:
    return TalkForm(initial={"client_key": uuid4()}, auto_id="talk-%s")


def _back(pk: int, code: str) -> str:
    """To where it was said."""
    return f"{reverse('reporting:show-filing', args=[pk])}#{f'o-{code}' if code else 'trao-doi'}"


def _rows(request: OfficerRequest, filing: Filing, code: str, form: TalkForm) -> HttpResponse:
    said = comments_of(filing).get(code, [])
    name_units(said, on=request.officer.today)
    context = {
        "filing": filing,
        "code": code,
        "place": _places(filing).get(code, ""),
        "said": said,
        "talk_form": form,
        "may_talk": _may_talk(request, filing),
    }
    name = "talk_rows" if request.htmx else "talk"
    status = 422 if form.errors and not request.htmx else 200  # htmx shows no answer that is an error
    return render(request, f"reporting/filings/{name}.html", context, status=status)


def _say(request: OfficerRequest, filing: Filing, code: str, form: TalkForm) -> bool:
    data, unit = form.cleaned_data, speaking_unit(request, filing)
    try:
        comment_on(
            filing, text=data["text"], unit=unit, code=code, client_key=data["client_key"], by=request.officer.user,
            now=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error("text", refusal.message)
        return False
    return True


@require_POST
@officer_view
def settle(request: OfficerRequest, pk: int, comment_pk: int) -> HttpResponse:
    filing = load_filing(request, pk)
    require(_may_talk(request, filing))
    comment: FilingComment = load(filing.comments.all(), comment_pk)
    comment.filing = filing
    settle_comment(comment, by=request.officer.user, now=timezone.now())
    if request.htmx:
        return _rows(request, filing, comment.code, _empty())
    return redirect(_back(pk, comment.code))
