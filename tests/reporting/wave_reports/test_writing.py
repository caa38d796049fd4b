"""One action writes the paper; what it printed is kept with what stands behind it."""

import hashlib
import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.officialdocs.comparing import read_tags
from caunoi.reporting.actions.wave_reports.writing import (
    Details,
    begin_report,
    keep_edition,
    save_details,
    write_report_paper,
)
from caunoi.reporting.enums import WaveReportState
from caunoi.reporting.models import ReportEdition, WaveReport
from caunoi.reporting.queries.paper_checks import check_paper
from caunoi.reporting.queries.wave_reports import composed_now, figures_by_hand, forms_of, latest_edition
from caunoi.reporting.wave_report.checking import Verdict
from caunoi.reporting.wave_report.facts import gather
from tests.campaigns.running import NOW, TODAY
from tests.reporting.wave_reports.editing import with_controls, without_marks
from tests.reporting.wave_reports.telling import SLOTS, Told


def written(told: Told, code: str = "D") -> ReportEdition:
    return write_report_paper(told.form, told.unit(code), by=told.cast.owner, now=NOW)


def test_report_is_written_in_one_action_as_three_files(told: Told) -> None:
    edition = written(told)
    assert bytes(edition.docx).startswith(b"PK")
    assert bytes(edition.pdf).startswith(b"%PDF-")
    book = CalamineWorkbook.from_filelike(io.BytesIO(bytes(edition.xlsx)))
    assert book.sheet_names == ["Tổng hợp", "Theo đơn vị", "Ý kiến"]
    rows = book.get_sheet_by_name("Ý kiến").to_python()
    assert next(row[1:3] for row in rows if row[1] == "Kinh phí còn hạn hẹp.") == ["Kinh phí còn hạn hẹp.", 2.0]
    assert edition.sha256 == hashlib.sha256(edition.docx).hexdigest()
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))[-2:] == [
        "wave_report.begun",
        "wave_report.written",
    ]


def test_every_tag_of_the_file_has_its_source(told: Told) -> None:
    edition = written(told)
    tags = {one.tag for one in read_tags(bytes(edition.docx))}
    assert tags - {f"r:{edition.report_id}.1"} == set(edition.sources.values_list("tag", flat=True))
    share: Any = edition.sources.get(code="oral_share")
    assert (share.value, share.whole, share.text) == (269, 299, "90%")


def test_sheet_of_a_unit_alone_has_no_table_of_units(told: Told) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(bytes(written(told, "G1").xlsx)))
    assert book.sheet_names == ["Tổng hợp", "Ý kiến"]


def test_written_again_it_is_a_new_revision_with_the_figures_of_the_day(told: Told) -> None:
    first = written(told)
    told.tell(told.cast.units.G2, banners=30)
    second = written(told)
    tag = f"f:{SLOTS['banners']}"
    assert [(one.revision, one.sources.get(tag=tag).text) for one in (first, second)] == [(1, "12"), (2, "30")]
    latest = latest_edition(second.report)
    assert (latest and latest.revision, figures_by_hand(second)) == (2, 0)


def test_unit_that_nobody_asked_writes_nothing(told: Told) -> None:
    with pytest.raises(Refused) as refusal:
        begin_report(told.form, told.unit("E"), by=told.cast.stranger, now=NOW)
    assert refusal.value.code == "not_asked"
    assert [form.pk for form in forms_of(told.unit("D"))] == [told.form.pk]
    assert list(forms_of(told.unit("E"))) == []


def test_issued_report_is_not_written_over(told: Told) -> None:
    report = written(told).report
    WaveReport.objects.filter(pk=report.pk).update(state=WaveReportState.ISSUED, issued_at=NOW)
    with pytest.raises(Refused) as refusal:
        written(told)
    assert (refusal.value.code, report.editions.count()) == ("issued", 1)


def test_colleague_who_writes_at_the_same_time_is_seen(told: Told) -> None:
    stale = WaveReport.objects.get(pk=written(told).report_id)
    written(told)
    facts, composed = composed_now(stale, today=TODAY, revision=2)
    with pytest.raises(Refused) as refusal:
        keep_edition(stale, composed.report, composed.marks, facts, by_hand={}, has_hand_edits=False, by=None, now=NOW)
    assert refusal.value.code == "changed_meanwhile"


def test_details_are_kept_tidy_and_printed(told: Told) -> None:
    report = begin_report(told.form, told.unit("D"), by=told.cast.owner, now=NOW)
    details = Details(
        number="07/BC-LĐLĐ", place=" Ba  Khe ", signed_on=TODAY, authority="TM. Ban Thường vụ", title="Chủ tịch",
        signer="Lò Thị Hoa", recipients="LĐLĐ tỉnh\n\n Lưu:  VT ", is_internal=True, annexes=("figures",), columns=("flags",),
    )  # fmt: skip
    save_details(report, details, by=told.cast.owner, now=NOW)
    paper = written(told).content["paper"]
    assert {name: paper[name] for name in ("number", "place", "date", "authority", "title", "name", "classification")} == {
        "number": "07/BC-LĐLĐ", "place": "Ba Khe", "date": "2026-11-23", "authority": ["TM. BAN THƯỜNG VỤ"],
        "title": ["CHỦ TỊCH"], "name": "Lò Thị Hoa", "classification": "LƯU HÀNH NỘI BỘ",
    }  # fmt: skip
    assert paper["recipients"] == ["LĐLĐ tỉnh", "Lưu: VT"]


def test_untouched_file_is_right(told: Told) -> None:
    edition = written(told)
    checked = check_paper(bytes(edition.docx), edition.sha256, today=TODAY)
    assert checked is not None
    assert (checked.is_untouched, checked.wrong, checked.count(Verdict.RIGHT)) == (True, [], edition.sources.count())


def test_figure_changed_by_hand_and_figure_that_differs_today_are_told_apart(told: Told) -> None:
    edition = written(told)
    edition.report.sentences.update(state="accepted")
    edition = written(told)
    told.tell(told.cast.units.G2, banners=30)  # it withdraws its words and its meetings, too
    docx = with_controls(bytes(edition.docx), {"c:sent": "9"})
    checked = check_paper(docx, "", today=TODAY)
    assert checked is not None
    found = {one.tag: (one.verdict, one.found, one.today) for one in checked.wrong}
    assert found["c:sent"] == (Verdict.BY_HAND, "9", "2")
    assert found[f"f:{SLOTS['banners']}"] == (Verdict.DIFFERS, "12", "30")
    rows = {row.text: row.pk for row in edition.report.sentences.all()}
    assert found[f"k:{rows['Kinh phí còn hạn hẹp.']}"] == (Verdict.DIFFERS, "2", "1")
    gone = next(pk for text, pk in rows.items() if text.startswith("Mô hình"))
    assert found[f"n:{gone}"][0] == Verdict.GONE


def test_file_that_does_not_say_what_it_is_cannot_be_judged(told: Told) -> None:
    assert check_paper(without_marks(bytes(written(told).docx)), "", today=TODAY) is None


def test_report_of_a_unit_that_ended_is_read_in_the_tree_of_its_day(told: Told) -> None:
    edition = written(told)
    told.cast.units.D.placements.update(valid_to="2027-01-01")
    told.cast.units.D.designations.update(valid_to="2027-01-01")
    later = TODAY.replace(year=2027, month=6)
    with pytest.raises(ValueError, match="does not stand"):
        gather(edition.report, on=later)
    facts, _composed = composed_now(edition.report, today=later, revision=1)
    assert facts.on == TODAY
