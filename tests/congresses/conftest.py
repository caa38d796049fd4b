"""What tests of congresses share: a cycle, a congress of G1 with a plan, two entries of results."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from caunoi.congresses.actions import hold_congress, open_cycle, plan_congress
from caunoi.congresses.actions.preparing import plan_seats
from caunoi.congresses.actions.results import approve_results, enter_results
from caunoi.congresses.models import Congress, Cycle, Result
from caunoi.orgs.models import Unit, User
from tests.cast import Cast
from tests.conftest import NOW

DAY = date(2026, 11, 10)
VALUES: dict[str, Any] = {
    "convened": 50, "present": 48, "women": 20, "minority": 12, "party": 24, "oldest": 58, "youngest": 22,
    "committee_elected": 6, "standing_elected": 2, "chair_elected": 1, "vice_chairs_elected": 1, "inspection_elected": 3,
    "delegates_up_elected": 2, "delegates_up_ex_officio": 1,
    "committee_women": 3, "committee_minority": 2, "committee_party": 4,
    "age_30": 10, "school_university": 30, "elected": "Nguyễn Thị Mai – Chủ tịch",
}  # fmt: skip


@dataclass(frozen=True)
class Maker:
    cast: Cast
    cycle: Cycle

    def congress(self, unit: Unit, title: str = "Đại hội") -> Congress:
        return plan_congress(unit, cycle=self.cycle, title=title, by=self.cast.superior, now=NOW)

    def held(self, unit: Unit, day: date = DAY) -> Congress:
        congress = self.congress(unit)
        plan_seats(congress, planned={"planned_committee": 7, "planned_standing": 2}, by=self.cast.superior, now=NOW)
        return hold_congress(congress, starts_on=day, ends_on=None, by=self.cast.superior, now=NOW)

    def entered(self, congress: Congress, second: dict[str, Any] | None = None) -> Congress:
        """By the district's officer and by the province's; ``second`` changes what the latter says."""
        enter_results(congress, values=VALUES, by=self.cast.owner, now=NOW)
        enter_results(congress, values=VALUES | (second or {}), by=self.cast.superior, now=NOW)
        return congress

    def approved(self, unit: Unit, by: User | None = None) -> Result:
        return approve_results(self.entered(self.held(unit)), by=by or self.cast.chair, now=NOW)


@pytest.fixture
def maker(cast: Cast) -> Maker:
    cycle = open_cycle(ordinal="XIV", term=(2026, 2031), name="Đại hội XIV", by=None, now=NOW)
    return Maker(cast, cycle)
