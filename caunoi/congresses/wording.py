"""The quick news of a congress, composed from its results; every figure is computed, none is typed."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from caunoi.congresses.enums import Body, Route
from caunoi.congresses.figures import filled, seat
from caunoi.congresses.models import Congress
from caunoi.congresses.models.results import ResultFigures
from caunoi.core.formatting import format_day

TITLE_LENGTH = 250
_BODIES = {
    Body.COMMITTEE: ("Ban Chấp hành", "ủy viên"),
    Body.STANDING: ("Ban Thường vụ", "ủy viên"),
    Body.INSPECTION: ("Ủy ban Kiểm tra", "ủy viên"),
    Body.DELEGATES_UP: ("Đoàn đại biểu dự đại hội cấp trên", "đại biểu"),
}
_ROUTES = {Route.ELECTED: "bầu", Route.APPOINTED: "chỉ định", Route.EX_OFFICIO: "đương nhiên"}
_GROUPS = (("women", "là nữ"), ("minority", "là người dân tộc thiểu số"), ("party", "là đảng viên"))


def share_text(part: int | None, whole: int | None) -> str:
    """ "45,9%": one decimal, half up, as papers print it; "" where there is nothing to divide."""
    if part is None or not whole:
        return ""
    exact = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{str(exact).removesuffix('.0').replace('.', ',')}%"


def compose_news(congress: Congress, result: ResultFigures) -> tuple[str, str]:
    """(title, text): paragraphs with a line break between them; what was not counted is left out."""
    context = {
        "congress": congress,
        "days": _days(congress),
        "result": result,
        "groups": _groups(result),
        "ages": result.oldest and result.youngest,
        "bodies": [line for body in _BODIES if (line := _body(congress, result, body))],
        "elected": result.elected.splitlines(),
        "announced": _is_appointed(result),
    }
    with translation.override("vi"):
        text = render_to_string("congresses/news.txt", context)
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    return congress.title[:TITLE_LENGTH], "\n".join(part for part in paragraphs if part)


def _days(congress: Congress) -> str:
    first, last = congress.starts_on, congress.ends_on
    if last is None or last == first:
        return f"Ngày {format_day(first)}"
    return f"Từ ngày {format_day(first)} đến ngày {format_day(last)}"


def _groups(result: ResultFigures) -> list[str]:
    lines = []
    for name, words in _GROUPS:
        number = getattr(result, name)
        if number is not None:
            share = share_text(number, result.present)
            lines.append(f"{number} đại biểu {words}" + (f" ({share})" if share else ""))
    return lines


def _body(congress: Congress, result: ResultFigures, body: Body) -> str:
    number = filled(result, body)
    if number is None:
        return ""
    name, unit = _BODIES[body]
    planned: Any = getattr(congress, f"planned_{body}")
    seats = f"{number}/{planned}" if planned is not None and planned >= number else str(number)
    text = f"{name}: {seats} {unit}"
    routes = [(word, count) for route, word in _ROUTES.items() if (count := getattr(result, seat(body, route)))]
    if routes:
        text += f" ({', '.join(f'{word} {count}' for word, count in routes)})"
    if planned is not None and planned > number:
        text += f", khuyết {planned - number}"
    return text


def _is_appointed(result: ResultFigures) -> bool:
    """Whether the committee was announced, not elected: merged and new units (FACTS b)."""
    return bool(result.committee_appointed) and not result.committee_elected
