"""The annexes: the table of figures, the state of reports, the tables by unit, split where they are wider than the sheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from caunoi.officialdocs.report import LYING_MM, Annex, Cell, Part, Table, plain
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.queries.totals import Cell as FigureCell
from caunoi.reporting.queries.totals import ChildRow
from caunoi.reporting.wave_report import tags
from caunoi.reporting.wave_report.facts import Facts
from caunoi.reporting.wave_report.marks import Mark, Marks
from caunoi.reporting.wave_report.phrases import lowered, short_name, short_unit
from caunoi.reporting.wave_report.results import groups_of

FIGURES, FILINGS, UNITS, CHARTS = "figures", "filings", "units", "charts"
CHOICES = (FIGURES, FILINGS, UNITS, CHARTS)
COLUMNS = 9  # figures beside each other on a lying sheet
_NUMBER_MM, _UNIT_MM = 11.0, 66.0


def annexes(facts: Facts, marks: Marks) -> tuple[Annex, ...]:
    chosen = facts.report.annexes
    found: list[Annex] = []
    if FIGURES in chosen:
        found.append(figures_annex(facts, marks))
    if facts.children and FILINGS in chosen:
        found.append(_filings_annex(facts, marks))
    if facts.children and UNITS in chosen:
        found += _unit_annexes(facts, marks)
    return tuple(found)


def figures_annex(facts: Facts, marks: Marks) -> Annex:
    """Every line that the form asks for: own, below, together and how many state it, or the one figure of a unit alone. A share
    names the rows of its two parts."""
    alone = facts.is_alone
    groups = [(group.title, list(_with_shares(group.cells, facts, marks))) for group in groups_of(facts)]
    entries = [entry for _title, entries in groups for entry in entries]
    places = {entry.line.code: place for place, entry in enumerate(entries, start=1)}
    rows: list[tuple[Cell, ...]] = []
    for title, members in groups:
        rows.append(_title_row(title, 4 if alone else 7))
        for entry in members:
            if isinstance(entry, FigureCell):
                rows.append(_figure_row(places[entry.line.code], entry, marks, alone=alone))
            else:
                rows.append(_share_row(entry, places, marks, alone=alone))
    if alone:
        table = Table(("TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"), (11, 96, 28, 30), tuple(rows))
    else:
        headers = ("TT", "Chỉ tiêu", "Đơn vị tính", "Của đơn vị", "Cấp dưới", "Cộng", "Số đơn vị")
        table = Table(headers, (9, 46, 19, 24, 27, 27, 13), tuple(rows))
    return Annex("Bảng tổng hợp số liệu", (table,), landscape=False)


@dataclass(frozen=True)
class _ShareEntry:
    line: FormLine
    mark: Mark


def _with_shares(cells: Iterable[FigureCell], facts: Facts, marks: Marks) -> Iterator[FigureCell | _ShareEntry]:
    """Each line and, behind it, the share that it is the upper part of, where both parts are known."""
    shares = {share.line.numerator: share.line for share in facts.table.shares}
    for cell in cells:
        yield cell
        share = shares.get(cell.line.code)
        whole = facts.cells.get(share.denominator) if share else None
        mark = marks.share(share.code, cell, whole) if share and whole else None
        if share and mark:
            yield _ShareEntry(share, mark)


def _share_row(entry: _ShareEntry, places: Mapping[str, int], marks: Marks, *, alone: bool) -> tuple[Cell, ...]:
    line = entry.line
    name = Cell(f"{line.name} (dòng {places[line.numerator]} trên dòng {places[line.denominator]})")
    head = (_counted(places[line.code]), name, Cell("%", align="center"))
    if alone:
        return (*head, marks.cell(entry.mark))
    empty = Cell("", align="right")
    return (*head, empty, empty, marks.cell(entry.mark), empty)


def _title_row(title: str, columns: int) -> tuple[Cell, ...]:
    return (Cell(""), Cell(title, bold=True), *[Cell("")] * (columns - 2))


def _counted(number: int) -> Cell:
    return Cell(str(number), align="center")


def _figure_row(number: int, cell: FigureCell, marks: Marks, *, alone: bool) -> tuple[Cell, ...]:
    head = (_counted(number), Cell(cell.line.name), Cell(cell.line.measure, align="center"))
    if alone:
        return (*head, marks.cell(marks.figure(cell)))
    scopes = (tags.OWN, tags.BELOW, tags.TOGETHER)
    figures = [marks.cell(marks.figure(cell, scope), bold=scope == tags.TOGETHER) for scope in scopes]
    return (*head, *figures, marks.cell(marks.stated(cell)))


def _filings_annex(facts: Facts, marks: Marks) -> Annex:
    names = ("asked", "sent", "approved", "in_time", "excused")
    headers = ("TT", "Đơn vị", "Phải báo cáo", "Đã gửi", "Đã duyệt", "Đúng hạn", "Không phải báo cáo", "Tỷ lệ gửi")
    rows = []
    for number, child in enumerate(facts.children, start=1):
        figures = [marks.cell(marks.count(name, child.counts[name], child.unit.pk)) for name in names]
        share = Cell("–", align="right")
        if child.counts["asked"]:
            share = marks.cell(marks.count_share("sent", child.counts["sent"], child.counts["asked"], child.unit.pk))
        rows.append((_counted(number), Cell(short_unit(child.unit.name)), *figures, share))
    counts = facts.table.counts
    sums = [marks.cell(marks.count(name, counts[name])) for name in names]
    share = marks.cell(marks.count_share("sent", counts["sent"], counts["asked"])) if counts["asked"] else Cell("–")
    rows.append((Cell(""), Cell("Cộng"), *sums, share))
    table = Table(headers, (10, 53, 18, 16, 16, 16, 20, 16), tuple(rows), total=True)
    return Annex("Tình hình gửi báo cáo của các đơn vị", (table,), landscape=False)


def _unit_annexes(facts: Facts, marks: Marks) -> list[Annex]:
    """Lines of one group stay together as long as a sheet takes them; one annex for each sheet's width."""
    chosen = set(facts.report.columns)
    stated = [cell for group in groups_of(facts) for cell in group.cells if _is_column(cell, facts.children, chosen)]
    sheets: list[list[FigureCell]] = []
    for _group, members in groupby(stated, key=lambda cell: cell.line.group):
        cells = list(members)
        while cells:
            room = COLUMNS - len(sheets[-1]) if sheets else 0
            if room < min(len(cells), COLUMNS):
                sheets.append([])
                room = COLUMNS
            sheets[-1] += cells[:room]
            cells = cells[room:]
    return [_unit_annex(facts, marks, cells) for cells in sheets]


