"""Rules and their explanations, names and ordinals, the running order, sub-committees, papers."""

import io
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from caunoi.congresses.actions import describe_congress, open_cycle, plan_congress
from caunoi.congresses.actions.preparing import (
    add_file,
    explain_departure,
    plan_seats,
    remove_file,
    write_agenda,
    write_sub_committees,
)
from caunoi.congresses.agenda import Step, read_steps, template_on, write_steps
from caunoi.congresses.models import Congress, CongressFile
from caunoi.congresses.naming import from_roman, propose_title, to_roman
from caunoi.congresses.permissions import files_for
from caunoi.congresses.queries.proposals import propose, propose_ordinal
from caunoi.congresses.queries.rules import subject_of, warnings_of
from caunoi.congresses.rules import Subject, departures, rules_for
from caunoi.core.errors import Refused
from caunoi.core.storage import private_storage
from caunoi.officialdocs.paper import Block, Paper
from caunoi.officialdocs.write_docx import write_docx
from caunoi.orgs.enums import SuccessionKind
from caunoi.orgs.models import MemberCount, Succession, Unit
from tests.cast import Cast, make_unit
from tests.conftest import NOW
from tests.congresses.conftest import Maker

TODAY = date(2026, 11, 23)
OLD = date(2025, 1, 2)  # HD 38 holds, Plan 22 not yet


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


@pytest.mark.parametrize(
    ("subject", "figures", "on", "codes"),
    [
        (Subject("grassroots", members=40), {"committee": 3}, TODAY, []),
        (Subject("grassroots", members=40), {"committee": 5}, TODAY, ["committee"]),
        (Subject("grassroots", members=40), {"committee": 5}, OLD, []),
        (Subject("grassroots", members=25), {"committee": 5}, OLD, ["committee"]),
        (Subject("grassroots", members=30_000), {"committee": 26}, TODAY, ["committee"]),
        (Subject("grassroots", members=30_000), {"committee": 26}, OLD, []),
        (Subject("grassroots"), {"committee": 26}, TODAY, ["committee"]),
        (Subject("province"), {"committee": 46}, TODAY, ["committee"]),
        (Subject("province", "01"), {"committee": 55}, TODAY, []),
        (Subject("province", "79"), {"committee": 66}, TODAY, ["committee"]),
        (Subject("province", "01"), {"convened": 200}, TODAY, ["convened"]),
        (Subject("province"), {"convened": 100, "guests": 31}, TODAY, ["guests"]),
        (Subject("commune"), {"convened": 100, "guests": 16}, TODAY, ["guests"]),
        (Subject("commune"), {"guests": 16}, TODAY, []),
        (Subject("commune"), {"committee": 15, "standing": 5}, TODAY, []),
        (Subject("commune"), {"committee": 15, "standing": 6}, TODAY, ["standing"]),
        (Subject("commune"), {"sub_committees": 3}, TODAY, ["sub_committees"]),
        (Subject("district"), {"sub_committees": 4}, TODAY, []),
        (Subject("commune"), {"committee": 15}, date(2020, 1, 1), []),
    ],
)
def test_rules_hold_for_their_level_and_their_time(
    subject: Subject, figures: dict[str, int], on: date, codes: list[str]
) -> None:
    assert [one.code for one in departures(subject, figures, on=on)] == codes


def test_a_rule_tells_its_source() -> None:
    rule = rules_for(Subject("grassroots", members=40), on=TODAY)["committee"]
    assert rule.source == "Kế hoạch số 22/KH-TLĐ ngày 29/8/2025 của Tổng Liên đoàn Lao động Việt Nam, phần III"


@pytest.fixture
def congress(maker: Maker, cast: Cast) -> Congress:
    MemberCount.objects.create(unit=cast.units.G1, counted_on=date(2026, 1, 1), members=260, source="Báo cáo")
    return maker.congress(Unit.objects.at(TODAY).get(code="G1"))


def codes_of(congress: Congress) -> list[tuple[str, str]]:
    return [
        (one.departure.code, one.explanation.text if one.explanation else "") for one in warnings_of(congress, on=TODAY)
    ]


