"""Campaigns with their waves, and the duties of each."""

from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Path, Query

from caunoi.api.enums import Scope
from caunoi.api.permissions import campaigns_in
from caunoi.api.queries.pages import page_of
from caunoi.api.views.v1.fields import Id
from caunoi.api.views.v1.gate import ApiRequest
from caunoi.api.views.v1.operations import PageFilter, one, router
from caunoi.api.views.v1.shapes import (
    CampaignDetail,
    CampaignOut,
    CampaignPage,
    DutyOut,
    DutyPage,
    PaperOut,
    ThemeOut,
    WaveOut,
    WindowOut,
)
from caunoi.campaigns.models import Campaign, Wave

campaigns = router(Scope.CAMPAIGNS, _("Campaigns"))


def _out(campaign: Campaign) -> dict[str, Any]:
    paper = campaign.instrument
    return {
        "id": campaign.pk,
        "name": campaign.name,
        "unit": campaign.unit.code,
        "state": campaign.state,
        "issued_at": campaign.issued_at,
        "instrument": PaperOut(kind=paper.kind, number=paper.number, issued_on=paper.issued_on, subject=paper.subject),
    }


def _wave_out(wave: Wave) -> WaveOut:
    windows = [
        WindowOut(id=each.pk, relation=each.relation, title=each.title, starts_on=each.starts_on, ends_on=each.ends_on)
        for each in wave.windows.all()
    ]
    return WaveOut(
        id=wave.pk, ordinal=wave.ordinal, title=wave.title, starts_on=wave.starts_on, ends_on=wave.ends_on,
        windows=windows,
    )  # fmt: skip


@campaigns.get("/campaigns", response=CampaignPage, summary=_("Campaigns that the branch issued or received"))
def list_campaigns(request: ApiRequest, filters: Query[PageFilter]) -> CampaignPage:
    found = campaigns_in(request.auth.reach).select_related("unit", "instrument")
    page = page_of(found, filters.cursor, filters.limit)
    return CampaignPage(items=[CampaignOut(**_out(campaign)) for campaign in page.rows], next=page.next)


@campaigns.get("/campaigns/{campaign_id}", response=CampaignDetail, summary=_("One campaign with its waves and themes"))
def show_campaign(request: ApiRequest, campaign_id: Path[Id]) -> CampaignDetail:
    campaign = one(campaigns_in(request.auth.reach).select_related("unit", "instrument"), pk=campaign_id)
    waves = campaign.waves.filter(dropped_at__isnull=True).prefetch_related("windows")
    themes = campaign.themes.filter(dropped_at__isnull=True)
    return CampaignDetail(
        **_out(campaign),
        waves=[_wave_out(wave) for wave in waves],
        themes=[ThemeOut(id=theme.pk, position=theme.position, title=theme.title) for theme in themes],
    )


@campaigns.get("/campaigns/{campaign_id}/duties", response=DutyPage, summary=_("What the campaign demands"))
def list_duties(request: ApiRequest, campaign_id: Path[Id], filters: Query[PageFilter]) -> DutyPage:
    campaign = one(campaigns_in(request.auth.reach), pk=campaign_id)
    found = campaign.duties.filter(dropped_at__isnull=True).select_related("provision")
    page = page_of(found, filters.cursor, filters.limit)
    items = [
        DutyOut(
            id=duty.pk, kind=duty.kind, wave=duty.wave_id, window=duty.window_id, clause=duty.provision.path,
            text=duty.text, is_mandatory=duty.is_mandatory,
        )
        for duty in page.rows
    ]  # fmt: skip
    return DutyPage(items=items, next=page.next)
