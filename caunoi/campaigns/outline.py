"""The clauses of a paper as a tree, from their paths alone (CONTRACT: labels from the top down, joined with "/")."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

SHORT_HEADING = 120  # letters; longer clauses with items below them are sentences that stand for themselves


@dataclass(frozen=True)
class Clause:
    """One clause; ``position`` counts from 0 in reading order."""

    position: int
    path: str
    label: str
    text: str

    @property
    def depth(self) -> int:
        return self.path.count("/")

    @property
    def parent(self) -> str:
        return self.path.rpartition("/")[0]


class Outline:
    """Clauses in reading order with their families."""

    def __init__(self, clauses: Sequence[Mapping[str, Any]]) -> None:
        self.clauses = [
            Clause(position, str(item["path"]), str(item.get("label") or ""), str(item["text"]))
            for position, item in enumerate(clauses)
        ]

    @cached_property
    def by_path(self) -> dict[str, Clause]:
        return {clause.path: clause for clause in self.clauses}

    @cached_property
    def _children(self) -> dict[str, list[Clause]]:
        families: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            families.setdefault(clause.parent, []).append(clause)
        return families

    def children(self, path: str) -> list[Clause]:
        """Clauses directly below ``path``; ``""`` gives the parts."""
        return self._children.get(path, [])

    def text(self, path: str) -> str:
        clause = self.by_path.get(path)
        return clause.text if clause else ""

    def is_heading(self, clause: Clause) -> bool:
        """Whether the clause only announces what stands below it."""
        if not self.children(clause.path):
            return False
        return clause.text.endswith(":") or (len(clause.text) < SHORT_HEADING and not clause.text.endswith((".", ";")))

    def demands(self, path: str, *, besides: frozenset[str] = frozenset()) -> Iterator[Clause]:
        """The clauses below ``path`` that each ask for one thing: headings are entered, other clauses taken whole;
        branches that begin at a path of ``besides`` are left out."""
        for clause in self.children(path):
            if clause.path in besides:
                continue
            if self.is_heading(clause):
                yield from self.demands(clause.path, besides=besides)
            else:
                yield clause

    def below(self, path: str) -> list[Clause]:
        """Every clause of the branch, its top left out."""
        return [clause for clause in self.clauses if clause.path.startswith(f"{path}/")]
