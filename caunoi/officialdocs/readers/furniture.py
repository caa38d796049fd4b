"""Leaves out what the printer adds to every page: page numbers, running heads and feet."""

import re
from collections import Counter
from collections.abc import Sequence

from caunoi.officialdocs.readers.cleaning import fold
from caunoi.officialdocs.readers.labels import is_page_number
from caunoi.officialdocs.readers.layout import Line

_DIGITS = re.compile(r"\d+")
_MIN_PAGES = 3
_MIN_SHARE = 0.5


def drop_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without the first or last line that most pages share."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _outer(page)})
    needed = max(_MIN_PAGES, _MIN_SHARE * len(pages))
    repeated = {key for key, count in counts.items() if count >= needed}
    return [[line for line in page if not _is_furniture(line, page, repeated)] for page in pages]


def _is_furniture(line: Line, page: Sequence[Line], repeated: set[str]) -> bool:
    outer = _outer(page)
    return line in outer and (is_page_number(line.text) or _key(line) in repeated)


def _outer(page: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(page[:1]) + tuple(page[1:2]) + tuple(page[-2:])


def _key(line: Line) -> str:
    """The words of the line without figures; a page's own number must not make its running head unlike the others."""
    return _DIGITS.sub("#", fold(line.text))
