"""Activities of every kind with their particulars, displays that must come down, estimates, ways of reaching people.

No links: an invented address would be looked at in earnest.
"""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from caunoi.campaigns.actions.activities import Entry, log_activity
from caunoi.campaigns.actions.counting import settle_counters
from caunoi.campaigns.actions.displays import Hung, take_down_display
from caunoi.campaigns.actions.estimates import Item, set_estimate
from caunoi.campaigns.actions.reach import add_language, record_reach
from caunoi.campaigns.enums import ReachMeans
from caunoi.campaigns.models import Activity
from caunoi.demo.activities import Stage
from caunoi.demo.places import PROVINCE_CODE
from caunoi.orgs.models import Unit

FIRST, SECOND = "VSN-01-001", "VSN-06-003"
ITEMS = (
    Item("Hội nghị, nói chuyện chuyên đề", 12_000_000, ("conference",)),
    Item("Pa-nô, băng rôn, cờ phướn", 6_000_000, ("visual",)),
    Item("Văn nghệ, thể thao", 15_000_000, ("culture",)),
)


def _said(today: date) -> list[tuple[str, int, dict[str, Any]]]:
    """(unit, theme, what the form says)."""
    hung = today - timedelta(days=20)
    banner = Hung("banner", hung, 2, Decimal(8), Decimal(1), "Cổng chính", today - timedelta(days=3))
    board = Hung("billboard", hung, 1, Decimal(6), Decimal(4), "Ngã ba khu công nghiệp", today + timedelta(days=5))
    flags = Hung("streamer", hung, 20, Decimal("0.7"), Decimal(2), "Dọc đường nội bộ", today + timedelta(days=25))
    return [
        (FIRST, 1, {"kind": "visual", "title": "Treo băng rôn, cờ phướn chào mừng đại hội", "displays": [banner, flags],
                    "cost": 3_400_000}),
        (SECOND, 2, {"kind": "visual", "title": "Lắp pa-nô và băng rôn ở cổng nhà máy", "displays": [board, banner],
                     "cost": 7_200_000}),
        (FIRST, 3, {"kind": "press", "title": "Phóng sự về công nhân giỏi", "figures": {"reportages": 1, "articles": 1},
                    "particulars": {"outlet": "Báo Vĩnh Sơn"}}),
        (SECOND, 3, {"kind": "loudspeaker", "title": "Phát bài tuyên truyền đại hội trên loa", "cost": 0,
                     "figures": {"loudspeaker_runs": 12, "loudspeaker_minutes": 180},
                     "particulars": {"languages": ["Tiếng Việt", "Thái"], "hours": "5 giờ 30 và 17 giờ"}}),
        (FIRST, 1, {"kind": "care", "title": "Thăm, tặng quà đoàn viên khó khăn", "cost": 5_600_000,
                    "figures": {"gifts": 8, "money_given": 5_600_000, "people_helped": 8},
                    "particulars": {"recipients": "Đoàn viên có hoàn cảnh khó khăn"}}),
        (SECOND, 1, {"kind": "publication", "title": "In tờ rơi hỏi đáp về đại hội", "cost": 900_000,
                     "figures": {"publications": 1, "copies": 600},
                     "particulars": {"format": "leaflet", "pages": 4}}),
    ]  # fmt: skip


def fill_register(stage: Stage, units: dict[str, Unit], *, now: datetime, seed: int = 23) -> int:
    """Log them by the units' own leaders; return how many. Sums of what has been said are made at the end."""
    rng = random.Random(seed)  # noqa: S311 - a fixed demonstration, no secret
    province, today = units[PROVINCE_CODE], now.date()
    add_language(province, "Thái", by=None, now=now)
    for code in (FIRST, SECOND):
        set_estimate(stage.campaign, units[code], ITEMS, by=stage.leaders[units[code].pk], now=now)
    record_reach(units[SECOND], ReachMeans.LOUDSPEAKER, by=stage.leaders[units[SECOND].pk], now=now)
    rows = _said(today)
    logged: list[Activity] = []
    for code, theme, said in rows:
        unit = units[code]
        entry = Entry(
            done_on=today - timedelta(days=20),
            theme=stage.themes.get(theme),
            wave=stage.wave,
            channel=stage.channels.get(said["kind"]),
            client_key=UUID(int=rng.getrandbits(128)),
            **said,
        )
        activity, _is_new = log_activity(unit, stage.campaign, entry, by=stage.leaders[unit.pk], now=now)
        logged.append(activity)
    down = logged[1].displays.filter(kind="banner").get()
    leader = stage.leaders[logged[1].unit_id]
    key, note = UUID(int=rng.getrandbits(128)), "Hỏng do mưa gió, đã gỡ"
    take_down_display(down, on=today - timedelta(days=4), client_key=key, note=note, by=leader, now=now)
    settle_counters(stage.campaign, on=today)
    return len(logged)
