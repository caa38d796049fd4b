"""The demonstration's own content: complete, invented, and read back by our own reader."""

import tomllib
import unicodedata
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from caunoi.demo.activities import SOURCE
from caunoi.demo.calendar import DemoCalendar, printed
from caunoi.demo.pictures import SCENES, SIZE, draw_scene
from caunoi.demo.places import demo_units
from caunoi.demo.plan import NATIONAL_EVENT, PROVINCE_EVENT, demo_paper, demo_plan_docx
from caunoi.demo.reports import OWN_LINE
from caunoi.demo.reports import SOURCE as REPORTS
from caunoi.officialdocs.read_plan import read_plan_bytes
from caunoi.orgs.enums import UPPER_KINDS, UnitKind
from caunoi.reporting.indicators import catalogue

CALENDAR = DemoCalendar(date(2026, 11, 23))


def test_units_have_the_shape_of_a_province() -> None:
    ours = [row for row in demo_units() if row.code.startswith("VSN")]
    assert sum(row.kind in UPPER_KINDS for row in ours) == 12
    assert sum(row.kind == UnitKind.GRASSROOTS for row in ours) == 300
    assert all(row.members > 0 for row in ours if row.kind == UnitKind.GRASSROOTS)


def test_units_are_unique_and_parents_come_first() -> None:
    seen: set[str] = set()
    for row in demo_units():
        assert row.code not in seen
        assert row.parent is None or row.parent in seen
        seen.add(row.code)
    names = [row.name for row in demo_units()]
    assert len(names) == len(set(names))


def test_today_is_half_way_through_wave_one() -> None:
    start, end = CALENDAR.first_wave
    assert CALENDAR.today - start == end - CALENDAR.today


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2026, 4, 5), "05/4/2026"), (date(2026, 1, 9), "09/01/2026"), (date(2026, 12, 31), "31/12/2026")],
)
def test_printed_day_follows_the_decree(day: date, text: str) -> None:
    assert printed(day) == text


def test_paper_leaves_no_word_unfilled() -> None:
    paper = demo_paper(CALENDAR)
    text = " ".join([paper.subject, paper.opening, paper.closing, *(block.text for block in paper.body)])
    assert ("{" in text, text) == (False, unicodedata.normalize("NFC", text))


def test_plan_is_read_back_as_it_was_written() -> None:
    plan = read_plan_bytes(demo_plan_docx(CALENDAR), "plan.docx")
    start, end = CALENDAR.first_wave
    assert (plan.header.number, plan.header.date, plan.header.term) == (
        "118/KH-LĐLĐ",
        CALENDAR.issued_on,
        CALENDAR.term,
    )
    assert [(wave.ordinal, wave.start, wave.end) for wave in plan.waves] == [
        (1, start, end),
        (2, None, None),
        (3, None, None),
    ]
    assert [wave.end_event for wave in plan.waves[1:]] == [PROVINCE_EVENT, NATIONAL_EVENT]
    assert len(plan.themes) == 8
    assert [len(wave.windows) for wave in plan.waves] == [0, 3, 3]
    assert [channel.kinds for channel in plan.channels] == [
        ("press", "broadcast"),
        ("portal",),
        ("social",),
        ("conference", "loudspeaker"),
        ("visual",),
        ("emulation",),
        ("publication",),
    ]
    assert [(row.units, row.duties) for row in plan.assignments] == [
        (("Ban Công tác Công đoàn",), 3),
        (("Ban Công đoàn các khu công nghiệp",), 1),
        (("Công đoàn các xã, phường", "công đoàn cơ sở trực thuộc"), 3),
    ]
    assert [(row.when, row.to, row.via) for row in plan.reporting] == [
        (CALENDAR.first_report_due_on.isoformat(), "Liên đoàn Lao động tỉnh", "Ban Công tác Công đoàn"),
        ("end of each wave", "Liên đoàn Lao động tỉnh", "Ban Công tác Công đoàn"),
    ]


@pytest.mark.parametrize("kind", sorted(SCENES))
def test_scene_is_a_small_jpeg_and_the_same_every_time(kind: str) -> None:
    picture = draw_scene(kind, 1)
    assert picture == draw_scene(kind, 1)
    with Image.open(BytesIO(picture)) as image:
        assert (image.format, image.size) == ("JPEG", SIZE)
    assert len(picture) < 200_000


def test_activity_templates_name_known_figures() -> None:
    import tomllib

    from caunoi.campaigns.figures import figures_of

    for template in tomllib.loads(SOURCE.read_text("utf-8"))["activity"]:
        assert set(template["figures"]) - set(figures_of(template["kind"])) == set(), template["kind"]


def test_reports_tell_different_things_about_lines_that_exist() -> None:
    words = tomllib.loads(REPORTS.read_text(encoding="utf-8"))
    known = {*catalogue().indicators, OWN_LINE.code, "models"}
    assert {*words["stated"], *(row["code"] for name in ("correction", "comment") for row in words[name])} <= known
    told = [
        text
        for name in ("done", "models", "difficulties", "proposals", "upper_done", "upper_models")
        for text in words[name]
    ]
    assert len(told) == len(set(told))
    assert all(unicodedata.is_normalized("NFC", text) and text.endswith(".") for text in told)
