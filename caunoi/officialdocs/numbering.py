"""Paragraphs of the body → a numbered tree. The sequence of labels decides, never the indentation.

A label is believed when it goes on with a series that is open (``2.`` after ``1.``) or begins one where a series may
begin; a gap or a repetition is believed and warned about; anything else is the text of a sentence.
"""

from collections.abc import Sequence
from dataclasses import replace

from caunoi.officialdocs.headings import is_lost_heading, is_wave_heading, refers_to_all_waves, sums_up_section
from caunoi.officialdocs.joins import Seams, continues, dangles
from caunoi.officialdocs.labels import BULLETS, Kind, Label, Reading, read_labels, read_list_label
from caunoi.officialdocs.model import Paragraph, Zone
from caunoi.officialdocs.numbering_warnings import numbering_warnings
from caunoi.officialdocs.sequence import Series
from caunoi.officialdocs.spelling import clean, is_decoration, is_ended, is_full_stopped, is_upper
from caunoi.officialdocs.tree import PARAGRAPH_RANK, Node, Tree


def build_tree(paragraphs: Sequence[Paragraph]) -> Tree:
    """The tree of the body; every word of every paragraph stands in exactly one clause, in the same order."""
    builder = _Builder(paragraphs)
    builder.run()
    return Tree(builder.root, numbering_warnings(builder.root))


def read_paragraph(paragraph: Paragraph) -> tuple[Reading, ...]:
    """The labels a paragraph may carry: the word processor's own, or those typed at its head."""
    if paragraph.label:
        return (Reading(read_list_label(paragraph.label), paragraph.text),)
    if paragraph.zone is Zone.TABLE:
        return ()
    return read_labels(paragraph.text)


