"""What an own plan in force departs in, written down for the superior to read and count."""

from collections.abc import Iterator
from datetime import datetime

from caunoi.campaigns.adapting.choices import Decision, additions, decision_on
from caunoi.campaigns.adapting.snapshots import Snapshot, area_of, in_plan_order, says_the_same, snapshots_of
from caunoi.campaigns.enums import PlanArea, PlanChange, ProposalState
from caunoi.campaigns.models import Deviation, OwnPlan
from caunoi.campaigns.queries.own_plans.lines import target_text
from caunoi.campaigns.queries.own_plans.parts import Days
from caunoi.campaigns.queries.own_plans.wording import capitalised, days_in_words
from caunoi.campaigns.schedule.spans import OPEN


def write_deviations(plan: OwnPlan, days: Days, *, now: datetime) -> None:
    """Write them afresh, in the order of the plan, additions last."""
    found = [*_inherited(plan, days), *_kept(plan), *_added(plan, days)]
    plan.deviations.all().delete()
    for place, one in enumerate(found):
        one.own_plan, one.position = plan, place
    Deviation.objects.bulk_create(found, batch_size=500)


def _number(key: str) -> int:
    return int(key.partition(":")[2])


def _inherited(plan: OwnPlan, days: Days) -> Iterator[Deviation]:
    for key, part in in_plan_order(plan.base).items():
        decision = decision_on(plan.adopted, key)
        if decision.left_out:
            yield _of(key, PlanChange.LEFT_OUT, above=part["text"], reason=decision.reason)
        elif decision.is_dated:
            above = f"{part['text']}\n{capitalised(days_in_words(days.above.get(key, OPEN)))}"
            yield _of(key, PlanChange.DATED, above=above, own=_own_days(decision, key, days), reason=decision.reason)


def _own_days(decision: Decision, key: str, days: Days) -> str:
    """The days, and the sentences they come from where these say more than the days."""
    said = [one for one in (decision.start, decision.end) if not one[:1].isdigit() and one]
    note = f" ({'; '.join(said)})" if said else ""
    return f"{capitalised(days_in_words(days.own.get(key, OPEN)))}{note}"


def _kept(plan: OwnPlan) -> Iterator[Deviation]:
    """Parts that the unit keeps as they were, against an amendment that it refused."""
    current = snapshots_of(plan.superior)
    refused = plan.proposals.filter(state=ProposalState.REFUSED).order_by("pk")
    newest = {f"{one.area}:{one.part}": one for one in refused}
    for key, one in newest.items():
        base, above = plan.base.get(key), current.get(key)
        if base and above and says_the_same(key, base, above):
            continue
        if base or above:
            yield _of(key, PlanChange.KEPT, above=_text(above), own=_text(base), reason=one.reason)


def _text(part: Snapshot | None) -> str:
    return str(part["text"]) if part else ""


def _added(plan: OwnPlan, days: Days) -> Iterator[Deviation]:
    for key, one in additions(plan.adopted).items():
        own = target_text(one) if one.area == PlanArea.TARGET else one.text
        if one.area != PlanArea.TARGET and days.own.get(key, OPEN) != OPEN:
            own = f"{own}\n{capitalised(days_in_words(days.own[key]))}"
        yield Deviation(area=one.area, change=PlanChange.ADDED, own=own)


def _of(key: str, change: str, *, above: str = "", own: str = "", reason: str = "") -> Deviation:
    return Deviation(area=area_of(key), change=change, part=_number(key), above=above, own=own, reason=reason[:500])
