"""Charts of a report as SVG: bars that read in black and white, letters of the paper's own face."""

from dataclasses import dataclass
from html import escape
from textwrap import wrap

from caunoi.officialdocs.report import Chart
from caunoi.orgs.enums import UnitKind
from caunoi.reporting.queries.totals import ChildRow
from caunoi.reporting.wave_report.facts import Facts
from caunoi.reporting.wave_report.phrases import lowered, number, short_unit

WIDTH, LABEL, RIGHT = 1000, 380, 90
ROW, TALL_ROW, LINE = 34, 48, 20  # a row, a row beside which a name takes two lines, a line of a name
LETTERS = 32  # of a line of a name, so that it stays beside the bars in any of the faces
MOST = 16  # bars; more children are told by kind
KEY = 46
FONT = "Times New Roman, Liberation Serif, Tinos, serif"
DARK, MIDDLE, LIGHT = "#1f5f8b", "#8fb8d4", "#ffffff"
MAIN = "oral_listeners"  # the figure that says most about reach


@dataclass(frozen=True)
class Bar:
    label: str
    pieces: tuple[int, ...]
    note: str


def filing_chart(facts: Facts) -> Chart | None:
    """Who has reported: approved, sent, not sent. None below two children."""
    bars = [
        Bar(name, (counts["approved"], counts["sent"] - counts["approved"], counts["asked"] - counts["sent"]),
            f"{number(counts['sent'])}/{number(counts['asked'])}")
        for name, counts in _by_child_or_kind(facts.children)
    ]  # fmt: skip
    if len(bars) < 2:
        return None
    svg = _draw(bars, (DARK, MIDDLE, LIGHT), ("Đã duyệt", "Đã gửi, chờ duyệt", "Chưa gửi"))
    said = "; ".join(f"{bar.label}: {bar.note}" for bar in bars)
    return Chart(svg, 165, "Số báo cáo đã gửi trên số phải gửi, theo đơn vị", f"Biểu đồ thanh. {said}.")


def figure_chart(facts: Facts) -> Chart | None:
    """The listeners of each child. None where fewer than two state any."""
    cell = facts.cells.get(MAIN)
    known = [(row.unit.name, row.values.get(MAIN)) for row in facts.children]
    bars = [Bar(name, (value,), number(value)) for name, value in known if value]
    if cell is None or not 2 <= len(bars) <= MOST:
        return None
    name = lowered(cell.line.name)
    said = "; ".join(f"{bar.label}: {bar.note}" for bar in bars)
    svg = _draw(bars, (DARK,), ())
    caption = f"{name[:1].upper()}{name[1:]} theo đơn vị"
    return Chart(svg, 165, caption, f"Biểu đồ thanh. {said}.")


def _by_child_or_kind(children: tuple[ChildRow, ...]) -> list[tuple[str, dict[str, int]]]:
    if len(children) <= MOST:
        return [(row.unit.name, row.counts) for row in children if row.counts["asked"]]
    kinds: dict[str, dict[str, int]] = {}
    for row in children:
        sums = kinds.setdefault(row.unit.kind, dict.fromkeys(row.counts, 0))
        for name, value in row.counts.items():
            sums[name] += value
    return [(_KINDS.get(kind, "Đơn vị khác"), sums) for kind, sums in kinds.items() if sums["asked"]]


_KINDS: dict[str, str] = {
    UnitKind.PROVINCE: "Liên đoàn Lao động tỉnh, thành phố",
    UnitKind.CENTRAL_SECTOR: "Công đoàn ngành Trung ương",
    UnitKind.DISTRICT: "Liên đoàn Lao động huyện",
    UnitKind.CITY: "Liên đoàn Lao động thành phố",
    UnitKind.SECTOR: "Công đoàn ngành địa phương",
    UnitKind.OFFICIALS: "Công đoàn Viên chức",
    UnitKind.ZONE: "Công đoàn khu công nghiệp",
    UnitKind.COMMUNE: "Công đoàn xã, phường",
    UnitKind.CORPORATION: "Công đoàn tổng công ty",
    UnitKind.GRASSROOTS: "Công đoàn cơ sở",
    UnitKind.TRADE_GROUP: "Nghiệp đoàn cơ sở",
}


def _draw(bars: list[Bar], fills: tuple[str, ...], names: tuple[str, ...]) -> str:
    top = KEY if names else 8
    labels = [_lines(bar.label) for bar in bars]
    row = ROW if all(len(lines) == 1 for lines in labels) else TALL_ROW
    height = top + row * len(bars) + 8
    most = max(sum(bar.pieces) for bar in bars) or 1
    scale = (WIDTH - LABEL - RIGHT) / most
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    face = f'font-family="{FONT}" font-size="20" fill="#000000"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {face}>', *_key(fills, names)]
    for place, (bar, lines) in enumerate(zip(bars, labels, strict=True)):
        middle, x = top + row * place + row // 2, float(LABEL)
        parts += _label(lines, middle)
        for piece, fill in zip(bar.pieces, fills, strict=True):
            if piece > 0:
                parts.append(_rect(x, middle - 10, piece * scale, fill))
                x += piece * scale
        parts.append(f'<text x="{x + 10:.1f}" y="{middle + 6}">{bar.note}</text>')
    return "".join([*parts, "</svg>"])


def _label(lines: list[str], middle: int) -> list[str]:
    first = middle + 6 - LINE * (len(lines) - 1) // 2
    return [
        f'<text x="{LABEL - 12}" y="{first + LINE * place}" text-anchor="end">{escape(line)}</text>'
        for place, line in enumerate(lines)
    ]


def _key(fills: tuple[str, ...], names: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for place, (name, fill) in enumerate(zip(names, fills, strict=False)):
        x = LABEL + 200 * place
        found += [_rect(x, 12, 18, fill), f'<text x="{x + 26}" y="28">{name}</text>']
    return found


def _rect(x: float, y: float, width: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="20" fill="{fill}" stroke="{DARK}" stroke-width="1"/>'


def _lines(label: str) -> list[str]:
    """The name beside its bar: whole as long as two lines hold it, so that companies whose names begin alike are told apart."""
    return wrap(short_unit(label), LETTERS, max_lines=2, placeholder="…")
