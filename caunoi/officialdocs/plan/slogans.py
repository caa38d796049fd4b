"""The slogans a plan lists, printed exactly as they are to be used."""

import re
from collections.abc import Iterable

from caunoi.officialdocs.plan.sections import title_matches
from caunoi.officialdocs.spelling import is_upper
from caunoi.officialdocs.tree import Node, Tree

_LONGEST_TITLE = 200
_QUOTED = re.compile(r"[“\"]([^”\"]{8,200})[”\"]")


def find_slogans(trees: Iterable[Tree]) -> tuple[str, ...]:
    """The slogans under every "Khẩu hiệu" title of the body and of the annexes, in order."""
    return tuple(slogan for tree in trees for title in _titles(tree) for slogan in _listed(title))


def _titles(tree: Tree) -> list[Node]:
    found: list[Node] = []
    for node in tree.nodes():
        inside = any(node in other.below() for other in found)
        if not inside and len(node.text) < _LONGEST_TITLE and title_matches(node, "slogans"):
            found.append(node)
    return found


def _listed(title: Node) -> list[str]:
    leaves = [node for node in title.below() if not node.children]
    if not leaves and title.label is None and title.parent:
        leaves = _after(title)
    marked = [node for node in leaves if node.label is not None]
    chosen = marked or [node for node in leaves if not node.text.endswith(":") and not node.text.startswith("(")]
    if chosen:
        return [node.text for node in chosen]
    return [match[1] for match in _QUOTED.finditer(title.text)]


def _after(title: Node) -> list[Node]:
    """The clauses beside an unmarked title that follow it, up to the next title."""
    siblings = title.parent.children if title.parent else []
    found: list[Node] = []
    for node in siblings[siblings.index(title) + 1 :]:
        if node.label is None and is_upper(node.text) and not node.text.endswith("!"):
            break
        found += [leaf for leaf in node.walk() if not leaf.children]
    return found
