"""The demonstration's cast: one account for each part an onlooker may want to play."""

from dataclasses import dataclass

from caunoi.orgs.enums import Role

PASSWORD = "cau-noi-minh-hoa"  # noqa: S105 - printed on purpose, for a machine that serves only itself


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    unit_code: str
    role: Role
    title: str
    plays: str  # one Vietnamese phrase for the list that the start prints


ACCOUNTS = (
    DemoAccount(
        "tinh@caunoi.example",
        "Trần Văn Bình",
        "VSN",
        Role.OFFICER,
        "Chuyên viên Ban Công tác Công đoàn",
        "cán bộ tuyên giáo LĐLĐ tỉnh",
    ),
    DemoAccount(
        "phuong@caunoi.example",
        "Lò Thị Hoa",
        "VSN-01",
        Role.OFFICER,
        "Phó Chủ tịch",
        "cán bộ Công đoàn phường Sông Lãng",
    ),
    DemoAccount(
        "coso@caunoi.example", "Nguyễn Thị Mai", "VSN-01-001", Role.CHAIR, "Chủ tịch", "chủ tịch công đoàn cơ sở"
    ),
    DemoAccount(
        "xa@caunoi.example",
        "Vàng A Sùng",
        "VSN-06",
        Role.OFFICER,
        "Chủ tịch",
        "cán bộ Công đoàn xã Ba Khe (nhánh khác)",
    ),
    DemoAccount(
        "tinhban@caunoi.example",
        "Phạm Thị Lan",
        "DTH",
        Role.OFFICER,
        "Chuyên viên",
        "cán bộ tỉnh khác (không thấy gì của Vĩnh Sơn)",
    ),
    DemoAccount(
        "quantri@caunoi.example",
        "Hoàng Văn Nam",
        "VSN",
        Role.ADMINISTRATOR,
        "Quản trị hệ thống",
        "quản trị cây tổ chức, tài khoản",
    ),
    DemoAccount("bientap@caunoi.example", "Đỗ Thu Hà", "VSN", Role.EDITOR, "Biên tập viên", "biên tập trang công khai"),
)


def describe_accounts() -> str:
    """The list of accounts as the start prints it."""
    width = max(len(account.email) for account in ACCOUNTS)
    lines = [f"  {account.email:<{width}}  {account.plays}" for account in ACCOUNTS]
    return "\n".join([f"Tài khoản minh họa (mật khẩu chung: {PASSWORD}):", *lines])
