"""Saying on what the days of a wave, a window or a duty hang; everything that follows from it is dated anew."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Campaign
from caunoi.campaigns.queries.dates import Part, campaign_of, check_said, said_by, saying
from caunoi.campaigns.schedule import Redated
from caunoi.campaigns.schedule.expressions import Expression, to_json
from caunoi.campaigns.schedule.wording import sentence_or_empty
from caunoi.campaigns.schedule.writing import apply_redating
from caunoi.core import audit
from caunoi.core.errors import Refused


@transaction.atomic
def say_dates(
    part: Part, *, start: Expression | None, end: Expression | None, reason: str, by: Any, now: datetime
) -> Redated:
    """Give the part these expressions (None: as the paper says) and date what hangs on it; people are told by the digest.

    ``Refused``: the campaign is closed, or what ``check_said`` finds. Said again, nothing changes.
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_of(part).pk)
    if campaign.state == CampaignState.CLOSED:
        raise Refused(_("This campaign is closed; its days stay as they are."), code="closed")
    check_said(part, start, end, on=timezone.localdate(now))
    before = said_by(part)
    if before == (start, end):
        return Redated()
    redating = saying(part, start, end, on=timezone.localdate(now))
    part.start_expression, part.end_expression = to_json(start), to_json(end)
    part.save(update_fields=["start_expression", "end_expression"])
    sentences = {
        "before": [sentence_or_empty(one) for one in before],
        "after": [sentence_or_empty(start), sentence_or_empty(end)],
    }
    audit.record("dates.said", part, by=by, now=now, unit_id=campaign.unit_id, reason=reason.strip(), **sentences)
    return apply_redating(redating, by=by, now=now, telling=True)
