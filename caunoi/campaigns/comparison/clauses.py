"""Which clause of a paper carries on which of the one before."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from caunoi.campaigns.outline import Clause

SAME_PLACE, ELSEWHERE = 0.45, 0.72  # share of equal words from which two clauses are one, rewritten


def likeness(one: str, other: str) -> float:
    """Share of words that two texts have in common, in order; 1.0 for equal texts."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    if matcher.real_quick_ratio() < SAME_PLACE or matcher.quick_ratio() < SAME_PLACE:
        return 0.0
    return matcher.ratio()


def match_clauses(old: Sequence[Clause], new: Sequence[Clause]) -> dict[str, str]:
    """Path of each carried-on clause → its path before. Every clause is matched at most once.

    Equal words first, in the same place or the nearest one; then what was reworded in its place, then elsewhere: a clause
    put in between must not make strangers of all that follow.
    """
    left = {clause.path: clause for clause in old}
    pairs: dict[str, str] = {}
    for find in (_equal, _same_place, _elsewhere):
        for clause in new:
            path = find(clause, left) if clause.path not in pairs else None
            if path is not None:
                pairs[clause.path] = path
                del left[path]
    return pairs


def _equal(clause: Clause, left: dict[str, Clause]) -> str | None:
    if clause.path in left and left[clause.path].text == clause.text:
        return clause.path
    equal = [one for one in left.values() if one.text == clause.text]
    nearest = min(equal, key=lambda one: abs(one.position - clause.position), default=None)
    return nearest.path if nearest else None


def _same_place(clause: Clause, left: dict[str, Clause]) -> str | None:
    there = left.get(clause.path)
    return clause.path if there and likeness(there.text, clause.text) >= SAME_PLACE else None


def _elsewhere(clause: Clause, left: dict[str, Clause]) -> str | None:
    shares = ((path, likeness(one.text, clause.text)) for path, one in left.items())
    path, share = max(shares, key=lambda found: found[1], default=("", 0.0))
    return path if share >= ELSEWHERE else None