def test_a_departure_warns_and_is_explained_for_its_figure_alone(congress: Congress, cast: Cast) -> None:
    assert plan_seats(congress, planned={"planned_committee": 7, "planned_standing": 2}, by=cast.owner, now=NOW)
    assert not plan_seats(congress, planned={"planned_committee": 7}, by=cast.owner, now=NOW)
    describe_congress(congress, form="plenary", by=cast.owner, now=NOW)
    congress.refresh_from_db()
    assert sorted(codes_of(congress)) == [("plenary_members", ""), ("standing_needs_committee", "")]
    explain = {"code": "standing_needs_committee", "by": cast.owner, "now": NOW}
    assert refusal(lambda: explain_departure(congress, text=" ", **explain)) == "no_text"
    given = explain_departure(congress, text="Được cấp trên chấp thuận", **explain)
    assert (given.figure, given.source[:12]) == (7, "Kế hoạch số ")
    assert dict(codes_of(congress))["standing_needs_committee"] == "Được cấp trên chấp thuận"
    plan_seats(congress, planned={"planned_committee": 8}, by=cast.owner, now=NOW)
    congress.refresh_from_db()
    assert dict(codes_of(congress))["standing_needs_committee"] == ""
    plan_seats(congress, planned={"planned_committee": 9}, by=cast.owner, now=NOW)
    congress.refresh_from_db()
    assert refusal(lambda: explain_departure(congress, text="Thừa", **explain)) == "no_departure"


def test_subject_of_reads_what_the_unit_is(congress: Congress, cast: Cast) -> None:
    assert subject_of(congress.unit, on=TODAY) == Subject("grassroots", "", 260)
    assert subject_of(Unit.objects.get(code="D"), on=TODAY) == Subject("district", "", None)


@pytest.mark.parametrize(
    ("name", "form", "ordinal", "term", "title"),
    [
        ("Liên đoàn Lao động tỉnh Vĩnh Sơn", "delegates", "XIII", (2025, 2030),
         "Đại hội đại biểu Công đoàn tỉnh Vĩnh Sơn lần thứ XIII, nhiệm kỳ 2025 - 2030"),
        ("Tổng Liên đoàn Lao động Việt Nam", "", "XIV", None, "Đại hội Công đoàn Việt Nam lần thứ XIV"),
        ("Công đoàn cơ sở Chè Ba Khe", "plenary", "", None, "Đại hội toàn thể đoàn viên Công đoàn cơ sở Chè Ba Khe"),
        ("Công đoàn xã Ba Khe", "committee_conference", "I", (2025, 2028),
         "Hội nghị Ban Chấp hành mở rộng Công đoàn xã Ba Khe lần thứ I, nhiệm kỳ 2025 - 2028"),
    ],
)  # fmt: skip
def test_titles_are_proposed(name: str, form: str, ordinal: str, term: tuple[int, int] | None, title: str) -> None:
    assert propose_title(name, form=form, ordinal=ordinal, term=term) == title


def test_ordinals_are_read_back() -> None:
    assert [from_roman(to_roman(number)) for number in range(1, 90)] == list(range(1, 90))
    assert (from_roman("xiv"), from_roman("IIII"), from_roman("")) == (14, None, None)
    with pytest.raises(ValueError, match="no ordinal"):
        to_roman(90)


def test_a_kept_name_keeps_counting_and_a_new_one_begins_again(cast: Cast, maker: Maker) -> None:
    old = open_cycle(ordinal="XIII", term=(2021, 2026), name="Khóa XIII", by=None, now=NOW)
    for code, ordinal in (("G1", "XII"), ("G2", "VII")):
        unit = Unit.objects.get(code=code)
        before = plan_congress(unit, cycle=old, title="Cũ", by=None, now=NOW)
        describe_congress(before, ordinal=ordinal, term_start=2021, term_end=2026, by=None, now=NOW)
    kept = make_unit("N1", "Công đoàn cơ sở Trường Tiểu học Ba Khe", "grassroots", cast.units.P)
    fresh = make_unit("N2", "Công đoàn cơ sở Ba Khe mới", "grassroots", cast.units.P)
    for successor in (kept, fresh):
        Succession.objects.create(
            unit=cast.units.G1, successor=successor, kind=SuccessionKind.MERGED, effective_on=date(2025, 7, 1)
        )
    found = {unit.code: propose_ordinal(unit, maker.cycle, on=TODAY)[0] for unit in Unit.objects.at(TODAY)}
    assert [found[code] for code in ("G1", "G2", "N1", "N2", "G0")] == ["XIII", "VIII", "XIII", "I", ""]
    proposal = propose(Unit.objects.at(TODAY).get(code="N2"), maker.cycle, form="delegates", on=TODAY)
    assert proposal.title == "Đại hội đại biểu Công đoàn cơ sở Ba Khe mới lần thứ I, nhiệm kỳ 2026 - 2031"


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("7:30 Đón tiếp đại biểu", Step("Đón tiếp đại biểu", time(7, 30))),
        ("8h - Chào cờ", Step("Chào cờ", time(8))),
        ("13 giờ 30 Bầu cử", Step("Bầu cử", time(13, 30))),
        ("14 đại biểu phát biểu", Step("14 đại biểu phát biểu")),
        ("25:00 Không phải giờ", Step("25:00 Không phải giờ")),
    ],
)
def test_steps_of_the_running_order_are_read(line: str, step: Step) -> None:
    assert read_steps(f"\n{line}\n  ") == [step]
    assert read_steps(write_steps([step])) == [step]


