"""The catalogue stands on what the registers hold, and every figure of an activity has its own line."""

from dataclasses import replace

import pytest

from caunoi.campaigns.figures import FIGURES
from caunoi.reporting.indicators import Catalogue, Indicator, catalogue, check_catalogue

GROUPS = [
    "direction", "press", "portal", "social", "oral", "loudspeaker", "visual", "publications", "emulation_culture", "care",
    "opinions", "recommendations", "corrections", "congresses", "exemplars", "cost",
]  # fmt: skip
NEWS = Indicator("news", "Số tin", "tin", "press", "sum", "figure:news_items:press")


def test_the_catalogue_has_the_sixteen_groups_in_the_order_of_a_report() -> None:
    assert list(catalogue().groups) == GROUPS
    assert list(dict.fromkeys(one.group for one in catalogue().indicators.values())) == GROUPS


def test_every_figure_and_kind_of_activity_is_reported_exactly_once() -> None:
    told = [(one.figure, kind) for one in catalogue().indicators.values() if one.figure for kind in sorted(one.kinds)]
    assert sorted(told) == sorted((code, kind) for code, figure in FIGURES.items() for kind in figure.kinds)


def test_news_items_articles_billboards_and_slogans_are_never_one_line() -> None:
    names = {one.name for one in catalogue().indicators.values()}
    assert {"Số tin trên báo, đài", "Số bài trên báo", "Số pa nô", "Số khẩu hiệu"} <= names
    assert len(names) == len(catalogue().indicators)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(NEWS, group="other"),
        replace(NEWS, rule="average"),
        replace(NEWS, computed_from="figure:unheard"),
        replace(NEWS, computed_from="figure:news_items:care"),
        replace(NEWS, computed_from="somewhere"),
        replace(NEWS, breakdowns=("weather",)),
        replace(NEWS, computed_from="stated", breakdowns=("theme",)),
        replace(NEWS, rule="share", computed_from="", numerator="news", denominator="nothing"),
        replace(NEWS, rule="share", computed_from="", numerator="news"),
        replace(NEWS, rule="share", computed_from="", numerator="news", denominator="news", occasions="nothing"),
        replace(NEWS, rests_on="nothing"),
        replace(NEWS, rests_on="news"),
    ],
)
def test_an_indicator_with_no_ground_is_refused_by_name(wrong: Indicator) -> None:
    with pytest.raises(ValueError, match="news"):
        check_catalogue(Catalogue({"press": "Báo chí"}, {"news": wrong}))
