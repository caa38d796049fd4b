"""Seats with their rules, the running order, sub-committees, papers."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.congresses.actions.preparing import (
    PLANNED,
    add_file,
    explain_departure,
    plan_seats,
    remove_file,
    write_agenda,
    write_sub_committees,
)
from caunoi.congresses.agenda import Step, sub_committee_names, template_on, write_steps
from caunoi.congresses.forms.preparing import AgendaForm, ExplanationForm, FileForm, SeatsForm, SubCommitteeFormSet
from caunoi.congresses.models import CongressFile
from caunoi.congresses.permissions import files_for
from caunoi.congresses.queries.rules import subject_of, warnings_of
from caunoi.congresses.rules import rules_for
from caunoi.congresses.views.access import load_to_run
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def seats(request: OfficerRequest, pk: int) -> HttpResponse:
    officer, congress = request.officer, load_to_run(request, pk)
    initial = {name: getattr(congress, name) for name in PLANNED}
    form = SeatsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        plan_seats(congress, planned=form.cleaned_data, by=request.user, now=timezone.now())
        congress.refresh_from_db(fields=PLANNED)
        unexplained = [one for one in warnings_of(congress, on=officer.today) if one.explanation is None]
        if unexplained:
            messages.warning(request, _("Saved. Some figures depart from a rule: say why."))
        else:
            messages.success(request, _("Saved."))
        return redirect("congresses:show-congress", congress.pk)
    subject = subject_of(congress.unit, on=officer.today)
    rules = rules_for(subject, on=congress.starts_on or officer.today)
    context = {"congress": congress, "form": form, "rules": list(rules.values()), "subject": subject}
    return render(request, "congresses/seats.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def explain(request: OfficerRequest, pk: int, code: str) -> HttpResponse:
    officer, congress = request.officer, load_to_run(request, pk)
    found = next((one for one in warnings_of(congress, on=officer.today) if one.departure.code == code), None)
    if found is None:
        raise Http404(_("This figure lies within its rule: there is nothing to explain."))
    given = found.explanation.text if found.explanation else ""
    form = ExplanationForm(request.POST if request.method == "POST" else None, initial={"text": given})
    if request.method == "POST" and form.is_valid():
        explain_departure(congress, code=code, text=form.cleaned_data["text"], by=request.user, now=timezone.now())
        messages.success(request, _("Kept. It stands beside the figure."))
        return redirect("congresses:show-congress", congress.pk)
    context = {"congress": congress, "form": form, "warning": found}
    return render(request, "congresses/explain.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def agenda(request: OfficerRequest, pk: int) -> HttpResponse:
    congress = load_to_run(request, pk)
    template = template_on(congress.starts_on or request.officer.today)
    written = write_steps([Step(step.text, step.starts_at) for step in congress.agenda.all()])
    proposed = "\n".join(template.steps) if template else ""
    form = AgendaForm(request.POST if request.method == "POST" else None, initial={"steps": written or proposed})
    if request.method == "POST" and form.is_valid():
        write_agenda(congress, steps=form.cleaned_data["steps"], by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("congresses:show-congress", congress.pk)
    context = {"congress": congress, "form": form, "template": template}
    return render(request, "congresses/agenda.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def sub_committees(request: OfficerRequest, pk: int) -> HttpResponse:
    congress = load_to_run(request, pk)
    initial = list(congress.sub_committees.values("name", "series", "head", "members"))
    formset = SubCommitteeFormSet(request.POST if request.method == "POST" else None, initial=initial)
    refusal = ""
    if request.method == "POST" and formset.is_valid():
        rows = [form.cleaned_data for form in formset if form.cleaned_data.get("name")]
        try:
            write_sub_committees(congress, rows=rows, by=request.user, now=timezone.now())
        except Refused as refused:
            refusal = str(refused.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("congresses:show-congress", congress.pk)
    names = sub_committee_names()
    context = {"congress": congress, "formset": formset, "names": names, "refusal": refusal}
    status = 422 if request.method == "POST" else 200
    return render(request, "congresses/sub_committees.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def send_file(request: OfficerRequest, pk: int) -> HttpResponse:
    congress = load_to_run(request, pk)
    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
    if is_sent and form.is_valid():
        data = dict(form.cleaned_data)
        upload = data.pop("file")
        try:
            add_file(congress, upload, **data, by=request.user, now=timezone.now())
        except Refused as refused:
            form.add_error("file", str(refused.message))
        else:
            messages.success(request, _("The paper is kept with the congress."))
            return redirect("congresses:show-congress", congress.pk)
    return render(
        request, "congresses/send_file.html", {"congress": congress, "form": form}, status=422 if form.errors else 200
    )


def _load_file(request: OfficerRequest, pk: int) -> CongressFile:
    officer = request.officer
    row = files_for(officer.user, on=officer.today).select_related("congress").filter(pk=pk).first()
    if row is None:
        raise Http404(_("There is no paper here that your post may read."))
    return row


@require_safe
@officer_view
def download_file(request: OfficerRequest, pk: int) -> FileResponse:
    row = _load_file(request, pk)
    try:
        opened = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("This paper is no longer there.")) from error
    response = FileResponse(
        opened, as_attachment=True, filename=row.original_name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@officer_view
def take_file_away(request: OfficerRequest, pk: int) -> HttpResponse:
    row = _load_file(request, pk)
    congress = load_to_run(request, row.congress_id)
    remove_file(row, by=request.user, now=timezone.now())
    messages.success(request, _("The paper was taken away."))
    return redirect("congresses:show-congress", congress.pk)
