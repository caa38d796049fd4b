"""A question of G1 about a duty that G1, G2 and D all have."""

from collections.abc import Callable
from typing import Any

import pytest

from caunoi.campaigns.actions.obstacles import ask_obstacle
from caunoi.campaigns.models import Obstacle
from caunoi.orgs.models import Notice
from tests.campaigns.running import NOW, Running
from tests.cast import Cast

Ask = Callable[..., Obstacle]


@pytest.fixture
def ask(cast: Cast, running: Running) -> Ask:
    def asking(text: str = "Chưa có kinh phí treo băng rôn", unit: Any = None, **facts: Any) -> Obstacle:
        assignment = running.given(facts.pop("duty", running.told), unit or cast.units.G1)
        return ask_obstacle(assignment, text=text, **({"by": cast.chair, "now": NOW} | facts))

    return asking


@pytest.fixture
def told(run_jobs: Any) -> Callable[[], dict[str, list[str]]]:
    """Run the waiting jobs; title of each new notice → who has it."""

    def telling() -> dict[str, list[str]]:
        before = set(Notice.objects.values_list("pk", flat=True))
        run_jobs()
        found: dict[str, list[str]] = {}
        for notice in Notice.objects.exclude(pk__in=before).select_related("user").order_by("user__email"):
            found.setdefault(notice.title, []).append(notice.user.email)
        return found

    return telling
