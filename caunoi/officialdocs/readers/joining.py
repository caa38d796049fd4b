"""Joins a sentence that a page end or a line end has cut, by its words alone.

A label always opens a paragraph. Otherwise the second piece continues the first when it opens in lower case or with a
figure, or the first stops at a comma, a linking word or an open bracket; and, where the second opens with a capital,
when the words on either side of the cut stand together elsewhere in the document ("Công đoàn" | "Việt Nam").
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from caunoi.officialdocs.model import Paragraph
from caunoi.officialdocs.readers.labels import (
    AWAITING,
    FORMULAS,
    LINKING,
    counts_on,
    is_kind,
    is_upper,
    splits_range,
    starts_label,
    starts_marked_label,
)

_ENDS = re.compile(r"[.;:!?…][)\]”\"'’»]{0,4}$")
_MIN_WORDS = 6  # a shorter piece that stops before a capital is a heading or a name, unless it stops at a linking word
_EDGES = ".,;:!?…()[]“”\"'*"

Cut = tuple[str, str, str, str]


def glue(pieces: Sequence[str]) -> str:
    """The pieces as one text; no space after a hyphen that holds a word or number together ("02-" | "NQ/TW")."""
    parts: list[str] = []
    for piece in filter(None, pieces):
        before = parts[-1] if parts else ""
        tight = before[-1:] == "-" and before[-2:-1].isalnum() and piece[0].isalnum()
        if parts and not tight and not before.endswith("/"):
            parts.append(" ")
        parts.append(piece)
    return "".join(parts)


def merge(pieces: Sequence[Paragraph], joins: Callable[[Paragraph, Paragraph], bool]) -> list[Paragraph]:
    """``pieces`` with each run of neighbours that ``joins`` glued into its first one; other fields are the first's."""
    runs: list[list[Paragraph]] = []
    for piece in pieces:
        if runs and joins(runs[-1][-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [run[0] if len(run) == 1 else replace(run[0], text=glue([piece.text for piece in run])) for run in runs]


def cut_of(first: str, second: str) -> Cut | None:
    """The two words on either side of the cut, or nothing when either side is shorter."""
    before, after = first.split()[-2:], second.split()[:2]
    if len(before) < 2 or len(after) < 2:
        return None
    return before[0].strip(_EDGES), before[1], after[0], after[1].strip(_EDGES)


def cuts_found(texts: Iterable[str], cuts: Iterable[Cut | None]) -> frozenset[Cut]:
    """Those of ``cuts`` whose four words stand together, uncut, in ``texts``."""
    wanted = {cut for cut in cuts if cut is not None}
    found: set[Cut] = set()
    if not wanted:
        return frozenset()
    for text in texts:
        words = text.split()
        for index in range(len(words) - 3):
            one, two, three, four = words[index : index + 4]
            window = (one.strip(_EDGES), two, three, four.strip(_EDGES))
            if window in wanted:
                found.add(window)
    return frozenset(found)


def ends_sentence(text: str) -> bool:
    """Whether ``text`` stops with a full stop, semicolon, colon or the like."""
    return _ENDS.search(text[-8:]) is not None


def _is_ground(text: str) -> bool:
    """Whether ``text`` opens as one of the grounds of a paper do; each stands in a paragraph of its own."""
    return " ".join(text.split(maxsplit=2)[:2]) in FORMULAS


def _stops_short(text: str) -> bool:
    """Whether ``text`` plainly wants a continuation: a comma, a linking word, a dash, an open bracket or quotation."""
    words = text.split()
    if text.endswith((",", "/", " -", " –")) or words[-1].lower() in LINKING:
        return True
    return text.count("(") > text.count(")") or text.count("“") > text.count("”")


def continues(first: str, second: str, known: frozenset[Cut] = frozenset()) -> bool:
    """Whether ``second`` goes on with the sentence of ``first``. ``known`` is what ``cuts_found`` has found."""
    if not first or not second:
        return False
    if splits_range(first, second) or (counts_on(first, second) and not is_upper(first)):
        return True
    if starts_marked_label(second) or ends_sentence(first) or is_upper(first) or is_kind(second):
        return False
    return second[0].islower() or (not starts_label(second) and _goes_on(first, second, known))


def _goes_on(first: str, second: str, known: frozenset[Cut]) -> bool:
    """Whether an unfinished ``first`` reads on into ``second``, which opens with a capital or a figure."""
    if _is_ground(second) or (_is_ground(first) and ends_sentence(second) and first.endswith(",")):
        return False
    if _stops_short(first):
        return True
    if len(first.split()) < _MIN_WORDS:
        return False
    awaiting = " ".join(first.split()[-2:]).lower() in AWAITING
    return awaiting or second[0].isdigit() or cut_of(first, second) in known


def known_cuts(texts: Sequence[str]) -> frozenset[Cut]:
    """The cuts between neighbours in ``texts`` whose words also stand together somewhere within them."""
    return cuts_found(texts, (cut_of(first, second) for first, second in pairwise(texts)))
