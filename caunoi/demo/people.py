"""Names for the invented chairs of grassroots unions."""

import random
from collections.abc import Iterator

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Lò", "Vàng", "Giàng", "Tòng", "Cà")
_MIDDLE = {"nam": ("Văn", "Đức", "Quang", "Minh"), "nữ": ("Thị", "Thu", "Ngọc", "Thanh")}
_GIVEN = {
    "nam": ("An", "Bình", "Cường", "Dũng", "Hải", "Hùng", "Khánh", "Long", "Nam", "Phong", "Sơn", "Thắng", "Tuấn"),
    "nữ": ("Hà", "Hạnh", "Hiền", "Hoa", "Lan", "Liên", "Linh", "Mai", "Nga", "Nhung", "Phương", "Thảo", "Yến"),
}


def people_names(seed: int = 17) -> Iterator[str]:
    """Names without end, the same on every call."""
    rng = random.Random(seed)  # noqa: S311 - a fixed demonstration, no secret
    while True:
        sex = rng.choice(("nam", "nữ"))
        yield f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE[sex])} {rng.choice(_GIVEN[sex])}"
