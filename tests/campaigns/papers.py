"""A small plan made by hand in the shape of a genuine one, and imports of it that are ready for review."""

import uuid
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile

from caunoi.campaigns.drafts import begin_draft
from caunoi.campaigns.enums import ImportState
from caunoi.campaigns.models import Campaign, PlanImport
from caunoi.campaigns.queries.audiences import propose_audiences
from caunoi.campaigns.queries.events import fill_known_dates
from caunoi.officialdocs.model import (
    Assignment,
    Channel,
    Clause,
    Header,
    Plan,
    PlanWarning,
    Reference,
    Reporting,
    Signature,
    Wave,
    Window,
)
from caunoi.orgs.models import Unit, User

PROVINCE_EVENT = "Đại hội XVII Công đoàn tỉnh Vĩnh Sơn"
NATIONAL_EVENT = "Đại hội XIV Công đoàn Việt Nam"
UPPER_EVENT = "đại hội công đoàn cấp trên trực tiếp cơ sở"

CLAUSES = [
    ("I", "I.", "NỘI DUNG TUYÊN TRUYỀN"),
    ("I/1", "1.", "Vai trò, sứ mệnh của giai cấp công nhân và tổ chức Công đoàn Việt Nam."),
    ("I/2", "2.", "Ý nghĩa của đại hội công đoàn các cấp."),
    ("II", "II.", "CÁC ĐỢT TUYÊN TRUYỀN"),
    ("II/1", "1.", "Đợt 1: Từ tháng 10 năm 2026 đến hết ngày 31/3/2027"),
    ("II/1/-1", "-", "Tuyên truyền những thành tựu của tổ chức Công đoàn."),
    ("II/1/-2", "-", "Lấy ý kiến đoàn viên vào các dự thảo văn kiện."),
    ("II/2", "2.", "Đợt 2: Từ sau đại hội cấp trên trực tiếp cơ sở đến Đại hội XVII Công đoàn tỉnh Vĩnh Sơn"),
    ("II/2/2.1", "2.1.", "Trước Đại hội XVII Công đoàn tỉnh"),
    ("II/2/2.1/-1", "-", "Tuyên truyền các dự thảo văn kiện trình Đại hội."),
    ("II/2/2.2", "2.2.", "Trong thời gian diễn ra Đại hội"),
    ("II/2/2.2/-1", "-", "Đưa tin về diễn biến Đại hội."),
    ("II/2/2.3", "2.3.", "Sau Đại hội"),
    ("II/2/2.3/-1", "-", "Thông tin nhanh kết quả Đại hội."),
    ("II/3", "3.", "Đợt 3: Trước, trong, sau Đại hội XIV Công đoàn Việt Nam"),
    ("II/3/3.1", "3.1.", "Trước Đại hội XIV Công đoàn Việt Nam"),
    ("II/3/3.1/-1", "-", "Tuyên truyền về lịch sử vẻ vang của Công đoàn Việt Nam."),
    ("II/3/3.2", "3.2.", "Trong thời gian diễn ra Đại hội XIV"),
    ("II/3/3.2/-1", "-", "Không khí dân chủ trong Đại hội."),
    ("II/3/3.3", "3.3.", "Sau Đại hội XIV"),
    ("II/3/3.3/-1", "-", "Tuyên truyền Nghị quyết Đại hội."),
    ("II/¶1", "", "Trong cả ba đợt, kịp thời phản bác các thông tin sai trái, thù địch."),
    ("III", "III.", "HÌNH THỨC TUYÊN TRUYỀN"),
    ("III/1", "1.", "Trên báo, đài"),
    ("III/1/¶1", "", "Phối hợp với các cơ quan báo chí đưa tin về đại hội."),
    ("III/2", "2.", "Trên mạng xã hội"),
    ("III/2/¶1", "", "Đăng tải, chia sẻ tin, bài trên trang của công đoàn."),
    ("IV", "IV.", "TỔ CHỨC THỰC HIỆN"),
    ("IV/1", "1.", "Ban Tuyên giáo - Nữ công"),
    ("IV/1/-1", "-", "Tham mưu triển khai kế hoạch."),
    ("IV/1/-2", "-", "Theo dõi, đôn đốc các đơn vị."),
    ("IV/2", "2.", "LĐLĐ các huyện; CĐCS trực thuộc"),
    ("IV/2/-1", "-", "Xây dựng kế hoạch của đơn vị."),
    ("IV/2/¶1", "", "Kết thúc mỗi đợt báo cáo kết quả về LĐLĐ tỉnh (qua Ban Tuyên giáo - Nữ công)."),
]  # fmt: skip


