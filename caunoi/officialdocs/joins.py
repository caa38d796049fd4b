"""Sentences that a page end has cut in two: does this unmarked paragraph go on with the one before it?"""

import re
from collections.abc import Iterable

from caunoi.officialdocs.model import Paragraph
from caunoi.officialdocs.spelling import begins_lower, fold, has_open_bracket, is_ended, is_upper
from caunoi.officialdocs.vocabulary import words

_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 20_000  # a longer text is no sentence: joining would go on for ever
_SHORT_LINE = 60  # a line this short was ended by its writer, not by the margin


class Seams:
    """Runs of three words that the document prints inside a paragraph: a seam that is one of them is no seam.

    "… trình Đại hội" + "XIII Công đoàn tỉnh …" is one sentence because the plan says "hội XIII Công" elsewhere.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: set[tuple[str, ...]] = set()
        for text in texts:
            tokens = _WORD.findall(text)
            self._runs.update(zip(tokens, tokens[1:], tokens[2:], strict=False))

    def join(self, first: str, second: str) -> bool:
        left, right = _WORD.findall(first[-80:])[-2:], _WORD.findall(second[:80])[:2]
        if len(left) < 2 or len(right) < 2:
            return False
        return (left[0], left[1], right[0]) in self._runs or (left[1], right[0], right[1]) in self._runs


def continues(before: Paragraph, after: Paragraph, seams: Seams, *, heading: bool) -> bool:
    """Whether ``after``, which has no label of its own, is the second half of ``before``.

    ``heading`` says that ``before`` stands as a numbered title: such a line needs no full stop to be complete.
    """
    first, second = before.text, after.text
    if not first or not second or is_ended(first) or second.startswith("|") or len(first) > _LONGEST:
        return False
    same_page = before.page > 0 and before.page == after.page
    if begins_lower(second) or second[0] in "-–—" or first.endswith(",") or dangles(first):
        return True
    if is_upper(first) and len(second) > 3 and is_upper(second):
        return heading
    if same_page:
        return False
    if seams.join(first, second) or has_open_bracket(first):
        return True
    turned_page = before.page > 0 and after.page == before.page + 1
    return turned_page and not heading and len(first) > _SHORT_LINE


def dangles(text: str) -> bool:
    """Ends with a word that cannot end a clause ("của", "và", "tại")."""
    last = fold(text[-60:]).split()[-1:]
    return bool(last) and last[0] in words("sentences", "dangling") and not is_upper(text)
