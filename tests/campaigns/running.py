"""A small campaign of P over the cast's tree, made without reading a paper.

Clauses: II/1 (theme), III/1 (wave 1) with III/1/-1 and III/1/-2 (content), III/2 (wave 2, no days), IV/1 (channel),
V/1 (charge, throughout), V/¶1 (report on wave 1). Content and charge are for every unit below P; the report for D alone.
Wave 1 runs from 1/10/2026 to 30/11/2026; the tests' clock stands at 23/11/2026.
"""

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.utils import timezone

from caunoi.campaigns.actions.activities import Entry, log_activity
from caunoi.campaigns.actions.issue import issue_campaign
from caunoi.campaigns.enums import ChannelKind, DutyKind
from caunoi.campaigns.models import Activity, Assignment, Campaign, Channel, Duty, Instrument, Provision, Theme, Wave
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Audience, Unit
from tests.cast import Cast

TODAY = date(2026, 11, 23)
NOW = datetime.fromisoformat("2026-11-23T08:00:00+07:00")

CLAUSES = [
    ("II", "II", "NỘI DUNG TUYÊN TRUYỀN"),
    ("II/1", "1", "Truyền thống của tổ chức Công đoàn Việt Nam, ý nghĩa của đại hội công đoàn các cấp."),
    ("III", "III", "CÁC ĐỢT TUYÊN TRUYỀN"),
    ("III/1", "1", "Đợt 1: Từ ngày 01/10/2026 đến ngày 30/11/2026"),
    ("III/1/-1", "-", "Tuyên truyền truyền thống của tổ chức Công đoàn Việt Nam."),
    ("III/1/-2", "-", "Tổ chức hoạt động văn nghệ chào mừng."),
    ("III/2", "2", "Đợt 2: Sau đại hội"),
    ("IV", "IV", "HÌNH THỨC"),
    ("IV/1", "1", "Tuyên truyền miệng tại hội nghị."),
    ("V", "V", "TỔ CHỨC THỰC HIỆN"),
    ("V/1", "1", "Xây dựng kế hoạch tuyên truyền của đơn vị."),
    ("V/¶1", "", "Kết thúc đợt có báo cáo về LĐLĐ tỉnh."),
]


@dataclass(frozen=True)
class Running:
    campaign: Campaign
    clauses: dict[str, Provision]
    wave: Wave
    later: Wave
    theme: Theme
    channel: Channel
    told: Duty
    sung: Duty
    charge: Duty
    report: Duty

    def given(self, duty: Duty, unit: Unit) -> Assignment:
        return Assignment.objects.get(duty=duty, unit=unit)


def make_audience(base: Unit, *kinds: str, reach: str = "branch") -> Audience:
    return Audience.objects.create(base=base, printed="các đơn vị", rules=[{"kinds": [*kinds], "reach": reach}])


def make_campaign(units: SimpleNamespace) -> Running:
    """Prepared, not issued."""
    paper = Instrument.objects.create(
        unit=units.P, kind="KẾ HOẠCH", number="12/KH-LĐLĐ", subject="Tuyên truyền đại hội"
    )
    campaign = Campaign.objects.create(unit=units.P, instrument=paper, name="Tuyên truyền đại hội", created_at=NOW)
    rows = [
        Provision(instrument=paper, position=number, path=path, label=label, text=text)
        for number, (path, label, text) in enumerate(CLAUSES)
    ]
    clauses = {row.path: row for row in Provision.objects.bulk_create(rows)}
    days = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 11, 30)}
    printed = {"printed_start": days["starts_on"], "printed_end": days["ends_on"]}
    wave = Wave.objects.create(
        campaign=campaign, provision=clauses["III/1"], ordinal=1, title="Đợt 1", **printed, **days
    )
    later = Wave.objects.create(campaign=campaign, provision=clauses["III/2"], ordinal=2, title="Đợt 2")
    theme = Theme.objects.create(campaign=campaign, provision=clauses["II/1"], position=1, title="Truyền thống")
    channel = Channel.objects.create(
        campaign=campaign, provision=clauses["IV/1"], position=1, title="Tuyên truyền miệng", kinds=["conference"]
    )
    everyone = make_audience(units.P, UnitKind.DISTRICT, UnitKind.GRASSROOTS)
    district = make_audience(units.P, UnitKind.DISTRICT, reach="child")

    def duty(path: str, kind: str, audience: Audience, wave: Wave | None) -> Duty:
        clause = clauses[path]
        return Duty.objects.create(
            campaign=campaign, provision=clause, wave=wave, audience=audience, kind=kind,
            position=clause.position, text=clause.text,
        )  # fmt: skip

    return Running(
        campaign=campaign,
        clauses=clauses,
        wave=wave,
        later=later,
        theme=theme,
        channel=channel,
        told=duty("III/1/-1", DutyKind.CONTENT, everyone, wave),
        sung=duty("III/1/-2", DutyKind.CONTENT, everyone, wave),
        charge=duty("V/1", DutyKind.CHARGE, everyone, None),
        report=duty("V/¶1", DutyKind.REPORT, district, wave),
    )


def make_issued(cast: Cast) -> Running:
    running = make_campaign(cast.units)
    issue_campaign(running.campaign, by=cast.superior, now=NOW)
    return running


def log(
    running: Running, unit: Unit, *, duty: Duty | None = None, title: str = "Nói chuyện chuyên đề", **fields: Any
) -> Activity:
    assignment = running.given(duty, unit) if duty else None
    values: dict[str, Any] = {
        "kind": ChannelKind.CONFERENCE,
        "title": title,
        "done_on": TODAY,
        "wave": running.wave,
        "assignment": assignment,
        "provision": duty.provision if duty else None,
        "client_key": uuid4(),
    }
    activity, is_new = log_activity(unit, running.campaign, Entry(**(values | fields)), by=None, now=timezone.now())
    assert is_new
    return activity
