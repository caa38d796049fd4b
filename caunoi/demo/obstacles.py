"""What stood in the way of the invented units: questions in every state, answers offered to others."""

from datetime import datetime, timedelta

from caunoi.campaigns.actions.obstacles import (
    Mark,
    answer_obstacle,
    ask_back,
    ask_obstacle,
    confirm_solved,
    mark_guidance,
    pass_obstacle,
)
from caunoi.campaigns.enums import GuidanceReach
from caunoi.campaigns.models import Guidance, Obstacle
from caunoi.demo.activities import Stage
from caunoi.orgs.models import Unit, User

# Unit, clause of wave 1, kind, days ago, question, proposal. The first four wait for the ward of the cast.
QUESTIONS = (
    (
        "VSN-01-001", 3, "time", 2,
        "Làm ba ca, không tập trung được đoàn viên ban ngày: lấy ý kiến vào dự thảo văn kiện theo ca thế nào?",
        "Lấy ý kiến bằng phiếu, phát và thu ngay đầu ca.",
    ),
    ("VSN-01-004", 3, "time", 3, "Công nhân chia ca, họp tổ công đoàn góp ý dự thảo vào lúc nào?", ""),
    ("VSN-01-009", 3, "unclear", 9, "Góp ý dự thảo gửi về phường bằng văn bản hay nhập trên hệ thống?", ""),
    ("VSN-01-012", 6, "money", 1, "Công ty đang ngừng việc hai tuần, có được lùi ngày treo băng rôn không?", ""),
    (
        "VSN-01-007", 6, "coordination", 6,
        "Phường yêu cầu xin phép trước khi treo băng rôn ở cổng công ty. Thủ tục do đơn vị hay cấp trên làm?",
        "Cấp trên có văn bản chung gửi Ủy ban nhân dân phường.",
    ),
    ("VSN-06-003", 6, "money", 12, "Kinh phí treo băng rôn đợt 1 lấy từ nguồn nào?", ""),
    ("VSN-06-008", 6, "money", 12, "Công đoàn cơ sở còn ít kinh phí, tỉnh có cấp tiền làm pa-nô không?", ""),
    ("VSN-01-002", 6, "means", 15, "Đơn vị không có máy in khổ lớn để làm băng rôn.", ""),
)  # fmt: skip
ASKED_BACK = "Công ty ngừng việc từ ngày nào đến ngày nào? Có cổng phụ nào vẫn mở không?"
PASSED = "Vượt thẩm quyền của phường: các phường khác cũng hỏi. Phường đã có danh sách 14 công ty cần treo ở cổng."
MONEY = "Chi từ kinh phí công đoàn của đơn vị theo dự toán đã duyệt; Liên đoàn Lao động tỉnh không cấp riêng."
PRINTER = "Công đoàn phường đặt in chung cho các đơn vị. Gửi nội dung và kích thước về phường trước thứ Năm hằng tuần."


def meet_obstacles(stage: Stage, units: dict[str, Unit], people: dict[str, User], *, now: datetime) -> None:
    """Two questions alike, one unlike and one asked back wait at a ward, one passed on waits at the province; three have
    been answered, two of them at once."""

    def ago(days: int) -> datetime:
        return now - timedelta(days=days)

    def leader(unit: str) -> User:
        return stage.leaders[units[unit].pk]

    rows: list[Obstacle] = []
    for code, clause, kind, days, text, proposal in QUESTIONS:
        given = stage.assignments[(units[code].pk, clause)]
        rows.append(ask_obstacle(given, text=text, kind=kind, proposal=proposal, by=leader(code), now=ago(days)))
    idle, gate, money, short, printer = rows[3:]
    ask_back(idle, question=ASKED_BACK, by=people["phuong"], now=now)
    pass_obstacle(gate, note=PASSED, by=people["phuong"], now=ago(4))
    answer_obstacle(
        money,
        answer=MONEY,
        question="Kinh phí treo băng rôn, làm pa-nô đợt 1 lấy từ nguồn nào?",
        reach=GuidanceReach.CAMPAIGN,
        alike=[short],
        by=people["tinh"],
        now=ago(11),
    )
    answer_obstacle(
        printer, answer=PRINTER, question="Đơn vị không có máy in khổ lớn thì làm băng rôn ở đâu?",
        reach=GuidanceReach.BRANCH, by=people["phuong"], now=ago(13),
    )  # fmt: skip
    confirm_solved(printer, by=leader("VSN-01-002"), now=ago(12))
    for code in ("VSN-01-003", "VSN-01-005"):
        for answer in Guidance.objects.order_by("pk"):
            mark_guidance(answer, units[code], Mark.USEFUL, by=leader(code), now=ago(8))
