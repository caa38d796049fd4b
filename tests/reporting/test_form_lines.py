"""Lines and sections go to JSON and back; what does not hold together is named."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.reporting.form_lines import (
    FormLine,
    FormSection,
    lines_of,
    problems_of,
    rules_of,
    sections_of,
    slots_of,
    to_json,
)
from caunoi.reporting.packing import EMPTY, LIMIT, pack, unpack

HEARD = FormLine(0, "heard", "Số lượt người nghe", "lượt người", "oral")
MEMBERS = FormLine(1, "members", "Số đoàn viên", "đoàn viên", "oral", "last")
SHARE = FormLine(-1, "share", "Tỷ lệ", "%", "oral", "share", "heard", "members")
LINES = [HEARD, MEMBERS, SHARE]


def test_lines_and_sections_come_back_from_json_and_fields_of_later_versions_are_passed_over() -> None:
    section = FormSection("done", "Kết quả thực hiện", "Nêu ngắn gọn")
    rows = to_json(LINES)
    rows[0]["colour"] = "blue"
    version = SimpleNamespace(lines=rows, sections=to_json([section]))
    assert (lines_of(version), sections_of(version)) == (LINES, [section])
    assert (slots_of(LINES), rules_of([version])) == ({"heard": 0, "members": 1}, {0: "sum", 1: "last"})


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (LINES, None),
        ([*LINES, replace(HEARD, slot=5)], ("heard", "twice")),
        ([HEARD, replace(MEMBERS, slot=0), SHARE], ("members", "slot")),
        ([replace(HEARD, slot=-1)], ("heard", "slot")),
        ([replace(HEARD, rule="average")], ("heard", "rule")),
        ([replace(HEARD, name=" ")], ("heard", "name")),
        ([HEARD, SHARE], ("share", "denominator")),
        ([HEARD, MEMBERS, replace(SHARE, numerator="share")], ("share", "numerator")),
    ],
)
def test_what_does_not_hold_together_is_named(lines: list[FormLine], problem: tuple[str, str] | None) -> None:
    found = problems_of(lines)
    assert (found == []) if problem is None else (problem in found)


values = st.dictionaries(st.integers(0, 60), st.none() | st.integers(-LIMIT + 1, LIMIT - 1))


@given(values)
def test_what_is_packed_comes_back_and_unknown_is_never_nought(given_values: dict[int, int | None]) -> None:
    known = {slot: value for slot, value in given_values.items() if value is not None}
    assert unpack(pack(given_values)) == known


def test_a_value_too_large_and_a_negative_slot_are_refused() -> None:
    for wrong in ({0: LIMIT}, {-1: 3}):
        with pytest.raises(ValueError, match="slot"):
            pack(wrong)
    assert pack({1: 7})[:8] == EMPTY.to_bytes(8, "little", signed=True)
