"""The invented province of Vĩnh Sơn as the reorganisation of 2025 left such provinces: commune and ward unions, grassroots
unions under them, others directly under the province. No place, person or company here exists."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from caunoi.orgs.enums import UnitKind

PROVINCE_CODE = "VSN"
CONFEDERATION = ("TLD", "Tổng Liên đoàn Lao động Việt Nam", "Tổng LĐLĐ Việt Nam")
PROVINCE = (PROVINCE_CODE, "Liên đoàn Lao động tỉnh Vĩnh Sơn", "LĐLĐ tỉnh Vĩnh Sơn")
DEPARTMENTS = (
    ("VSN-B1", "Ban Công tác Công đoàn"),
    ("VSN-B2", "Ban Công đoàn các khu công nghiệp"),
)
# Another province, with one commune union: the cast's "another branch".
NEIGHBOR = ("DTH", "Liên đoàn Lao động tỉnh Đông Thạch", "LĐLĐ tỉnh Đông Thạch")
NEIGHBOR_COMMUNE = ("DTH-01", "Công đoàn phường Cửa Lạch", "CĐ phường Cửa Lạch")
NEIGHBOR_GRASSROOTS = ("DTH-01-001", "Công đoàn cơ sở Công ty Cổ phần Cảng Cửa Lạch", "CĐCS Cảng Cửa Lạch")

COMMUNES = (
    "phường Sông Lãng",
    "phường Tân Giang",
    "phường Hòa Lộc",
    "phường Bến Đá",
    "xã Mường Thìn",
    "xã Ba Khe",
    "xã Nà Pheo",
    "xã Chiềng Lanh",
    "xã Đồng Mật",
    "xã Thác Vàng",
    "xã Phú Hòa",
    "xã Cao Lĩnh",
)
GRASSROOTS_PER_COMMUNE = 20
DIRECT_GRASSROOTS = 60

_FORMS = ("Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH MTV")
_TRADES = (
    "May mặc",
    "Chế biến gỗ",
    "Giày da",
    "Điện tử",
    "Chè",
    "Xây dựng",
    "Vận tải",
    "Cơ khí",
    "Bao bì",
    "Thực phẩm",
    "Vật liệu xây dựng",
    "Nông sản",
    "Dược liệu",
    "Du lịch",
    "Thủy điện",
    "Môi trường đô thị",
    "Dệt",
    "Nhựa",
    "Gốm sứ",
    "Thủy sản",
)
_NAMES = (
    "Hoàng Long",
    "Minh Phát",
    "Thành Công",
    "Hưng Thịnh",
    "An Bình",
    "Phú Cường",
    "Tân Tiến",
    "Đại Lộc",
    "Bình Minh",
    "Sao Mai",
    "Việt Thắng",
    "Hòa Phát Lãng",
    "Trường Sơn",
    "Ngọc Lâm",
    "Đông Á",
    "Thiên Phú",
    "Quang Trung",
    "Nam Hải",
)


@dataclass(frozen=True)
class DemoUnit:
    code: str
    name: str
    short_name: str
    kind: UnitKind
    parent: str | None
    members: int = 0


def _grassroots(code: str, name: str, parent: str, rng: random.Random) -> DemoUnit:
    members = int(min(2400, max(18, rng.lognormvariate(4.6, 0.9))))
    return DemoUnit(code, f"Công đoàn cơ sở {name}", f"CĐCS {name}", UnitKind.GRASSROOTS, parent, members)


def demo_units(seed: int = 383) -> Iterator[DemoUnit]:
    """Every unit, parents first; the same on every call: 12 commune and ward unions, 300 grassroots unions."""
    rng = random.Random(seed)  # noqa: S311 - a fixed demonstration, no secret
    names = [f"{form} {trade} {name}" for form in _FORMS for trade in _TRADES for name in _NAMES]
    rng.shuffle(names)
    fresh = iter(names)
    yield DemoUnit(*CONFEDERATION, UnitKind.CONFEDERATION, None)
    yield DemoUnit(*PROVINCE, UnitKind.PROVINCE, CONFEDERATION[0])
    yield DemoUnit(*NEIGHBOR, UnitKind.PROVINCE, CONFEDERATION[0])
    yield DemoUnit(*NEIGHBOR_COMMUNE, UnitKind.COMMUNE, NEIGHBOR[0])
    yield DemoUnit(*NEIGHBOR_GRASSROOTS, UnitKind.GRASSROOTS, NEIGHBOR_COMMUNE[0], 210)
    for code, name in DEPARTMENTS:
        yield DemoUnit(code, name, "", UnitKind.DEPARTMENT, PROVINCE_CODE)
    for number, place in enumerate(COMMUNES, start=1):
        code = f"{PROVINCE_CODE}-{number:02d}"
        yield DemoUnit(code, f"Công đoàn {place}", f"CĐ {place}", UnitKind.COMMUNE, PROVINCE_CODE)
        for index in range(1, GRASSROOTS_PER_COMMUNE + 1):
            yield _grassroots(f"{code}-{index:03d}", next(fresh), code, rng)
    for index in range(1, DIRECT_GRASSROOTS + 1):
        yield _grassroots(f"{PROVINCE_CODE}-TT-{index:03d}", next(fresh), PROVINCE_CODE, rng)
