"""Two hundred edits typed into a report: found, told apart, taken over."""

from collections import Counter

import pytest

from caunoi.officialdocs.comparing import Change, apply, compare
from caunoi.officialdocs.report import Report
from caunoi.officialdocs.write_report import write_report
from tests.officialdocs.report.editor import Editor, Planted
from tests.officialdocs.report.sample import long_sample

EDITS = {
    "reword": 60, "retype_figure": 40, "retype_cell": 40, "delete_paragraph": 12, "add_paragraph": 16, "move_paragraph": 12,
    "delete_row": 6, "add_row": 10, "retype_subject": 1, "retype_name": 1, "edit_recipients": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    return long_sample()


@pytest.fixture(scope="module")
def written(report: Report) -> bytes:
    return write_report(report)


@pytest.fixture(scope="module", params=[1, 2])
def editor(written: bytes, request: pytest.FixtureRequest) -> Editor:
    editor = Editor(written, seed=request.param)
    todo = [name for name, times in EDITS.items() for _time in range(times)]
    editor.random.shuffle(todo)
    for name in todo:
        getattr(editor, name)()
    editor.make_noise()
    return editor


def shown(changes: list[Change]) -> Counter[Planted]:
    return Counter(Planted(one.kind, one.before, one.after) for one in changes)


def test_of_two_hundred_edits_nearly_all_are_found_and_nothing_else(written: bytes, editor: Editor) -> None:
    planted = Counter(editor.planted)
    found = shown(compare(written, editor.data()))
    missed, invented = planted - found, found - planted
    assert planted.total() == 200
    assert (missed.total() <= 2, invented.total() <= 2) == (True, True), (missed, invented)


def test_after_taking_everything_over_nothing_is_left(report: Report, written: bytes, editor: Editor) -> None:
    edited = editor.data()
    changes = compare(written, edited)
    assert [one for one in changes if not one.takeable] == []
    assert compare(write_report(apply(report, changes)), edited) == []
