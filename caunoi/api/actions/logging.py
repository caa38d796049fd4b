"""Logging an activity through a token: by the action that officers use, called in the trail by the token's name."""

from datetime import datetime

from django.db import transaction

from caunoi.api.actions.acting import acting_as
from caunoi.api.models import ApiToken
from caunoi.campaigns.actions.activities import Entry, log_activity
from caunoi.campaigns.models import Activity, Campaign
from caunoi.core import audit
from caunoi.orgs.models import Unit


@transaction.atomic
def log_for(token: ApiToken, unit: Unit, campaign: Campaign, entry: Entry, *, now: datetime) -> Activity:
    """``log_activity`` in the token's name. ``Refused`` as there."""
    by = acting_as(token)
    activity, _is_new = log_activity(unit, campaign, entry, by=by, now=now)
    detail = {"token": token.pk, "name": token.name}
    audit.record("api.activity_logged", activity, by=by, now=now, unit_id=unit.pk, **detail)
    return activity
