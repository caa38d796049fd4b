"""Amendments of the plan above as the unit reads them: what stood, what stands now, what it had adapted."""

from dataclasses import dataclass
from datetime import date

from caunoi.campaigns.adapting.choices import decision_on
from caunoi.campaigns.adapting.snapshots import Snapshot, area_of
from caunoi.campaigns.enums import ProposalState
from caunoi.campaigns.models import OwnPlan, PlanProposal
from caunoi.campaigns.queries.own_plans.wording import days_in_words
from caunoi.campaigns.schedule.expressions import from_json
from caunoi.campaigns.schedule.spans import OPEN, Span, iso_day
from caunoi.campaigns.schedule.wording import sentence_or_empty


@dataclass(frozen=True)
class Offer:
    """One proposal. ``before`` and ``after`` in words, empty where the part is new or was dropped; ``adapted``: the unit
    had decided on the part itself."""

    proposal: PlanProposal
    before: str
    after: str
    before_days: str
    after_days: str
    is_adapted: bool

    @property
    def key(self) -> str:
        return str(self.proposal.pk)


def offers_of(plan: OwnPlan) -> list[Offer]:
    """Those that wait for an answer, in the order of the plan."""
    waiting = plan.proposals.filter(state=ProposalState.OPEN).order_by("area", "part")
    return [_offer(plan, one) for one in waiting]


def _offer(plan: OwnPlan, one: PlanProposal) -> Offer:
    key = f"{one.area}:{one.part}"
    return Offer(
        proposal=one,
        before=one.before.get("text", ""),
        after=one.after.get("text", ""),
        before_days=_days(key, one.before),
        after_days=_days(key, one.after),
        is_adapted=decision_on(plan.adopted, key).is_adapted,
    )


def _days(key: str, part: Snapshot) -> str:
    """The days of a part as the plan says them; empty where it follows its wave."""
    said = [sentence_or_empty(from_json(part.get(name))) for name in ("start_expression", "end_expression")]
    if any(said):
        return "; ".join(filter(None, said))
    if area_of(key) == "wave" and part:
        span = Span(_day(part["printed_start"]), _day(part["printed_end"]))
        return days_in_words(span) if span != OPEN else ""
    return str(part.get("report_when", ""))


def _day(value: str | None) -> date | None:
    return iso_day(value) if value else None
