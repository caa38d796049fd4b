"""A report as JSON data and back, so that it can be kept in a database."""

import datetime as dt
from dataclasses import asdict, fields
from typing import Any

from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.report import Annex, Cell, Chart, Paragraph, Part, Report, Span, Table

VERSION = 1
_KINDS: dict[type[Part], str] = {Paragraph: "paragraph", Table: "table", Chart: "chart"}
_LINES = ("bases", "recipients", "authority", "title")


def to_json(report: Report) -> dict[str, Any]:
    """Plain dicts, lists, strings and numbers."""
    paper = {name: _listed(value) for name, value in asdict(report.paper).items() if name != "body"}
    paper["date"] = report.paper.date.isoformat() if report.paper.date else None
    return {
        "version": VERSION,
        "paper": paper,
        "parts": [_part(part) for part in report.parts],
        "annexes": [
            {"title": one.title, "landscape": one.landscape, "parts": [_part(part) for part in one.parts]}
            for one in report.annexes
        ],
    }


def from_json(data: dict[str, Any]) -> Report:
    """``ValueError`` for what ``to_json`` has not made."""
    try:
        if data["version"] != VERSION:
            raise ValueError(f"Reports of version {data['version']} are unknown.")
        return Report(
            paper=_paper(data["paper"]),
            parts=tuple(map(_read_part, data["parts"])),
            annexes=tuple(
                Annex(one["title"], tuple(map(_read_part, one["parts"])), one["landscape"]) for one in data["annexes"]
            ),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("This is no report.") from error


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Table):  # by hand: asdict walks slowly through a hundred thousand rows
        shown = {field.name: getattr(part, field.name) for field in fields(part)}
        rows = [[[cell.text, cell.tag, cell.align, cell.bold] for cell in row] for row in part.rows]
        lists = {name: list(map(_listed, shown[name])) for name in ("headers", "widths_mm", "groups")}
        return {"kind": "table", **shown, **lists, "rows": rows}
    return {"kind": _KINDS[type(part)], **{name: _listed(value) for name, value in asdict(part).items()}}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _read_part(data: dict[str, Any]) -> Part:
    kind = data["kind"]
    said = {name: value for name, value in data.items() if name != "kind"}
    if kind == "paragraph":
        return Paragraph(**said | {"spans": tuple(Span(**span) for span in data["spans"])})
    if kind == "table":
        rows = tuple(tuple(Cell(*cell) for cell in row) for row in data["rows"])
        groups = tuple((text, columns) for text, columns in data["groups"])
        lists = {"headers": tuple(data["headers"]), "widths_mm": tuple(data["widths_mm"]), "groups": groups}
        return Table(**said | lists | {"rows": rows})
    if kind == "chart":
        return Chart(**said)
    raise ValueError(f"A report has no part “{kind}”.")


def _paper(data: dict[str, Any]) -> Paper:
    day = dt.date.fromisoformat(data["date"]) if data["date"] else None
    return Paper(**data | {"date": day} | {name: tuple(data[name]) for name in _LINES})
