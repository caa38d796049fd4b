"""Duties that a checklist may be built from."""

from django.db.models import Exists, OuterRef, QuerySet

from caunoi.campaigns.models import Campaign, Duty
from caunoi.reporting.models import Checklist

THROUGHOUT = "0"


def duties_for(campaign: Campaign, *, wave: str = "", kind: str = "") -> QuerySet[Duty]:
    """Standing duties of the campaign, of one wave ("0": those that hold throughout) and kind where these are given."""
    duties = campaign.duties.filter(dropped_at__isnull=True).order_by("position")
    if wave == THROUGHOUT:
        duties = duties.filter(wave__isnull=True)
    elif wave.isdecimal():
        duties = duties.filter(wave_id=int(wave))
    return duties.filter(kind=kind) if kind else duties


def current(checklists: QuerySet[Checklist]) -> QuerySet[Checklist]:
    """The latest version of each."""
    return checklists.exclude(Exists(Checklist.objects.filter(supersedes=OuterRef("pk"))))
