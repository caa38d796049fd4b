"""Takes changed words over into the texts of a report; tags stay with the text they stand at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from caunoi.officialdocs.comparing.slots import pieces_of
from caunoi.officialdocs.comparing.text import settle
from caunoi.officialdocs.comparing.words import Hunk, rewritten
from caunoi.officialdocs.report import Paragraph, Table


@dataclass
class _Piece:
    start: int
    end: int
    text: str
    rank: int  # at an edge new words go to the piece of the lowest rank: untagged text, tagged text, the label


def edit_text(text: str, taken: Sequence[Hunk]) -> str:
    return rewritten(settle([(text, "")])[0], taken) if taken else text


def edit_paragraph(paragraph: Paragraph, taken: Sequence[Hunk]) -> Paragraph:
    """The spans keep their tags and type; new words belong to the span whose words they replace or within which they stand. A
    span that has lost all its words is left out."""
    said = pieces_of(paragraph)
    text, places = settle([(piece, f"{index}") for index, (piece, _tag) in enumerate(said)])
    pieces = [
        _Piece(place.start, place.end, text[place.start : place.end], 1 if said[int(place.name)][1] else 0)
        for place in places
    ]
    if paragraph.label:
        pieces[0].rank = 2
    for hunk in reversed(taken):
        _edit(pieces, hunk)
    label = pieces.pop(0).text.strip() if paragraph.label else ""
    spans = [replace(span, text=piece.text) for span, piece in zip(paragraph.spans, pieces, strict=True) if piece.text]
    return replace(paragraph, label=label, spans=tuple(spans))


def _edit(pieces: list[_Piece], hunk: Hunk) -> None:
    """Hunks come from the last to the first, so that the letters before them stand where they stood."""
    target = _target(pieces, hunk)
    for piece in pieces:
        start, end = max(hunk.start, piece.start), min(hunk.end, piece.end)
        new = hunk.new if piece is target else ""
        if start < end or piece is target:
            piece.text = (
                piece.text[: max(start, piece.start) - piece.start] + new + piece.text[max(end, start) - piece.start :]
            )


def _target(pieces: Sequence[_Piece], hunk: Hunk) -> _Piece:
    inside = [one for one in pieces if one.start < max(hunk.end, hunk.start) and one.end > hunk.start]
    if inside:
        return inside[0]
    edge = [one for one in pieces if hunk.start in (one.start, one.end)]
    return min(edge, key=lambda one: (one.rank, one.end != hunk.start))


def edit_grid(table: Table, cells: dict[tuple[int, int], list[Hunk]]) -> Table:
    """``cells`` by row (those of the head included) and column."""
    heads = 2 if table.groups else 1
    headers, groups = list(table.headers), list(table.groups)
    rows = [list(row) for row in table.rows]
    for (row, column), taken in cells.items():
        if row >= heads:
            cell = rows[row - heads][column]
            rows[row - heads][column] = replace(cell, text=edit_text(cell.text, taken))
        elif row == heads - 1:
            headers[column] = edit_text(headers[column], taken)
        else:
            _edit_upper(groups, headers, column, taken)
    return replace(table, headers=tuple(headers), groups=tuple(groups), rows=tuple(map(tuple, rows)))


def _edit_upper(groups: list[tuple[str, int]], headers: list[str], cell: int, taken: list[Hunk]) -> None:
    """The upper row shows a group's title, or the titles of its columns one by one where it has none."""
    shown: list[tuple[int | None, int]] = []  # (group, None) or (None, column)
    column = 0
    for index, (text, columns) in enumerate(groups):
        shown += [(index, -1)] if text else [(None, column + step) for step in range(columns)]
        column += columns
    group, column = shown[cell]
    if group is None:
        headers[column] = edit_text(headers[column], taken)
    else:
        groups[group] = (edit_text(groups[group][0], taken), groups[group][1])
