"""The paper as data make it: sentences, denominators, gaps said plainly, annexes, letterhead."""

import re
from copy import copy
from dataclasses import replace
from typing import Any

from caunoi.campaigns.actions.obstacles import ask_obstacle
from caunoi.campaigns.models import Instrument
from caunoi.officialdocs.report import Chart, Paragraph, Report, Table
from caunoi.reporting.actions.wave_reports.sentences import add_sentence, refresh_sentences
from caunoi.reporting.actions.wave_reports.writing import begin_report
from caunoi.reporting.enums import FilingState, SentenceState
from caunoi.reporting.form_lines import FormLine, FormSection, to_json
from caunoi.reporting.models import WaveReport
from caunoi.reporting.wave_report.annexes import COLUMNS
from caunoi.reporting.wave_report.charts import MOST, filing_chart
from caunoi.reporting.wave_report.composing import Composed, compose
from caunoi.reporting.wave_report.facts import gather
from caunoi.reporting.wave_report.letterhead import defaults_for
from caunoi.reporting.wave_report.revising import marked, revised, texts_of, with_texts
from tests.campaigns.running import NOW, TODAY
from tests.reporting.wave_reports.telling import LINES, Told


def begun(told: Told, code: str, state: str | None = SentenceState.ACCEPTED) -> WaveReport:
    report = begin_report(told.form, told.unit(code), by=told.cast.owner, now=NOW)
    refresh_sentences(report, told.unit(code), now=NOW)
    if state:
        report.sentences.update(state=state)
    return report


def composed(report: WaveReport) -> Composed:
    return compose(gather(report, on=TODAY), revision=1)


def ask(told: Told, text: str) -> None:
    assignment = told.running.given(told.running.told, told.cast.units.G1)
    ask_obstacle(assignment, text=text, by=told.cast.chair, now=NOW)


def said(made: Composed) -> list[str]:
    return [f"{part.label} {part.text}".strip() for part in made.report.parts if isinstance(part, Paragraph)]


def test_report_of_a_district_says_everything_with_its_denominator(told: Told) -> None:
    assert said(composed(begun(told, "D"))) == [
        "I. Tình hình triển khai",
        "Báo cáo tổng hợp kết quả của Liên đoàn Lao động huyện Ba Khe và các đơn vị trực thuộc tính đến ngày 23/11/2026.",
        "Có 2/2 đơn vị phải báo cáo đã gửi báo cáo, đạt 100%; trong đó 1 báo cáo đã được duyệt, 2 báo cáo gửi đúng hạn.",
        "Số liệu riêng của Liên đoàn Lao động huyện Ba Khe chưa được gửi nên chưa có trong báo cáo này.",
        "II. Kết quả thực hiện",
        "1. Lãnh đạo, chỉ đạo",
        "Đã ban hành 1 văn bản chỉ đạo, kế hoạch.",
        "2. Tuyên truyền miệng, hội nghị",
        (
            "Đã tổ chức 6 buổi tuyên truyền, hội nghị; thu hút 269 lượt người nghe, bằng 90% số đoàn viên hiện có (269/299), "
            "tử số do 2 đơn vị nêu, mẫu số do 1 đơn vị nêu."
        ),
        "Số đoàn viên hiện có: 299 đoàn viên (1 đơn vị nêu).",
        "3. Tuyên truyền trực quan",
        "Đã treo 12 băng rôn.",
        "4. Kiến nghị của đoàn viên",
        "Đã tiếp nhận 9 kiến nghị; trả lời 2 kiến nghị, đạt 22,2% (2/9).",
        "Không phát sinh trong kỳ báo cáo: báo chí, phát thanh, truyền hình.",
        (
            "Chưa có số liệu về: trang thông tin điện tử; mạng xã hội; loa truyền thanh; ấn phẩm; thi đua, văn hóa, thể thao; "
            "chăm lo đoàn viên; góp ý dự thảo văn kiện; phản bác thông tin sai lệch; đại hội; điển hình tiên tiến, mô hình hay; "
            "kinh phí."
        ),
        "5. Kết quả khác do các đơn vị nêu",
        "- Tổ chức hội thi cho giáo viên (Công đoàn cơ sở Trường Tiểu học Ba Khe).",
        "III. Mô hình hay, cách làm tốt",
        "- Mô hình “Loa kéo giữa ca” ở xưởng chè (Công đoàn cơ sở Công ty Chè Ba Khe).",
        "IV. Khó khăn, vướng mắc và nguyên nhân",
        "- Kinh phí còn hạn hẹp (2 đơn vị).",
        "- Không có loa (Công đoàn cơ sở Trường Tiểu học Ba Khe).",
        "V. Kiến nghị, đề xuất",
        "Không có nội dung được nêu.",
    ]


