"""Writes a report as .pdf in the layout of ``write_report``, through Typst: text can be copied and searched, charts are vectors.

Set in a face with the widths of Times where one is installed ("Times New Roman", "Liberation Serif" of fonts-liberation2,
"Tinos"), else in the face that comes with Typst.
"""

import json
from typing import Any

from caunoi.officialdocs.paper import dateline
from caunoi.officialdocs.report import Report, Table
from caunoi.officialdocs.report_json import to_json
from caunoi.officialdocs.report_lines import annex_label, annex_mention, head_rows
from caunoi.officialdocs.typeset import typeset
from caunoi.officialdocs.write_docx_page import held_together
from caunoi.officialdocs.write_docx_tables import MOTTO, NATION, PARTY, number_line, recipient_lines


def write_report_pdf(report: Report) -> bytes:
    """The bytes of the .pdf; ``ValueError`` where a chart is no picture."""
    return typeset("report.typ", {"report": json.dumps(_data(report), ensure_ascii=False)})


def _data(report: Report) -> dict[str, Any]:
    """The report as JSON, with the lines that the layout adds to it."""
    data = to_json(report)
    paper = report.paper
    for name in ("parent_body", "issuer", "subject"):
        data["paper"][name] = held_together(data["paper"][name])
    lines = {"nation": NATION, "motto": MOTTO, "party_line": PARTY, "number_line": number_line(paper)}
    lines |= {"dateline": dateline(paper.place, paper.date)}
    for number, (annex, shown) in enumerate(zip(report.annexes, data["annexes"], strict=True), start=1):
        shown |= {"label": annex_label(number), "mention": annex_mention(paper), "title": held_together(annex.title)}
    parts = [*report.parts, *(part for annex in report.annexes for part in annex.parts)]
    shown_parts = [*data["parts"], *(part for annex in data["annexes"] for part in annex["parts"])]
    for part, shown in zip(parts, shown_parts, strict=True):
        if isinstance(part, Table):
            shown["heads"] = _heads(part)
    return {**data, **lines, "recipient_lines": recipient_lines(paper)}


def _heads(table: Table) -> list[dict[str, Any]]:
    """Cells of the head with their place; a cell that goes on below is one of two rows."""
    cells: list[dict[str, Any]] = []
    for y, row in enumerate(head_rows(table)):
        x = 0
        for text, columns, down in row:
            if down != "on":
                cells.append({"text": text, "x": x, "y": y, "columns": columns, "rows": 2 if down else 1})
            x += columns
    return cells
