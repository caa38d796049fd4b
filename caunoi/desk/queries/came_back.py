"""What came back from above for the unit to answer: questions asked back, amendments of the plan that its own plan follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from caunoi.campaigns.enums import ObstacleState, ProposalState
from caunoi.campaigns.models import Obstacle
from caunoi.campaigns.permissions import own_plans_to_write
from caunoi.orgs.models import Unit, User
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right


@dataclass(frozen=True)
class CameBack:
    """``to_explain``: obstacles on which the level above asks back; ``amended``: own plans with ``offers``, the number of
    amendments that wait for the unit's answer."""

    to_explain: Sequence[Obstacle] = ()
    amended: Sequence[Any] = ()

    @property
    def offers(self) -> int:
        return sum(plan.offers for plan in self.amended)


def came_back(user: User, unit: Unit, *, on: date) -> CameBack:
    """Two queries. Only what ``user`` may answer in the name of ``unit``."""
    asking = units_for(user, Right.ASK, on=on).filter(pk=unit.pk).values("pk")
    questions = Obstacle.objects.filter(assignment__unit__in=asking, state=ObstacleState.BACK)
    waiting = Count("proposals", filter=Q(proposals__state=ProposalState.OPEN))
    plans = own_plans_to_write(user, on=on).filter(unit=unit).annotate(offers=waiting).filter(offers__gt=0)
    return CameBack(
        to_explain=list(questions.select_related("assignment__duty").order_by("asked_at", "pk")),
        amended=list(plans.select_related("superior__instrument").order_by("pk")),
    )
