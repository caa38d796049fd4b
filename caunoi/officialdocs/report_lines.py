"""The lines that a report prints beside its own text: what the writers of .docx and .pdf and the reader of both must agree on."""

import datetime as dt
from itertools import accumulate

from caunoi.officialdocs.casing import by_rule
from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.report import Table

_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """1 → "I"; for numbers of annexes."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def annex_label(number: int) -> str:
    return f"Phụ lục {roman(number)}"


def annex_mention(paper: Paper) -> str:
    """The line in italics that ties an annex to its paper; what is still to be filled in by hand stays blank."""
    day = short_day(paper.date) if paper.date else "    /    /      "
    return f"(Kèm theo {paper.kind.capitalize()} số {paper.number} ngày {day} của {by_rule(paper.issuer)})"


def short_day(day: dt.date) -> str:
    """ "05/4/2027": leading zeros as ``paper.dateline`` writes them."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def head_rows(table: Table) -> list[list[tuple[str, int, str]]]:
    """The rows of column titles as (text, columns covered, ``down``): "start" where the cell goes on below, "on" where it is
    the rest of the one above, "" otherwise."""
    if not table.groups:
        return [[(text, 1, "") for text in table.headers]]
    upper: list[tuple[str, int, str]] = []
    lower = [(text, 1, "") for text in table.headers]
    ends = accumulate(columns for _text, columns in table.groups)
    for (text, columns), end in zip(table.groups, ends, strict=True):
        if text:
            upper.append((text, columns, ""))
            continue
        for index in range(end - columns, end):
            upper.append((table.headers[index], 1, "start"))
            lower[index] = ("", 1, "on")
    return [upper, lower]