def test_every_figure_of_the_text_carries_its_tag(told: Told) -> None:
    made = composed(begun(told, "D"))
    loose = [
        span.text
        for part in made.report.parts
        if isinstance(part, Paragraph)
        for span in part.spans
        if not span.tag and any(letter.isdigit() for letter in span.text) and "ngày" not in span.text
    ]
    assert loose == []
    assert {tag: made.marks[tag].text for tag in ("c:sent", "c:sent_share", "c:asked")} == {
        "c:sent": "2", "c:sent_share": "100%", "c:asked": "2",
    }  # fmt: skip


def test_report_of_a_grassroots_union_is_its_own(told: Told) -> None:
    made = composed(begun(told, "G1"))
    lines = said(made)
    assert (
        lines[1] == "Báo cáo nêu kết quả thực hiện của Công đoàn cơ sở Trường Tiểu học Ba Khe tính đến ngày 23/11/2026."
    )
    assert "4. Kết quả khác do đơn vị nêu" in lines
    assert "- Kinh phí còn hạn hẹp." in lines
    assert [annex.title for annex in made.report.annexes] == ["Bảng tổng hợp số liệu"]
    (table,) = made.report.annexes[0].parts
    assert isinstance(table, Table)
    assert table.headers == ("TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả")
    assert not [part for part in made.report.parts if isinstance(part, Chart)]


def test_unit_that_has_not_sent_its_own_says_so_and_one_below_is_named(told: Told) -> None:
    told.tell(told.cast.units.G1, state=FilingState.RETURNED)
    lines = said(composed(begun(told, "D")))
    assert "Còn 1 đơn vị chưa gửi báo cáo: Công đoàn cơ sở Trường Tiểu học Ba Khe." in lines
    assert said(composed(begun(told, "G1")))[2].startswith("Số liệu riêng của Công đoàn cơ sở Trường")


def test_excused_units_are_told_with_their_reason(told: Told) -> None:
    told.form.filings.filter(unit=told.cast.units.G2).update(
        excused_reason="Đang sáp nhập.", state=FilingState.NOT_SENT, sent_at=None
    )
    from caunoi.reporting.actions.totals import rebuild_totals

    rebuild_totals(told.form, by=None, now=NOW)
    assert "1 đơn vị không phải báo cáo, lý do: đang sáp nhập (1 đơn vị)." in said(composed(begun(told, "D")))


def test_sentences_that_wait_are_not_in_the_paper(told: Told) -> None:
    lines = said(composed(begun(told, "D", state=None)))
    assert "(Còn 2 ý của các đơn vị chưa được xem xét, chưa đưa vào báo cáo.)" in lines
    assert not [line for line in lines if "hạn hẹp" in line]


def test_many_sentences_are_told_by_theme(told: Told) -> None:
    told.tell(told.cast.units.G1, {"difficulties": "\n".join(
        ["Kinh phí ít.", *(f"Việc {n} chưa xong." for n in range(9))])})  # fmt: skip
    lines = said(composed(begun(told, "D")))
    assert lines.index("Về kinh phí, điều kiện thực hiện:") < lines.index("Về nội dung khác:")
    assert sum(line.startswith("- Việc") for line in lines) == 9


def test_officers_own_sentence_names_nobody(told: Told) -> None:
    report = begun(told, "D")
    add_sentence(report, "proposals", "đề nghị cấp thêm tài liệu", by=told.cast.owner, now=NOW)
    assert "- Đề nghị cấp thêm tài liệu." in said(composed(report))


def test_open_obstacles_stand_beside_the_difficulties(told: Told) -> None:
    ask(told, "Chưa có tài liệu tiếng Mông")
    lines = said(composed(begun(told, "D")))
    place = lines.index("Đến ngày 23/11/2026 còn 1 vướng mắc của 1 đơn vị chưa được giải đáp:")
    assert lines[place + 1] == "- Công đoàn cơ sở Trường Tiểu học Ba Khe: Chưa có tài liệu tiếng Mông."


def test_obstacles_have_a_part_of_their_own_where_the_form_asks_for_none(told: Told) -> None:
    told.version.sections = to_json([FormSection("done", "Kết quả thực hiện")])
    told.version.save()
    report = begun(told, "D")
    for number in range(11):
        ask(told, f"Vướng mắc {number}")
    made = gather(report, on=TODAY)
    overdue = [replace(row, overdue=True) for row in made.obstacles]
    lines = said(compose(replace(made, obstacles=tuple(overdue)), revision=1))
    place = lines.index("III. Khó khăn, vướng mắc")
    assert lines[place + 1].endswith("của 1 đơn vị chưa được giải đáp, trong đó 11 quá hạn trả lời:")
    assert lines[-1] == "- Và 1 vướng mắc khác."


