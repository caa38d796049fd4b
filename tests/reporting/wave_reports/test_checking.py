"""A file against what was written and against today."""

import pytest

from caunoi.reporting.wave_report.checking import Verdict, check

WRITTEN = {"f:1": "12", "f:2": "5", "n:1": "Kinh phí còn hạn hẹp."}
TODAY = {"f:1": "12", "f:2": "7"}


@pytest.mark.parametrize(
    ("tag", "text", "verdict"),
    [
        ("f:1", "12", Verdict.RIGHT),
        ("f:1", " 12 ", Verdict.RIGHT),
        ("f:1", "15", Verdict.BY_HAND),
        ("f:2", "5", Verdict.DIFFERS),
        ("f:2", "7", Verdict.BY_HAND),
        ("n:1", "Kinh phí còn hạn hẹp.", Verdict.GONE),
        ("f:9", "1", Verdict.FOREIGN),
    ],
)
def test_each_tag_gets_its_verdict(tag: str, text: str, verdict: Verdict) -> None:
    found = next(one for one in check([(tag, text)], WRITTEN, TODAY) if one.tag == tag)
    assert (found.verdict, found.is_right) == (verdict, verdict == Verdict.RIGHT)


def test_what_is_not_in_the_file_is_told_and_what_is_twice_is_told_once() -> None:
    found = check([("f:1", "12"), ("f:1", "12"), ("f:1", "13")], WRITTEN, TODAY)
    assert [(one.tag, one.verdict) for one in found] == [
        ("f:1", Verdict.RIGHT),
        ("f:1", Verdict.BY_HAND),
        ("f:2", Verdict.REMOVED),
        ("n:1", Verdict.REMOVED),
    ]
