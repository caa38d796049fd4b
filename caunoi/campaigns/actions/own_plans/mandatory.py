"""Which duties no unit below may leave out."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from caunoi.campaigns.models import Campaign
from caunoi.core import audit
from caunoi.orgs.models import User


@transaction.atomic
def set_mandatory(campaign: Campaign, duties: Collection[int], *, by: User | None, now: datetime) -> int:
    """Make exactly these duties (keys) of the campaign mandatory; return how many changed.

    What a unit has left out already stays as it is until it adopts its plan anew.
    """
    standing = campaign.duties.filter(dropped_at__isnull=True)
    on = standing.filter(pk__in=duties, is_mandatory=False).update(is_mandatory=True)
    off = standing.exclude(pk__in=duties).filter(is_mandatory=True).update(is_mandatory=False)
    if on or off:
        audit.record(
            "campaign.mandatory_set", campaign, by=by, now=now, unit_id=campaign.unit_id, duties=sorted(duties)
        )
    return on + off
