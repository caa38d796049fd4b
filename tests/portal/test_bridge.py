from datetime import date

import pytest

from caunoi.core.timeline import Bar, Timeline
from caunoi.portal.bridge import GROUND, WIDTH, build_bridge, deck_height, rail_path, share_built, span_path

TODAY = date(2026, 11, 23)


def chart(*bars: Bar) -> Timeline:
    return Timeline(list(bars), today=TODAY)


def test_bridge_without_a_campaign_has_three_bare_spans() -> None:
    bridge = build_bridge(None)
    assert ([(span.label, span.built) for span in bridge.spans], bridge.today_x) == ([("", "")] * 3, "")


def test_bridge_is_built_as_far_as_the_days_have_gone() -> None:
    bridge = build_bridge(
        chart(
            Bar("Đợt 1", date(2026, 1, 1), date(2026, 6, 30), state="done"),
            Bar("Đợt 2", date(2026, 11, 1), date(2026, 11, 30), state="progress"),
            Bar("Đợt 3", date(2027, 1, 1), date(2027, 3, 1)),
            Bar("Đợt 4", None, None),
        )
    )
    assert [span.built for span in bridge.spans] == ["300", "230", "", ""]
    assert (bridge.today_x, bridge.today_side) == ("44.17%", "start")


def test_bridge_hangs_the_word_today_to_the_left_near_the_far_shore() -> None:
    bridge = build_bridge(chart(Bar("Đợt 1", date(2026, 1, 1), date(2026, 12, 1), state="progress")))
    assert bridge.today_side == "end"


@pytest.mark.parametrize(
    ("starts", "ends", "share"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 1.0),
        (date(2026, 11, 24), date(2026, 11, 30), 0.0),
        (None, date(2026, 12, 1), 0.0),
        (date(2026, 11, 14), date(2026, 12, 3), 0.5),
    ],
)
def test_share_built_counts_today(starts: date | None, ends: date, share: float) -> None:
    assert share_built(Bar("Đợt 1", starts, ends), chart()) == share


def test_deck_is_highest_in_the_middle_and_even_on_both_shores() -> None:
    assert deck_height(0) == deck_height(WIDTH)
    assert deck_height(WIDTH / 2) < deck_height(WIDTH / 4) < deck_height(0) < GROUND


def test_spans_meet_on_the_same_height() -> None:
    first, second = span_path(0, 400), span_path(400, 800)
    assert first.split("Q")[1].split("V")[0].split(" ", 2)[2] == second.split("Q")[0].removeprefix("M")


def test_rail_runs_above_the_road_from_shore_to_shore() -> None:
    assert rail_path(12) == "M0 106Q600 -78 1200 106"