def test_line_and_share_outside_the_catalogue_are_told_by_their_names(told: Told) -> None:
    own = FormLine(900, "songs", "Số bài hát mới", "bài", "Của tỉnh")
    share = FormLine(-1, "song_share", "Tỷ lệ bài hát", "%", "Của tỉnh", "share", "songs", "members")
    press = FormLine(-1, "press_share", "Tỷ lệ tin", "%", "press", "share", "oral_sessions", "gone")
    told.version.lines = to_json([*LINES, own, share, press])
    told.version.save()
    from tests.reporting.wave_reports import telling

    telling.SLOTS["songs"] = 900
    told.tell(told.cast.units.G2, songs=3, banners=1)
    del telling.SLOTS["songs"]
    lines = said(composed(begun(told, "D")))
    assert "5. Của tỉnh" in lines
    assert "Bài hát mới: 3 bài." in lines


def test_annexes_split_where_the_sheet_is_too_narrow(told: Told) -> None:
    report = begun(told, "D")
    report.columns = [line.code for line in LINES if line.is_typed][:22]
    annexes = composed(report).report.annexes
    assert [annex.landscape for annex in annexes] == [False, False, True, True, True]
    tables: list[Any] = [annex.parts[0] for annex in annexes[2:]]
    assert sum(len(table.headers) - 2 for table in tables) == 22
    assert max(len(table.headers) - 2 for table in tables) <= COLUMNS
    assert [row[1].text for row in tables[0].rows] == [
        "CĐCS Công ty Chè Ba Khe", "CĐCS Trường Tiểu học Ba Khe", "Cộng",
    ]  # fmt: skip


def test_unit_with_its_own_figures_has_a_row_for_them(told: Told) -> None:
    told.tell(told.cast.units.D, {"done": "Đã giao ban."}, guidance_papers=2)
    made = composed(begun(told, "D"))
    table: Any = made.report.annexes[-1].parts[0]
    assert [cell.text for cell in table.rows[0]][:3] == ["", "LĐLĐ huyện Ba Khe (riêng)", "2"]
    assert "- Đã giao ban." in said(made)


def test_annexes_and_charts_that_are_not_wanted_are_left_out(told: Told) -> None:
    report = begun(told, "D")
    report.annexes = []
    made = composed(report)
    assert made.report.annexes == ()
    assert not [part for part in made.report.parts if isinstance(part, Chart)]


def test_charts_say_in_words_what_they_show(told: Told) -> None:
    charts = [part for part in composed(begun(told, "D")).report.parts if isinstance(part, Chart)]
    assert [chart.alt for chart in charts] == [
        "Biểu đồ thanh. Công đoàn cơ sở Công ty Chè Ba Khe: 1/1; Công đoàn cơ sở Trường Tiểu học Ba Khe: 1/1.",
        "Biểu đồ thanh. Công đoàn cơ sở Công ty Chè Ba Khe: 40; Công đoàn cơ sở Trường Tiểu học Ba Khe: 229.",
    ]


def test_many_missing_units_are_counted_not_named(told: Told) -> None:
    report = begun(told, "P")
    facts = gather(report, on=TODAY)
    counts = facts.table.counts | {"asked": 30}
    many = replace(facts, table=replace(facts.table, counts=counts))
    lines = said(compose(many, revision=1))
    assert "Còn 28 đơn vị chưa gửi báo cáo (số lượng theo từng đơn vị tại Phụ lục II)." in lines
    report.annexes = []
    assert "Còn 28 đơn vị chưa gửi báo cáo." in said(compose(many, revision=1))


def test_table_by_unit_leaves_out_who_has_sent_nothing_and_says_so(told: Told) -> None:
    annex = composed(begun(told, "P")).report.annexes[-1]
    table, note = annex.parts
    assert isinstance(table, Table)
    assert [row[1].text for row in table.rows] == ["LĐLĐ huyện Ba Khe", "Cộng"]
    assert isinstance(note, Paragraph)
    assert note.text == "1 đơn vị trực thuộc chưa có báo cáo nào nên không có trong bảng."


def test_many_children_are_charted_by_kind(told: Told) -> None:
    facts = gather(begun(told, "P"), on=TODAY)
    many = facts.children * MOST
    chart = filing_chart(replace(facts, children=many))
    assert chart is not None
    assert chart.alt == "Biểu đồ thanh. Liên đoàn Lao động huyện: 32/48; Công đoàn cơ sở: 0/16."


