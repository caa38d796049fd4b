"""The ``caunoi`` command: Django's management commands under the names that officers' technicians type."""

import os
import sys

# "caunoi plan parse FILE" reads better than "manage.py plan_parse FILE": the first word names the subject.
SUBJECTS = {
    "plan": {
        "parse": ("TỆP [--json]", "đọc một kế hoạch và cho biết đọc được những gì"),
        "import": (
            "TỆP --unit MÃ [--anchor SỰ_KIỆN=NGÀY..NGÀY] [--confirm] [--issue]",
            "nhập kế hoạch cho một đơn vị, lập và ban hành chiến dịch",
        ),
    },
    "document": {"check": ("TỆP.docx [--json]", "kể những chỗ khác quy định về thể thức văn bản")},
    "units": {
        "import": ("TỆP [--on NGÀY] [--under MÃ] [--dry-run]", "nhập bảng đơn vị (.xlsx, .csv) vào hệ thống tổ chức"),
        "export": ("TỆP [--on NGÀY] [--under MÃ]", "xuất hệ thống tổ chức của một ngày ra bảng (.xlsx, .csv)"),
        "reorganise": (
            "TỆP --on NGÀY --basis SỐ_VĂN_BẢN --under MÃ --by THƯ_ĐIỆN_TỬ [--dry-run]",
            "sắp xếp lại các đơn vị theo một bảng (.xlsx, .csv)",
        ),
    },
    "audit": {
        "seal": ("", "niêm phong các dòng nhật ký mới"),
        "verify": ("[--expect SỐ:NIÊM_PHONG]", "kiểm tra nhật ký có bị sửa hay xóa dòng nào không"),
    },
    "people": {
        "appoint": (
            "THƯ_ĐIỆN_TỬ --unit MÃ [--name HỌ_TÊN] [--role VAI_TRÒ]",
            "giao nhiệm vụ cho một người, lập tài khoản nếu chưa có",
        ),
    },
    "report": {"verify": ("TỆP.docx [--json]", "đối chiếu báo cáo tổng hợp với số liệu đã ghi và số liệu hôm nay")},
    "api": {
        "token": (
            "MÃ_ĐƠN_VỊ TÊN --by THƯ_ĐIỆN_TỬ --scope PHẠM_VI [--days SỐ_NGÀY]",
            "cấp mã truy cập cho một hệ thống khác",
        ),
    },
    "webhooks": {"deliver": ("", "báo tin mới cho các hệ thống đã đăng ký nhận")},
    "opinions": {
        "group": (
            "VÀO.parquet RA.parquet [tùy chọn]",
            "gộp các ý kiến trùng nhau, xếp vào điều, mục của dự thảo",
        ),
        "phrases": ("VÀO.parquet [RA.json]", "tìm lời chào, lời kết, từ đệm trong các ý kiến để duyệt trước khi gộp"),
    },
}


def command_line(arguments: list[str]) -> list[str]:
    """``["plan", "parse", "x"]`` → ``["plan_parse", "x"]``; anything else unchanged."""
    if len(arguments) >= 2 and arguments[1] in SUBJECTS.get(arguments[0], ()):
        return [f"{arguments[0]}_{arguments[1]}", *arguments[2:]]
    return arguments


def _overview(subject: str, rest: list[str]) -> int:
    """Say which commands a subject has; 0 for whoever asks, 2 for whoever named none of them."""
    asks = rest[:1] in (["-h"], ["--help"])
    said = [] if asks or not rest else [f"Không có lệnh “caunoi {subject} {rest[0]}”."]
    said.append("Cách dùng:")
    for name, (wanted, does) in SUBJECTS[subject].items():
        said.append(f"  {' '.join(filter(None, ('caunoi', subject, name, wanted)))} – {does}")
    said.append("Thêm --help sau tên lệnh để xem hướng dẫn của lệnh đó.")
    print("\n".join(said), file=sys.stdout if asks else sys.stderr)
    return 0 if asks else 2


def _read_a_paper(command: str, arguments: list[str]) -> int:
    from caunoi.officialdocs.cli import check_command, parse_command

    names = [argument for argument in arguments if argument != "--json"]
    asks = "-h" in names or "--help" in names
    if asks or len(names) != 1:
        subject, name = command.split("_")
        wanted, _does = SUBJECTS[subject][name]
        print(f"Cách dùng: caunoi {subject} {name} {wanted}", file=sys.stdout if asks else sys.stderr)
        return 0 if asks else 2
    run = parse_command if command == "plan_parse" else check_command
    return run(names[0], as_json="--json" in arguments)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caunoi.config.settings")
    arguments = command_line(sys.argv[1:])
    if arguments and arguments[0] in SUBJECTS:
        sys.exit(_overview(arguments[0], arguments[1:]))
    if arguments[:1] in (
        ["plan_parse"],
        ["document_check"],
    ):  # need no database, and none of Django's two seconds to start
        sys.exit(_read_a_paper(arguments[0], arguments[1:]))
    if arguments[:1] in (["opinions_group"], ["opinions_phrases"]):
        from caunoi.synthesis.cli import group_command, phrases_command

        sys.exit((group_command if arguments[0] == "opinions_group" else phrases_command)(arguments[1:]))
    if arguments[:1] == ["start"]:
        from caunoi.config.start import run

        run(arguments[1:])
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(["caunoi", *arguments])


if __name__ == "__main__":
    main()
