"""The numbered tree of a plan's body: what ``numbering`` builds and what the readers of meaning walk."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from caunoi.officialdocs.labels import BULLETS, Kind, Label
from caunoi.officialdocs.model import Clause, PlanWarning

PARAGRAPH_RANK = 99.0  # a paragraph without a mark holds nothing, unless it is a heading that lost its number


@dataclass(eq=False)
class Node:
    """One clause while the tree is being built. ``label`` is ``None`` for the root and for unmarked paragraphs."""

    text: str = ""
    label: Label | None = None
    parent: "Node | None" = None
    rank: float = -1.0
    path: str = ""
    page: int = 0
    bold: bool = False
    is_row: bool = False
    holds: bool = True  # whether later clauses may stand inside it
    children: list["Node"] = field(default_factory=list)

    @property
    def kind(self) -> Kind | None:
        return self.label.kind if self.label else None

    @property
    def is_bullet(self) -> bool:
        return self.kind in BULLETS

    @property
    def is_numbered(self) -> bool:
        return self.label is not None and not self.is_bullet

    @property
    def is_heading(self) -> bool:
        """Numbered, or an unmarked paragraph that holds clauses as a numbered one would."""
        return self.is_numbered or (self.label is None and self.holds and self.parent is not None)

    @property
    def printed(self) -> str:
        return self.label.printed if self.label else ""

    def walk(self) -> Iterator["Node"]:
        """Itself and everything below, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def below(self) -> Iterator["Node"]:
        for child in self.children:
            yield from child.walk()

    def last_of(self, kind: Kind) -> "Node | None":
        """The last child with a label of this kind."""
        return next((child for child in reversed(self.children) if child.kind == kind), None)

    def add(self, child: "Node") -> None:
        """Append ``child`` and give it the path of CONTRACT: labels counted, repeated labels told apart by ``~``."""
        child.parent = self
        child.path = "/".join(part for part in (self.path, self._name(child)) if part)
        self.children.append(child)

    def _name(self, child: "Node") -> str:
        if child.label is None:
            return f"¶{sum(other.label is None for other in self.children) + 1}"
        if child.is_bullet:
            return f"{child.label.name}{sum(other.kind == child.kind for other in self.children) + 1}"
        same = sum(other.label is not None and other.label.name == child.label.name for other in self.children)
        return child.label.name if not same else f"{child.label.name}~{same + 1}"


@dataclass(frozen=True)
class Tree:
    """The whole body and what looked wrong in its numbering."""

    root: Node
    warnings: tuple[PlanWarning, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """Every clause in reading order, without the root."""
        return self.root.below()

    def clauses(self) -> tuple[Clause, ...]:
        return tuple(Clause(node.path, node.text, node.printed, node.page) for node in self.nodes())

    def at(self, path: str) -> Node | None:
        return next((node for node in self.nodes() if node.path == path), None)
