"""The changes within one line: every figure by itself, the other words together for each tagged stretch and the rest."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from caunoi.officialdocs.comparing.blocks import Line
from caunoi.officialdocs.comparing.model import Change
from caunoi.officialdocs.comparing.words import Hunk, hunks, marked, rewritten


def numbered(change: Change) -> Change:
    """With its ``id``."""
    said = "\n".join((change.kind, repr(change.where), change.before, change.after))
    return replace(change, id=hashlib.sha256(said.encode()).hexdigest()[:12])


def changes_of_line(old: Line, new: Line, place: str, where: tuple[int, ...], *, takeable: bool) -> Iterator[Change]:
    for group, tag in _groups(old, hunks(old.text, new.text)):
        first = group[0]
        before, after = old.text, rewritten(old.text, group)
        if first.is_figure:
            before, after = old.text[first.start : first.end], first.new
        words = marked(old.text, group)
        yield numbered(Change("", "changed", place, tag, before, after, words, where, takeable=takeable))


def _groups(line: Line, found: Iterable[Hunk]) -> Iterator[tuple[list[Hunk], str]]:
    """Each figure; then, in order of their first word, the others by the tag they fall into."""
    groups: dict[tuple[str, int], list[Hunk]] = {}
    for hunk in found:
        tag = tag_at(line, hunk)
        groups.setdefault((tag, hunk.start if hunk.is_figure else -1), []).append(hunk)
    yield from ((group, tag) for (tag, _figure), group in groups.items())


def tag_at(line: Line, hunk: Hunk) -> str:
    """The tag of the first control that the hunk touches; at its edge nothing is touched unless something gives way."""
    inside = (one.name for one in line.tags if one.start < max(hunk.end, hunk.start) and one.end > hunk.start)
    return next(inside, "")


def tag_of(line: Line) -> str:
    """The tag of a line that carries one alone."""
    names = {one.name for one in line.tags}
    return names.pop() if len(names) == 1 else ""