def test_a_share_in_the_table_names_the_rows_of_its_parts(told: Told) -> None:
    table = composed(begun(told, "D")).report.annexes[0].parts[0]
    assert isinstance(table, Table)
    rows = {row[1].text: row[0].text for row in table.rows}
    share = next(row for row in table.rows if row[1].text.startswith("Tỷ lệ kiến nghị đã trả lời"))
    part, whole = rows["Số kiến nghị đã trả lời"], rows["Số kiến nghị tiếp nhận"]
    assert share[1].text == f"Tỷ lệ kiến nghị đã trả lời (dòng {part} trên dòng {whole})"
    numbers = [row[0].text for row in table.rows if row[0].text]
    assert numbers == [str(place) for place in range(1, len(numbers) + 1)]


def test_names_beside_the_bars_are_whole_in_two_lines(told: Told) -> None:
    """Companies whose names begin alike are told apart, and no name runs out of the picture."""
    facts = gather(begun(told, "P"), on=TODAY)
    names = (
        "Công đoàn cơ sở Công ty TNHH MTV Vật liệu xây dựng An Bình",
        "Công đoàn cơ sở Trường Trung học phổ thông Dân tộc nội trú và bồi dưỡng cán bộ tỉnh Vĩnh Sơn",
    )
    rows = [replace(facts.children[0], unit=copy(facts.children[0].unit)) for _name in names]
    for row, name in zip(rows, names, strict=True):
        row.unit.name = name
    chart = filing_chart(replace(facts, children=tuple(rows)))
    assert chart is not None
    assert re.findall(r'text-anchor="end">([^<]*)<', chart.svg) == [
        "CĐCS Công ty TNHH MTV Vật liệu", "xây dựng An Bình",
        "CĐCS Trường Trung học phổ thông", "Dân tộc nội trú và bồi dưỡng…",
    ]  # fmt: skip
    assert 'height="150"' in chart.svg  # the key, two tall rows, the foot


def test_letterhead_follows_the_unit_and_its_own_papers(told: Told) -> None:
    told.running.campaign.instrument.place = "Vĩnh Sơn"
    told.running.campaign.instrument.save()
    defaults = defaults_for(told.unit("P"), told.unit("TLD"), on=TODAY)
    assert vars(defaults) == {
        "number": "/BC-LĐLĐ", "place": "Vĩnh Sơn", "authority": "TM. BAN THƯỜNG VỤ", "title": "CHỦ TỊCH", "signer": "",
        "recipients": "Tổng Liên đoàn Lao động Việt Nam (để báo cáo)\n"
        "Ban Thường vụ (để chỉ đạo)\nLưu: VT",
    }  # fmt: skip
    own = defaults_for(told.unit("G1"), None, on=TODAY)
    assert (own.number, own.authority, own.signer) == ("/BC-CĐCS", "TM. BAN CHẤP HÀNH", "Nguyễn Thị Mai")
    Instrument.objects.create(unit=told.cast.units.G1, kind="Kế hoạch", number="01/KH-CĐTH", issued_on=TODAY)
    assert defaults_for(told.unit("G1"), None, on=TODAY).number == "/BC-CĐTH"
    paper = composed(begun(told, "D")).report.paper
    assert (paper.number, paper.place) == ("      /BC-LĐLĐ", "…………")
    assert paper.opening == (
        "Thực hiện Kế hoạch số 12/KH-LĐLĐ của Liên đoàn Lao động tỉnh Vĩnh Sơn về tuyên truyền đại hội, "
        "Liên đoàn Lao động huyện Ba Khe báo cáo kết quả đợt 1 như sau:"
    )


def test_figures_of_today_go_into_words_edited_by_hand(told: Told) -> None:
    report = begun(told, "D")
    before = composed(report)
    edited = with_texts(before.report, {"c:sent": "hai"})
    told.tell(told.cast.units.G2, banners=30)
    after = composed(report)
    texts = {tag: mark.text for tag, mark in after.marks.items()}
    made = revised(edited, after.report, texts, {"c:sent": "hai"})
    slot = next(line.slot for line in LINES if line.code == "banners")
    assert (texts_of(made)["c:sent"], texts_of(made)[f"f:{slot}"]) == ("hai", "30")
    assert texts_of(made).keys() == texts_of(after.report).keys()


def test_paper_says_which_edition_it_is_whatever_was_edited(told: Told) -> None:
    made = composed(begun(told, "D")).report

    def marks_of(paper: Report) -> list[str]:
        spans = [span for part in paper.parts if isinstance(part, Paragraph) for span in part.spans]
        return [span.text for span in spans if span.tag == "r:7.2"]

    assert marks_of(marked(made, "r:7.2")) == ["Liên đoàn Lao động huyện Ba Khe"]
    assert marks_of(marked(replace(made, parts=made.parts[:1]), "r:7.2")) == ["Tình hình triển khai"]
    assert marks_of(marked(replace(made, parts=()), "r:7.2")) == []