def test_the_running_order_is_replaced_as_a_whole(congress: Congress, cast: Cast) -> None:
    steps = [Step("Chào cờ", time(8)), Step("Bế mạc")]
    assert write_agenda(congress, steps=steps, by=cast.owner, now=NOW)
    assert not write_agenda(congress, steps=steps, by=cast.owner, now=NOW)
    assert [(row.position, row.text) for row in congress.agenda.all()] == [(1, "Chào cờ"), (2, "Bế mạc")]
    assert ("agenda", "") in codes_of(congress)


def test_the_official_steps_are_not_invented() -> None:
    template = template_on(TODAY)
    assert template is not None
    assert (template.counted_steps, template.steps) == (14, ())
    assert template_on(date(2020, 1, 1)) is None


def test_sub_committees_are_set_up_as_a_whole(congress: Congress, cast: Cast) -> None:
    rows = [{"name": name, "series": "", "head": "", "members": 3} for name in ("Văn kiện", "Nhân sự", "Tuyên truyền")]
    for _time in range(2):
        made = write_sub_committees(congress, rows=rows, by=cast.owner, now=NOW)
        assert [row.name for row in made] == ["Văn kiện", "Nhân sự", "Tuyên truyền"]
    assert ("sub_committees", "") in codes_of(congress)
    twice = [rows[0], rows[0], {**rows[0], "name": " "}]
    assert refusal(lambda: write_sub_committees(congress, rows=twice, by=None, now=NOW)) == "named_twice"


def send(
    congress: Congress, content: bytes, name: str = "van-ban.pdf", classification: str = "internal"
) -> CongressFile:
    facts = {"kind": "plan", "title": "", "classification": classification, "by": None, "now": NOW}
    return add_file(congress, SimpleUploadedFile(name, content), **facts)


def paper(stamp: str) -> bytes:
    return write_docx(
        Paper(issuer="ĐƠN VỊ", number="01/ĐA", place="Ba Khe", kind="ĐỀ ÁN", subject="Nhân sự", body=(Block(stamp),))
    )


def test_papers_are_kept_once_and_removed_with_their_bytes(
    congress: Congress, django_capture_on_commit_callbacks: Any
) -> None:
    content = paper("Nội dung")
    row = send(congress, content, "de-an.docx")
    assert (row.title, send(congress, content, "khac.docx").pk) == ("de-an.docx", row.pk)
    name = row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(row, by=None, now=NOW)
    assert (private_storage().exists(name), congress.files.count()) == (False, 0)


def test_papers_are_refused(congress: Congress) -> None:
    assert refusal(lambda: send(congress, paper("TỐI MẬT"), "mat.docx")) == "secret"
    assert refusal(lambda: send(congress, b"ID3 sound", "tieng.mp3")) == "not_a_document"
    assert refusal(lambda: send(congress, b"")) == "empty"


def blank_pdf() -> bytes:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(300, 300)
    document.save(out)
    return out.getvalue()


def test_an_unreadable_paper_is_left_to_the_senders_word(congress: Congress) -> None:
    assert send(congress, b"%PDF-1.4 broken").size == 15
    assert send(congress, blank_pdf()).content_type == "application/pdf"


def test_internal_papers_stay_with_those_who_run_the_congress(congress: Congress, cast: Cast) -> None:
    send(congress, b"%PDF-1.4 one")
    send(congress, b"%PDF-1.4 two", classification="open")
    people = (cast.chair, cast.superior, cast.administrator, cast.stranger)
    assert [files_for(user, on=TODAY).count() for user in people] == [2, 2, 1, 0]
