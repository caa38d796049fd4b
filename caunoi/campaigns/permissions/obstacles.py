"""Who may ask, see and answer what stands in the way of a duty."""

from datetime import date

from caunoi.campaigns.enums import ObstacleState
from caunoi.campaigns.models import Assignment, Campaign, Obstacle
from caunoi.campaigns.models.obstacles import ObstacleQuerySet
from caunoi.orgs.permissions import Someone, may, units_for
from caunoi.orgs.roles import Right


def may_ask(user: Someone, assignment: Assignment, *, on: date) -> bool:
    return may(user, Right.ASK, assignment.unit, on=on)


def obstacles_for(user: Someone, *, on: date) -> ObstacleQuerySet:
    """Obstacles of the units that ``user`` may see, one's own included."""
    return Obstacle.objects.filter(assignment__unit__in=units_for(user, Right.VIEW, on=on).values("pk"))


def obstacles_to_answer(user: Someone, *, on: date) -> ObstacleQuerySet:
    """Those without an answer that lie with a unit in whose name ``user`` may answer; never with the unit that asks."""
    return Obstacle.objects.waiting().filter(lies_with__in=units_for(user, Right.ANSWER, on=on).values("pk"))


def may_answer(user: Someone, obstacle: Obstacle, *, on: date) -> bool:
    """Also: pass it upward."""
    return obstacles_to_answer(user, on=on).filter(pk=obstacle.pk).exists()


def may_guide_all(user: Someone, campaign: Campaign, *, on: date) -> bool:
    """Whether an answer of ``user`` may be offered to the whole campaign: only in the name of the unit that issued it."""
    return may(user, Right.ANSWER, campaign.unit, on=on)


def may_withdraw(user: Someone, obstacle: Obstacle, *, on: date) -> bool:
    return obstacle.is_waiting and may_ask(user, obstacle.assignment, on=on)


def may_reopen(user: Someone, obstacle: Obstacle, *, on: date) -> bool:
    """Whether ``user`` may say, in the name of the unit that asked, that the answer does not solve it."""
    return obstacle.state == ObstacleState.ANSWERED and may_ask(user, obstacle.assignment, on=on)


def may_explain(user: Someone, obstacle: Obstacle, *, on: date) -> bool:
    """Whether ``user`` may say more, in the name of the unit that is asked back."""
    return obstacle.state == ObstacleState.BACK and may_ask(user, obstacle.assignment, on=on)


def may_confirm(user: Someone, obstacle: Obstacle, *, on: date) -> bool:
    """Whether ``user`` may say, in the name of the unit that asked, that the answer has solved it."""
    return obstacle.solved_at is None and may_reopen(user, obstacle, on=on)