class _Builder:
    """Walks the paragraphs once, keeping the open clauses from the root down to the last one."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        cleaned = (replace(paragraph, text=clean(paragraph.text)) for paragraph in paragraphs)
        self.paragraphs = [paragraph for paragraph in cleaned if not is_decoration(paragraph.text)]
        self.readings = [read_paragraph(paragraph) for paragraph in self.paragraphs]
        self.seams = Seams(paragraph.text for paragraph in self.paragraphs)
        self.series = Series(self.readings)
        self.root = Node()
        self.open: list[Node] = [self.root]
        self.last = self.root

    def run(self) -> None:
        for index, paragraph in enumerate(self.paragraphs):
            placed = self._placed(index)
            if placed:
                self._add(placed[1], self._node(paragraph, placed[0]))
            elif self._goes_on(index):
                self.last.text = f"{self.last.text} {paragraph.text}".strip()
            else:
                self._add_unmarked(index)

    def _placed(self, index: int) -> tuple[Reading, Node] | None:
        """The reading of the label that fits the sequence best, and the parent it fits under."""
        paragraph, cut = self.paragraphs[index], self._is_cut()
        fits = []
        for order, reading in enumerate(self.readings[index]):
            if reading.label.kind in BULLETS:
                if not cut or paragraph.label or not (reading.text[:1].islower() or reading.text[:1].isdigit()):
                    fits.append((1, order, reading, self._bullet_parent(reading.label)))
                continue
            trusted = bool(paragraph.label)
            fit = self.series.fit(reading, self.open, index, trusted=trusted, cut=cut)
            if fit:
                fits.append((fit.cost, order, reading, fit.parent))
        if not fits:
            return None
        _cost, _order, reading, parent = min(fits, key=lambda item: item[:2])
        return reading, parent

    def _is_cut(self) -> bool:
        """Whether the text so far stops in mid-sentence, so that a number may be its next word."""
        text = self.last.text
        return not is_ended(text) and (dangles(text) or (len(text) > 60 and not self.last.is_heading))

    def _bullet_parent(self, label: Label) -> Node:
        """The same glyph already open makes a sibling; otherwise it stands under the deepest open clause."""
        for node in reversed(self.open):
            if node.kind == label.kind and node.parent:
                return node.parent
        return next(node for node in reversed(self.open) if node.holds)

    def _goes_on(self, index: int) -> bool:
        paragraph = self.paragraphs[index]
        if self.last is self.root or paragraph.zone is Zone.TABLE or self.last.is_row:
            return False
        if paragraph.label or is_wave_heading(paragraph.text):
            return False
        if not self.last.text:
            return True
        before = Paragraph(self.last.text, page=self.paragraphs[index - 1].page)
        return continues(before, paragraph, self.seams, heading=self.last.is_heading)

    def _add_unmarked(self, index: int) -> None:
        """An unmarked paragraph belongs to the deepest numbered clause, or higher when it speaks of a whole series."""
        paragraph = self.paragraphs[index]
        node = self._node(paragraph, None)
        following = self.readings[index + 1] if index + 1 < len(self.paragraphs) else ()
        if paragraph.zone is Zone.TABLE or paragraph.text.startswith("|"):
            node.is_row = True
        elif is_wave_heading(paragraph.text):
            return self._add_holding(node, self._wave_level())
        elif is_lost_heading(paragraph, self.last, following, self.open):
            return self._add_holding(node, self._lost_level(paragraph))
        node.holds = False
        self._add(self._unmarked_parent(node, index), node)
        return None

    def _add_holding(self, node: Node, parent: Node) -> None:
        node.rank = parent.rank + 0.5
        self._add(parent, node)

    def _wave_level(self) -> Node:
        """Beside an earlier unnumbered wave, otherwise under the deepest numbered clause."""
        for node in self.open:
            if node.label is None and node.parent and is_wave_heading(node.text):
                return node.parent
        return self._deepest_heading()

    def _lost_level(self, paragraph: Paragraph) -> Node:
        """Beside the headings that look alike: capitals beside capitals, a title beside the deepest title."""
        headings = [node for node in self.open if node.is_heading]
        if is_upper(paragraph.text):
            alike = next((node for node in headings if is_upper(node.text)), None)
        else:
            alike = next((node for node in reversed(headings) if not is_upper(node.text)), None)
        return alike.parent if alike and alike.parent else self._deepest_heading()

    def _deepest_heading(self) -> Node:
        return next(node for node in reversed(self.open) if node.is_heading or node is self.root)

    def _unmarked_parent(self, node: Node, index: int) -> Node:
        if self.last.is_bullet and self.last.text.endswith(":") and not node.is_row:
            return self.last
        if refers_to_all_waves(node.text):
            wave = next((other for other in self.open if is_wave_heading(other.text)), None)
            if wave and wave.parent:
                return wave.parent
        if sums_up_section(node.text):
            section = next((other for other in self.open if other.is_heading and other.parent), None)
            return section or self.root
        deepest = self._deepest_heading()
        return deepest.parent if deepest.parent and self._ends_a_list(deepest, index) else deepest

    def _ends_a_list(self, item: Node, index: int) -> bool:
        """The last of several numbered sentences: what follows them unmarked belongs to their common title."""
        if item.label is None or item.children or not is_full_stopped(item.text) or item.parent is None:
            return False
        earlier = [other for other in item.parent.children if other.kind == item.kind and other is not item]
        childless = all(is_full_stopped(other.text) and not other.children for other in earlier)
        return bool(earlier) and childless and not self.series.goes_on_later(item, index)

    def _node(self, paragraph: Paragraph, reading: Reading | None) -> Node:
        text = reading.text if reading else paragraph.text
        rank = float(reading.label.kind) if reading else PARAGRAPH_RANK
        if reading and reading.label.kind is Kind.MULTI:
            rank += 0.1 * len(reading.label.numbers)
        label = reading.label if reading else None
        return Node(text=text.strip(), label=label, rank=rank, page=paragraph.page, bold=paragraph.bold)

    def _add(self, parent: Node, node: Node) -> None:
        parent.add(node)
        self.last = node
        del self.open[self.open.index(parent) + 1 :]
        if node.holds:
            self.open.append(node)
