"""Expressions as Vietnamese sentences. The notation is Vietnamese in every language of the interface: it is the language of
the papers. ``reading.read_expression`` reads every sentence written here back to the same value.
"""

from caunoi.campaigns.schedule.expressions import (
    Anchor,
    BranchCongress,
    Edge,
    EndOf,
    Event,
    Expression,
    Fixed,
    LevelCongress,
    NationalCongress,
    OwnCongress,
    Shift,
    SuperiorCongress,
    WaveSpan,
    WindowSpan,
)

LEVEL_WORDS = {"grassroots": "cấp cơ sở", "upper": "cấp trên trực tiếp cơ sở", "province": "cấp tỉnh"}
COUNTED_WORDS = {"days": "ngày", "working_days": "ngày làm việc", "months": "tháng"}
PERIOD_WORDS = {"month": "tháng", "quarter": "quý", "year": "năm"}
QUOTES = (("“", "”"), ('"', '"'), ("«", "»"))


def sentence_of(expression: Expression) -> str:
    """ "trước đại hội của đơn vị 30 ngày", "ngày cuối quý của ngày kết thúc đợt 2"."""
    if isinstance(expression, Fixed | Edge):
        return _point(expression)
    if isinstance(expression, Shift):
        return _shift(expression)
    if isinstance(expression, EndOf):
        inner = expression.of
        is_next = isinstance(inner, Shift) and inner.counted == "days" and abs(inner.number) == 1
        link = f" {sentence_of(inner)}" if is_next else f" của {_inside(inner)}"
        return f"ngày cuối {PERIOD_WORDS[expression.period]}{link}"
    which = "sớm" if expression.which == "earlier" else "muộn"
    return f"ngày {which} hơn giữa {_inside(expression.one)} và {_inside(expression.other)}"


def name_of(anchor: Anchor) -> str:
    """What the anchor is called in a sentence: "đại hội của đơn vị"."""
    if isinstance(anchor, LevelCongress):
        return f"đại hội công đoàn {LEVEL_WORDS[anchor.level]}"
    if isinstance(anchor, BranchCongress):
        place = "cuối cùng" if anchor.which == "last" else "đầu tiên"
        within = "đơn vị" if anchor.within == "unit" else "đơn vị ban hành"
        return f"đại hội {place} của {LEVEL_WORDS[anchor.level]} trong phạm vi {within}"
    if isinstance(anchor, Event):
        opening, closing = next((pair for pair in QUOTES if not set(pair) & set(anchor.name)), QUOTES[-1])
        return f"sự kiện {opening}{anchor.name}{closing}"
    if isinstance(anchor, WaveSpan):
        return f"đợt {anchor.ordinal}"
    if isinstance(anchor, WindowSpan):
        return f"giai đoạn {anchor.number} của đợt {anchor.ordinal}"
    return _PLAIN[type(anchor)]


_PLAIN: dict[type[Anchor], str] = {
    OwnCongress: "đại hội của đơn vị",
    SuperiorCongress: "đại hội công đoàn cấp trên",
    NationalCongress: "Đại hội Công đoàn Việt Nam",
}


def _is_stretch(anchor: Anchor) -> bool:
    return isinstance(anchor, WaveSpan | WindowSpan)


def _side(edge: Edge) -> str:
    if _is_stretch(edge.anchor) or isinstance(edge.anchor, Event):
        return "bắt đầu" if edge.side == "start" else "kết thúc"
    return "khai mạc" if edge.side == "start" else "bế mạc"


def _point(point: Fixed | Edge) -> str:
    if isinstance(point, Fixed):
        return f"ngày {point.day:%d/%m}/{point.day.year:04d}"
    return f"ngày {_side(point)} {name_of(point.anchor)}"


def _inside(expression: Expression) -> str:
    return _point(expression) if isinstance(expression, Fixed | Edge) else f"({sentence_of(expression)})"


def _shift(shift: Shift) -> str:
    word = "sau" if shift.number > 0 else "trước"
    base = _base(shift.of, usual="end" if shift.number > 0 else "start")
    if shift.counted == "days" and abs(shift.number) == 1:
        return f"ngay {word} {base}"
    amount = f"{abs(shift.number)} {COUNTED_WORDS[shift.counted]}"
    return f"{word} {base} {amount}" if base[-1].isalpha() else f"{amount} {word} {base}"


def _base(base: Expression, *, usual: str) -> str:
    if not isinstance(base, Edge):
        return _inside(base)
    if _is_stretch(base.anchor):
        return f"khi {_side(base)} {name_of(base.anchor)}"
    return name_of(base.anchor) if base.side == usual else _point(base)


def sentence_or_empty(expression: Expression | None) -> str:
    return sentence_of(expression) if expression else ""