def make_plan(**changes: Any) -> Plan:
    plan = Plan(
        header=Header(
            kind="KẾ HOẠCH",
            number="41/KH-LĐLĐ",
            place="Vĩnh Sơn",
            date=date(2026, 9, 20),
            issuer="Liên đoàn Lao động tỉnh Vĩnh Sơn",
            subject="Tuyên truyền đại hội công đoàn các cấp và Đại hội XVII Công đoàn tỉnh Vĩnh Sơn",
            term=(2026, 2031),
        ),
        bases=(Reference("Hướng dẫn", "12/HD-TLĐ", date(2026, 8, 1)),),
        citations=("12/HD-TLĐ",),
        clauses=tuple(Clause(path, text, label) for path, label, text in CLAUSES),
        waves=(
            Wave(1, "II/1", date(2026, 10, 1), date(2027, 3, 31), end_event=UPPER_EVENT),
            Wave(
                2,
                "II/2",
                start_event=UPPER_EVENT,
                end_event=PROVINCE_EVENT,
                windows=(
                    Window("II/2/2.1", "before", PROVINCE_EVENT),
                    Window("II/2/2.2", "during", PROVINCE_EVENT),
                    Window("II/2/2.3", "after", PROVINCE_EVENT),
                ),
            ),
            Wave(
                3,
                "II/3",
                start_event=NATIONAL_EVENT,
                end_event=NATIONAL_EVENT,
                windows=(
                    Window("II/3/3.1", "before", NATIONAL_EVENT),
                    Window("II/3/3.2", "during", NATIONAL_EVENT),
                    Window("II/3/3.3", "after", NATIONAL_EVENT),
                ),
            ),
        ),
        themes=("I/1", "I/2"),
        channels=(Channel("III/1", ("press", "broadcast")), Channel("III/2", ("social",))),
        assignments=(
            Assignment("IV/1", ("Ban Tuyên giáo - Nữ công",), 2, ("IV/1/-1", "IV/1/-2")),
            Assignment("IV/2", ("LĐLĐ các huyện", "CĐCS trực thuộc"), 1, ("IV/2/-1",)),
        ),
        reporting=(Reporting("end of each wave", "LĐLĐ tỉnh", "Ban Tuyên giáo - Nữ công", "IV/2/¶1"),),
        recipients=("Thường trực Tỉnh ủy", "Lưu: VT, TG."),
        signature=Signature("TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "Nguyễn Văn An"),
        warnings=(PlanWarning("wave_undated", "II/3", "Đợt 3 chưa có ngày."),),
        source="docx",
    )
    return replace(plan, **changes)


def make_import(
    unit: Unit, *, by: User | None, now: datetime, plan: Plan | None = None, amends: Campaign | None = None
) -> PlanImport:
    """An import that has been read and waits for review."""
    key = uuid.uuid4()
    reading = (plan or make_plan()).as_dict()
    draft = begin_draft(reading)
    draft["audiences"] = propose_audiences(draft, unit, on=now.date())
    fill_known_dates(draft, unit, on=now.date())
    plan_import = PlanImport(
        id=key,
        unit=unit,
        uploaded_by=by,
        uploaded_at=now,
        original_name="ke-hoach.docx",
        sha256=key.hex,
        state=ImportState.REVIEW,
        reading=reading,
        draft=draft,
        amends=amends,
    )
    plan_import.file.save(f"plans/{key}.docx", ContentFile(b"tep"), save=False)
    plan_import.save(force_insert=True)
    return plan_import
