"""A visit of province P to grassroots union G1 on 23/11/2026, led by P's officer, with P's inspector along.

The department VP of P has an inspector of its own, who reaches nothing before a charge.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from caunoi.orgs.enums import Role, UnitKind
from caunoi.orgs.models import Unit, User
from caunoi.reporting.actions.checklists import draw_up_checklist
from caunoi.reporting.actions.findings import Finding, save_finding
from caunoi.reporting.actions.follow_up import recommend
from caunoi.reporting.actions.visits import Plan, plan_visits, record_visit
from caunoi.reporting.models import Checklist, Recommendation, Visit, VisitPoint
from caunoi.reporting.queries.checklists import duties_for
from tests.campaigns.running import NOW, TODAY, Running
from tests.cast import Cast, make_officer, make_unit


def at(unit: Unit) -> Unit:
    return Unit.objects.at(TODAY).get(pk=unit.pk)


@dataclass
class Inspection:
    cast: Cast
    running: Running
    checklist: Checklist
    visit: Visit
    inspector: User
    department: Unit
    clerk: User
    phone: UUID = field(default_factory=uuid4)
    laptop: UUID = field(default_factory=uuid4)

    @property
    def points(self) -> list[VisitPoint]:
        return list(self.visit.points.filter(is_remark=False))

    @property
    def remark(self) -> VisitPoint:
        return self.visit.points.get(is_remark=True)

    def finding(self, **values: Any) -> Finding:
        given = {"verdict": "met", "note": "", "revision": 0, "client_key": uuid4(), "sheet": self.phone}
        return Finding(**(given | values))

    def judge(self, number: int = 0, verdict: str = "not_met", note: str = "Chưa treo băng rôn") -> VisitPoint:
        point = self.points[number]
        finding = self.finding(verdict=verdict, note=note, revision=point.revision)
        save_finding(point, finding, by=self.inspector, now=timezone.now())
        return point

    def ask(self, text: str = "Treo băng rôn tại cổng", days: int = 10, unit: Unit | None = None) -> Recommendation:
        return recommend(
            self.visit, text=text, due_on=timezone.localdate() + timedelta(days=days), unit=unit or self.cast.units.G1,
            client_key=uuid4(), by=self.inspector, now=timezone.now(),
        )  # fmt: skip

    def put_on_record(self) -> Visit:
        self.judge()
        record_visit(self.visit, held_on=TODAY, present="Bà Nguyễn Thị Mai, Chủ tịch", by=self.inspector, now=NOW)
        return self.visit


def plan(inspection: Inspection, *units: Unit, on: date | None = None, **values: Any) -> list[Visit]:
    given = {
        "planned_on": on or timezone.localdate(),
        "purpose": "Kiểm tra tuyên truyền",
        "inspectors": [inspection.cast.superior],
    }
    return plan_visits(
        units, Plan(**(given | values)), held_by=inspection.cast.units.P, checklist=inspection.checklist,
        by=inspection.cast.superior, now=timezone.now(),
    )  # fmt: skip


def make_inspection(cast: Cast, running: Running) -> Inspection:
    province = cast.units.P
    inspector = make_officer("kiem-tra@tinh.example", "Đinh Văn Kiểm", province, Role.INSPECTOR)
    department = make_unit("VP", "Văn phòng Liên đoàn Lao động tỉnh", UnitKind.DEPARTMENT, province)
    clerk = make_officer("van-phong@tinh.example", "Bùi Thị Phòng", department, Role.INSPECTOR)
    checklist = draw_up_checklist(
        province, running.campaign, title="Kiểm tra đợt 1",
        duties=duties_for(running.campaign, wave=str(running.wave.pk)), by=cast.superior, now=NOW,
    )  # fmt: skip
    made = Inspection(cast, running, checklist, Visit(), inspector, department, clerk)
    word = "Chuẩn bị sổ họp và ảnh"
    made.visit = plan(made, cast.units.G1, inspectors=[cast.superior, inspector], word_to_unit=word)[0]
    return made
