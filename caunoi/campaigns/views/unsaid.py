"""The map of what has not been said, and what a cell of it opens to."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.campaigns.enums import ChannelKind
from caunoi.campaigns.exports import sheet_response
from caunoi.campaigns.models import Wave
from caunoi.campaigns.queries.counters import ANY
from caunoi.campaigns.queries.displays import hung_in
from caunoi.campaigns.queries.reach import loudspeaker_units
from caunoi.campaigns.queries.unsaid import Asked, Column, Ground, ground_of, units_of_cell
from caunoi.campaigns.queries.wording import wave_name
from caunoi.campaigns.views.access import campaign_context, load_campaign, scope_of
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 50


def _columns(ground: Ground, wave: Wave | None, kind: str) -> list[Column]:
    """The kinds of channel in one wave, or the waves."""
    if wave:
        anyhow = Column(_("Any kind"), wave)
        return [anyhow, *(Column(str(ChannelKind(each).label), wave, each) for each in ground.kinds)]
    columns = [Column(wave_name(each), each, kind) for each in ground.waves]
    return [*columns, Column(_("Outside the waves"), None, kind)] if ground.stray else columns


def _asked(request: OfficerRequest, ground: Ground) -> tuple[Wave | None, str]:
    wave = next((each for each in ground.waves if str(each.pk) == request.GET.get("wave", "")), None)
    kind = request.GET.get("kind", "")
    return wave, kind if kind in ChannelKind.values and wave is None else ANY


@require_safe
@officer_view
def show_unsaid(request: OfficerRequest, pk: int) -> HttpResponse:
    """What has not been said yet, and where?"""
    campaign, scope = load_campaign(request, pk), scope_of(request)
    ground = ground_of(campaign, scope)
    wave, kind = _asked(request, ground)
    begun = [each for each in ground.waves if each.starts_on and each.starts_on <= scope.on]
    by_loudspeaker = loudspeaker_units(scope).count()
    unheard = Asked(wave=begun[-1].pk if begun else None, kind=ChannelKind.LOUDSPEAKER, loudspeaker=True)
    context = {
        "scope": scope,
        "map": ground.map(_columns(ground, wave, kind)),
        "ground": ground,
        "wave": wave,
        "kind": kind,
        "kinds": [(each, ChannelKind(each).label) for each in ground.kinds],
        "silences": ground.silences(begun),
        "latest": begun[-1] if begun else None,
        "loudspeakers": by_loudspeaker,
        "unheard": units_of_cell(campaign, scope, unheard).count() if by_loudspeaker else 0,
        "hung": hung_in(campaign, scope),
        "branches": Unit.objects.at(scope.on).children_of(scope.unit).in_tree_order()[:PER_PAGE],
    }
    page = campaign_context(request, campaign, "show-unsaid") | context
    return render(request, "campaigns/unsaid/show_unsaid.html", page)


@require_safe
@officer_view
def download_unsaid(request: OfficerRequest, pk: int) -> HttpResponse:
    """Every cell of theme, wave and kind, with its denominator."""
    campaign, scope = load_campaign(request, pk), scope_of(request)
    headers = [
        _("Theme"),
        _("Wave"),
        _("Kind"),
        _("Units whose duty it is"),
        _("of them have said it"),
        _("of them have not"),
        _("Other units that said it"),
        _("Activities logged"),
    ]
    title = _("What has not been said: %(unit)s, %(instrument)s")
    ground = ground_of(campaign, scope)
    words = title % {"unit": scope.unit, "instrument": campaign.instrument}
    return sheet_response("chua-noi.xlsx", words, headers, _sheet_rows(ground))


def _sheet_rows(ground: Ground) -> Iterator[list[Any]]:
    for wave in ground.waves:
        for row in ground.map(_columns(ground, wave, ANY)).rows:
            for cell in row.cells:
                said, owed = cell.said, cell.owed or 0
                names = [cell.theme.title, wave_name(wave), cell.column.label]
                yield [*names, owed, said.units, cell.missing, said.others, said.activities]


@require_safe
@officer_view
def list_unsaid_units(request: OfficerRequest, pk: int) -> HttpResponse:
    """The units behind a cell."""
    campaign, scope = load_campaign(request, pk), scope_of(request)
    given = request.GET
    theme = campaign.themes.filter(pk=given["theme"]).first() if given.get("theme", "").isdecimal() else None
    wave = campaign.waves.filter(pk=given["wave"]).first() if given.get("wave", "").isdecimal() else None
    kind = given.get("kind", "") if given.get("kind", "") in ChannelKind.values else ANY
    asked = Asked(
        theme=theme.pk if theme else None,
        wave=wave.pk if wave else None,
        kind=kind,
        silent=given.get("state") != "said",
        loudspeaker=given.get("reach") == "loudspeaker",
    )
    page = Paginator(units_of_cell(campaign, scope, asked), PER_PAGE).get_page(given.get("page"))
    context = {
        "scope": scope,
        "page": page,
        "theme": theme,
        "wave": wave,
        "kind": ChannelKind(kind).label if kind else "",
        "asked": asked,
    }
    return render(
        request, "campaigns/unsaid/list_units.html", campaign_context(request, campaign, "show-unsaid") | context
    )
