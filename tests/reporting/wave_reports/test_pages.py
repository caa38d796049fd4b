"""The pages of a consolidated report, from the first press to its issue."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from caunoi.reporting.actions.wave_reports.writing import begin_report, write_report_paper
from caunoi.reporting.enums import SentenceState
from caunoi.reporting.form_lines import to_json
from caunoi.reporting.models import ReportSentence, WaveReport
from caunoi.reporting.queries.provenance import behind
from caunoi.reporting.wave_report.describing import name_of
from caunoi.reporting.wave_report.facts import gather
from tests.campaigns.running import NOW, TODAY
from tests.kept import kept
from tests.reporting.wave_reports.editing import with_controls, with_words
from tests.reporting.wave_reports.telling import LINES, SLOTS, Told
from tests.reporting.wave_reports.test_composing import ask

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DETAILS = {
    "number": "07/BC-LĐLĐ", "place": "Ba Khe", "signed_on": "2026-11-23", "authority": "TM. BAN THƯỜNG VỤ", "title": "Chủ tịch",
    "signer": "Lò Thị Hoa", "recipients": "LĐLĐ tỉnh\nLưu: VT", "annexes": ["figures", "units"],
}  # fmt: skip


@pytest.fixture
def officer(client: Client, told: Told) -> Client:
    client.force_login(told.cast.owner)
    return client


@pytest.fixture
@kept
def report(told: Told) -> WaveReport:
    return write_report_paper(told.form, told.unit("D"), by=told.cast.owner, now=NOW).report


def url(name: str, *args: Any) -> str:
    return reverse(f"reporting:{name}", args=args)


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_report_is_written_worded_dressed_and_issued(officer: Client, told: Told) -> None:
    officer.post(url("begin-wave-report", told.form.pk))
    report = told.paper("D")
    assert "còn 4 ý chưa xem" in text_of(officer.get(url("show-wave-report", report.pk)))
    for section in ("done", "models", "difficulties"):
        officer.post(url("decide-rest", report.pk), {"section": section, "state": "accepted"})
    officer.post(url("dress-wave-report", report.pk), DETAILS)
    refused = officer.post(url("issue-wave-report", report.pk), {"revision": "1"})
    assert (refused.status_code, "Hãy viết lại." in text_of(refused)) == (422, True)
    officer.post(url("write-wave-report", report.pk))
    page = officer.get(url("issue-wave-report", report.pk))
    assert "07/BC-LĐLĐ" in text_of(page)
    officer.post(url("issue-wave-report", report.pk), {"revision": "2"})
    report.refresh_from_db()
    assert (report.is_issued, report.revision) == (True, 2)
    for name in (
        "show-wave-report",
        "word-wave-report",
        "dress-wave-report",
        "upload-wave-report",
        "issue-wave-report",
    ):
        assert officer.get(url(name, report.pk)).status_code == 200
    again = officer.post(url("dress-wave-report", report.pk), DETAILS)
    assert (again.status_code, "Muốn sửa phải mở lại" in text_of(again)) == (422, True)
    officer.post(url("write-wave-report", report.pk))
    assert report.editions.count() == 2


def test_what_the_data_say_otherwise_is_named_before_issuing(report: WaveReport, officer: Client, told: Told) -> None:
    told.tell(told.cast.units.G1, banners=20)
    page = officer.get(url("issue-wave-report", report.pk))
    named = [
        (name, row.text, now) for name, row, now in page.context["first_changed"] if row.tag == f"f:{SLOTS['banners']}"
    ]
    assert named == [("Số băng rôn", "12", "32")]
    assert "Số băng rôn : 12 · Theo dữ liệu hôm nay: 32" in text_of(page)


def test_issued_report_is_opened_again(report: WaveReport, officer: Client, told: Told) -> None:
    refused = officer.post(url("reopen-wave-report", report.pk), {"reason": "Sai số"})
    assert (refused.status_code, "Chỉ mở lại được báo cáo đã ban hành." in text_of(refused)) == (422, True)
    WaveReport.objects.filter(pk=report.pk).update(state="issued", issued_at=NOW)
    officer.post(url("reopen-wave-report", report.pk), {"reason": "Sai số"})
    assert "Sai số" in text_of(officer.get(url("show-wave-report", report.pk)))


def test_superior_finds_what_was_issued_below(client: Client, told: Told, report: WaveReport) -> None:
    client.force_login(told.cast.superior)
    page = url("list-wave-reports")
    assert "Liên đoàn Lao động huyện Ba Khe" not in text_of(client.get(page))
    WaveReport.objects.filter(pk=report.pk).update(state="issued", issued_at=NOW, number="07/BC-LĐLĐ")
    assert "Liên đoàn Lao động huyện Ba Khe Báo cáo đợt 1 07/BC-LĐLĐ" in text_of(client.get(page))


def test_sentence_is_decided_in_its_place(report: WaveReport, officer: Client, told: Told) -> None:
    row = ReportSentence.objects.get(report=report, text="Không có loa.")
    address = url("decide-sentence", report.pk, row.pk)
    partial = officer.post(address, {"state": "edited", "wording": "Thiếu loa."}, headers={"hx-request": "true"})
    assert (partial.status_code, partial.content.decode().strip().startswith("<li")) == (200, True)
    row.refresh_from_db()
    assert (row.state, row.printed) == (SentenceState.EDITED, "Thiếu loa.")
    whole = officer.post(address, {"state": "dropped"})
    assert whole.url == f"{url('word-wave-report', report.pk)}?muc=difficulties#s{row.pk}"
    empty = officer.post(address, {"state": "edited", "wording": " "})
    assert (empty.status_code, "Hãy viết câu cần có" in text_of(empty)) == (422, True)
    shown = officer.get(url("word-wave-report", report.pk), {"muc": "difficulties", "xem": "dropped"})
    assert "Không có loa." in text_of(shown)
    assert "Kinh phí còn hạn hẹp." not in text_of(shown)


def test_what_several_units_say_is_taken_over_at_once(report: WaveReport, officer: Client, told: Told) -> None:
    officer.post(url("decide-rest", report.pk), {"section": "difficulties", "state": "several"})
    assert dict(report.sentences.filter(section="difficulties").values_list("text", "state")) == {
        "Kinh phí còn hạn hẹp.": "accepted",
        "Không có loa.": "proposed",
    }
    officer.post(url("decide-rest", report.pk), {"section": "difficulties", "state": "dropped"})
    assert report.sentences.get(text="Không có loa.").state == "dropped"


def test_own_sentence_is_added_and_an_empty_one_is_not(report: WaveReport, officer: Client, told: Told) -> None:
    address = url("add-sentence", report.pk)
    officer.post(address, {"section": "proposals", "text": "Cấp thêm tài liệu."})
    assert "câu của đơn vị mình" in text_of(officer.get(url("word-wave-report", report.pk), {"muc": "proposals"}))
    WaveReport.objects.filter(pk=report.pk).update(state="issued", issued_at=NOW)
    refused = officer.post(address, {"section": "proposals", "text": "Câu gõ dở"})
    assert (refused.status_code, "Câu gõ dở" in refused.content.decode()) == (422, True)


def test_form_without_sections_has_no_page_of_words(report: WaveReport, officer: Client, told: Told) -> None:
    told.version.sections = []
    told.version.save()
    assert officer.get(url("word-wave-report", report.pk)).status_code == 404


def test_lists_ask_as_much_of_three_sentences_as_of_one(
    officer: Client, told: Told, report: WaveReport, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    address = url("word-wave-report", report.pk)
    officer.get(address)
    with django_assert_max_num_queries(30) as few:
        officer.get(address, {"muc": "done"})
    asked = len(few)
    told.tell(told.cast.units.G1, {"done": "Việc thứ nhất. Việc thứ hai. Hội nghị cán bộ."})
    officer.post(url("write-wave-report", report.pk), follow=True)
    with django_assert_num_queries(asked):
        officer.get(address, {"muc": "done"})


def test_preview_leads_from_every_figure_to_its_source(report: WaveReport, officer: Client, told: Told) -> None:
    page = officer.get(url("preview-wave-report", report.pk)).content.decode()
    tags = set(report.editions.get().sources.values_list("tag", flat=True))
    assert {tag for tag in tags if url("wave-report-source", report.pk, tag) not in page} == set()
    assert page.count("<svg") >= 2


def test_every_kind_of_source_opens(officer: Client, told: Told) -> None:
    told.tell(told.cast.units.D, {"done": "Đã giao ban."}, guidance_papers=2)
    ask(told, "Chưa có tài liệu tiếng Mông")
    written = write_report_paper(told.form, told.unit("D"), by=told.cast.owner, now=NOW)
    written.report.sentences.update(state="accepted")
    edition = write_report_paper(told.form, told.unit("D"), by=told.cast.owner, now=NOW)
    tags = list(edition.sources.order_by("tag").values_list("tag", flat=True))
    named = [f"f:{SLOTS['banners']}", f"f:{SLOTS['guidance_papers']}:own", "c:sent"]
    named.append(f"s:{SLOTS['oral_listeners']}-{SLOTS['members']}")
    kinds = {tag.partition(":")[0]: tag for tag in tags}  # one of each kind besides: there are hundreds of tags
    words = [tag for tag in tags if tag.startswith(("n:", "v:", "c:obstacle"))]
    pages = {
        tag: text_of(officer.get(url("wave-report-source", edition.report_id, tag)))
        for tag in {*named, *words, *kinds.values()}
    }
    assert "Công đoàn cơ sở Công ty Chè Ba Khe 12" in pages[f"f:{SLOTS['banners']}"]
    assert "Số văn bản chỉ đạo, kế hoạch đã ban hành (của riêng đơn vị)" in pages[f"f:{SLOTS['guidance_papers']}:own"]
    assert "90% (269/299)" in pages[f"s:{SLOTS['oral_listeners']}-{SLOTS['members']}"]
    assert "Công đoàn cơ sở Công ty Chè Ba Khe" in pages["c:sent"]
    row = edition.report.sentences.get(text="Kinh phí còn hạn hẹp.")
    assert "Kinh phí còn hạn hẹp. Không có loa." in pages[f"n:{row.pk}"]
    obstacle = next(tag for tag in pages if tag.startswith("v:"))
    assert "Xem vướng mắc" in pages[obstacle]


def test_source_says_what_differs_today_and_what_is_gone(report: WaveReport, officer: Client, told: Told) -> None:
    told.tell(told.cast.units.G2, banners=30)
    page = text_of(officer.get(url("wave-report-source", report.pk, f"f:{SLOTS['banners']}")))
    assert "30 Khác với báo cáo" in page
    told.tell(told.cast.units.G2, state="returned")
    report.sentences.update(state="accepted")
    write_report_paper(told.form, told.unit("D"), by=told.cast.owner, now=NOW)
    row = report.sentences.get(text="Kinh phí còn hạn hẹp.")
    told.tell(told.cast.units.G1, {"difficulties": "Không còn gì."})
    page = text_of(officer.get(url("wave-report-source", report.pk, f"n:{row.pk}")))
    assert "không còn" in page
    assert "Không còn trong báo cáo của đơn vị" in page


@pytest.mark.parametrize(
    ("name", "args"),
    [("wave-report-source", ["f:999"]), ("wave-report-file", [1, "odt"]), ("wave-report-file", [9, "pdf"])],
)
def test_what_is_not_there_is_not_found(
    officer: Client, told: Told, report: WaveReport, name: str, args: list[Any]
) -> None:
    assert officer.get(url(name, report.pk, *args)).status_code == 404


def test_report_that_is_not_written_has_neither_preview_nor_sources(officer: Client, told: Told) -> None:
    report = begin_report(told.form, told.unit("D"), by=told.cast.owner, now=NOW)
    assert officer.get(url("preview-wave-report", report.pk)).status_code == 404
    assert officer.get(url("wave-report-source", report.pk, "c:sent")).status_code == 404
    for name in ("show-wave-report", "issue-wave-report", "upload-wave-report"):
        assert officer.get(url(name, report.pk)).status_code == 200


def test_edited_copy_is_compared_decided_and_settled(report: WaveReport, officer: Client, told: Told) -> None:
    docx = with_words(bytes(report.editions.get().docx), "Đã treo ", "Các cấp đã treo ")
    docx = with_controls(docx, {f"f:{SLOTS['banners']}": "15"})
    officer.post(url("upload-wave-report", report.pk), {"copy": SimpleUploadedFile("sua.docx", docx, DOCX)})
    (upload,) = report.editions.get().uploads.all()
    address = url("show-upload", report.pk, upload.pk)
    page = text_of(officer.get(address))
    assert "Số liệu bị sửa tay thành 15. Theo dữ liệu là 12." in page
    first = upload.changes.all()[0]
    decide = url("decide-changes", report.pk, upload.pk)
    assert officer.post(decide, {"change": first.pk, "verdict": "accepted"}).url == f"{address}#c{first.pk}"
    early = officer.post(url("settle-upload", report.pk, upload.pk), follow=True)
    assert "Còn chỗ khác chưa được quyết định." in text_of(early)
    officer.post(decide, {"all": "yes", "verdict": "accepted"})
    officer.post(url("settle-upload", report.pk, upload.pk))
    assert report.editions.count() == 2
    assert "1 số liệu đã bị sửa tay" in text_of(officer.get(url("show-wave-report", report.pk)))
    assert "traced--hand" in officer.get(url("preview-wave-report", report.pk)).content.decode()
    late = officer.post(decide, {"change": "x", "verdict": "refused"}, follow=True)
    assert "Bản sửa này đã xử lý xong." in text_of(late)
    assert officer.get(address).status_code == 200


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 x", b"PK\x03\x04 broken", b"text"])
def test_file_that_is_no_copy_is_refused_in_words(
    officer: Client, told: Told, report: WaveReport, content: bytes
) -> None:
    answer = officer.post(url("upload-wave-report", report.pk), {"copy": SimpleUploadedFile("x.docx", content, DOCX)})
    assert (answer.status_code, report.editions.get().uploads.count()) == (422, 0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no file at all", "“x.docx” không phải tệp Word."),
        (b"%PDF-1.7 a paper", "“x.docx” không phải tệp Word."),
        (b"", "Tệp này trống."),
    ],
)
def test_wrong_file_is_told_what_it_should_be(report: WaveReport, officer: Client, content: bytes, words: str) -> None:
    answer = officer.post(url("upload-wave-report", report.pk), {"copy": SimpleUploadedFile("x.docx", content, DOCX)})
    assert (answer.status_code, words in text_of(answer)) == (422, True)


def test_source_whose_line_or_unit_is_gone_still_opens(told: Told, report: WaveReport) -> None:
    facts = gather(report, on=TODAY)
    sources = {row.tag: row for row in report.editions.get().sources.all()}
    child = told.cast.units.G2.pk
    figure, count, whole = (
        sources[tag] for tag in (f"u:{child}:{SLOTS['banners']}", f"u:{child}:c:sent", f"f:{SLOTS['flags']}")
    )
    told.cast.units.G2.placements.update(valid_to=TODAY)
    assert [(one.unit, one.given, one.filings) for one in (behind(figure, facts), behind(count, facts))] == [
        (None, (), ()), (None, (), ()),
    ]  # fmt: skip
    told.version.lines = to_json([line for line in LINES if line.code != "flags"])
    told.version.save()
    assert behind(whole, facts).given == ()
    assert (name_of(whole, []), name_of(sources["c:st0"], [])) == ("flags", "Số đơn vị có nêu: st0")


def test_count_of_many_reports_names_the_first(told: Told, report: WaveReport, monkeypatch: pytest.MonkeyPatch) -> None:
    from caunoi.reporting.queries import provenance

    monkeypatch.setattr(provenance, "MOST", 1)
    source = report.editions.get().sources.get(tag="c:sent")
    found = behind(source, gather(report, on=TODAY))
    assert (len(found.filings), found.more) == (1, 1)