def _is_column(cell: FigureCell, children: tuple[ChildRow, ...], chosen: set[str]) -> bool:
    code = cell.line.code
    return code in chosen if chosen else any(row.values.get(code) is not None for row in children)


def _unit_annex(facts: Facts, marks: Marks, cells: list[FigureCell]) -> Annex:
    titles = catalogue().groups
    width = min(40.0, (LYING_MM - _NUMBER_MM - _UNIT_MM) / len(cells))
    groups = [(titles.get(code, code), len(list(those))) for code, those in groupby(cells, lambda one: one.line.group)]
    rows: list[tuple[Cell, ...]] = []
    if any(cell.own is not None for cell in cells):
        own = [marks.cell(marks.figure(cell, tags.OWN)) for cell in cells]
        rows.append((Cell(""), Cell(f"{short_unit(facts.unit.name)} (riêng)"), *own))
    sending = [child for child in facts.children if child.counts["sent"]]
    for number, child in enumerate(sending, start=1):
        figures = [_child_cell(marks, child, cell) for cell in cells]
        rows.append((_counted(number), Cell(short_unit(child.unit.name)), *figures))
    rows.append((Cell(""), Cell("Cộng"), *(marks.cell(marks.figure(cell)) for cell in cells)))
    headers = ("TT", "Đơn vị", *(f"{short_name(cell.line)} ({cell.line.measure})" for cell in cells))
    table = Table(
        headers,
        (_NUMBER_MM, _UNIT_MM, *[width] * len(cells)),
        tuple(rows),
        total=True,
        groups=(("", 1), ("", 1), *groups),
    )
    parts: tuple[Part, ...] = (table,)
    if left := len(facts.children) - len(sending):
        parts += (plain(f"{left} đơn vị trực thuộc chưa có báo cáo nào nên không có trong bảng.", italic=True),)
    about = "; ".join([groups[0][0], *(lowered(title) for title, _columns in groups[1:])])
    return Annex(f"Kết quả theo đơn vị: {lowered(about)}", parts)


def _child_cell(marks: Marks, child: ChildRow, cell: FigureCell) -> Cell:
    value = child.values.get(cell.line.code)
    return marks.cell(marks.child_figure(child.unit.pk, cell.line.slot, cell.line.code, value))
