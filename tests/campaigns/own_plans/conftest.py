"""A plan of the district D on the running campaign of P."""

import pytest

from caunoi.campaigns.actions.own_plans import adopt_own_plan, start_own_plan
from caunoi.campaigns.models import OwnPlan
from tests.campaigns.running import NOW, Running
from tests.cast import Cast
from tests.kept import kept


@pytest.fixture
@kept
def plan(running: Running, cast: Cast) -> OwnPlan:
    """Started, with nothing decided."""
    return start_own_plan(running.campaign, cast.units.D, by=cast.owner, now=NOW)


@pytest.fixture
@kept
def adopted(plan: OwnPlan, cast: Cast) -> OwnPlan:
    """In force, everything kept as it is."""
    return adopt_own_plan(plan, revision=plan.revision, by=cast.owner, now=NOW)
