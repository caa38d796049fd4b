"""The other parts of the body: how it was carried out, what the units tell in words, what still stands in the way."""

from collections.abc import Iterable

from caunoi.officialdocs.report import Paragraph, Part, Span, plain
from caunoi.reporting.merging import as_sentence
from caunoi.reporting.models import ReportSentence
from caunoi.reporting.wave_report.annexes import FIGURES, FILINGS
from caunoi.reporting.wave_report.charts import figure_chart, filing_chart
from caunoi.reporting.wave_report.facts import Facts
from caunoi.reporting.wave_report.marks import Marks
from caunoi.reporting.wave_report.phrases import lowered, number, phrases
from caunoi.reporting.wave_report.results import groups_of, results
from caunoi.reporting.wave_report.tags import report_tag

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NAMED = 10  # units, obstacles: as many are named, the rest counted
FLAT = 8  # sentences: more are told by theme
DONE, DIFFICULTIES = "done", "difficulties"


def body(facts: Facts, marks: Marks, revision: int) -> list[Part]:
    parts: list[Part] = [_heading("I", "Tình hình triển khai"), *_carried_out(facts, marks, revision)]
    parts += [_heading("II", "Kết quả thực hiện"), *results(facts, marks)]
    if "charts" in facts.report.annexes and (chart := figure_chart(facts)):
        parts.append(chart)
    parts += _told_results(facts, marks)
    told = [section for section in facts.sections if section.code != DONE]
    for numeral, section in zip(NUMERALS[2:], told, strict=False):
        parts.append(_heading(numeral, section.title))
        parts += _told(facts, marks, section.code)
        if section.code == DIFFICULTIES:
            parts += _obstacles(facts, marks)
    if facts.obstacles and all(section.code != DIFFICULTIES for section in told):
        parts += [_heading(NUMERALS[len(told) + 2], "Khó khăn, vướng mắc"), *_obstacles(facts, marks)]
    return parts


def _heading(numeral: str, title: str) -> Paragraph:
    return plain(title, f"{numeral}.", 0, bold=True)


def _carried_out(facts: Facts, marks: Marks, revision: int) -> list[Part]:
    """Whose report, until when; who has reported, of how many; who has not."""
    unit = Span(facts.unit.name, report_tag(facts.report.pk, revision))
    until = f" tính đến ngày {facts.until:%d/%m/%Y}."
    if facts.is_alone:
        found: list[Part] = [Paragraph((Span("Báo cáo nêu kết quả thực hiện của "), unit, Span(until)))]
        return found + _own_waits(facts)
    found = [Paragraph((Span("Báo cáo tổng hợp kết quả của "), unit, Span(f" và các đơn vị trực thuộc{until}")))]
    found.append(_completeness(facts, marks))
    counts = facts.table.counts
    missing = counts["asked"] - counts["sent"]
    if missing:
        figure = marks.note(marks.count("missing", missing))
        found.append(Paragraph((Span("Còn "), figure, Span(f" đơn vị chưa gửi báo cáo{_names(facts, missing)}."))))
    if counts["excused"]:
        figure = marks.note(marks.count("excused", counts["excused"]))
        reasons = "; ".join(f"{lowered(text).rstrip('.')} ({times} đơn vị)" for text, times in facts.excused.items())
        found.append(Paragraph((figure, Span(f" đơn vị không phải báo cáo, lý do: {reasons}."))))
    if "charts" in facts.report.annexes and (chart := filing_chart(facts)):
        found.append(chart)
    return found + _own_waits(facts)


def _completeness(facts: Facts, marks: Marks) -> Paragraph:
    counts = facts.table.counts
    sent, asked = (marks.note(marks.count(name, counts[name])) for name in ("sent", "asked"))
    spans = [Span("Có "), sent, Span("/"), asked, Span(" đơn vị phải báo cáo đã gửi báo cáo")]
    if counts["asked"]:
        share = marks.note(marks.count_share("sent", counts["sent"], counts["asked"]))
        spans += [Span(", đạt "), share]
    if counts["sent"]:
        approved, in_time = (marks.note(marks.count(name, counts[name])) for name in ("approved", "in_time"))
        spans += [
            Span("; trong đó "),
            approved,
            Span(" báo cáo đã được duyệt, "),
            in_time,
            Span(" báo cáo gửi đúng hạn"),
        ]
    return Paragraph((*spans, Span(".")))


