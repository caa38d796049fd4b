"""How the events of a plan are spelled."""

import pytest

from caunoi.officialdocs.plan.events import Events


@pytest.mark.parametrize(
    "name",
    [
        "Đại hội Công đoàn tỉnh Suối Hoa lần thứ X",
        "Đại hội đại biểu Công đoàn tỉnh Suối Hoa lần thứ X",
        "Đại hội lần thứ X Công đoàn tỉnh Suối Hoa",
    ],
)
def test_congress_is_spelled_as_the_plan_prints_it_short(name: str) -> None:
    text = "- Chào mừng Đại hội X Công đoàn tỉnh Suối Hoa; treo cờ."
    assert Events(text).spelled(name) == "Đại hội X Công đoàn tỉnh Suối Hoa"


def test_congress_that_the_plan_never_prints_short_keeps_its_name() -> None:
    name = "Đại hội Công đoàn tỉnh Suối Hoa lần thứ X"
    assert Events("- Chào mừng Đại hội XI Công đoàn tỉnh Suối Hoa.").spelled(name) == name
