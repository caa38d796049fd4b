"""A plan written as .docx and read back says the same: waves, duties, days, parts."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caunoi.officialdocs.checking import check_document
from caunoi.officialdocs.model import Plan
from caunoi.officialdocs.paper import Block, Paper
from caunoi.officialdocs.plan.reporting import END_OF_EACH_WAVE
from caunoi.officialdocs.read_plan import read_plan_bytes
from caunoi.officialdocs.write_docx import write_docx

DUTIES = (
    "Phát tin trên loa truyền thanh của xã, xong trước ngày 15/11/2026;",
    "Treo băng rôn ở cổng chợ và nhà văn hóa bản.",
    "Họp tổ công đoàn, phổ biến nội dung dự thảo văn kiện.",
    "Đăng ảnh hoạt động lên trang của Công đoàn xã.",
)
UNITS = ("Các tổ công đoàn", "Ban Tuyên giáo", "Văn phòng")
duties = st.lists(st.sampled_from(DUTIES), min_size=1, max_size=4)
spans = st.tuples(st.integers(1, 40), st.integers(1, 60))
waves = st.lists(st.tuples(spans, duties), min_size=1, max_size=4)
charges = st.lists(st.tuples(st.sampled_from(UNITS), duties), min_size=1, max_size=3, unique_by=lambda one: one[0])
Waves = list[tuple[tuple[int, int], list[str]]]
Charges = list[tuple[str, list[str]]]


def days_of(said: Waves) -> list[tuple[date, date]]:
    """Start and end of each wave: so many days after the end of the one before, and so long."""
    found, day = [], date(2026, 9, 1)
    for (pause, length), _duties in said:
        start = day + timedelta(days=pause)
        day = start + timedelta(days=length)
        found.append((start, day))
    return found


def paper_of(said: Waves, charged: Charges) -> Paper:
    body = [Block("MỤC ĐÍCH", "I.", 0, bold=True), Block("Để đoàn viên hiểu rõ ý nghĩa của đại hội.", "-", 3)]
    body.append(Block("CÁC ĐỢT TUYÊN TRUYỀN", "II.", 0, bold=True))
    for number, ((_span, listed), (start, end)) in enumerate(zip(said, days_of(said), strict=True), 1):
        words = f"Đợt {number}: Từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}"
        body += [Block(words, f"{number}.", 1, bold=True), *(Block(one, "-", 3) for one in listed)]
    body.append(Block("TỔ CHỨC THỰC HIỆN", "III.", 0, bold=True))
    for number, (unit, listed) in enumerate(charged, 1):
        body += [Block(unit, f"{number}.", 1, bold=True), *(Block(one, "-", 3) for one in listed)]
    body.append(Block("Kết thúc mỗi đợt báo cáo kết quả về LĐLĐ tỉnh (qua Văn phòng)."))
    return Paper(
        parent_body="LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ LÃNG",
        issuer="CÔNG ĐOÀN XÃ BẢN CHANG",
        number="05/KH-CĐX",
        place="Bản Chang",
        date=date(2026, 8, 4),
        kind="KẾ HOẠCH",
        subject="Tuyên truyền Đại hội Công đoàn tỉnh lần thứ XV, nhiệm kỳ 2025 - 2030",
        bases=("Căn cứ Kế hoạch số 22/KH-LĐLĐ ngày 10/01/2026 của Liên đoàn Lao động tỉnh Hà Lãng.",),
        opening="Công đoàn xã Bản Chang xây dựng kế hoạch thực hiện như sau:",
        body=tuple(body),
        closing="Trên đây là kế hoạch của Công đoàn xã Bản Chang.",
        recipients=("Liên đoàn Lao động tỉnh (để báo cáo)", "Các công đoàn cơ sở", "Lưu: VT"),
        authority=("TM. BAN CHẤP HÀNH",),
        title=("CHỦ TỊCH",),
        name="Lê Thị Tâm",
    )


def clauses_of(said: Waves, charged: Charges) -> list[tuple[str, str]]:
    """Path and text of every clause that must be read."""
    starts = [
        f"Đợt {number}: Từ ngày {a:%d/%m/%Y} đến ngày {b:%d/%m/%Y}" for number, (a, b) in enumerate(days_of(said), 1)
    ]
    listed = [("II", words, one[1]) for words, one in zip(starts, said, strict=True)]
    found = [("I", "MỤC ĐÍCH"), ("I/-1", "Để đoàn viên hiểu rõ ý nghĩa của đại hội."), ("II", "CÁC ĐỢT TUYÊN TRUYỀN")]
    found += _numbered(listed)
    found.append(("III", "TỔ CHỨC THỰC HIỆN"))
    return found + _numbered([("III", unit, rows) for unit, rows in charged])


def _numbered(listed: list[tuple[str, str, list[str]]]) -> list[tuple[str, str]]:
    found = []
    for number, (section, title, rows) in enumerate(listed, 1):
        path = f"{section}/{number}"
        found += [(path, title), *((f"{path}/-{place}", text) for place, text in enumerate(rows, 1))]
    return found


def said_by(plan: Plan) -> tuple[object, ...]:
    header, signature = plan.header, plan.signature
    return (
        (header.kind, header.number, header.place, header.date, header.issuer, header.term),
        [(one.kind, one.number, one.date) for one in plan.bases],
        (signature.authority, signature.title, signature.name),
        plan.recipients,
        [(one.when, one.to, one.via) for one in plan.reporting],
    )


@pytest.mark.parametrize("automatic", [False, True])
@given(said=waves, charged=charges)
@settings(max_examples=20, deadline=None)
def test_what_is_written_is_what_is_read(automatic: bool, said: Waves, charged: Charges) -> None:
    data = write_docx(paper_of(said, charged), automatic_numbering=automatic)
    plan = read_plan_bytes(data, "ke-hoach.docx")
    read = [(one.path, one.text) for one in plan.clauses if "¶" not in one.path]
    assert read == clauses_of(said, charged)
    assert [(one.path, one.ordinal, one.start, one.end) for one in plan.waves] == [
        (f"II/{number}", number, *span) for number, span in enumerate(days_of(said), 1)
    ]
    assert [(one.path, one.units, one.duties) for one in plan.assignments] == [
        (f"III/{number}", (unit,), len(rows)) for number, (unit, rows) in enumerate(charged, 1)
    ]
    assert said_by(plan) == (
        ("KẾ HOẠCH", "05/KH-CĐX", "Bản Chang", date(2026, 8, 4), "Công đoàn xã Bản Chang", (2025, 2030)),
        [("Kế hoạch", "22/KH-LĐLĐ", date(2026, 1, 10))],
        ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "Lê Thị Tâm"),
        ("Liên đoàn Lao động tỉnh (để báo cáo)", "Các công đoàn cơ sở", "Lưu: VT."),
        [(END_OF_EACH_WAVE, "LĐLĐ tỉnh", "Văn phòng")],
    )
    assert check_document(data) == ()
