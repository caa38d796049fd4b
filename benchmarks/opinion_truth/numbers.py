"""Figures that people and drafts name, written as they write them."""

from random import Random

DAYS = (3, 5, 7, 10, 15, 20, 25, 30, 45, 60, 75, 90, 120, 180)
COUNTS = (2, 3, 4, 5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200)
MONEY = ("50.000 đồng", "100.000 đồng", "200.000 đồng", "300.000 đồng", "500.000 đồng", "1 triệu đồng", "2 triệu đồng",
         "3 triệu đồng", "5 triệu đồng", "10 triệu đồng", "15 triệu đồng", "20 triệu đồng", "30 triệu đồng")  # fmt: skip
PERCENTS = (1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 60, 65, 70, 75, 80, 85, 90, 95, 100)
WRITTEN = {
    "pct": tuple(f"{number}%" for number in PERCENTS),
    "day": tuple(f"{number} ngày" for number in DAYS),
    "days": tuple(f"{number} ngày" for number in DAYS),
    "count": tuple(map(str, COUNTS)),
    "money": MONEY,
}
NUMBER_SLOTS = ("pct", "pct2", "day", "day2", "count", "count2", "money", "money2")


class Figures(dict[str, str]):
    """Fills ``{pct}``, ``{day}``, ``{count}``, ``{money}``; the second of a kind (``{pct2}``) is the larger one."""

    def __init__(self, rng: Random) -> None:
        super().__init__()
        self._rng = rng

    def __missing__(self, slot: str) -> str:
        values = WRITTEN[slot.removesuffix("2")]
        if slot.endswith("2"):
            first = values.index(self[slot[:-1]])
            self[slot] = values[min(len(values) - 1, first + 1 + int(self._rng.random() * 4))]
        else:
            self[slot] = values[int(self._rng.random() * (len(values) - 1))]
        return self[slot]
