"""After the congress: its resolution and action programme are entered like a plan; their duties are given like a plan's."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.imports import confirm_import, upload_plan
from caunoi.campaigns.actions.issue import issue_campaign
from caunoi.campaigns.models import Assignment, Instrument, PlanImport
from caunoi.congresses.models import Congress, Cycle
from caunoi.congresses.papers import papers_of
from caunoi.officialdocs.read_plan import read_plan_bytes
from tests.campaigns.running import NOW, TODAY
from tests.cast import Cast

RESOLUTION = """LIÊN ĐOÀN LAO ĐỘNG TỈNH VĨNH SƠN
ĐẠI HỘI ĐẠI BIỂU LẦN THỨ VI, NHIỆM KỲ 2027 - 2032
Số: 01/NQ-ĐH
Vĩnh Sơn, ngày 12 tháng 10 năm 2027

NGHỊ QUYẾT
Đại hội đại biểu Công đoàn tỉnh Vĩnh Sơn lần thứ VI, nhiệm kỳ 2027 - 2032

I. MỤC TIÊU, CHỈ TIÊU
1. Hằng năm có 95% đoàn viên được học tập, quán triệt nghị quyết của Công đoàn.

II. TỔ CHỨC THỰC HIỆN
1. Liên đoàn Lao động các huyện
- Tuyên truyền nghị quyết đại hội tới đoàn viên, người lao động.
- Xây dựng chương trình hành động thực hiện nghị quyết.
2. Công đoàn cơ sở
- Phổ biến nghị quyết tại các tổ công đoàn.

TM. ĐOÀN CHỦ TỊCH
CHỦ TỊCH
Trần Văn Bình
"""
PROGRAMME = """LIÊN ĐOÀN LAO ĐỘNG TỈNH VĨNH SƠN
Số: 02/CTr-LĐLĐ
Vĩnh Sơn, ngày 02 tháng 11 năm 2027

CHƯƠNG TRÌNH HÀNH ĐỘNG
Thực hiện Nghị quyết Đại hội VI Công đoàn tỉnh Vĩnh Sơn, nhiệm kỳ 2027 - 2032

I. MỤC ĐÍCH
- Đưa nghị quyết đại hội vào cuộc sống.

II. TỔ CHỨC THỰC HIỆN
1. Công đoàn cơ sở
- Tổ chức học tập nghị quyết trong quý IV năm 2027.
"""


@pytest.fixture
def congress(cast: Cast) -> Congress:
    cycle = Cycle.objects.create(name="VI", ordinal="VI", term_start=2027, term_end=2032)
    held = {"state": "held", "starts_on": date(2027, 10, 12), "ends_on": date(2027, 10, 12)}
    return Congress.objects.create(unit=cast.units.P, cycle=cycle, title="Đại hội VI", **held)


def entered(cast: Cast, congress: Congress, text: str, run_jobs: Any) -> PlanImport:
    made = upload_plan(
        unit=cast.units.P, file=BytesIO(text.encode()), name="van-ban.txt", congress=congress, by=cast.superior, now=NOW
    )
    run_jobs()
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("text", "kind", "number", "charged"),
    [
        (RESOLUTION, "NGHỊ QUYẾT", "01/NQ-ĐH", [("Liên đoàn Lao động các huyện", 2), ("Công đoàn cơ sở", 1)]),
        (PROGRAMME, "CHƯƠNG TRÌNH HÀNH ĐỘNG", "02/CTr-LĐLĐ", [("Công đoàn cơ sở", 1)]),
    ],
)
def test_resolutions_and_programmes_are_read_like_plans(
    text: str, kind: str, number: str, charged: list[tuple[str, int]]
) -> None:
    plan = read_plan_bytes(text.encode(), "van-ban.txt")
    assert (plan.header.kind, plan.header.number, plan.header.term) == (kind, number, (2027, 2032))
    assert [("; ".join(one.units), one.duties) for one in plan.assignments] == charged


def test_the_resolution_of_a_congress_gives_its_duties_to_units(cast: Cast, congress: Congress, run_jobs: Any) -> None:
    made = entered(cast, congress, RESOLUTION, run_jobs)
    (waiting,) = papers_of(congress, cast.superior, on=TODAY)
    campaign = confirm_import(made, by=cast.superior, now=NOW)
    issue_campaign(campaign, by=cast.superior, now=NOW)
    (issued,) = papers_of(congress, cast.superior, on=TODAY)
    given = Assignment.objects.filter(duty__campaign=campaign).values_list("unit__code", "duty__text")
    assert sorted(given) == sorted(
        [
            ("D", "Tuyên truyền nghị quyết đại hội tới đoàn viên, người lao động."),
            ("D", "Xây dựng chương trình hành động thực hiện nghị quyết."),
            *((code, "Phổ biến nghị quyết tại các tổ công đoàn.") for code in ("G0", "G1", "G2")),
        ]
    )
    assert Instrument.objects.get().congress == congress
    assert (waiting.label, issued.url) == (
        "van-ban.txt", reverse("campaigns:show-instrument", args=[campaign.instrument_id]),
    )  # fmt: skip
    assert papers_of(congress, cast.stranger, on=TODAY) == []


def test_a_paper_is_entered_from_the_page_of_its_congress(client: Client, cast: Cast, congress: Congress) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:upload-plan")
    page = client.get(url, {"congress": congress.pk})
    assert page.context["congress"] == congress
    refused = client.post(url, {"congress": congress.pk})
    assert (refused.status_code, refused.context["congress"]) == (422, congress)
    file = SimpleUploadedFile("nghi-quyet.txt", RESOLUTION.encode())
    client.post(url, {"congress": congress.pk, "file": file})
    assert PlanImport.objects.get().congress == congress


def test_a_paper_entered_before_is_tied_to_its_congress(cast: Cast, congress: Congress, run_jobs: Any) -> None:
    file = BytesIO(RESOLUTION.encode())
    upload_plan(unit=cast.units.P, file=file, name="van-ban.txt", by=cast.superior, now=NOW)
    assert entered(cast, congress, RESOLUTION, run_jobs) == entered(cast, congress, RESOLUTION, run_jobs)
    assert PlanImport.objects.get().congress == congress


def test_the_congress_of_another_unit_is_none_of_ours(client: Client, cast: Cast, congress: Congress) -> None:
    client.force_login(cast.owner)
    url = reverse("campaigns:upload-plan")
    answers = [client.get(url, {"congress": value}).status_code for value in (congress.pk, "x", "")]
    assert answers == [404, 200, 200]
