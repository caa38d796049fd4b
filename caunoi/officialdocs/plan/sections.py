"""Sections known by their titles: content, channels, organization, slogans."""

from caunoi.officialdocs.spelling import bare, fold, is_ended, is_upper
from caunoi.officialdocs.tree import Node, Tree
from caunoi.officialdocs.vocabulary import bare_patterns, patterns

_LONGEST_TITLE = 160


def is_title(node: Node) -> bool:
    """A heading rather than a paragraph of text that happens to be numbered."""
    short = len(node.text) <= _LONGEST_TITLE
    return (
        (node.is_heading or (node.is_bullet and bool(node.children)))
        and short
        and (bool(node.children) or not is_ended(node.text) or len(node.text) < 60)
    )


def title_matches(node: Node, key: str) -> bool:
    title = fold(node.text).rstrip(" :.")
    if patterns("sections", key).search(title):
        return True
    # Recognition misreads the marks of capitals ("TUYẾN TRUYỀN"): a title in capitals is compared without them too.
    return is_upper(node.text) and bare_patterns("sections", key).search(bare(title)) is not None


def is_titled(node: Node, key: str) -> bool:
    """A heading whose title matches; a long paragraph that merely contains the words does not."""
    return is_title(node) and title_matches(node, key)


def sections(tree: Tree, key: str) -> list[Node]:
    """The titled clauses that match a list of title patterns, without those inside another of them."""
    found: list[Node] = []
    for node in tree.nodes():
        if is_titled(node, key) and not any(is_within(node, other) for other in found):
            found.append(node)
    return found


def is_within(node: Node, other: Node) -> bool:
    """Whether ``node`` is ``other`` or stands below it."""
    step: Node | None = node
    while step is not None:
        if step is other:
            return True
        step = step.parent
    return False


def section_of(node: Node) -> Node:
    """The outermost clause that holds ``node``."""
    while node.parent and node.parent.parent:
        node = node.parent
    return node
