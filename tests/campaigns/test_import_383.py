"""The genuine plan, through the real reader, as its gold file says: waves, windows, themes, channels, assignments, reporting."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone

from caunoi.campaigns.actions.imports import confirm_import, correct_import, upload_plan
from caunoi.campaigns.corrections import Change
from caunoi.campaigns.enums import ImportState
from caunoi.campaigns.models import Campaign, Instrument
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit
from tests.cast import make_officer, make_unit
from tests.conftest import SHARED

FOLDER = SHARED / "plans/383-KH-LDLD"
PROVINCE = "Đại hội XIII Công đoàn tỉnh Lai Châu"
NATION = "Đại hội XIII Công đoàn Việt Nam"
DAYS = {PROVINCE: ("2023-10-10", "2023-10-11"), NATION: ("2023-12-01", "2023-12-03")}

pytestmark = pytest.mark.shared


@pytest.fixture
def province(db: None) -> Unit:
    top = make_unit("TLD", "Tổng Liên đoàn Lao động Việt Nam", UnitKind.CONFEDERATION)
    province = make_unit("LCU", "Liên đoàn Lao động tỉnh Lai Châu", UnitKind.PROVINCE, top)
    make_unit("LCU-BTG", "Ban Tuyên giáo - Nữ công", UnitKind.DEPARTMENT, province)
    district = make_unit("TD", "Liên đoàn Lao động huyện Tam Đường", UnitKind.DISTRICT, province)
    make_unit("TP", "Liên đoàn Lao động thành phố Lai Châu", UnitKind.CITY, province)
    make_unit("GD", "Công đoàn ngành Giáo dục", UnitKind.SECTOR, province)
    make_unit("VC", "Công đoàn Viên chức tỉnh", UnitKind.OFFICIALS, province)
    make_unit("TT", "CĐCS Công ty Điện lực Lai Châu", UnitKind.GRASSROOTS, province)
    make_unit("TD1", "CĐCS Trường Tiểu học Bản Bo", UnitKind.GRASSROOTS, district)
    return province


def campaign_of(province: Unit, name: str, run_jobs: Any) -> Campaign:
    by, now = make_officer("tinh@example.org", "Trần Văn Bình", province), timezone.now()
    file = BytesIO((FOLDER / name).read_bytes())
    plan_import = upload_plan(unit=province, file=file, name=name, by=by, now=now)
    run_jobs()
    plan_import.refresh_from_db()
    assert (plan_import.state, plan_import.error) == (ImportState.REVIEW, "")
    anchors = [{"event": event, "starts_on": first, "ends_on": last} for event, (first, last) in DAYS.items()]
    change = Change("anchors", values={"anchors": anchors})
    plan_import = correct_import(plan_import, change=change, revision=0, by=by, now=now)
    return confirm_import(plan_import, by=by, now=now)


@pytest.mark.parametrize("name", ["plan.txt", "plan.docx", "plan.pdf"])
def test_plan_383_becomes_its_campaign(province: Unit, name: str, run_jobs: Any) -> None:
    gold = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    campaign = campaign_of(province, name, run_jobs)
    instrument: Instrument = campaign.instrument
    assert (instrument.kind, instrument.number, instrument.issued_on) == ("KẾ HOẠCH", "383/KH-LĐLĐ", date(2022, 10, 25))
    assert [one.path for one in instrument.provisions.all()] == [one["path"] for one in gold["clauses"]]
    assert [one.number for one in instrument.bases.all()] == [one["number"] for one in gold["bases"]]
    assert [(wave.ordinal, wave.provision.path) for wave in campaign.waves.all()] == [
        (one["ordinal"], one["path"]) for one in gold["waves"]
    ]
    for wave, expected in zip(campaign.waves.all(), gold["waves"], strict=True):
        windows = [(part.provision.path, part.relation, part.anchor.event) for part in wave.windows.all()]
        assert windows == [(one["path"], one["relation"], one["event"]) for one in expected["windows"]]
    assert [one.provision.path for one in campaign.themes.all()] == gold["themes"]
    channels = [{"path": one.provision.path, "kinds": one.kinds} for one in campaign.channels.all()]
    assert channels == gold["channels"]
    for item in gold["assignments"]:
        charges = campaign.duties.filter(kind="charge", audience__printed="; ".join(item["units"]))
        assert charges.count() == item["duties"]
    reports = campaign.duties.filter(kind="report").values_list(
        "report_when", "report_to", "report_via", "wave__ordinal"
    )
    reporting = gold["reporting"][0]
    assert list(reports) == [(reporting["when"], reporting["to"], reporting["via"], ordinal) for ordinal in (1, 2, 3)]


def test_plan_383_is_dated_by_its_congresses(province: Unit, run_jobs: Any) -> None:
    campaign = campaign_of(province, "plan.txt", run_jobs)
    assert [(wave.starts_on, wave.ends_on) for wave in campaign.waves.all()] == [
        (date(2022, 10, 1), date(2023, 7, 31)),
        (date(2023, 8, 1), date(2023, 10, 11)),
        (date(2023, 10, 12), None),
    ]
    counts = {kind: campaign.duties.filter(kind=kind).count() for kind in ("content", "charge", "report")}
    assert counts == {"content": 35, "charge": 8, "report": 3}
    assert campaign.duties.get(wave=None, kind="content").provision.path == "III/¶1"
    assert campaign.anchors.filter(congress__isnull=False).count() == 2


def test_plan_383_reaches_whom_it_names(province: Unit, run_jobs: Any) -> None:
    from caunoi.orgs.audiences import resolve_audience

    campaign = campaign_of(province, "plan.txt", run_jobs)

    def codes(path: str) -> list[str]:
        audience = campaign.duties.filter(provision__path=path)[0].audience
        return sorted(resolve_audience(audience, on=timezone.localdate()).values_list("code", flat=True))

    assert codes("V/2/-1") == ["GD", "TD", "TP", "TT", "VC"]
    assert codes("V/2/¶1") == ["GD", "TD", "TP", "TT", "VC"]
    assert codes("V/1/1.1/-1") == ["LCU-BTG"]
    assert codes("III/1/-1") == ["GD", "TD", "TD1", "TP", "TT", "VC"]
