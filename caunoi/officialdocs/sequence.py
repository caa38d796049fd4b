"""Where a number fits in the numbering so far: the judgement behind ``numbering``."""

from collections.abc import Sequence
from dataclasses import dataclass

from caunoi.officialdocs.labels import Kind, Label, Reading, follows
from caunoi.officialdocs.spelling import is_ended, is_upper
from caunoi.officialdocs.tree import Node

# What it costs to believe a label: the cheapest reading of a paragraph wins.
_NEXT, _FIRST, _GAP, _REPEATED, _LATE = range(5)
_WIDEST_GAP = 3
_LOOK_AHEAD = 400
_NAMED = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE)
_POINTS = (Kind.BRACKET, Kind.RING, Kind.LETTER, Kind.LOWER_ROMAN)


@dataclass(frozen=True)
class Fit:
    parent: Node
    cost: int


class Series:
    """Knows the labels of the whole document, so that a series can be seen to go on later."""

    def __init__(self, readings: Sequence[Sequence[Reading]]) -> None:
        self._labels = [[reading.label for reading in options] for options in readings]

    def fit(self, reading: Reading, open_: list[Node], index: int, *, trusted: bool, cut: bool) -> Fit | None:
        """The parent under which the label makes sense, or ``None`` when it is the text of a sentence.

        ``trusted`` says that the word processor supplied the label; ``cut`` that the text before stops in mid-sentence.
        """
        label = reading.label
        if label.kind is Kind.MULTI:
            return _fit_multi(label, open_, believe=trusted or not cut)
        parent = _goes_on(label, open_)
        if parent and (trusted or not label.weak or (not cut and _weak_title(reading))):
            return Fit(parent, _NEXT)
        if cut and not trusted:
            return None
        if label.weak and not trusted:
            return self._fit_weak(reading, open_, index)
        if label.number == 1:
            return self._start(label, open_, index)
        return _fit_irregular(label, open_, trusted=trusted) or self._late_start(reading, open_, index, trusted)

    def _fit_weak(self, reading: Reading, open_: list[Node], index: int) -> Fit | None:
        """``1 Mục đích`` begins a series only if a ``2`` follows; no other number stands without its mark."""
        label = reading.label
        if label.number != 1 or not _weak_title(reading) or not self._appears(label.kind, 2, index):
            return None
        return self._start(label, open_, index)

    def _start(self, label: Label, open_: list[Node], index: int) -> Fit:
        inner = self._inner_parent(label, open_, index)
        owner = next((node for node in reversed(open_) if node.last_of(label.kind)), None)
        if owner is None or open_.index(inner) > open_.index(owner):
            return Fit(inner, _FIRST)
        return Fit(owner, _REPEATED)

    def _late_start(self, reading: Reading, open_: list[Node], index: int, trusted: bool) -> Fit | None:
        """A series whose first numbers are missing."""
        label = reading.label
        near = label.number <= _WIDEST_GAP or (label.kind is Kind.ROMAN and is_upper(reading.text))
        if trusted or label.kind in _NAMED or (near and not _running(label, open_)):
            return Fit(self._inner_parent(label, open_, index), _LATE)
        return None

    def _inner_parent(self, label: Label, open_: list[Node], index: int) -> Node:
        """Under the deepest clause that custom ranks above the label, or that plainly waits for a list."""
        last = open_[-1]
        if last.is_bullet and label.kind in _POINTS and last.text.endswith(":"):
            return last
        deepest = next(node for node in reversed(open_) if not node.is_bullet)
        if self._waits(deepest, label, index):
            return deepest
        return next(node for node in reversed(open_) if not node.is_bullet and node.rank < label.kind)

    def _waits(self, node: Node, label: Label, index: int) -> bool:
        """A clause of a lower rank may hold the label when it is a bare title, or when its own series goes on later."""
        if node.kind == label.kind or label.kind < Kind.ARABIC or node.label is None:
            return False
        title = not node.children and len(node.text) < 200 and (not is_ended(node.text) or node.text.endswith(":"))
        return title or self.goes_on_later(node, index)

    def goes_on_later(self, node: Node, index: int) -> bool:
        """Whether the next number of ``node`` appears before the next number of anything above it."""
        above: list[Label] = []
        parent = node.parent
        while parent:
            above += [parent.label] if parent.label else []
            parent = parent.parent
        for options in self._labels[index : index + _LOOK_AHEAD]:
            if any(_is_next(node.label, label) for label in options):
                return True
            if any(_is_next(other, label) for other in above for label in options):
                return False
        return False

    def _appears(self, kind: Kind, number: int, index: int) -> bool:
        later = self._labels[index + 1 : index + _LOOK_AHEAD]
        return any(label.kind == kind and label.number == number for options in later for label in options)


def _is_next(before: Label | None, after: Label) -> bool:
    return before is not None and before.kind == after.kind and bool(after.numbers) and follows(before, after)


def _goes_on(label: Label, open_: list[Node]) -> Node | None:
    for parent in reversed(open_):
        last = parent.last_of(label.kind)
        if last and last.label and follows(last.label, label):
            return parent
    return None


def _weak_title(reading: Reading) -> bool:
    """A Roman numeral without its dot is a label only before capitals: "XIII Công đoàn" is the text of a sentence."""
    return reading.label.kind is not Kind.ROMAN or is_upper(reading.text)


def _running(label: Label, open_: list[Node]) -> list[tuple[Node, int]]:
    """The open series of the label's kind, deepest first, each with its last number."""
    lasts = ((parent, parent.last_of(label.kind)) for parent in reversed(open_))
    return [(parent, last.label.number) for parent, last in lasts if last and last.label]


def _fit_irregular(label: Label, open_: list[Node], *, trusted: bool) -> Fit | None:
    """A number that leaves a gap, or that stands a second time."""
    running = _running(label, open_)
    for parent, last in running:
        if label.number > last and (trusted or label.number - last <= _WIDEST_GAP):
            return Fit(parent, _GAP)
    repeated = next((parent for parent, last in running if 0 < label.number <= last), None)
    return Fit(repeated, _REPEATED) if repeated else None


def _fit_multi(label: Label, open_: list[Node], *, believe: bool) -> Fit | None:
    """``2.1`` belongs under ``2``; under whatever stands open when its own parent is missing."""
    parent = _goes_on(label, open_)
    if parent:
        return Fit(parent, _NEXT)
    for node in reversed(open_):
        if _chain(node, label) == label.numbers[:-1] and (believe or label.number == 1):
            return Fit(node, _FIRST if label.number == 1 else _GAP)
    if not believe or label.weak:
        return None
    return _stray_multi(label, open_)


def _stray_multi(label: Label, open_: list[Node]) -> Fit:
    for node in reversed(open_):
        last = node.last_of(Kind.MULTI)
        if last and last.label and len(last.label.numbers) == len(label.numbers):
            return Fit(node, _GAP)
    for node in reversed(open_):
        chain = _chain(node, label)
        if chain and chain == label.numbers[: len(chain)]:
            return Fit(node, _REPEATED)
    outer = [node for node in open_ if node.rank < Kind.ARABIC]
    return Fit(outer[-1], _LATE)


def _chain(node: Node, label: Label) -> tuple[int, ...]:
    """The numbers that a child of ``node`` repeats; a Roman title counts where no Arabic one stands between."""
    if node.label is None or node.kind not in (Kind.ROMAN, Kind.ARABIC, Kind.MULTI, Kind.BRACKET):
        return ()
    if node.kind is Kind.ROMAN and node.last_of(Kind.ARABIC) and not label.name[0].isalpha():
        return ()
    return node.label.numbers
