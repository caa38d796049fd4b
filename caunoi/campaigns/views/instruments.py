"""A paper as it was issued, the chain it stands in, its versions."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caunoi.campaigns.models import Instrument
from caunoi.campaigns.permissions.imports import instruments_for, may_import
from caunoi.campaigns.queries.coverage import Clause, coverage_of
from caunoi.campaigns.queries.instruments import Chain, chain_of, clauses_of, difference_of_versions
from caunoi.campaigns.views.access import load, scope_of
from caunoi.campaigns.views.imports import attachment
from caunoi.orgs.views.access import OfficerRequest, officer_view


def load_instrument(request: OfficerRequest, pk: int) -> Instrument:
    officer = request.officer
    mine = instruments_for(officer.user, on=officer.today).select_related("unit", "supersedes")
    instrument: Instrument = load(mine, pk)
    return instrument


@officer_view
@require_GET
def show_instrument(request: OfficerRequest, pk: int) -> HttpResponseBase:
    instrument, officer = load_instrument(request, pk), request.officer
    chain = chain_of(instrument, officer.user, on=officer.today)
    covered = _covered(request, chain) if "carried" in request.GET else {}
    context = {
        "instrument": instrument,
        "clauses": [(clause, covered.get(clause.pk)) for clause in clauses_of(instrument)],
        "covered": bool(covered),
        "chain": chain,
        "may_amend": may_import(officer.user, instrument.unit, on=officer.today),
    }
    return render(request, "campaigns/instruments/show.html", context)


def _covered(request: OfficerRequest, chain: Chain) -> dict[int, Clause]:
    """Each clause with who has carried it out in the officer's branch; only when asked, as it counts every duty there."""
    scope = scope_of(request)
    return {clause.provision.pk: clause for campaign in chain.campaigns for clause in coverage_of(campaign, scope)}


@officer_view
@require_GET
def compare_versions(request: OfficerRequest, pk: int) -> HttpResponseBase:
    instrument = load_instrument(request, pk)
    if instrument.supersedes is None:
        raise Http404
    context = {"instrument": instrument, "differences": difference_of_versions(instrument)}
    return render(request, "campaigns/instruments/compare.html", context)


@officer_view
@require_GET
def download(request: OfficerRequest, pk: int) -> HttpResponseBase:
    instrument = load_instrument(request, pk)
    if not instrument.file:
        raise Http404
    return attachment(instrument.file.open("rb"), instrument.original_name)
