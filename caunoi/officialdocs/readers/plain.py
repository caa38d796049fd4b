"""Reads .txt and .md: decodes, strips marks, rejoins what line ends and page ends have cut."""

import re
from collections.abc import Sequence
from dataclasses import replace

from caunoi.officialdocs.legacy import convert_texts
from caunoi.officialdocs.model import Document, Paragraph, Zone
from caunoi.officialdocs.readers import markdown
from caunoi.officialdocs.readers.cleaning import is_decomposed
from caunoi.officialdocs.readers.decoding import decode
from caunoi.officialdocs.readers.joining import continues, known_cuts, merge
from caunoi.officialdocs.readers.labels import is_page_number, splits_range, starts_label
from caunoi.officialdocs.readers.letterhead import take_letterhead, take_signature
from caunoi.officialdocs.readers.refusals import MAX_PARAGRAPHS, MAX_TEXT_BYTES, refuse

_NEWLINES = re.compile(r"\r\n|[\r\u2028\u2029\x85\x0b]")
_STRAY = re.compile(r"^[^\w\s“\"(\[*#|<+\-–—•!]{1,3}\s+(?=\w)")
_WRAP_LIMIT = 130  # wider lines are paragraphs, not lines of a wrapped text
_WRAP_SHARE = 0.6


def read_plain(data: bytes, *, is_markdown: bool = False) -> Document:
    """The text file ``data`` as paragraphs, one for each sentence group the author set apart."""
    if len(data) > MAX_TEXT_BYTES:
        refuse("too_large")
    raw, note = decode(data)
    lines = _NEWLINES.sub("\n", raw).replace("\f", "\n\n").split("\n")
    if len(lines) > MAX_PARAGRAPHS * 4:
        refuse("too_large")
    notes = [code for code in (note, "nfd" if is_decomposed(raw) else "") if code]
    converted, legacy = convert_texts(lines) if not note else (tuple(lines), "")
    head, rest = take_letterhead(converted)
    rest, signature = take_signature(rest)
    paragraphs = [*head, *_body(rest, is_markdown=is_markdown), *signature]
    if not paragraphs:
        refuse("no_text")
    return Document(
        source="md" if is_markdown else "txt",
        paragraphs=tuple(paragraphs),
        notes=tuple(notes + [legacy] * bool(legacy)),
    )


def _body(lines: Sequence[str], *, is_markdown: bool) -> list[Paragraph]:
    blocks = [markdown.strip_block(block, is_markdown=is_markdown) for block in _blocks(lines)]
    wrap = _wrap_width([[line.text for line in block] for block in blocks])
    pieces = [piece for block in blocks for piece in _join_lines(block, wrap)]
    pieces = [piece for piece in pieces if _is_content(piece.text)]
    if pieces:
        pieces[0] = replace(pieces[0], text=_STRAY.sub("", pieces[0].text, count=1))
    return _join_breaks(pieces)


def _is_content(text: str) -> bool:
    """Whether the line says anything: no rule, no row of stars, no page number."""
    return any(map(str.isalnum, text)) and not is_page_number(text)


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    """Runs of lines with no empty line between them."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _wrap_width(blocks: Sequence[Sequence[str]]) -> int:
    """The width at which an editor has wrapped the text; 0 when lines are paragraphs."""
    inner = sorted(len(line) for block in blocks for line in block[:-1])
    if len(inner) < 3:
        return 0
    width = inner[-1]
    full = sum(length >= 0.75 * width for length in inner)
    return width if 40 <= width <= _WRAP_LIMIT and full >= _WRAP_SHARE * len(inner) else 0


def _join_lines(block: Sequence[Paragraph], wrap: int) -> list[Paragraph]:
    def joins(first: Paragraph, second: Paragraph) -> bool:
        if first.zone is not Zone.BODY or second.zone is not Zone.BODY:
            return False
        if not wrap:
            return continues(first.text, second.text)
        if starts_label(second.text) and not splits_range(first.text, second.text):
            return False
        return len(first.text) + 1 + len(second.text.split(maxsplit=1)[0]) > wrap - 2

    return merge(block, joins)


def _join_breaks(pieces: Sequence[Paragraph]) -> list[Paragraph]:
    known = known_cuts([piece.text for piece in pieces])

    def joins(first: Paragraph, second: Paragraph) -> bool:
        heading = first.bold and not second.bold
        return first.zone is second.zone is Zone.BODY and not heading and continues(first.text, second.text, known)

    return merge(pieces, joins)