def _names(facts: Facts, missing: int) -> str:
    """All of a few; of many only where their numbers stand."""
    if missing <= NAMED:
        return f": {'; '.join(unit.name for unit in facts.missing)}"
    place = [name for name in (FIGURES, FILINGS) if name in facts.report.annexes]
    return f" (số lượng theo từng đơn vị tại Phụ lục {NUMERALS[place.index(FILINGS)]})" if FILINGS in place else ""


def _own_waits(facts: Facts) -> list[Part]:
    if not facts.own_waits:
        return []
    text = f"Số liệu riêng của {facts.unit.name} chưa được gửi nên chưa có trong báo cáo này."
    return [plain(text)]


def _told_results(facts: Facts, marks: Marks) -> list[Paragraph]:
    rows = _told(facts, marks, DONE)
    if not facts.taken(DONE) and not facts.waiting(DONE):
        return []
    title = "Kết quả khác do đơn vị nêu" if facts.is_alone else "Kết quả khác do các đơn vị nêu"
    number = sum(bool(group.told) for group in groups_of(facts)) + 1
    return [plain(title, f"{number}.", 1, bold=True), *rows]


def _told(facts: Facts, marks: Marks, section: str) -> list[Paragraph]:
    """The sentences that were taken; said plainly where there is none, or where some were not looked at yet."""
    rows, waiting = facts.taken(section), facts.waiting(section)
    found: list[Paragraph] = []
    if len(rows) <= FLAT:
        found += [_sentence(row, facts, marks) for row in rows]
    else:
        for theme, those in _by_theme(rows):
            found.append(plain(f"{phrases().theme_title(theme)}:", level=2, bold=True, italic=True))
            found += [_sentence(row, facts, marks) for row in those]
    if waiting:
        text = f"(Còn {number(waiting)} ý của các đơn vị chưa được xem xét, chưa đưa vào báo cáo.)"
        found.append(plain(text, italic=True))
    elif not rows:
        found.append(plain("Không có nội dung được nêu."))
    return found


def _by_theme(rows: Iterable[ReportSentence]) -> list[tuple[str, list[ReportSentence]]]:
    """In the order of the themes, within each the most said first; what fits no theme last."""
    order = [theme.code for theme in phrases().themes]
    found: dict[str, list[ReportSentence]] = {code: [] for code in order}
    for row in rows:
        found[row.theme if row.theme in found else ""].append(row)
    return [(code, sorted(those, key=lambda row: (-row.units, row.position))) for code, those in found.items() if those]


def _sentence(row: ReportSentence, facts: Facts, marks: Marks) -> Paragraph:
    """ "- Kinh phí còn hạn hẹp (12 đơn vị)." The unit is named where it says it alone; not where it is the report's own."""
    text = as_sentence(row.printed)
    mark = ""
    if row.units > 1 or _sayer(row, facts):
        text, mark = (text[:-1], ".") if text.endswith(".") and not text.endswith("..") else (text, "")
    spans = [marks.note(marks.sentence(row, text))]
    if row.units > 1:
        spans += [Span(" ("), marks.note(marks.sayers(row)), Span(f" đơn vị){mark}")]
    elif mark or _sayer(row, facts):
        spans.append(Span(f" ({_sayer(row, facts)}){mark}"))
    return Paragraph(tuple(spans), "-", 2)


def _sayer(row: ReportSentence, facts: Facts) -> str:
    unit = row.sources[0]["unit"] if row.sources else facts.unit.pk
    return "" if unit == facts.unit.pk else facts.names.get(unit, "")


def _obstacles(facts: Facts, marks: Marks) -> list[Paragraph]:
    """Questions that were open on the last day, from the register of obstacles."""
    rows = facts.obstacles
    if not rows:
        return []
    units, overdue = len({row.unit.pk for row in rows}), sum(row.overdue for row in rows)
    lead = [Span(f"Đến ngày {facts.until:%d/%m/%Y} còn "), marks.note(marks.count("obstacles", len(rows)))]
    lead += [
        Span(" vướng mắc của "),
        marks.note(marks.count("obstacle_units", units)),
        Span(" đơn vị chưa được giải đáp"),
    ]
    if overdue:
        lead += [Span(", trong đó "), marks.note(marks.count("obstacles_overdue", overdue)), Span(" quá hạn trả lời")]
    found = [Paragraph((*lead, Span(":")))]
    for row in rows[:NAMED]:
        text = as_sentence(row.obstacle.text)
        mark = marks.note(marks.obstacle(row.obstacle.pk, text, row.unit.pk))
        found.append(Paragraph((Span(f"{row.unit.name}: "), mark), "-", 2))
    if len(rows) > NAMED:
        found.append(plain(f"Và {number(len(rows) - NAMED)} vướng mắc khác.", "-", 2))
    return found
