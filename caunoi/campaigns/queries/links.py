"""Links of a branch's activities, with what the last look found."""

from django.db.models import Count, QuerySet

from caunoi.campaigns.enums import LinkState
from caunoi.campaigns.models import ActivityLink, Campaign
from caunoi.campaigns.queries.scope import Scope


def links_in(campaign: Campaign, scope: Scope, *, state: str = "") -> QuerySet[ActivityLink]:
    """Those of activities that count, the newest activity first."""
    found = ActivityLink.objects.filter(
        activity__withdrawn_at__isnull=True, activity__campaign=campaign, activity__unit__in=scope.ids
    )
    if state in LinkState.values:
        found = found.filter(state=state)
    return found.select_related("activity__unit").order_by("-activity__done_on", "-activity_id", "pk")


def link_counts(campaign: Campaign, scope: Scope) -> dict[str, int]:
    """How many in each state; one query."""
    rows = links_in(campaign, scope).order_by().values_list("state").annotate(number=Count("pk"))
    return dict.fromkeys(LinkState.values, 0) | dict(rows)
