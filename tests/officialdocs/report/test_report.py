"""What a report may hold, and the report as JSON."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from caunoi.officialdocs.paper import Block
from caunoi.officialdocs.report import Annex, Cell, Chart, Report, Span, Table, plain, sound
from caunoi.officialdocs.report_json import from_json, to_json
from caunoi.officialdocs.report_lines import annex_label, annex_mention, head_rows
from tests.officialdocs.report.sample import sample
from tests.officialdocs.report.small import PAPER, REPORT, SVG, TABLE

WIDE = Table(("a", "b"), (100, 100), ())


def test_texts_become_sound() -> None:
    spelled = "cơ sở"
    assert sound("co\u031b so\u031b\u0309\x00\t\r\n") == f"{spelled}  "
    assert Cell("a\r\nb\x07").text == "a\nb"
    assert Report(replace(PAPER, name="Le\u0302", recipients=("a\x00",)), ()).paper.name == "Lê"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Span("a", "f" * 57),
        lambda: Span("a", "f\n"),
        lambda: Cell("a", align="both"),  # type: ignore[arg-type]
        lambda: Table((), (), ()),
        lambda: Table(("a",), (10, 20), ()),
        lambda: Table(("a",), (0,), ()),
        lambda: Table(("a", "b"), (10, 20), (), groups=(("c", 1),)),
        lambda: Table(("a", "b"), (10, 20), (), groups=(("c", 2), ("d", 0))),
        lambda: Table(("a", "b"), (10, 20), ((Cell("1"),),)),
        lambda: Chart(SVG, 9),
        lambda: Chart(SVG, 258),
        lambda: Report(PAPER, (WIDE,)),
        lambda: Report(replace(PAPER, body=(Block("a"),)), ()),
        lambda: Annex("a", (WIDE,), landscape=False),
    ],
)
def test_what_cannot_be_laid_out_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        wrong()


def test_an_annex_that_lies_takes_a_wide_table() -> None:
    assert Annex("a", (WIDE,)).parts == (WIDE,)


@pytest.mark.parametrize(
    "report", [REPORT, sample(), Report(replace(PAPER, date=None), ())], ids=["small", "long", "bare"]
)
def test_report_comes_back_from_json(report: Report) -> None:
    assert from_json(json.loads(json.dumps(to_json(report)))) == report


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"version": 2},
        to_json(REPORT) | {"parts": [{"kind": "film"}]},
        to_json(REPORT) | {"parts": [{}]},
        {"version": 1},
    ],
)
def test_what_is_no_report_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no report|unknown|no part"):
        from_json(broken)


def test_annexes_are_counted_in_roman_and_name_their_paper() -> None:
    assert [annex_label(number) for number in (1, 4, 9, 14, 40)] == [
        "Phụ lục I", "Phụ lục IV", "Phụ lục IX", "Phụ lục XIV", "Phụ lục XL"
    ]  # fmt: skip
    assert annex_mention(PAPER) == "(Kèm theo Báo cáo số 05/BC-CĐX ngày 04/02/2027 của Công đoàn xã Bản Chang)"
    blank = "(Kèm theo Báo cáo số 05/BC-CĐX ngày     /    /       của Công đoàn xã Bản Chang)"
    assert annex_mention(replace(PAPER, date=None)) == blank


def test_column_titles_without_a_group_stand_over_both_rows() -> None:
    assert head_rows(TABLE) == [
        [("TT", 1, "start"), ("Đơn vị", 1, "start"), ("Kết quả", 2, "")],
        [("", 1, "on"), ("", 1, "on"), ("Số buổi", 1, ""), ("Tin", 1, "")],
    ]
    assert head_rows(WIDE) == [[("a", 1, ""), ("b", 1, "")]]
    assert plain("a", "1.", 1, bold=True).text == "a"
