"""What stands before a citation and goes with it: "góp ý Điều 5", "liên quan đến khoản 2"; inside a sentence "tại", "ở"."""

from typing import Any

from caunoi.synthesis.asking import LEAD_RUN
from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.trie import longest


@uncounted
def without_lead(
    kept: Any, plain: Any, plain_of: Any, flags: Any, begin: int, count: int, at: int, runs: Any
) -> Any:  # fmt: skip
    """Where the words that a segment has kept from ``begin`` on end without what goes with the citation at ``at``."""
    back = count
    while back > begin and flags[kept[back - 1]] & 4096:
        back -= 1
    if back == begin or _leads(plain, kept, plain_of, begin, count, at, runs):
        return begin
    back = count  # in the middle of a sentence only the preposition goes with the place
    while back > begin and flags[kept[back - 1]] & 2048:
        back -= 1
    return back


@uncounted
def _leads(plain: Any, kept: Any, plain_of: Any, begin: int, count: int, at: int, runs: Any) -> Any:
    """Whether all that a segment has before the citation at ``at`` is an approved lead."""
    length = count - begin
    for place in range(length):
        if plain[at - length + place] != plain_of[kept[begin + place]]:
            return False
    return longest(runs, plain, at - length, at, LEAD_RUN)[0] == length
