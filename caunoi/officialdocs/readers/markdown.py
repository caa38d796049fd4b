"""Takes off Markdown's marks. In .txt only paired ``**``, and ``*`` around a whole block, go: clerks paste from chat windows."""

import re
from collections.abc import Sequence

from caunoi.officialdocs.model import Paragraph, Zone
from caunoi.officialdocs.readers.cleaning import clean

_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,4000}?)(?<=\S)\1", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]{1,4000}?)(?<=[^\s*])\*(?![*\w])")
_UNDERSCORED = re.compile(r"(?<![_\w])_(?=[^\s_])([^_]{1,4000}?)(?<=[^\s_])_(?![_\w])")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,})")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_LINK = re.compile(r"!?\[([^\]\[]{0,500})\]\([^()\s]{0,500}\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_HTML = re.compile(
    r"</?(?:br|b|i|u|em|strong|p|div|span|center|sup|sub)\b[^<>]{0,200}>|<!--.{0,2000}?-->", re.IGNORECASE | re.DOTALL
)
_ROW = re.compile(r"\s*\|.*\|\s*")
_ROW_RULE = re.compile(r"[\s|:-]+")


def strip_block(lines: Sequence[str], *, is_markdown: bool) -> list[Paragraph]:
    """The lines of one block as pieces without marks, one a line; a piece that was bold or italic throughout says so."""
    block = "\n".join(lines)
    bold, italic = _is_wrapped(block, _STRONG), _is_wrapped(block, _EMPHASIS)
    if is_markdown:
        block = _UNDERSCORED.sub(r"\1", _LINK.sub(r"\1", _HTML.sub(" ", block)))
    block = _STRONG.sub(r"\2", block)
    if is_markdown or italic:  # a lone star inside a plain text may be the clerk's own: it stays as printed
        block = _EMPHASIS.sub(r"\1", block)
    pieces = [_piece(line, bold=bold, italic=italic, is_markdown=is_markdown) for line in block.split("\n")]
    return [piece for piece in pieces if piece is not None]


def _is_wrapped(block: str, mark: re.Pattern[str]) -> bool:
    match = mark.match(block.strip())
    return match is not None and match.end() == len(block.strip())


def _piece(line: str, *, bold: bool, italic: bool, is_markdown: bool) -> Paragraph | None:
    zone = Zone.BODY
    if is_markdown:
        if _RULE.fullmatch(line):
            return None
        if _ROW.fullmatch(line):
            if _ROW_RULE.fullmatch(line):
                return None
            zone, line = Zone.TABLE, " | ".join(clean(cell) for cell in line.strip().strip("|").split("|"))
        heading = _HEADING.fullmatch(line)
        bold, line = bold or heading is not None, heading[1] if heading else _QUOTE.sub("", line, count=1)
        line = _ESCAPE.sub(r"\1", line)
    text = clean(line)
    return Paragraph(text, zone=zone, bold=bold, italic=italic) if text else None
