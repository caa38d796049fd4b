"""The days that a campaign hangs on: tied to congresses where the event is one, moved with all that follows."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.drafts import Draft
from caunoi.campaigns.following import apply_moves
from caunoi.campaigns.models import Anchor, Campaign
from caunoi.campaigns.queries.events import Meaning, meanings_of, term_of
from caunoi.campaigns.schedule import Redated, Span
from caunoi.campaigns.schedule.expressions import Event
from caunoi.campaigns.schedule.redating import Redating
from caunoi.campaigns.schedule.writing import apply_redating
from caunoi.congresses.actions import open_cycle, plan_congress, set_congress_date
from caunoi.congresses.followers import CongressMove
from caunoi.congresses.models import Congress, Cycle
from caunoi.congresses.permissions import may_date
from caunoi.congresses.queries import find_cycle
from caunoi.core import audit
from caunoi.core.errors import Refused


@transaction.atomic
def link_congresses(campaign: Campaign, draft: Draft, *, by: Any, now: datetime) -> None:
    """Tie each anchor that is one unit's congress to it; make the congress where its days are known and it is new.

    A congress that another unit dated otherwise keeps its days, and the anchor keeps the officer's, untied.
    """
    meanings = meanings_of(draft, campaign.unit, on=now.date())
    anchors = list(campaign.anchors.all())
    is_dated = any(anchor.starts_on and anchor.event in meanings for anchor in anchors)
    cycle = _cycle(draft, meanings, by=by, now=now) if is_dated else None
    for anchor in anchors:
        meaning = meanings.get(anchor.event)
        congress = _congress(meaning, anchor, cycle, by=by, now=now) if meaning else None
        if congress and _agree(congress, anchor, by=by, now=now):
            anchor.congress = congress
            anchor.save(update_fields=["congress"])


def _cycle(draft: Draft, meanings: dict[str, Meaning], *, by: Any, now: datetime) -> Cycle | None:
    """The round of the paper's term; opened where the paper itself names its national congress."""
    term = term_of(draft)
    national = next(((event, one) for event, one in meanings.items() if one.is_national), None)
    found = find_cycle(term=term, national_ordinal=national[1].ordinal if national else "")
    if found or term is None or national is None:
        return found
    return open_cycle(ordinal=national[1].ordinal[:10], term=term, name=national[0], by=by, now=now)


def _congress(meaning: Meaning, anchor: Anchor, cycle: Cycle | None, *, by: Any, now: datetime) -> Congress | None:
    if meaning.congress or cycle is None or anchor.starts_on is None:
        return meaning.congress
    return plan_congress(meaning.unit, cycle=cycle, title=anchor.event, by=by, now=now)


def _agree(congress: Congress, anchor: Anchor, *, by: Any, now: datetime) -> bool:
    """Whether congress and anchor have the same days in the end; the officer's days go to the congress where they may."""
    if anchor.starts_on is None or (congress.starts_on, congress.ends_on) == (anchor.starts_on, anchor.ends_on):
        return anchor.ends_on is None or anchor.starts_on is not None
    if congress.starts_on and not (by is None or may_date(by, congress, on=now.date())):
        return False
    reason = _("As given with %(paper)s") % {"paper": anchor.campaign.instrument}
    set_congress_date(congress, starts_on=anchor.starts_on, ends_on=anchor.ends_on, reason=reason, by=by, now=now)
    return True


def _link_by_its_paper(campaign: Campaign, *, by: Any, now: datetime) -> None:
    """An event dated only now may be a congress: the paper that the campaign came from tells."""
    paper = campaign.imports.exclude(draft={}).order_by("confirmed_at").first()
    if paper:
        link_congresses(campaign, paper.draft, by=by, now=now)


@transaction.atomic
def date_anchor(
    anchor: Anchor, *, starts_on: date | None, ends_on: date | None, reason: str, by: Any, now: datetime
) -> Redated:
    """Give the event its days; what hangs on it follows, in every running campaign tied to the same congress."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(_("The event must end on or after its first day."), code="ends_before_start")
    if ends_on and not starts_on and anchor.congress_id:
        raise Refused(_("Give the first day too."), code="no_first_day")
    anchor = Anchor.objects.select_related("campaign__instrument", "congress__unit").get(pk=anchor.pk)
    before = {"starts_on": anchor.starts_on, "ends_on": anchor.ends_on}
    after = {"starts_on": starts_on, "ends_on": ends_on}
    congress = anchor.congress
    if congress and may_date(by, congress, on=now.date()):
        moved = apply_moves([CongressMove(congress.pk, congress.unit_id, starts_on, ends_on)], by=by, now=now)
        set_congress_date(congress, starts_on=starts_on, ends_on=ends_on, reason=reason, by=by, now=now)
    else:
        moved = _date_alone(anchor, Span(starts_on, ends_on), by=by, now=now)
    if not congress:
        _link_by_its_paper(anchor.campaign, by=by, now=now)
    unit_id = anchor.campaign.unit_id
    detail = {"event": anchor.event, "before": before, "after": after, "reason": reason}
    audit.record("anchor.dated", anchor, by=by, now=now, unit_id=unit_id, **detail)
    return moved


def _date_alone(anchor: Anchor, span: Span, *, by: Any, now: datetime) -> Redated:
    """For this campaign only: a congress that is not ours to date is let go."""
    redating = Redating(anchor.campaign, timezone.localdate(now), events={Event(anchor.event): span}, only_moved=True)
    Anchor.objects.filter(pk=anchor.pk).update(congress=None, starts_on=span.starts_on, ends_on=span.ends_on)
    return apply_redating(redating, by=by, now=now, telling=True)
